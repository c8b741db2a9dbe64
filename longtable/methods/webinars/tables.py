"""Tables as webinar tools write them: several in one file, with tabs or commas, dates in either order."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Final

_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan ene|feb|mar|apr abr|may|jun|jul|aug ago|sep set|oct|nov|dec dic".replace(" ", "/").split("|")),
        start=1,
    )
    for name in names.split("/")
}
_CLOCK: Final = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\.\d+)?\s*(?P<half>[ap]\.?\s?m\.?)?"
)
_BY_NUMBERS: Final = re.compile(
    rf"(?P<one>\d{{1,4}})[/.\-](?P<two>\d{{1,2}})[/.\-](?P<three>\d{{2,4}})[,T\s]+{_CLOCK}", re.IGNORECASE
)
_BY_NAME: Final = re.compile(
    rf"(?:(?P<month>[a-z]{{3}})[a-z]*\.?\s+(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})\s+(?:de\s+)?(?P<month2>[a-z]{{3}})[a-z]*\.?)"
    rf",?\s+(?:de\s+)?(?P<year>\d{{4}})[,\s]+(?:at\s+)?{_CLOCK}",
    re.IGNORECASE,
)


LOOKED_AT: Final = 400
"""Bytes at the beginning of a file by which its encoding is told."""


def decode(content: bytes) -> str:
    """The text of a file: by its mark, else UTF-8, else what Windows writes (1252)."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if b"\0" in content[:LOOKED_AT]:  # two bytes for each sign, and no mark which comes first
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", errors="replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


LONGEST_CELL = 50_000
"""Letters in one cell of a real table."""


def plain_letters(text: str) -> str:
    """Small letters without accents: ``Ana  LÓPEZ`` -> ``ana  lopez``."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def rows_of(text: str) -> list[list[str]]:
    """Every line as cells without what guards them in Excel (``="..."``); an empty line is an empty list.

    No rows where a quotation mark was opened and nobody closed it for pages: that is no table.
    """
    head = text.split("\n", 40)[:40]
    delimiter = max("\t,;", key=lambda sign: sum(line.count(sign) for line in head))
    # A guarded cell of Webex is no CSV: its quotation marks begin after the sign.
    plain = re.sub(r'(^|[\t,;])=(")', r"\1\2", text, flags=re.MULTILINE)
    reader = csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter)
    try:
        rows = [[cell.strip().strip("\ufeff") for cell in row] for row in reader]
    except csv.Error:
        return []
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        return []
    return [row if any(row) else [] for row in rows]


def column_name(header: str) -> str:
    """One spelling of a column's name: ``Name (Original Name)`` -> ``name original name``."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain_letters(header)).split())


def is_day_first(cells: Iterable[str], day: date | None = None) -> bool:
    """Whether the days of a file are written before the months, as far as its numbers tell.

    Where they could be either, it is what makes more of them the ``day`` on which it was.
    """
    pairs = [(int(found["one"]), int(found["two"])) for cell in cells if (found := _BY_NUMBERS.search(cell))]
    if any(12 < one <= 31 for one, _two in pairs):
        return True
    if day is None or any(two > 12 for _one, two in pairs):
        return False
    return pairs.count((day.day, day.month)) > pairs.count((day.month, day.day))


def moment(cell: str, *, day_first: bool = False, zone: tzinfo = UTC) -> datetime | None:
    """A moment of ``zone`` as any of the tools writes it, or ``None``. A zone in the cell is not read."""
    if found := _BY_NUMBERS.search(cell):
        one, two, three = (int(found[name]) for name in ("one", "two", "three"))
        if one > 31:
            parts = (one, two, three)
        else:
            year = three + 2000 if three < 100 else three
            parts = (year, two, one) if day_first else (year, one, two)
    elif found := _BY_NAME.search(plain_letters(cell)):
        month = _MONTHS.get(found["month"] or found["month2"], 0)
        parts = (int(found["year"]), month, int(found["day"] or found["day2"]))
    else:
        return None
    hour = int(found["hour"])
    if half := found["half"]:
        hour = hour % 12 + (12 if half[0].lower() == "p" else 0)
    try:
        return datetime(*parts, hour, int(found["minute"]), int(found["second"] or 0), tzinfo=zone)
    except ValueError:
        return None


LONGEST_STAY: Final = 7 * 24 * 60
"""Minutes that somebody can have been there; more is no duration."""


def minutes(cell: str) -> int | None:
    """``58``, ``1h 27m 51s``, ``57 mins`` or ``0:57:31`` in whole minutes; ``None`` for anything else."""
    read = _minutes(cell.strip().lower()[:40])
    return read if read is None or read <= LONGEST_STAY else None


def _minutes(text: str) -> int | None:
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return round(float(text))
    if found := re.fullmatch(r"(\d+):(\d{2}):(\d{2})", text):
        hours, mins, seconds = (int(each) for each in found.groups())
        return round(hours * 60 + mins + seconds / 60)
    parts = re.findall(r"(\d+)\s*([hms])", text)
    if not parts:
        return None
    worth = {"h": 60.0, "m": 1.0, "s": 1 / 60}
    return round(sum(int(number) * worth[unit] for number, unit in parts))


def named(row: Sequence[str], columns: dict[str, int], name: str) -> str:
    """The cell of a named column; empty where the row is shorter or the table has none."""
    place = columns.get(name, -1)
    return row[place] if 0 <= place < len(row) else ""
