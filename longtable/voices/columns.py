"""What a sheet of comments can say, column by column."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from longtable.core.imports.kinds import Field
from longtable.core.imports.once import DAY_ORDER
from longtable.people.demographics import Question, UnknownQuestion, question
from longtable.places.selectors import counties
from longtable.voices.models import Conversation
from longtable.voices.models.participants import Channel, Confidence

ABOUT = "about_"
"""Before the code of a question about oneself."""

CHANNELS = [each for each in Channel.choices if each[0] != Channel.WEB]
"""What is said on this site stands here already."""

CONFIDENCES = [
    (Confidence.STAFF, _("Staff or partners met these people")),
    (Confidence.OPEN, _("Anybody could answer")),
]
_GUESSES: Mapping[str, str] = {
    "text": "comment|comments|words|answer|response|feedback|statement|what was said"
    "|comentario|comentarios|respuesta|palabras|opinion|lo que dijo|mensaje",
    "language": "language|lang|idioma|lengua",
    "channel": "channel|how|source|method|mode|canal|medio|modo|como",
    "area": "area|county|county name|fips|condado|donde vive|residence",
    "said_at": "date|day|when|said on|said at|timestamp|submitted|fecha|dia|cuando|marca temporal",
    "person": "person|person id|participant|participant id|respondent|respondent id"
    "|persona|participante|id de persona|encuestado",
    "id": "id|comment id|response id|number|no|row id|numero|id de comentario|folio",
    "race_ethnicity": "race|ethnicity|race ethnicity|raza|etnicidad|raza etnicidad",
    "age_band": "age|age group|age band|age range|edad|grupo de edad",
    "sex": "sex|sexo",
    "rural": "rural",
    "disability": "disability|discapacidad",
    "language_speaking": "language spoken|idioma que habla",
    "language_reading": "reading language|idioma de lectura",
}
"""Names that such columns have in the sheets of others."""


def fields_of(conversation: Conversation) -> list[Field]:
    """The columns of a sheet for ``conversation``: what was said, by whom, and what it asks of people."""
    return [*_of_words(), *_of_people(), *map(_of_question, asked_of(conversation))]


def _of_words() -> Iterator[Field]:
    yield Field(
        "text",
        _("What they said"),
        guesses=_guesses("text"),
        required=True,
        example=_("The clinic closes before my shift ends."),
    )
    yield Field(
        "language",
        _("Language it was said in"),
        guesses=_guesses("language"),
        required=True,
        example=_("English"),
        ask=partial(_choose, settings.LANGUAGES),
    )
    yield Field(
        "channel",
        _("How they said it"),
        guesses=_guesses("channel"),
        required=True,
        example=_("on paper"),
        ask=partial(_choose, CHANNELS),
    )
    yield Field(
        "said_at",
        _("When they said it"),
        guesses=_guesses("said_at"),
        example="2026-05-04",
        remember=False,
        ask=partial(forms.DateField, widget=forms.DateInput),
    )
    yield DAY_ORDER
    yield Field("id", _("Number of the comment"), guesses=_guesses("id"), identity=True, example="1")


def _of_people() -> Iterator[Field]:
    yield Field(
        "confidence",
        _("Who are these people?"),
        required=True,
        column=False,
        hint=_("Results are shown with and without answers that anybody could give."),
        ask=partial(forms.ChoiceField, choices=CONFIDENCES, widget=forms.RadioSelect),
    )
    yield Field(
        "area",
        _("County"),
        guesses=_guesses("area"),
        example=_("Robeson County"),
        remember=False,
        ask=_choose_county,
    )
    yield Field(
        "person",
        _("Number of the person"),
        guesses=_guesses("person"),
        hint=_("Rows with the same number are one person, who counts once."),
        example="1",
    )


def _of_question(asked: Question) -> Field:
    options = asked.options[1:] or asked.options
    return Field(
        f"{ABOUT}{asked.code}",
        str(asked.words),
        guesses=_guesses(asked.code),
        example=str(options[0].words),
    )


def _guesses(code: str) -> list[str]:
    return _GUESSES[code].split("|") if code in _GUESSES else []


def asked_of(conversation: Conversation) -> list[Question]:
    """The questions about oneself that the conversation asks and this installation allows."""
    found = []
    for code in conversation.about_you:
        try:
            found.append(question(code))
        except UnknownQuestion:
            continue
    return found


def _choose(choices: Sequence[tuple[str, Any]]) -> forms.Field:
    return forms.ChoiceField(choices=[("", _("Choose")), *choices])


def _choose_county() -> forms.Field:
    return forms.ChoiceField(
        choices=[("", _("Choose a county")), *((area.code, area.name) for area in counties())]
    )
