"""Tables as other packages hand them in, and how all counts of a release hang together.

Two cells that count the same people are the same cell, whichever table they stand in: a county's total is one
count in the table by age and in the table by language. So all tables of a release are protected together
without anybody having to say how they are linked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from typing import Any

from longtable.core.localized import LocalizedText

ALL = "all"
"""Code of a dimension's total, unless its ``totals`` name others."""

Coordinates = tuple[str, ...]
CountKey = tuple[str, frozenset[tuple[str, str]]]
"""What is counted, and of whom: (dimension, code) for each dimension that is not at its total."""
Sum = tuple[CountKey, list[CountKey]]
"""A total and its parts."""


class Gap(StrEnum):
    """Why there is no count: never the same as nobody."""

    MISSING = "missing"  # we asked and do not know
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Dimension:
    """One way in which people are told apart, such as their county or age.

    ``labels`` maps each code, in the order shown, to its words. ``totals`` maps the code of a total to the
    codes that make it up; without it, a label ``all`` is the total of all other codes.
    """

    name: str
    title: LocalizedText
    labels: Mapping[str, LocalizedText]
    totals: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def all_totals(self) -> dict[str, tuple[str, ...]]:
        """Code of each total -> codes of its parts."""
        totals = {code: tuple(parts) for code, parts in self.totals.items()}
        if ALL in self.labels and ALL not in totals:
            inside = {part for parts in totals.values() for part in parts}
            totals[ALL] = tuple(code for code in self.labels if code != ALL and code not in inside)
        return totals

    def as_json(self) -> dict[str, Any]:
        """``{name, title, labels: [{code, title}], totals}``, as stored and published."""
        return {
            "name": self.name,
            "title": self.title.as_json(),
            "labels": [{"code": code, "title": words.as_json()} for code, words in self.labels.items()],
            "totals": {code: list(parts) for code, parts in self.all_totals().items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Dimension:
        """The dimension stored by :meth:`as_json`."""
        return cls(
            data["name"],
            LocalizedText.from_json(data["title"]),
            {each["code"]: LocalizedText.from_json(each["title"]) for each in data["labels"]},
            data["totals"],
        )


@dataclass(frozen=True)
class TableDraft:
    """One table as counted, before anything is hidden. It is never stored.

    ``cells`` maps coordinates (a code per dimension, in their order) to a count or to a :class:`Gap`; a
    coordinate left out is missing. ``counts`` says what is counted ("people", "comments"): cells of different
    tables are linked when they count the same. ``asked`` are the questions behind the table. ``public`` are
    coordinates of totals that anybody can read elsewhere, so that nothing is gained by hiding them.
    """

    name: str
    title: LocalizedText
    dimensions: Sequence[Dimension]
    cells: Mapping[Coordinates, int | Gap]
    counts: str = "people"
    asked: LocalizedText = field(default_factory=LocalizedText)
    public: frozenset[Coordinates] = frozenset()

    def coordinates(self) -> Iterator[Coordinates]:
        """Every place of the table, row by row."""
        return product(*(dimension.labels for dimension in self.dimensions))

    def key(self, at: Coordinates) -> CountKey:
        """What the cell at these coordinates counts."""
        named = zip(self.dimensions, at, strict=True)
        return self.counts, frozenset((each.name, code) for each, code in named if code != ALL)

    def sums(self) -> Iterator[Sum]:
        """The sums along every dimension; one with a gap in it says nothing and is left out."""
        counted = {at for at, value in self.cells.items() if not isinstance(value, Gap)}
        for place, dimension in enumerate(self.dimensions):
            for total, parts in dimension.all_totals().items():
                for at in self.coordinates():
                    if at[place] != total or at not in counted:
                        continue
                    below = [(*at[:place], part, *at[place + 1 :]) for part in parts]
                    if below and counted.issuperset(below):
                        yield self.key(at), [self.key(each) for each in below]


@dataclass(frozen=True)
class Linked:
    """All counts of a release by what they count, their sums, and those that are public anyway."""

    counts: Mapping[CountKey, int]
    sums: Sequence[Sum]
    public: frozenset[CountKey] = frozenset()


def link(tables: Collection[TableDraft]) -> Linked:
    """The counts and sums of all ``tables`` together.

    Raises ``ValueError``, naming table and cell, where a table names a code it has no words for, or two
    tables disagree about the same people.
    """
    counts: dict[CountKey, int] = {}
    sums: dict[tuple[CountKey, frozenset[CountKey]], list[CountKey]] = {}
    for table in tables:
        known = set(table.coordinates())
        if strange := next((at for at in table.cells if at not in known), None):
            raise ValueError(f"Table {table.name} has no row or column for {strange}")
        for at, value in table.cells.items():
            if isinstance(value, Gap):
                continue
            key = table.key(at)
            if counts.setdefault(key, value) != value:
                raise ValueError(f"Table {table.name} counts {value} at {at}, another table {counts[key]}")
        for total, parts in table.sums():
            sums.setdefault((total, frozenset(parts)), parts)
    public = frozenset(table.key(at) for table in tables for at in table.public)
    return Linked(counts, [(total, parts) for (total, _), parts in sums.items()], public)
