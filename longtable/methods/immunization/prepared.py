"""The schedule as the engine walks it: looked up by product and by purpose, once for every question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from longtable.methods.immunization.dates import Span
from longtable.methods.immunization.schedule import (
    Age,
    Antigen,
    Association,
    Conflict,
    Interval,
    Product,
    Schedule,
    Series,
    SeriesDose,
    Skip,
)

Products = dict[str, tuple[Product, ...]]


@dataclass(frozen=True, slots=True)
class Target:
    """A target dose, ready to be evaluated against and to be forecast."""

    number: int
    ages: tuple[Age, ...]
    intervals: tuple[Interval, ...]
    allowable_intervals: tuple[Interval, ...]
    preferable: Products
    allowable: Products
    inadvertent: frozenset[str]
    skips_in_evaluation: tuple[Skip, ...]
    skips_in_forecast: tuple[Skip, ...]
    conflicts: dict[str, tuple[Span, ...]]
    """For each product given before: how long it keeps a preferable vaccine away (CALCDTCONFLICT-3)."""
    dose: SeriesDose


@dataclass(frozen=True, slots=True)
class Path:
    """A series with its target doses ready."""

    series: Series
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """All paths to immunity against one disease."""

    antigen: Antigen
    paths: tuple[Path, ...]


class Plan:
    """A schedule, prepared. Immutable once made; shared by all questions."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.conflicts: dict[str, dict[str, Conflict]] = defaultdict(dict)
        """Current product to previous product to how they keep apart."""
        for conflict in schedule.conflicts:
            self.conflicts[conflict.current][conflict.previous] = conflict
        self.contents: dict[str, tuple[Association, ...]] = {
            each.cvx: each.associations for each in schedule.vaccines
        }
        self.names = {each.cvx: each.name for each in schedule.vaccines}
        self.observations = {each.code: each for each in schedule.observations}
        self.synonyms: dict[tuple[str, str], list[str]] = defaultdict(list)
        """Another system's code to ours; several of ours when it says too little to tell them apart."""
        for each in schedule.observations:
            for value in each.codes:
                if value.system != "CVX":  # a product's code alone says nothing about a person
                    self.synonyms[value.system, value.code].append(each.code)
        self.antigens = {
            each.name: Paths(each, tuple(self._path(one) for one in each.series))
            for each in schedule.antigens
        }

    def _path(self, series: Series) -> Path:
        return Path(series, tuple(self._target(each) for each in series.doses))

    def _target(self, dose: SeriesDose) -> Target:
        return Target(
            number=dose.number,
            ages=dose.ages,
            intervals=dose.intervals,
            allowable_intervals=dose.allowable_intervals,
            preferable=_by_code(dose.preferable),
            allowable=_by_code(dose.allowable),
            inadvertent=dose.inadvertent,
            skips_in_evaluation=tuple(each for each in dose.skips if each.context != "forecast"),
            skips_in_forecast=tuple(each for each in dose.skips if each.context != "evaluation"),
            conflicts=self._kept_away(dose),
            dose=dose,
        )

    def _kept_away(self, dose: SeriesDose) -> dict[str, tuple[Span, ...]]:
        spans: dict[str, set[Span]] = defaultdict(set)
        for product in dose.preferable:
            for previous, conflict in self.conflicts.get(product.cvx, {}).items():
                spans[previous].add(conflict.end)
        return {previous: tuple(sorted(each)) for previous, each in spans.items()}


def _by_code(products: Iterable[Product]) -> Products:
    found: dict[str, tuple[Product, ...]] = {}
    for each in products:
        found[each.cvx] = (*found.get(each.cvx, ()), each)
    return found
