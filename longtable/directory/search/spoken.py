"""Which language a row of HSDS names: by its two-letter code, by a longer one, or by its name."""

from collections.abc import Iterable
from typing import Final

from longtable.directory.models import Language
from longtable.directory.search.words import fold

_NAMES: Final = {
    "en": "english ingles eng",
    "es": "spanish espanol castellano spa",
    "ar": "arabic arabe ara",
    "my": "burmese birmano mya bur",
    "zh": "chinese chino mandarin cantonese zho chi cmn yue",
    "fr": "french frances fra fre",
    "ht": "haitian creole criollo kreyol hat",
    "hi": "hindi hin",
    "hmn": "hmong",
    "ko": "korean coreano kor",
    "mix": "mixtec mixteco",
    "pt": "portuguese portugues por",
    "ru": "russian ruso rus",
    "sw": "swahili suajili swa",
    "uk": "ukrainian ucraniano ukr",
    "vi": "vietnamese vietnamita vie",
    "ase": "asl sign senas sgn",
}
_CODES: Final = {name: code for code, names in _NAMES.items() for name in (code, *names.split())}


def codes_of(rows: Iterable[Language]) -> set[str]:
    """Codes of the languages of these rows, as they are compared: small, without a country."""
    return {code for row in rows if (code := _code(row.code) or _code(row.name))}


def codes_in(text: str) -> set[str]:
    """The same for a text of codes or names with commas between them."""
    return {code for part in text.split(",") if (code := _code(part))}


def code_of(given: str) -> str:
    """The same for one code or name; what we do not know stays as it is."""
    return _code(given)


def _code(given: str) -> str:
    words = fold(given).replace("_", "-").split("-")[0].split()
    known = next((_CODES[word] for word in words if word in _CODES), None)
    return known or (words[0] if words and words[0].isalnum() and len(words[0]) <= 8 else "")
