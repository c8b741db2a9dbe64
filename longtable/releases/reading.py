"""Reading anybody's published table, whatever it calls its totals and however it marks what it hides."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from longtable.core.imports.rows import UnreadableSource
from longtable.core.imports.sheets.plain_text import cells as lines_of
from longtable.core.imports.sheets.plain_text import decode
from longtable.releases.marks import COUNTS, are_percentages, counted, is_hidden, totals_among

GAPS = frozenset({"missing", "not_asked"})
"""States of a cell that never had a count."""

Place = frozenset[tuple[str, str]]
"""Of whom a count is: (column, label) wherever it is not a total."""
Sum = tuple[Place, list[Place]]
At = tuple[str, ...]
"""The same in the order of the columns, "" for a total."""


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
    told = {each.casefold().strip() for each in totals}
    try:
        content = path.read_bytes()
        if path.suffix.lower() == ".json":
            return _read_json(path, decode(content), count, told)
        lines = list(lines_of(io.BytesIO(content), ""))
    except (OSError, UnreadableSource) as error:
        raise Unreadable(f"{path} cannot be read as a table: {error}") from error
    if broken := next((line for line in lines if line.fault), None):
        raise Unreadable(f"{path}, line {broken.number}: {broken.fault}")
    rows = [list(line.texts) for line in lines]
    if len(rows) < 2 or len(rows[0]) < 2:
        raise Unreadable(f"{path} has no rows under its header, or a single column")
    head, *body = rows
    return [_flat(path.stem, head, [row + [""] * (len(head) - len(row)) for row in body], count, told)]


def _read_json(path: Path, text: str, count: str, told: Collection[str]) -> list[Found]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"{path} is no JSON: {error}") from error
    if isinstance(data, Mapping) and "tables" in data:
        try:
            return [_ours(table, told) for table in data["tables"]]
        except (KeyError, TypeError) as error:
            raise Unreadable(f"{path} is no release of ours: {error} is missing") from error
    if not isinstance(data, list) or not data or not all(isinstance(row, Mapping) for row in data):
        raise Unreadable(f"{path} is neither a list of objects nor a release with tables")
    head = list(dict.fromkeys(name for row in data for name in row))
    return [_flat(path.stem, head, [[row.get(name) for name in head] for row in data], count, told)]


def _ours(table: Mapping[str, Any], told: Collection[str]) -> Found:
    dimensions = [each["name"] for each in table["dimensions"]]
    cells = [cell for cell in table["cells"] if cell["state"] not in GAPS]
    return _table(table["name"], dimensions, [(cell["at"], cell["value"]) for cell in cells], told)


def _flat(
    name: str, head: Sequence[str], body: Sequence[Sequence[Any]], count: str, told: Collection[str]
) -> Found:
    """A table of rows under a header, long or wide."""
    used = [at for at, _ in enumerate(head) if not are_percentages(row[at] for row in body)]
    column = _count_column(head, count)
    if column is None:
        first, *others = used or [0]
        melted = [([_label(row[first]), head[at]], row[at]) for row in body for at in others]
        return _table(name, [head[first], "column"], melted, told)
    state = head.index("state") if "state" in head else None
    rows = [row for row in body if state is None or row[state] not in GAPS]
    places = _telling([at for at in used if at not in (column, state)], rows, told)
    cells = [([_label(row[at]) for at in places], row[column]) for row in rows]
    return _table(name, [head[at] for at in places], cells, told)


def _telling(places: Sequence[int], rows: Sequence[Sequence[Any]], told: Collection[str]) -> list[int]:
    """The columns that say of whom a count is, without those that only say more about the others.

    A population or a code beside each county makes every row look like one of its own kind, whose total is
    nowhere. Columns with totals stay, and so does one that is the same everywhere, such as a year.
    """
    labels = {at: [_label(row[at]) for row in rows] for at in places}
    has_total = {at: bool(totals_among(set(labels[at]), told)) for at in places}
    kept = list(places)
    for at in sorted(places, key=lambda at: (not all(each.isdecimal() for each in labels[at] if each), -at)):
        others = [each for each in kept if each != at]
        is_alone = len(set(labels[at])) < 2 or not others
        rest = set(zip(*(labels[each] for each in others), strict=True))
        says_more = not has_total[at] and len(rest) == len(rows)
        is_twin = any(
            has_total[each] >= has_total[at]
            and len(set(zip(labels[at], labels[each], strict=True)))
            == len(set(labels[at]))
            == len(set(labels[each]))
            for each in others
        )
        if not is_alone and (says_more or is_twin):
            kept = others
    return kept


def _label(written: Any) -> str:
    return "" if written is None else str(written).strip()


def _count_column(head: Sequence[str], wanted: str) -> int | None:
    names = {name.casefold(): at for at, name in reversed(list(enumerate(head)))}
    if wanted:
        if wanted.casefold() not in names:
            raise Unreadable(f"There is no column {wanted}; there are {', '.join(head)}")
        return names[wanted.casefold()]
    return next((names[each] for each in COUNTS if each in names), None)


def _table(
    name: str, dimensions: Sequence[str], rows: Sequence[tuple[Sequence[str], Any]], told: Collection[str]
) -> Found:
    totals = [
        totals_among({words[axis].strip() for words, _ in rows}, told) for axis in range(len(dimensions))
    ]
    labels: list[dict[str, None]] = [{} for _ in dimensions]
    cells: dict[tuple[str, ...], int | None] = {}
    for words, written in rows:
        at = tuple(
            "" if each.strip() in known else each.strip() for each, known in zip(words, totals, strict=True)
        )
        for known, each in zip(labels, at, strict=True):
            known[each] = None
        found = _count(name, at, written)
        if cells.setdefault(at, found) != found:
            raise Unreadable(f"{name}: {', '.join(each or 'total' for each in at)} stands there twice")
    sums = [
        (_place(dimensions, at), [_place(dimensions, each) for each in below])
        for axis in range(len(dimensions))
        for at, below in _sums(axis, labels, cells)
    ]
    shown = {_place(dimensions, at): value for at, value in cells.items() if value is not None}
    hidden = frozenset(_place(dimensions, at) for at, value in cells.items() if value is None)
    return Found(name, shown, hidden, sums)


def _sums(axis: int, labels: Sequence[Collection[str]], cells: Collection[At]) -> list[tuple[At, list[At]]]:
    """Every total along one axis with its parts.

    A part whose row is not there is unknown, unless its label stands under one parent alone, as all of its
    axis do: the counties of the west are no part of the east.
    """
    parents = _parents(axis, len(labels), cells)
    parts = [label for label in labels[axis] if label]
    found = []
    for at in product(*(list(each) if other != axis else [""] for other, each in enumerate(labels))):
        below = [(*at[:axis], part, *at[axis + 1 :]) for part in parts]
        if at in cells and any(each in cells for each in below):
            own = [
                each
                for each in below
                if each in cells
                or not any(at[other] and at[other] != of[each[axis]] for other, of in parents.items())
            ]
            found.append((at, own))
    return found


def _parents(axis: int, axes: int, cells: Collection[At]) -> dict[int, Mapping[str, str]]:
    """The axes on which each label of ``axis`` stands with one label alone, and with which."""
    found: dict[int, Mapping[str, str]] = {}
    for other in set(range(axes)) - {axis}:
        stands_with: dict[str, set[str]] = defaultdict(set)
        for at in cells:
            if at[axis]:
                stands_with[at[axis]] |= {at[other]} - {""}
        if len(set().union(*stands_with.values())) > 1 and all(len(of) == 1 for of in stands_with.values()):
            found[other] = {label: next(iter(of)) for label, of in stands_with.items()}
    return found


def _place(dimensions: Sequence[str], at: Sequence[str]) -> Place:
    return frozenset((name, label) for name, label in zip(dimensions, at, strict=True) if label)


def _count(table: str, at: Sequence[str], written: Any) -> int | None:
    """A count, or None for one that is left out. Raises :class:`Unreadable` for anything else."""
    if is_hidden(written):
        return None
    count = counted(written)
    if count is not None:
        return count
    where = ", ".join(each or "total" for each in at)
    raise Unreadable(f"{table}: {str(written)!r} at {where} is neither a count nor a mark for a hidden one")
