"""Whether each dose counts, said once per dose, though it may hold many antigens and serve many groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from longtable.methods.immunization.forecasts import DoseEvaluation, DoseStatus, Reason
from longtable.methods.immunization.history import Given, Person
from longtable.methods.immunization.patient_series import Evaluation, PatientSeries

Judged = dict[int, DoseEvaluation]
"""Doses that hold an antigen of one vaccine group, by their place in the history."""

WORST_FIRST = (
    DoseStatus.SUB_STANDARD,
    DoseStatus.NOT_VALID,
    DoseStatus.VALID,
    DoseStatus.EXTRANEOUS,
    DoseStatus.NOT_EVALUATED,
)


def judge(given: Iterable[Given], series: Iterable[PatientSeries]) -> Judged:
    """Doses as the paths that fit somebody best evaluated them, the one that is told first before the others.

    For an antigen a dose counts when it counts on any of these paths; a journey's dose does, though the
    childhood series begins anew. For its vaccine group it counts when it counts for one of its antigens and
    fails for none.
    """
    paths: dict[str, list[PatientSeries]] = {}
    for each in series:
        paths.setdefault(each.run.antigen.name, []).append(each)
    judged = {}
    for dose in given:
        said = [_on_paths(dose, each) for name, each in paths.items() if name in dose.antigens]
        judged[dose.order] = _worst(said) if said else _not_evaluated(dose, "indication")
    return judged


def _on_paths(dose: Given, paths: list[PatientSeries]) -> DoseEvaluation:
    said = [_said(each) for path in paths if (each := path.evaluation_of(dose)) is not None]
    return next((each for each in said if each.valid), said[0])


def judged_elsewhere(groups: Iterable[Judged], person: Person) -> tuple[DoseEvaluation, ...]:
    """Every dose of the history, as the groups to which it belongs judge it."""
    own: dict[int, list[DoseEvaluation]] = {}
    for group in groups:
        for order, each in group.items():
            own.setdefault(order, []).append(each)
    return tuple(
        replace(_worst(own[dose.order]), concerns=False)
        if dose.order in own
        else _not_evaluated(dose, "unknown_product" if dose.cvx else "dose_without_product", concerns=False)
        for dose in person.given
    )


def all_doses(judged: Judged, elsewhere: tuple[DoseEvaluation, ...]) -> tuple[DoseEvaluation, ...]:
    """Every dose of the history in order: this group's own judgement where it has one."""
    if not judged:
        return elsewhere
    return tuple(judged.get(order, each) for order, each in enumerate(elsewhere))


def _worst(said: list[DoseEvaluation]) -> DoseEvaluation:
    return min(said, key=lambda each: WORST_FIRST.index(each.status))


def _said(evaluation: Evaluation) -> DoseEvaluation:
    given = evaluation.given
    reasons = tuple(Reason(each.code, each.values) for each in evaluation.findings)
    return DoseEvaluation(given.date, given.cvx, given.mvx, evaluation.status, reasons)


def _not_evaluated(given: Given, code: str, concerns: bool = True) -> DoseEvaluation:
    reason = Reason(code, (("date", given.date), ("cvx", given.cvx)))
    return DoseEvaluation(given.date, given.cvx, given.mvx, DoseStatus.NOT_EVALUATED, (reason,), concerns)
