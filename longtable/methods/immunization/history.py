"""What is known about somebody: doses that were given and observations, put in order for the engine."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from longtable.methods.immunization.dates import Span
from longtable.methods.immunization.forecasts import Missing
from longtable.methods.immunization.prepared import Plan


class Dose(NamedTuple):
    """A vaccine that was given. A tuple ``(date, cvx)`` or ``(date, cvx, mvx)`` does as well."""

    date: datetime.date
    cvx: str
    """CDC's code of the product; leading zeros count."""
    mvx: str = ""
    """Code of the manufacturer; empty when unknown."""
    expired: datetime.date | None = None
    """The last day on which the lot might be used."""
    sub_standard: bool = False
    """Something was wrong with it: recalled, too warm, half a dose."""


@dataclass(frozen=True, slots=True)
class Observation:
    """Something known about somebody: a pregnancy, an illness, an allergy, an occupation.

    A bare code does as well. ``system`` is empty for CDSi's own three-digit codes, else ``SNOMED`` or another
    system that the schedule maps.
    """

    code: str
    date: datetime.date | None = None
    system: str = ""


Doses = Iterable[Dose | Sequence[Any]]
Observations = Iterable[Observation | str]


class Given:
    """A dose in its place in the history."""

    __slots__ = ("antigens", "cvx", "date", "dose", "mvx", "order", "repeated")

    def __init__(self, order: int, dose: Dose, antigens: frozenset[str], repeated: bool) -> None:
        self.order = order
        self.dose = dose
        self.date = dose.date
        self.cvx = dose.cvx
        self.mvx = dose.mvx
        self.antigens = antigens
        self.repeated = repeated
        """The same product is already there on this day: one dose, recorded twice."""


class Person:
    """Somebody on the day of the question, as one schedule sees them."""

    __slots__ = ("_reached", "birth", "country", "given", "missing", "observed", "on", "sex")

    def __init__(
        self,
        plan: Plan,
        birth: datetime.date,
        sex: str | None,
        doses: Doses,
        on: datetime.date,
        observations: Observations,
        country: str | None,
    ) -> None:
        self.birth = birth
        self.on = on
        self.sex = {"F": "F", "M": "M"}.get((sex or "").strip().upper()[:1], "U")
        self.country = country
        self._reached: dict[Span, datetime.date] = {}
        self.missing: list[Missing] = []
        self.given = self._organize(plan, doses)
        self.observed = self._observe(plan, observations)
        if birth > on:
            self.missing.append(Missing("not_born_yet", (("birth", birth),)))

    def at(self, span: Span) -> datetime.date:
        """The day on which an age is reached."""
        day = self._reached.get(span)
        if day is None:
            day = self._reached[span] = span.after(self.birth)
        return day

    def is_between(self, day: datetime.date, begin: Span | None, end: Span | None) -> bool:
        """Whether ``day`` lies at or after the first age and before the second."""
        return (begin is None or self.at(begin) <= day) and (end is None or day < self.at(end))

    def _organize(self, plan: Plan, doses: Doses) -> tuple[Given, ...]:
        """Doses by day, each with its antigens (section 4.2). The order of input does not matter."""
        sorted_doses = sorted((Dose(*each) for each in doses), key=_place)
        given: list[Given] = []
        seen: set[tuple[datetime.date, str]] = set()
        for dose in sorted_doses:
            contents = plan.contents.get(dose.cvx)
            told = (("date", dose.date), ("cvx", dose.cvx))
            if contents is None:
                self.missing.append(Missing("unknown_product", told))
            antigens = frozenset(
                each.antigen
                for each in contents or ()
                if self.is_between(dose.date, each.begin_age, each.end_age)
            )
            repeated = (dose.date, dose.cvx) in seen
            seen.add((dose.date, dose.cvx))
            if repeated:
                self.missing.append(Missing("recorded_twice", told))
            if dose.date > self.on:
                self.missing.append(Missing("dose_in_the_future", told))
            if dose.date < self.birth:
                self.missing.append(Missing("dose_before_birth", told))
            given.append(Given(len(given), dose, antigens, repeated))
        return tuple(given)

    def _observe(self, plan: Plan, observations: Observations) -> dict[str, datetime.date | None]:
        """Active observations by CDSi code, each with its most recent day (CALCDTINT-9)."""
        observed: dict[str, datetime.date | None] = {}
        for each in observations:
            told = Observation(each) if isinstance(each, str) else each
            code = plan.synonyms.get((told.system, told.code)) if told.system else told.code
            if code not in plan.observations:
                self.missing.append(Missing("unknown_observation", (("code", told.code),)))
                continue
            known = observed.get(code)
            observed[code] = max(filter(None, (known, told.date)), default=None)
        return observed


def _place(dose: Dose) -> tuple[datetime.date, str, bool, bool, str, datetime.date]:
    """A whole order, so that the same history is the same in any order; the better record first."""
    return (
        dose.date,
        dose.cvx,
        dose.sub_standard,
        not dose.mvx,
        dose.mvx,
        dose.expired or datetime.date.max,
    )
