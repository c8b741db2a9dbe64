"""Words as the search compares them: without case, accents and endings, the same on every database engine.

Folding and splitting happen here and not in the engine, so that SQLite and PostgreSQL find the same.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST_TEXT: Final = 20_000
"""Characters of one text that are looked at."""

LONGEST_WORD: Final = 40

_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("'’‘ʼ`´", ""))

_STOP_WORDS: Final = (
    "a about all am an and any are as at be been being but by can could do does done for from get gets "
    "getting give given giving go going got had has have having he her here him his how i if im in into "
    "is it its just know like looking lot may me might my near need needed needing needs no not now of "
    "off on one or our out please provide provides she should show so some somebody someone somewhere "
    "tell than thank thanks that the their them there these they this to today too trying us want wanting "
    "wants was we were what whats when where wheres which who will with would you your anyone anything "
    "around find search whom ill ive al algo alguien algun alguna algunas algunos aqui busca buscando "
    "buscar busco cerca como con conseguir cual cuando de del dan donde el ella ellos en encontrar "
    "encuentro es esta estan estamos este esto estoy favor gracias ha hace hacer hay hola la las le les "
    "lo los mi mis muy necesita necesitamos necesito ni nos nosotros o obtener para pedir pero poder por "
    "porque puede pueden puedo que quien quiere quiero quisiera se ser si sin sobre son soy su sus "
    "tambien tener tengo tiene tienen un una unas uno unos urgente urgentemente y ya yo mucho mucha"
)
STOP_WORDS: Final = frozenset(_STOP_WORDS.split())
"""Words that say that somebody asks, and not for what; folded."""

_WEAK_WORDS: Final = (
    "help helps helping assistance assist aid support service services program programs resource "
    "resources free cheap low cost local paying pay pays money center office family families people "
    "person ayuda ayudar ayudan ayudas ayudame ayudenme asistencia apoyo apoyos servicio servicios "
    "programa programas recurso recursos gratis gratuito gratuita gratuitos gratuitas barato pagar pago "
    "dinero centro oficina familia familias gente persona personas county condado"
)
WEAK_WORDS: Final = frozenset(_WEAK_WORDS.split())
"""Words that fit nearly everything: they count only where nothing else was said."""


def fold(text: str) -> str:
    """Small letters without accents or apostrophes: "Niños’" becomes "ninos"."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    parts = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(part for part in parts if not unicodedata.combining(part)).lower()


def split(text: str) -> list[str]:
    """The folded words of ``text`` in their order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text[:LONGEST_TEXT]))]


_PLURAL_ES: Final = ("nes", "res", "les", "des", "ches", "shes", "xes", "sses")


def spoken(text: str) -> list[tuple[str, str]]:
    """Each word of ``text`` as it was typed, and folded."""
    typed = _WORD.findall(unicodedata.normalize("NFC", text[:LONGEST_TEXT].translate(_APOSTROPHES)))
    pairs = [(word, "".join(part for part in fold(word) if part.isalnum())[:LONGEST_WORD]) for word in typed]
    return [(word, folded) for word, folded in pairs if folded]


_SHORTENED: Final = {"st": "saint", "mt": "mount", "ft": "fort"}


def place_key(name: str) -> str:
    """The name of a place as it is looked up: "St. Pauls" and "Saint Pauls" are one."""
    return " ".join(_SHORTENED.get(word, word) for word in split(name[:100]))


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """A folded word without the ending of its plural: "despensas" is "despensa", "nurses" is "nurs".

    Both languages are mixed in every text, so the few rules must harm neither.
    """
    if len(word) < 4 or not word.isascii():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 5 and word.endswith(_PLURAL_ES):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def roots(text: str) -> list[str]:
    """The roots of the words of ``text``, in their order."""
    return [root(word) for word in split(text)]
