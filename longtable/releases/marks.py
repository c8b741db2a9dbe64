"""What agencies write into their tables: counts, marks for hidden ones, names of counts and of totals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

TOTALS = frozenset(
    {"", "all", "total", "totals", "grand total", "overall", "todos", "todas", "total general", "sum", "suma"}
)
"""Labels of totals, in small letters; more can be given. A label that is left empty is one too."""
COUNTS = (
    *("value", "count", "counts", "n", "number", "people", "cases", "residents", "participants", "responses"),
    *("valor", "cantidad", "personas", "recuento", "conteo", "número", "numero", "casos", "participantes"),
)
"""Names of the column that holds the counts of a long table; the first that is there."""
HIDDEN = frozenset(
    {
        "",
        "*",
        "**",
        "***",
        "s",
        "d",
        "x",
        "(d)",
        "(s)",
        "(x)",
        "-",
        "--",
        "–",
        "—",
        "†",
        "‡",
        "#",
        "n/a",
        "na",
    }
    | {"suppressed", "hidden", "masked", "withheld", "oculto", "suprimido", "no disponible", "n/d"}
)
"""Marks for a hidden count; also anything like ``<11``, ``1-10`` or ``under 11``, and an empty cell."""

_RANGE = re.compile(
    r"(<|≤|<=|&lt;|under |fewer than |less than |up to |menos de |hasta )\s*\d+|\d+\s*(-|–|to|a)\s*\d+"
    r"|\d+ (or|o) (fewer|less|menos)",
    re.IGNORECASE,
)
_NAMED_TOTAL = re.compile(
    r"(all|every|todos|todas|total) .+|.+ (total|totals)|.*(statewide|countywide|combined)", re.IGNORECASE
)
_THOUSANDS = re.compile(r"\d{1,3}([.,’' \u00a0\u2009\u202f])\d{3}(\1\d{3})*")
_WHOLE = re.compile(r"(\d+)(\.0+)?")
_PERCENT = re.compile(r"[<>≤≥]?\s*[\d.,]+\s*%")


def totals_among(labels: Collection[str], told: Collection[str]) -> frozenset[str]:
    """Which of the ``labels`` of one column stand for all others together: those known or ``told``.

    Where there is none of these, the only label that sounds like one, as *State total* does. Of several such
    labels each may be the total of a part only: none is taken.
    """
    known = frozenset(label for label in labels if label.casefold() in TOTALS or label.casefold() in told)
    if known:
        return known
    sounding = frozenset(label for label in labels if _NAMED_TOTAL.fullmatch(label))
    return sounding if len(sounding) == 1 else frozenset()


def is_hidden(written: Any) -> bool:
    """Whether this marks a count that was left out."""
    text = "" if written is None else str(written).strip()
    return text.casefold() in HIDDEN or bool(_RANGE.fullmatch(text))


def counted(written: Any) -> int | None:
    """The count that is written here, with its thousands separated as they like; None for anything else."""
    if isinstance(written, int) and not isinstance(written, bool):
        return written if written >= 0 else None
    text = str(written).strip()
    if whole := _WHOLE.fullmatch(text):
        return int(whole[1])
    if separated := _THOUSANDS.fullmatch(text):
        return int(text.replace(separated[1], ""))
    return None


def are_percentages(cells: Iterable[Any]) -> bool:
    """Whether a column holds percentages, and marks for hidden ones, and nothing else."""
    told = [str(each).strip() for each in cells if not is_hidden(each)]
    return bool(told) and all(_PERCENT.fullmatch(each) for each in told)
