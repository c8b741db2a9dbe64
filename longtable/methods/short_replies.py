"""What somebody means who answers a text message with a word, a number or a thumb, in English or Spanish.

It knows what people usually type and guesses nothing: what it does not know is their own words, and whoever
calls decides what to do with them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from longtable.methods.folding import fold


class Meaning(StrEnum):
    """What a short reply asks for."""

    AGREE = "agree"
    DISAGREE = "disagree"
    UNSURE = "unsure"
    MORE = "more"
    ENOUGH = "enough"
    SKIP = "skip"
    CALL = "call"
    NEWS = "news"
    THANKS = "thanks"


_WORDS: Final[dict[Meaning, str]] = {
    Meaning.AGREE: "1|one|uno|yes|yeah|yep|yup|agree|i agree|agreed|true|i do|si|sip|si si|acuerdo|"
    "de acuerdo|estoy de acuerdo|si de acuerdo|si estoy de acuerdo|claro|claro que si|cierto|asi es|"
    "es verdad|totalmente",
    Meaning.DISAGREE: "2|two|dos|no|nope|nah|disagree|i disagree|i dont agree|no no|not true|i do not agree|"
    "desacuerdo|en desacuerdo|estoy en desacuerdo|no estoy de acuerdo|no de acuerdo|para nada|no es cierto|"
    "no es verdad",
    Meaning.UNSURE: "3|three|tres|not sure|im not sure|unsure|idk|i dont know|dont know|dunno|maybe|depends|"
    "it depends|pass|no se|no lo se|no sabe|no estoy seguro|no estoy segura|ns|tal vez|quiza|quizas|depende|"
    "mas o menos|ni idea|paso",
    Meaning.MORE: "more|next|another|another one|continue|go on|mas|otra|otro|otra mas|uno mas|siguiente|"
    "continuar|continua|sigue|siga|seguir",
    Meaning.ENOUGH: "enough|no thanks|no thank you|thats all|that is all|im done|done|not now|later|bye|"
    "no gracias|ya no|es todo|eso es todo|seria todo|nada mas|listo|lista|ya|ahora no|luego|adios",
    Meaning.SKIP: "skip|next|pass|prefer not to say|i prefer not to say|rather not say|none of your business|"
    "saltar|salta|omitir|pasar|paso|siguiente|prefiero no decir|prefiero no decirlo|no quiero decir|no digo",
    Meaning.CALL: "call|call me|please call|please call me|call please|call me please|llamar|llamada|"
    "llamenme|llameme|llamame|por favor llamen|llamar por favor|quiero una llamada|me pueden llamar|"
    "me puede llamar",
    Meaning.NEWS: "news|tell me|keep me posted|aviso|avisos|aviseme|avisenme|avisame|noticias|avisar",
}
_MEANINGS: Final = {meaning: frozenset(words.split("|")) for meaning, words in _WORDS.items()}

_POLITE: Final = (
    "thanks thank you so much very thx ty ok okay great good morning afternoon evening hi hello hey gracias "
    "muchas mil bueno vale esta bien hola buenas buenos dias tardes noches dios le bendiga bendiciones "
    "please por favor"
)
_COURTESY: Final = frozenset(_POLITE.split())
"""A message of nothing but these greets or thanks."""

_SIGNS: Final = {
    "👍": Meaning.AGREE,
    "✅": Meaning.AGREE,
    "👎": Meaning.DISAGREE,
    "❌": Meaning.DISAGREE,
    "🤷": Meaning.UNSURE,
}
_NOT_PART_OF_A_SIGN: Final = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\u200d♀♂\\s.!]")
"""Colours of skin, and what joins them."""

_CHOICE_AND_WORDS: Final = re.compile(
    r"\s*([123])\s*(?:[.,;:)\-–—]\s*|\n\s*)(?=[^\W\d_]|[¿¡\"“«])(.+)", re.DOTALL
)
_ANSWERS: Final = (Meaning.AGREE, Meaning.DISAGREE, Meaning.UNSURE)


@dataclass(frozen=True, slots=True)
class Answered:
    """One of the three answers, and what was written after it."""

    meaning: Meaning
    words: str


def meaning_of(text: str, among: Collection[Meaning]) -> Meaning | None:
    """The first of `among` that `text` stands for as a whole, whatever its case, accents and punctuation.

    "¡Sí!", "si" and "👍" agree; "no, gracias" is enough, not disagreement; "2 buses are too few" and "sí,
    pero no siempre" mean nothing here.
    """
    if (sign := _SIGNS.get(_NOT_PART_OF_A_SIGN.sub("", text))) in among:
        return sign
    said = _folded(text)
    return next((meaning for meaning in among if _stands_for(said, meaning)), None)


def choice_and_words(text: str) -> Answered | None:
    """A number set off from words: "1. y los domingos no hay". "2 buses" and "2.5 miles" are words alone."""
    found = _CHOICE_AND_WORDS.fullmatch(text)
    return Answered(_ANSWERS[int(found[1]) - 1], found[2].strip()) if found else None


def count_words(text: str) -> int:
    """Words of `text`: runs of letters or digits."""
    return len(re.findall(r"\w+", text))


def says_nothing(text: str) -> bool:
    """Whether there is no letter and no picture in it, as in "?", "..." or "7"."""
    return not any(
        unicodedata.category(sign)[0] == "L" or unicodedata.category(sign) == "So" for sign in text
    )


def _stands_for(said: str, meaning: Meaning) -> bool:
    if meaning == Meaning.THANKS:
        return bool(said) and _COURTESY.issuperset(said.split())
    return said in _MEANINGS[meaning]


def _folded(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in fold(text).text).split())
