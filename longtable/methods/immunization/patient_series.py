"""One path to immunity as one person walks it: which doses counted, which target dose comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from longtable.methods.immunization.finding import Finding
from longtable.methods.immunization.forecasts import DoseStatus, Status
from longtable.methods.immunization.history import Given, Person
from longtable.methods.immunization.prepared import Path, Plan, Target

if TYPE_CHECKING:
    from longtable.methods.immunization.antigen_run import AntigenRun
    from longtable.methods.immunization.journal import Journal


class Evaluation:
    """A dose given, held against a target dose (chapter 6)."""

    __slots__ = ("findings", "given", "status", "target")

    def __init__(
        self, given: Given, target: Target | None, status: DoseStatus, findings: tuple[Finding, ...] = ()
    ) -> None:
        self.given = given
        self.target = target
        """None when no target dose was left."""
        self.status = status
        self.findings = findings

    @property
    def inadvertent(self) -> bool:
        """Whether this product was a mistake at this point (Table 6-13)."""
        return bool(self.findings) and self.findings[0].code == "inadvertent"

    @property
    def counts_as_reference(self) -> bool:
        """Whether the next interval begins here (CALCDTINT-1)."""
        return not self.inadvertent and self.status in (DoseStatus.VALID, DoseStatus.NOT_VALID)


@dataclass(slots=True)
class SeriesForecast:
    """What a patient series asks for next (chapter 7)."""

    status: Status
    reason: str = ""
    """Why no dose is due; empty when one is."""
    dose_number: int | None = None
    earliest: date | None = None
    recommended: date | None = None
    past_due: date | None = None
    latest: date | None = None
    unadjusted_recommended: date | None = None
    unadjusted_past_due: date | None = None
    priority: bool = False
    """Whether its intervals let a vaccine group go ahead of its other antigens (FORECASTPRIORITY-1)."""
    products: tuple[str, ...] = ()


class PatientSeries:
    """A relevant patient series, from the first target dose to the forecast."""

    __slots__ = (
        "evaluations",
        "forecast",
        "journal",
        "path",
        "person",
        "plan",
        "position",
        "run",
        "satisfied",
        "series",
    )

    def __init__(self, path: Path, run: AntigenRun) -> None:
        self.path = path
        self.series = path.series
        self.run = run
        self.person: Person = run.person
        self.plan: Plan = run.plan
        self.journal: Journal = run.journal
        self.position = 0
        self.evaluations: list[Evaluation] = []
        self.satisfied: list[Evaluation] = []
        self.forecast = SeriesForecast(Status.NOT_COMPLETE)

    @property
    def target(self) -> Target | None:
        """The target dose that is next; None after the last."""
        targets = self.path.targets
        return targets[self.position] if self.position < len(targets) else None

    @property
    def unsatisfied(self) -> int:
        """How many target doses are neither satisfied nor skipped."""
        return len(self.path.targets) - self.position

    @property
    def status(self) -> Status:
        """The patient series status (Table 3-3)."""
        return self.forecast.status

    def skip(self) -> None:
        """The target dose need not be given."""
        self.position += 1

    def take(self, evaluation: Evaluation) -> None:
        """A dose was evaluated. A valid one satisfies its target dose, which may recur (section 4.4)."""
        self.evaluations.append(evaluation)
        if evaluation.status is DoseStatus.VALID:
            self.satisfied.append(evaluation)
            if evaluation.target is not None and not evaluation.target.dose.recurring:
                self.position += 1

    def evaluation_of(self, given: Given) -> Evaluation | None:
        """How a dose was evaluated here; None when it was not yet, or holds other antigens only."""
        return next((each for each in self.evaluations if each.given is given), None)
