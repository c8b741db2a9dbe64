"""Tells a nurse step by step why the engine says what it says, each step with the rule that made it."""

from __future__ import annotations

from dataclasses import dataclass

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

    def words(self, language: str = "en") -> list[str]:
        """The steps as sentences, in English (``en``) or Spanish (``es``)."""
        return [step.words(language) for step in self.steps]
