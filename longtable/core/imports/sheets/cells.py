"""One line of any kind of file, and the text of one cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any


@dataclass(frozen=True, slots=True)
class Cells:
    """One line as it stands in the file: ``number`` counts from 1, ``fault`` says why it cannot be read."""

    number: int
    texts: Sequence[str]
    fault: str = ""


def as_text(value: Any) -> str:
    """What a person sees in the cell, with days and moments in one spelling (ISO 8601)."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        midnight = value.time() == time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
