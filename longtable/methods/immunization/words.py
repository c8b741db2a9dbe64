"""Every reason and step in words, in English and Spanish, for people who do not read rule ids."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import import_module
from typing import Final

from longtable.methods.immunization.dates import Span

Values = tuple[tuple[str, object], ...]
"""What a sentence speaks about, by name: dates, spans, names of products."""

LANGUAGES: Final = ("en", "es")
MONTHS: Final = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
}

COUNTRIES: Final = {"en": {"U.S.": "the United States"}, "es": {"U.S.": "Estados Unidos"}}
"""How people say what a schedule abbreviates."""

SPANISH_UNITS: Final = {
    "year": "año",
    "years": "años",
    "month": "mes",
    "months": "meses",
    "week": "semana",
    "weeks": "semanas",
    "day": "día",
    "days": "días",
    "+": "más",
    "-": "menos",
}


@cache
def sentences(language: str) -> dict[str, str]:
    """The catalog of one language: code to sentence with ``{names}``. Raises KeyError for any other."""
    if language not in LANGUAGES:
        raise KeyError(language)
    catalog: dict[str, str] = import_module(f"longtable.methods.immunization.sentences_{language}").SENTENCES
    return catalog


def say(code: str, values: Values = (), language: str = "en") -> str:
    """The sentence for a code of the catalog. Raises KeyError for an unknown code or language."""
    told = {name: _told(value, language) for name, value in values}
    return sentences(language)[code].format_map(told)


def _told(value: object, language: str) -> object:
    if isinstance(value, date):
        month = MONTHS[language].split("|")[value.month - 1]
        if language == "es":
            return f"{value.day} de {month} de {value.year}"
        return f"{month} {value.day}, {value.year}"
    if isinstance(value, Span):
        return str(value) if language == "en" else _in_spanish(value)
    if isinstance(value, tuple | list):
        return ", ".join(str(_told(each, language)) for each in value)
    return COUNTRIES[language].get(value, value) if isinstance(value, str) else value


def _in_spanish(span: Span) -> str:
    words = str(span).split()
    return " ".join(SPANISH_UNITS.get(each, each) for each in words)
