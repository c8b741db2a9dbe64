"""Reading anybody's published table, whatever it calls its totals and however it marks what it hides."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

TOTALS = frozenset({"all", "total", "totals", "grand total", "overall", "todos", "todas", "total general"})
"""Labels of totals, in small letters; more can be given."""
COUNTS = ("value", "count", "counts", "n", "number", "people", "valor", "cantidad", "personas")
"""Names of the column that holds the counts of a long table; the first that is there."""
HIDDEN = frozenset(
    {"*", "**", "***", "s", "d", "(d)", "(s)", "suppressed", "hidden", "masked", "x", "oculto"}
)
"""Marks for a hidden count; also anything like ``<11`` or ``under 11``, and an empty cell."""
GAPS = frozenset({"missing", "not_asked"})
"""States of a cell that never had a count."""
_LESS = re.compile(r"^(<|≤|<=|&lt;|under |fewer than |less than |menos de )\s*\d+$", re.IGNORECASE)

Place = frozenset[tuple[str, str]]
"""Of whom a count is: (column, label) wherever it is not a total."""
Sum = tuple[Place, list[Place]]


class Unreadable(Exception):
    """The file is no table that we know; the sentence says what was expected."""


@dataclass(frozen=True)
class Found:
    """A table as somebody published it: the counts it shows, those it leaves out, and what adds up."""

    name: str
    shown: Mapping[Place, int]
    hidden: frozenset[Place]
    sums: Sequence[Sum]


def read(path: Path, *, count: str = "", totals: Collection[str] = ()) -> list[Found]:
    """The tables in a CSV or JSON file. ``count`` names the column of counts, ``totals`` more total labels.

    A CSV is *long* (a column per dimension and one of counts: ``count``, or one of :data:`COUNTS`) or *wide*
    (labels in the first column, counts in all others). A JSON file is a list of objects, read as a long
    table, or a release of ours (``tables.json``). Raises :class:`Unreadable`.
    """
    known = TOTALS | {each.casefold().strip() for each in totals}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} cannot be read as text in UTF-8") from error
    if path.suffix.lower() == ".json":
        return _read_json(path, text, count, known)
    rows = [row for row in csv.reader(io.StringIO(text)) if any(each.strip() for each in row)]
    if len(rows) < 2 or len(rows[0]) < 2:
        raise Unreadable(f"{path} has no rows under its header, or a single column")
    head, *body = [[each.strip() for each in row] for row in rows]
    body = [row + [""] * (len(head) - len(row)) for row in body]
    column = _count_column(head, count)
    if column is None:
        return [_table(path.stem, [*head[:1], "column"], _melted(head, body), known)]
    dimensions = [name for name in head if name not in (column, "state")]
    places = [head.index(name) for name in dimensions]
    at = head.index(column)
    counted = [row for row in body if "state" not in head or row[head.index("state")] not in GAPS]
    cells = [([row[each] for each in places], row[at]) for row in counted]
    return [_table(path.stem, dimensions, cells, known)]


def _read_json(path: Path, text: str, count: str, totals: Collection[str]) -> list[Found]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"{path} is no JSON: {error}") from error
    if isinstance(data, Mapping) and "tables" in data:
        return [_ours(table, totals) for table in data["tables"]]
    if not isinstance(data, list) or not data or not all(isinstance(row, Mapping) for row in data):
        raise Unreadable(f"{path} is neither a list of objects nor a release with tables")
    head = list(dict.fromkeys(name for row in data for name in row))
    column = _count_column(head, count)
    if column is None:
        raise Unreadable(f"{path} has no count among {', '.join(head)}; name it with --count")
    dimensions = [name for name in head if name not in (column, "state")]
    counted = [row for row in data if row.get("state") not in GAPS]
    rows = [([str(row.get(name, "")) for name in dimensions], row.get(column)) for row in counted]
    return [_table(path.stem, dimensions, rows, totals)]


def _ours(table: Mapping[str, Any], totals: Collection[str]) -> Found:
    dimensions = [each["name"] for each in table["dimensions"]]
    cells = [cell for cell in table["cells"] if cell["state"] not in GAPS]
    return _table(table["name"], dimensions, [(cell["at"], cell["value"]) for cell in cells], totals)


def _count_column(head: Sequence[str], wanted: str) -> str | None:
    names = {name.casefold(): name for name in head}
    if wanted:
        if wanted.casefold() not in names:
            raise Unreadable(f"There is no column {wanted}; there are {', '.join(head)}")
        return names[wanted.casefold()]
    return next((names[each] for each in COUNTS if each in names), None)


def _melted(head: Sequence[str], body: Sequence[Sequence[str]]) -> list[tuple[list[str], Any]]:
    return [([row[0], label], cell) for row in body for label, cell in zip(head[1:], row[1:], strict=False)]


def _table(
    name: str, dimensions: Sequence[str], rows: Sequence[tuple[Sequence[str], Any]], totals: Collection[str]
) -> Found:
    labels: list[dict[str, None]] = [{} for _ in dimensions]
    cells: dict[tuple[str, ...], int | None] = {}
    for words, written in rows:
        at = tuple("" if each.casefold().strip() in totals else each.strip() for each in words)
        for known, each in zip(labels, at, strict=True):
            known[each] = None
        cells[at] = _count(name, at, written)
    parts = [[each for each in known if each] for known in labels]
    sums: list[Sum] = []
    for axis, known in enumerate(labels):
        if "" in known and parts[axis]:
            for at in product(*(list(each) if other != axis else [""] for other, each in enumerate(labels))):
                below = [(*at[:axis], part, *at[axis + 1 :]) for part in parts[axis]]
                if at in cells and all(each in cells for each in below):
                    sums.append((_place(dimensions, at), [_place(dimensions, each) for each in below]))
    shown = {_place(dimensions, at): value for at, value in cells.items() if value is not None}
    hidden = frozenset(_place(dimensions, at) for at, value in cells.items() if value is None)
    return Found(name, shown, hidden, sums)


def _place(dimensions: Sequence[str], at: Sequence[str]) -> Place:
    return frozenset((name, label) for name, label in zip(dimensions, at, strict=True) if label)


def _count(table: str, at: Sequence[str], written: Any) -> int | None:
    """A count, or None for one that is left out. Raises :class:`Unreadable` for anything else."""
    if written is None:
        return None
    if isinstance(written, int) and not isinstance(written, bool):
        return written
    text = str(written).strip()
    if not text or text.casefold() in HIDDEN or _LESS.match(text):
        return None
    plain = text.replace(",", "").removesuffix(".0")
    if plain.isdecimal():
        return int(plain)
    where = ", ".join(each or "total" for each in at)
    raise Unreadable(f"{table}: {text!r} at {where} is neither a count nor a mark for a hidden one")
