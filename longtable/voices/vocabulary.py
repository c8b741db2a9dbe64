"""The words that people use in sheets, in either language: counties, channels, answers about oneself."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from longtable.core.imports.kinds import Unfit
from longtable.core.imports.reading import Choices, is_nothing
from longtable.people.demographics import DECLINED, Option, Question
from longtable.places.models import Area
from longtable.places.selectors import counties
from longtable.voices.columns import ABOUT, CHANNELS, CONFIDENCES, asked_of
from longtable.voices.models import Conversation
from longtable.voices.models.participants import Channel

_CHANNEL_WORDS: Mapping[str, Sequence[str]] = {
    Channel.PAPER: ("paper", "card", "cards", "form", "survey", "papel", "tarjeta", "hoja", "encuesta"),
    Channel.PHONE: ("phone", "call", "phone call", "telephone", "telefono", "llamada", "por telefono"),
    Channel.IN_PERSON: ("in person", "interview", "face to face", "en persona", "entrevista", "presencial"),
    Channel.SMS: ("text", "text message", "texto", "mensaje de texto"),
    Channel.VOICE_MESSAGE: ("voice message", "voicemail", "mensaje de voz", "buzon de voz"),
    Channel.TABLE: ("table", "listening session", "focus group", "mesa", "sesion", "grupo focal"),
    Channel.CHAT: ("chat", "webinar", "zoom", "zoom chat", "webinario"),
}
_ANSWER_WORDS: Mapping[str, Sequence[str]] = {
    "american_indian": ("native american", "indigenous", "native", "aian", "indigena"),
    "black": ("afro american", "afroamericano", "negro", "negra"),
    "hispanic": ("latina", "latinx", "latine", "hispana", "hispano", "latino"),
    "middle_eastern": ("mena", "arab", "arabe"),
    "pacific_islander": ("nhpi",),
    "white": ("caucasian", "blanca", "blanco"),
    "female": ("f", "woman", "femenino", "femenina"),
    "male": ("man", "masculino"),
}
_SEVERAL = re.compile(r"\s*(?:;|\||\n|·)\s*")


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
        self._questions = {f"{ABOUT}{each.code}": each for each in asked_of(conversation)}
        for code, each in self._questions.items():
            self._choices[code] = _answers_to(each)

    def read(self, code: str, text: str) -> Any:
        """What the cell of ``code`` says: a code, the id of an area, or a list of codes."""
        if asked := self._questions.get(code):
            return self._about(code, asked, text)
        if is_nothing(text):
            return None
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

    def _about(self, code: str, asked: Question, text: str) -> list[str] | None:
        choices = self._choices[code]
        if asked.code == "age_band" and text.isdigit():
            return [_band_of(int(text), asked)]
        if (whole := choices.find(text)) is not None:
            return _with_category([whole])
        if is_nothing(text):
            return None
        pieces = [piece for piece in _SEVERAL.split(text) if piece]
        if len(pieces) == 1:
            pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
        if len(pieces) > 1 and not asked.multi:
            raise Unfit(gettext("Only one answer can be given to this."))
        return _with_category([choices.read(piece) for piece in pieces])


def _answers_to(asked: Question) -> Choices:
    names: dict[str, list[str]] = {option.code: _names_of_option(option) for option in asked.every_option()}
    for code, words in names.items():
        words += _ANSWER_WORDS.get(code, ())
    names[DECLINED] = ["prefer not to say", "prefer not to answer", "declined", "prefiero no decirlo"]
    return Choices(names, {option.code: str(option.words) for option in asked.options})


def _names_of_option(option: Option) -> list[str]:
    """The whole label in each language, and each of its parts: "Hispanic or Latino", "Hispanic", "Latino"."""
    labels = [version.text for version in option.words.versions.values()]
    parts = [part for label in labels for part in re.split(r" or | o | u ", label)]
    both = [re.sub(r"o/a\b", ending, name) for name in (*labels, *parts) for ending in ("o", "a", "o/a")]
    short = [label.removeprefix("De ") for label in labels]
    bands = [*short, *(re.sub(r" to | a ", "-", label) for label in short)]
    older = [
        re.sub(r" or older| o más", sign, label)
        for label in labels
        for sign in ("+", " +", " and older", " y más")
    ]
    return [*both, *bands, *older]


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
    raise Unfit(gettext("“%(text)s” is not an age.") % {"text": age})


def _names_of(area: Area) -> list[str]:
    around = [f" {area.parent.name}"] if area.parent else []
    names = [area.name, f"{area.name} County", f"Condado de {area.name}", f"Condado {area.name}"]
    return [*names, *(name + state for name in names for state in around), area.code, area.code.lstrip("0")]
