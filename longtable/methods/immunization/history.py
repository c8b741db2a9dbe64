"""What is known about somebody: doses that were given and observations, put in order for the engine."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
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


class Observation(NamedTuple):
    """Something known about somebody: a pregnancy, an illness, an allergy, an occupation.

    A bare code does as well, or a tuple ``(code, date)``. ``system`` is empty for CDSi's own three-digit
    codes, else ``SNOMED`` or another system that the schedule maps.
    """

    code: str
    date: datetime.date | None = None
    system: str = ""


Doses = Iterable[Dose | Sequence[Any]]
Observations = Iterable[Observation | str | Sequence[Any]]


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

    __slots__ = ("_reached", "birth", "containing", "country", "given", "missing", "observed", "on", "sex")

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
        self.birth: datetime.date = _day(birth)
        self.on: datetime.date = _day(on)
        self.sex = {"F": "F", "M": "M"}.get((sex or "").strip().upper()[:1], "U")
        self.country = country
        self._reached: dict[Span, datetime.date] = {}
        self.missing: list[tuple[Missing, frozenset[str] | None]] = []
        """What would have to be known, and for which antigens; None for all."""
        self.given = self._organize(plan, doses)
        self.containing: dict[str, list[Given]] = {}
        """Doses by antigen, each in order (section 4.2, step 3)."""
        for each in self.given:
            for antigen in each.antigens:
                self.containing.setdefault(antigen, []).append(each)
        self.observed = self._observe(plan, observations)
        if self.birth > self.on:
            self._miss("not_born_yet", None, birth=self.birth)

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
        given: list[Given] = []
        seen: set[tuple[datetime.date, str]] = set()
        told = [_plain(each) for each in doses]
        for dose in told:
            if dose.date is None:
                self._miss("dose_without_date", None, cvx=dose.cvx)
        for dose in sorted((each for each in told if each.date is not None), key=_place):
            contents = plan.contents.get(dose.cvx)
            antigens = frozenset(
                each.antigen
                for each in contents or ()
                if self.is_between(dose.date, each.begin_age, each.end_age)
            )
            if not dose.cvx:
                self._miss("dose_without_product", None, date=dose.date)
            elif contents is None:
                self._miss("unknown_product", None, date=dose.date, cvx=dose.cvx)
            elif dose.date > self.on:
                self._miss("dose_in_the_future", antigens, date=dose.date, cvx=dose.cvx)
            elif dose.date < self.birth:
                self._miss("dose_before_birth", antigens, date=dose.date, cvx=dose.cvx)
            given.append(Given(len(given), dose, antigens, (dose.date, dose.cvx) in seen))
            seen.add((dose.date, dose.cvx))
        return tuple(given)

    def _observe(self, plan: Plan, observations: Observations) -> dict[str, datetime.date | None]:
        """Active observations by CDSi code, each with its most recent day (CALCDTINT-9)."""
        observed: dict[str, datetime.date | None] = {}
        for each in observations:
            told = Observation(each) if isinstance(each, str) else Observation(*each)
            codes = plan.synonyms.get((told.system, told.code), []) if told.system else [told.code]
            if len(codes) > 1:
                self._miss("ambiguous_observation", None, code=told.code, codes=tuple(codes))
            elif not codes or codes[0] not in plan.observations:
                self._miss("unknown_observation", None, code=told.code)
            else:
                days = [day for day in (observed.get(codes[0]), _day(told.date)) if day is not None]
                observed[codes[0]] = max(days, default=None)
        return observed

    def missing_for(self, antigens: Iterable[str]) -> list[Missing]:
        """What would have to be known to be sure about these antigens."""
        wanted = frozenset(antigens)
        return [each for each, concerned in self.missing if concerned is None or concerned & wanted]

    def _miss(self, code: str, antigens: frozenset[str] | None, /, **values: object) -> None:
        self.missing.append((Missing(code, tuple(values.items())), antigens))


def _plain(told: Dose | Sequence[Any]) -> Dose:
    """A dose with a date that is no time and codes that are texts, whatever came in."""
    dose = Dose(*told)
    cvx, mvx = str(dose.cvx or "").strip(), str(dose.mvx or "").strip().upper()
    return dose._replace(date=_day(dose.date), cvx=cvx, mvx=mvx, expired=_day(dose.expired))


def _day(told: Any) -> Any:
    return told.date() if isinstance(told, datetime.datetime) else told


def _place(dose: Dose) -> tuple[datetime.date, str, bool, bool, bool, str, datetime.date]:
    """A whole order, so that the same history is the same in any order; the better record first."""
    return (
        dose.date,
        dose.cvx,
        dose.sub_standard,
        dose.expired is not None and dose.expired < dose.date,
        not dose.mvx,
        dose.mvx,
        dose.expired or datetime.date.max,
    )
