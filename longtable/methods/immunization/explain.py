"""Tells a nurse step by step why the engine says what it says, each step with the rule that made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from longtable.methods.immunization.forecasts import Forecast
from longtable.methods.immunization.words import Values, say


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: the rule of the specification, and what it decided about what."""

    rule: str
    """A rule id (``FORECASTDT-2``) or decision table (``Table 6-15``) of the logic specification 4.6."""
    code: str
    """Names a sentence of the catalog."""
    values: Values = ()
    antigen: str = ""
    series: str = ""
    target_dose: int | None = None

    def words(self, language: str = "en") -> str:
        """One sentence in English (``en``) or Spanish (``es``), which ends in the rule id."""
        return f"{say(self.code, self.values, language)} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that led to the forecast of one vaccine group."""

    forecast: Forecast
    steps: tuple[Step, ...]
    """In the order in which they were taken."""
    dates: dict[str, tuple[Step, ...]]
    """``earliest``, ``recommended``, ``past_due``, ``latest``, where given: the steps that made them."""

    @property
    def chosen(self) -> tuple[Step, ...]:
        """The steps on the paths that the forecast stands on, without those that were weighed and left."""
        return tuple(each for each in self.steps if _is_of(self.forecast, each))

    def words(self, language: str = "en") -> list[str]:
        """The steps as sentences, in English (``en``) or Spanish (``es``)."""
        return [step.words(language) for step in self.steps]


DATES: Final = {
    "earliest": {
        "minimum_age",
        "minimum_interval",
        "conflict_end",
        "season_start",
        "after_the_last_dose",
        "earliest",
        "group_earliest",
    },
    "recommended": {"recommended_age", "recommended_interval", "recommended", "group_recommended"},
    "past_due": {"past_due_age", "past_due_interval", "past_due", "group_past_due"},
    "latest": {"latest", "group_latest"},
}
"""Which steps make which date."""


def explanation(forecast: Forecast, steps: Sequence[Step]) -> Explanation:
    """Sorts the steps that a journal took down; those of a date belong to the target doses that are due."""
    last = {step.series: step.target_dose for step in steps if step.code == "dose_number"}
    dates = {}
    for name, codes in DATES.items():
        if getattr(forecast, name) is None:
            continue
        dates[name] = tuple(
            step
            for step in steps
            if step.code in codes and step.target_dose == last.get(step.series) and _is_of(forecast, step)
        )
    return Explanation(forecast, tuple(steps), dates)


def _is_of(forecast: Forecast, step: Step) -> bool:
    """Whether a step concerns a path of this forecast, a disease or the vaccine group as a whole."""
    whole = f"{forecast.vaccine_group} {forecast.series_group}".strip()
    return step.series in (*forecast.series, whole, "")
