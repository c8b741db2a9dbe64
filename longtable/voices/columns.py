"""What a sheet of comments can say, column by column, and the words that people use for it."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.core.imports.kinds import Field, Unfit
from longtable.core.imports.reading import Choices, is_nothing
from longtable.people.demographics import DECLINED, Option, Question, UnknownQuestion, question
from longtable.places.models import Area
from longtable.places.selectors import counties
from longtable.voices.models import Conversation
from longtable.voices.models.participants import Channel, Confidence

ABOUT = "about_"
"""Before the code of a question about oneself."""

CHANNELS = [each for each in Channel.choices if each[0] != Channel.WEB]
"""What is said on this site stands here already."""

CONFIDENCES = [
    (Confidence.STAFF, gettext_lazy("Staff or partners met these people")),
    (Confidence.OPEN, gettext_lazy("Anybody could answer")),
]
DAY_ORDERS = [
    ("month", gettext_lazy("The month comes first: 5/4 is May 4")),
    ("day", gettext_lazy("The day comes first: 5/4 is April 5")),
]
_CHANNEL_WORDS = {
    Channel.PAPER: ("paper", "card", "cards", "form", "survey", "papel", "tarjeta", "hoja", "encuesta"),
    Channel.PHONE: ("phone", "call", "phone call", "telephone", "telefono", "llamada", "por telefono"),
    Channel.IN_PERSON: ("in person", "interview", "face to face", "en persona", "entrevista", "presencial"),
    Channel.SMS: ("text", "text message", "texto", "mensaje de texto"),
    Channel.VOICE_MESSAGE: ("voice message", "voicemail", "mensaje de voz", "buzon de voz"),
    Channel.TABLE: ("table", "listening session", "focus group", "mesa", "sesion", "grupo focal"),
    Channel.CHAT: ("chat", "webinar", "zoom", "zoom chat", "webinario"),
}
_RACE_WORDS = {
    "american_indian": ("native american", "indigenous", "native", "aian", "indigena"),
    "black": ("afro american", "afroamericano", "negro", "negra"),
    "hispanic": ("latina", "latinx", "latine", "hispana", "hispano", "latino"),
    "middle_eastern": ("mena", "arab", "arabe"),
    "pacific_islander": ("nhpi",),
    "white": ("caucasian", "blanca", "blanco"),
}
_SEVERAL = re.compile(r"\s*(?:;|\||\n|·)\s*")


def fields_of(conversation: Conversation) -> list[Field]:
    """The columns of a sheet for ``conversation``: what was said, how and where, and what it asks of people."""
    fixed = [
        Field(
            "text",
            gettext_lazy("What they said"),
            guesses=(
                "comment",
                "comments",
                "words",
                "answer",
                "response",
                "feedback",
                "statement",
                "what was said",
            )
            + ("comentario", "comentarios", "respuesta", "palabras", "opinion", "lo que dijo", "mensaje"),
            required=True,
            example=gettext_lazy("The clinic closes before my shift ends."),
        ),
        Field(
            "language",
            gettext_lazy("Language it was said in"),
            guesses=("language", "lang", "idioma", "lengua"),
            required=True,
            example=gettext_lazy("English"),
            ask=partial(_choose, settings.LANGUAGES),
        ),
        Field(
            "channel",
            gettext_lazy("How they said it"),
            guesses=("channel", "how", "source", "method", "mode", "canal", "medio", "modo", "como"),
            required=True,
            example=gettext_lazy("on paper"),
            ask=partial(_choose, CHANNELS),
        ),
        Field(
            "confidence",
            gettext_lazy("Who are these people?"),
            required=True,
            column=False,
            hint=gettext_lazy("Results are shown with and without answers that anybody could give."),
            ask=partial(forms.ChoiceField, choices=CONFIDENCES, widget=forms.RadioSelect),
        ),
        Field(
            "area",
            gettext_lazy("County"),
            guesses=("area", "county", "county name", "fips", "condado", "where", "donde vive", "residence"),
            example=gettext_lazy("Robeson County"),
            ask=_choose_county,
        ),
        Field(
            "said_at",
            gettext_lazy("When they said it"),
            guesses=(
                "date",
                "day",
                "when",
                "timestamp",
                "submitted",
                "fecha",
                "dia",
                "cuando",
                "marca temporal",
            ),
            example="2026-05-04",
            ask=partial(forms.DateField, widget=forms.DateInput),
        ),
        Field(
            "day_order",
            gettext_lazy("Days written as 5/4/2026"),
            column=False,
            ask=partial(forms.ChoiceField, choices=DAY_ORDERS, initial="month", widget=forms.RadioSelect),
        ),
        Field(
            "person",
            gettext_lazy("Number of the person"),
            guesses=("person", "person id", "participant", "participant id", "respondent", "respondent id")
            + ("persona", "participante", "id de persona", "encuestado"),
            hint=gettext_lazy("Rows with the same number are one person, who counts once."),
            example="1",
        ),
        Field(
            "id",
            gettext_lazy("Number of the comment"),
            guesses=("id", "comment id", "number", "no", "row id", "numero", "id de comentario", "folio"),
            identity=True,
            example="1",
        ),
    ]
    return fixed + [
        Field(
            f"{ABOUT}{each.code}",
            str(each.words),
            guesses=_GUESSES.get(each.code, ()),
            example=_example(each),
        )
        for each in _asked(conversation)
    ]


_GUESSES: Mapping[str, Sequence[str]] = {
    "race_ethnicity": ("race", "ethnicity", "race ethnicity", "raza", "etnicidad", "raza etnicidad"),
    "age_band": ("age", "age group", "age band", "age range", "edad", "grupo de edad"),
    "sex": ("sex", "sexo"),
    "rural": ("rural",),
    "disability": ("disability", "discapacidad"),
    "language_speaking": ("language spoken", "idioma que habla"),
    "language_reading": ("reading language", "idioma de lectura"),
}


class Vocabulary:
    """The words of one conversation's sheets: counties, languages, channels, answers about oneself."""

    def __init__(self, conversation: Conversation) -> None:
        self.areas: dict[str, Area] = {str(each.pk): each for each in counties().select_related("parent")}
        self._choices = {
            "language": Choices.of(settings.LANGUAGES, {"es": ("castellano", "español"), "en": ("inglés",)}),
            "channel": Choices.of(CHANNELS, _CHANNEL_WORDS),
            "confidence": Choices.of(CONFIDENCES),
            "area": Choices(
                {key: _names_of(area) for key, area in self.areas.items()},
                {key: area.name for key, area in self.areas.items()},
            ),
        }
        self._questions = {f"{ABOUT}{each.code}": each for each in _asked(conversation)}
        for code, each in self._questions.items():
            self._choices[code] = _answers_to(each)

    def read(self, code: str, text: str) -> Any:
        """What the cell of ``code`` says: a code, the id of an area, or a list of codes."""
        if is_nothing(text):
            return None
        if asked := self._questions.get(code):
            return self._about(code, asked, text)
        found = self._choices[code].read(text)
        return UUID(found) if code == "area" else found

    def show(self, said: Mapping[str, Any]) -> dict[str, str]:
        """The same in the words of the page."""
        area = self.areas.get(str(said["area"]))
        return {
            "language": str(dict(settings.LANGUAGES)[said["language"]]),
            "channel": str(dict(Channel.choices)[said["channel"]]),
            "confidence": str(dict(CONFIDENCES)[said["confidence"]]),
            "area": area.name if area else "",
        }

    def _about(self, code: str, asked: Question, text: str) -> list[str]:
        choices = self._choices[code]
        if asked.code == "age_band" and text.isdigit():
            return [_band_of(int(text), asked)]
        if (whole := choices.find(text)) is not None:
            return _with_category([whole])
        pieces = [piece for piece in _SEVERAL.split(text) if piece]
        if len(pieces) == 1:
            pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
        if len(pieces) > 1 and not asked.multi:
            raise Unfit(_("Only one answer can be given to this."))
        return _with_category([choices.read(piece) for piece in pieces])


