"""What the engine answers: for each vaccine group a status, the next dose with its dates, and what counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from longtable.methods.immunization.words import Values, say


class Status(StrEnum):
    """Where somebody stands on a path to immunity (Table 3-3)."""

    NOT_COMPLETE = "not_complete"
    COMPLETE = "complete"
    AGED_OUT = "aged_out"
    IMMUNE = "immune"
    CONTRAINDICATED = "contraindicated"
    NOT_RECOMMENDED = "not_recommended"


class DoseStatus(StrEnum):
    """Whether a dose that was given counts (Table 3-1)."""

    VALID = "valid"
    NOT_VALID = "not_valid"
    EXTRANEOUS = "extraneous"
    SUB_STANDARD = "sub_standard"
    NOT_EVALUATED = "not_evaluated"
    """The schedule does not know the product, or has no path for this person on which it could count."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the engine would have to know and does not: ask the nurse. ``code``: see the catalog."""

    code: str
    values: Values = ()

    def words(self, language: str = "en") -> str:
        """One sentence in English (``en``) or Spanish (``es``)."""
        return say(self.code, self.values, language)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a dose does not count, or with what remark it does. ``code``: see the catalog."""

    code: str
    values: Values = ()

    def words(self, language: str = "en") -> str:
        """One sentence in English (``en``) or Spanish (``es``)."""
        return say(self.code, self.values, language)


@dataclass(frozen=True, slots=True)
class DoseEvaluation:
    """One dose that was given, and whether it counts."""

    date: date
    cvx: str
    mvx: str
    status: DoseStatus
    reasons: tuple[Reason, ...] = ()
    """All that was found, in the order of the specification's steps: age, interval, conflict, product."""
    concerns: bool = True
    """Whether it holds an antigen of the vaccine group. The others stand there too, as their own group judges
    them: they may keep a dose away."""

    @property
    def valid(self) -> bool:
        """Whether it counts."""
        return self.status is DoseStatus.VALID

    @property
    def reason(self) -> str:
        """Code of the first reason (``too_young``, ``too_soon``); empty when there is nothing to say."""
        return self.reasons[0].code if self.reasons else ""

    def words(self, language: str = "en") -> str:
        """Status and reasons in words, in English (``en``) or Spanish (``es``)."""
        told = [say(self.status.value, (), language), *(each.words(language) for each in self.reasons)]
        return " ".join(dict.fromkeys(told))


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a vaccine group asks of somebody on the day of the question.

    ``earliest``: not before this day, without the days of grace. ``recommended``: from this day on.
    ``past_due``: overdue after this day. ``latest``: too late after this day. All None unless the status is
    ``not_complete``; ``past_due`` and ``latest`` also where the schedule names none.
    """

    vaccine_group: str
    status: Status
    dose_number: int | None = None
    earliest: date | None = None
    recommended: date | None = None
    past_due: date | None = None
    latest: date | None = None
    unadjusted_recommended: date | None = None
    """When it should have been, though the earliest date came later (FORECASTVG-5)."""
    unadjusted_past_due: date | None = None
    """Since when it is overdue, though the earliest date came later (FORECASTVG-6)."""
    doses: tuple[DoseEvaluation, ...] = ()
    """Every dose of the history, in the order in which they were given."""
    reason: str = ""
    """Why no dose is due: a code of the catalog; empty when one is."""
    reasons: tuple[str, ...] = ()
    """The reasons of all antigens of the vaccine group (FORECASTVG-7)."""
    abstained: tuple[Missing, ...] = ()
    """What is missing; not empty means: ask the nurse before anybody relies on this."""
    products: tuple[str, ...] = ()
    """CVX codes that the schedule recommends by name (FORECASTRECVAC-1)."""
    antigens: tuple[str, ...] = ()
    """Against what a dose is due (FORECASTVG-8)."""
    series: tuple[str, ...] = ()
    """The paths on which this stands, by their names in the schedule."""
    kind: str = ""
    """``standard``, ``risk`` or ``evaluation_only``."""
    series_group: str = ""
    """What the schedule calls this set of paths ("Standard", "Increased Risk")."""
    guidance: tuple[str, ...] = ()
    """What the schedule asks the clinician to consider, in its own words."""
    others: tuple[Forecast, ...] = ()
    """Further forecasts for this vaccine group, on paths that do not replace it (a journey, old age)."""

    def words(self, language: str = "en") -> str:
        """The next dose, or why none is due, in English (``en``) or Spanish (``es``)."""
        if self.earliest is None:
            return say(self.reason or self.status.value, (), language)
        first = "next_dose_at_once" if self.recommended == self.earliest else "next_dose"
        told = {first: True, "next_dose_overdue": self.past_due, "next_dose_latest": self.latest}
        values = tuple(
            (name, getattr(self, name)) for name in ("earliest", "recommended", "past_due", "latest")
        )
        values = (("number", self.dose_number), *values)
        return " ".join(say(code, values, language) for code, known in told.items() if known)
