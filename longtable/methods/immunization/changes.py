"""What a new release of the schedule changes, for whoever is about to trust it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from longtable.methods.immunization.schedule import Antigen, Conflict, Schedule, Series, SeriesDose


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two releases."""

    kind: str
    """``added``, ``removed`` or ``changed``."""
    what: str
    """``antigen``, ``series``, ``dose``, ``product``, ``conflict``, ``vaccine group`` or ``observation``."""
    name: str
    """Which one: ``Measles``, ``Measles 2-dose series, dose 2``, ``CVX 03``."""
    fields: tuple[str, ...] = ()
    """For what changed: the parts that are not as they were."""

    def __str__(self) -> str:
        parts = f": {', '.join(self.fields)}" if self.fields else ""
        return f"{self.kind} {self.what} {self.name}{parts}"


def changes(before: Schedule, after: Schedule) -> tuple[Change, ...]:
    """Every difference by which somebody could be told another date, in the order of the schedule."""
    return tuple(_changes(before, after))


def _changes(before: Schedule, after: Schedule) -> Iterator[Change]:
    for old, new, change in _pairs("antigen", before.antigens, after.antigens, "name"):
        if change:
            yield change
        if old and new:
            yield from _in_antigen(old, new)
    yield from _whole("vaccine group", before.vaccine_groups, after.vaccine_groups, "name")
    yield from _whole("product", before.vaccines, after.vaccines, "cvx", "CVX ")
    yield from _whole("observation", before.observations, after.observations, "code")
    yield from _compared("conflict", _by_pair(before), _by_pair(after))


def _by_pair(schedule: Schedule) -> dict[str, Conflict]:
    return {f"CVX {each.previous} before CVX {each.current}": each for each in schedule.conflicts}


def _in_antigen(old: Antigen, new: Antigen) -> Iterator[Change]:
    if parts := _parts(old, new, leave={"name", "series"}):
        yield Change("changed", "antigen", new.name, parts)
    for before, after, change in _pairs("series", old.series, new.series, "name"):
        if change:
            yield change
        if before and after:
            yield from _in_series(before, after)


def _in_series(old: Series, new: Series) -> Iterator[Change]:
    if parts := _parts(old, new, leave={"name", "doses"}):
        yield Change("changed", "series", new.name, parts)
    yield from _compared("dose", _by_number(old), _by_number(new))


def _by_number(series: Series) -> dict[str, SeriesDose]:
    return {f"{series.name}, dose {each.number}": each for each in series.doses}


def _pairs(
    what: str, before: Iterable[Any], after: Iterable[Any], key: str
) -> Iterator[tuple[Any, Any, Change | None]]:
    """Old and new of each name; with a change where one of them is not there."""
    old = {getattr(each, key): each for each in before}
    new = {getattr(each, key): each for each in after}
    for name in [*old, *(each for each in new if each not in old)]:
        change = None
        if name not in new:
            change = Change("removed", what, name)
        elif name not in old:
            change = Change("added", what, name)
        yield old.get(name), new.get(name), change


def _whole(
    what: str, before: Iterable[Any], after: Iterable[Any], key: str, shown: str = ""
) -> Iterator[Change]:
    old = {f"{shown}{getattr(each, key)}": each for each in before}
    new = {f"{shown}{getattr(each, key)}": each for each in after}
    yield from _compared(what, old, new)


def _compared(what: str, old: dict[Any, Any], new: dict[Any, Any]) -> Iterator[Change]:
    yield from (Change("removed", what, name) for name in old if name not in new)
    yield from (Change("added", what, name) for name in new if name not in old)
    for name in (each for each in old if each in new):
        if parts := _parts(old[name], new[name]):
            yield Change("changed", what, name, parts)


def _parts(old: Any, new: Any, leave: Iterable[str] = ()) -> tuple[str, ...]:
    """Names of the fields in which two things of one kind differ."""
    names = [each.name for each in fields(old) if each.name not in leave]
    return tuple(name.replace("_", " ") for name in names if getattr(old, name) != getattr(new, name))
