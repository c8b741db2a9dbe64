"""CDC's release and cases for tests and benchmarks, read once, and small schedules of our own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from longtable.methods.immunization import Engine, Schedule, load
from longtable.methods.immunization.checking import Case, read_cases
from longtable.methods.immunization.dates import Span
from longtable.methods.immunization.schedule import (
    Age,
    Antigen,
    Association,
    CodedValue,
    Conflict,
    Interval,
    KnownObservation,
    Product,
    Series,
    SeriesDose,
    Vaccine,
    VaccineGroup,
)
from tests.outside import CORPORA, need


def folder() -> Path:
    """Where CDC's files lie. Skips the test when they do not."""
    return need(CORPORA) / "data" / "cdsi"


@cache
def engine() -> Engine:
    """The engine with CDC's release."""
    return load(folder())


@cache
def cases() -> tuple[Case, ...]:
    """CDC's cases of healthy people."""
    (file,) = folder().glob("*.csv")
    return tuple(read_cases(file))


def span(text: str) -> Span:
    """Short for tests."""
    return Span.read(text)


def day(text: str) -> date:
    """Short for tests."""
    return date.fromisoformat(text)


def from_age(minimum: str, **others: str) -> Age:
    """An age whose absolute minimum is four days less, as CDC has it."""
    told = {name: span(text) for name, text in others.items()}
    told.setdefault("absolute_minimum", span(f"{minimum} - 4 days"))
    return Age(minimum=span(minimum), **told)


def after_previous(minimum: str, **others: str) -> Interval:
    """An interval from the dose before, with four days of grace."""
    told = {name: span(text) for name, text in others.items()}
    told.setdefault("absolute_minimum", span(f"{minimum} - 4 days"))
    return Interval(from_previous=True, minimum=span(minimum), **told)


def dose(number: int, **others: object) -> SeriesDose:
    """A target dose for which product 03 is preferred and 05 allowed, unless told otherwise."""
    others.setdefault("preferable", (Product("03"),))
    others.setdefault("allowable", (Product("05"),))
    return SeriesDose(number, **others)


def series(name: str, *doses: SeriesDose, **others: object) -> Series:
    """A standard series."""
    others.setdefault("kind", "standard")
    return Series(name=name, doses=doses, **others)


def schedule(
    *antigens: Antigen,
    groups: Iterable[VaccineGroup] = (),
    conflicts: Iterable[Conflict] = (),
    vaccines: Iterable[Vaccine] = (),
) -> Schedule:
    """Products 03 and 05 hold every antigen, 21 none; the observations 900 to 903 are known."""
    contents = tuple(Association(each.name) for each in antigens)
    products = (Vaccine("03", "", contents), Vaccine("05", "", contents), Vaccine("21", "", ()))
    return Schedule(
        version="test",
        source="this test",
        released="",
        antigens=antigens,
        vaccine_groups=tuple(groups) or tuple(VaccineGroup(each.name, (each.name,)) for each in antigens),
        vaccines=tuple(vaccines) or products,
        conflicts=tuple(conflicts),
        observations=tuple(
            KnownObservation(code, "", codes=(CodedValue(f"1{code}", "SNOMED"), CodedValue("7", "SNOMED")))
            for code in ("900", "901", "902", "903")
        ),
    )


def antigen(*all_series: Series, name: str = "Measles", **others: object) -> Antigen:
    """An antigen with its own vaccine group."""
    return Antigen(name, others.pop("vaccine_group", name), all_series, **others)


def engine_for(*all_series: Series, **others: object) -> Engine:
    """An engine for one antigen, Measles, with these series."""
    conflicts = others.pop("conflicts", ())
    return Engine(schedule(antigen(*all_series, **others), conflicts=conflicts))
