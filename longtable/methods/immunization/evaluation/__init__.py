"""Holds each dose that was given against a target dose: does it count (chapter 6)?"""

from __future__ import annotations

from longtable.methods.immunization.conditional_skip import skipped_for
from longtable.methods.immunization.evaluation.age import judge_age
from longtable.methods.immunization.evaluation.condition import judge_condition
from longtable.methods.immunization.evaluation.conflict import judge_conflict
from longtable.methods.immunization.evaluation.interval import judge_intervals
from longtable.methods.immunization.evaluation.product import judge_product
from longtable.methods.immunization.finding import Finding
from longtable.methods.immunization.forecasts import DoseStatus
from longtable.methods.immunization.history import Given
from longtable.methods.immunization.patient_series import Evaluation, PatientSeries
from longtable.methods.immunization.prepared import Target


def evaluate(series: PatientSeries, given: list[Given]) -> None:
    """Walks the doses of one antigen along one series (section 4.4, figure 4-6)."""
    for each in given:
        series.take(_evaluate_one(series, each))


def _evaluate_one(series: PatientSeries, given: Given) -> Evaluation:
    if given.repeated:
        return _judged(series, given, None, DoseStatus.EXTRANEOUS, _twice(given))
    if judge_condition(given):
        finding = Finding("Table 6-3", "sub_standard")
        return _judged(series, given, series.target, DoseStatus.SUB_STANDARD, finding)
    target = series.target
    while target is not None and skipped_for(target, series, given):
        series.skip()
        target = series.target
    if target is None:
        finding = Finding("Table 6-31", "series_already_complete")
        return _judged(series, given, None, DoseStatus.EXTRANEOUS, finding)
    if given.cvx in target.inadvertent:
        finding = Finding("Table 6-13", "inadvertent", (("cvx", given.cvx),))
        return _judged(series, given, target, DoseStatus.NOT_VALID, finding)
    return _hold_against(target, series, given)


def _hold_against(target: Target, series: PatientSeries, given: Given) -> Evaluation:
    """Was the target dose satisfied (Table 6-31)? All reasons against it are kept."""
    age = judge_age(target, series.person, given)
    if age is not None and age.code == "too_old":
        return _judged(series, given, target, DoseStatus.EXTRANEOUS, age)
    findings = (
        None if age is None or age.fine else age,
        judge_intervals(target, series, given),
        judge_conflict(series, given),
        judge_product(target, series.person, given),
    )
    against = [each for each in findings if each is not None]
    if against:
        return _judged(series, given, target, DoseStatus.NOT_VALID, *against)
    return _judged(series, given, target, DoseStatus.VALID, *([age] if age is not None else ()))


def _judged(
    series: PatientSeries, given: Given, target: Target | None, status: DoseStatus, *findings: Finding
) -> Evaluation:
    if series.journal.listens:
        number = target.number if target is not None else None
        for each in findings:
            series.journal.note(each.rule, each.code, number, given=given.date, **dict(each.values))
        series.journal.note("Table 6-31", f"dose_{status.value}", number, given=given.date, cvx=given.cvx)
    return Evaluation(given, target, status, findings)


def _twice(given: Given) -> Finding:
    return Finding("Table 6-31", "recorded_twice", (("date", given.date), ("cvx", given.cvx)))