def _asked(conversation: Conversation) -> list[Question]:
    """The questions about oneself that the conversation asks and this installation allows."""
    found = []
    for code in conversation.about_you:
        try:
            found.append(question(code))
        except UnknownQuestion:
            continue
    return found


def _answers_to(asked: Question) -> Choices:
    names: dict[str, list[str]] = {option.code: _names_of_option(option) for option in asked.every_option()}
    if asked.code == "race_ethnicity":
        for code, words in _RACE_WORDS.items():
            names[code] += words
    names[DECLINED] = ["prefer not to say", "prefer not to answer", "declined", "prefiero no decirlo"]
    return Choices(names, {option.code: str(option.words) for option in asked.options})


def _names_of_option(option: Option) -> list[str]:
    """The whole label in each language, and each of its parts: "Hispanic or Latino", "Hispanic", "Latino"."""
    labels = [version.text for version in option.words.versions.values()]
    parts = [part for label in labels for part in re.split(r" or | o | u ", label)]
    both = [re.sub(r"o/a\b", ending, name) for name in (*labels, *parts) for ending in ("o", "a", "o/a")]
    bands = [re.sub(r" to | a ", "-", re.sub(r"^De ", "", label)) for label in labels]
    older = [
        re.sub(r" or older| o más", sign, label)
        for label in labels
        for sign in ("+", " +", " and older", " y más")
    ]
    return [option.code.rpartition(".")[2], *both, *bands, *older]


def _with_category(codes: Sequence[str]) -> list[str]:
    if DECLINED in codes:
        return [DECLINED]
    return list(dict.fromkeys(each for code in codes for each in (code.partition(".")[0], code)))


def _band_of(age: int, asked: Question) -> str:
    """The band of an age in years."""
    for option in asked.options:
        low, _sign, high = option.code.partition("_")
        if low == "under" and age < int(high):
            return option.code
        if high == "over" and age >= int(low) and age <= 120:
            return option.code
        if low.isdigit() and high.isdigit() and int(low) <= age <= int(high):
            return option.code
    raise Unfit(_("“%(text)s” is not an age.") % {"text": age})


def _names_of(area: Area) -> list[str]:
    around = [f" {area.parent.name}"] if area.parent else []
    names = [area.name, f"{area.name} County", f"Condado de {area.name}", f"Condado {area.name}"]
    return [*names, *(name + state for name in names for state in around), area.code, area.code.lstrip("0")]


def _choose(choices: Sequence[tuple[str, Any]]) -> forms.Field:
    return forms.ChoiceField(choices=[("", gettext_lazy("Choose")), *choices])


def _choose_county() -> forms.Field:
    return forms.ChoiceField(
        choices=[("", gettext_lazy("Choose a county")), *((area.code, area.name) for area in counties())]
    )


def _example(asked: Question) -> str:
    first = asked.options[1] if len(asked.options) > 1 else asked.options[0]
    return str(first.words)
