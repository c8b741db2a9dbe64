"""Whether a target dose need not be given (section 6.2, used again in 7.1 and 7.6)."""

from __future__ import annotations

from datetime import date

from longtable.methods.immunization.forecasts import DoseStatus
from longtable.methods.immunization.history import Given
from longtable.methods.immunization.in_force import in_force
from longtable.methods.immunization.patient_series import PatientSeries
from longtable.methods.immunization.prepared import Target
from longtable.methods.immunization.schedule import Condition, Skip, SkipSet


def skipped_for(target: Target, series: PatientSeries, given: Given) -> bool:
    """Whether a target dose can be skipped as a dose is evaluated; its day is the reference (CONDSKIP-2)."""
    skips = target.skips_in_evaluation
    return bool(skips) and _skipped(skips, target, series, given.date, given.date, given)


def skipped_in_forecast(target: Target, series: PatientSeries, reference: date) -> bool:
    """Whether it can be skipped in a forecast: on the day of the question, or on the earliest date."""
    skips = target.skips_in_forecast
    return bool(skips) and _skipped(skips, target, series, reference, series.person.on, None)


def _skipped(
    skips: tuple[Skip, ...],
    target: Target,
    series: PatientSeries,
    reference: date,
    anchor: date,
    before: Given | None,
) -> bool:
    """Tables 6-10 and 6-11."""
    for skip in skips:
        met: list[SkipSet] = []
        sets = in_force(skip.sets, anchor)
        for each in sets:
            if _set_is_met(each, series, reference, before):
                met.append(each)
                if skip.logic == "or":
                    break
        if met and (skip.logic == "or" or len(met) == len(sets)):
            why = met[0].description
            told = {"number": target.number, "why": why, "day": reference}
            series.journal.note("Table 6-11", "skipped", target.number, **told)
            return True
    return False


def _set_is_met(each: SkipSet, series: PatientSeries, reference: date, before: Given | None) -> bool:
    found = (_is_met(condition, series, reference, before) for condition in each.conditions)
    return any(found) if each.logic == "or" else all(found)


def _is_met(condition: Condition, series: PatientSeries, reference: date, before: Given | None) -> bool:
    if condition.kind == "age":  # Table 6-6
        return series.person.is_between(reference, condition.begin_age, condition.end_age)
    if condition.kind == "completed_series":  # Table 6-7
        return any(series.run.has_completed(group, series) for group in condition.series_groups)
    if condition.kind == "interval":  # Table 6-8, CALCDTSKIP-5
        if not series.evaluations or condition.interval is None:
            return False
        return reference >= condition.interval.after(series.evaluations[-1].given.date)
    return _count_is_met(condition, series, before)


def _count_is_met(condition: Condition, series: PatientSeries, before: Given | None) -> bool:
    """Table 6-9."""
    count = _count(condition, series, before)
    wanted = condition.dose_count or 0
    if condition.dose_count_logic == "greater_than":
        return count > wanted
    return count == wanted if condition.dose_count_logic == "equal_to" else count < wanted


def _count(condition: Condition, series: PatientSeries, before: Given | None) -> int:
    """The number of conditional doses administered (CONDSKIP-1), between two ages (CALCDTSKIP-3, -4).

    Without named products the doses of the antigen count. While a dose is evaluated, the doses before it do.
    """
    types = condition.vaccine_types
    if condition.dose_type == "valid":
        given = [each.given for each in series.evaluations if each.status is DoseStatus.VALID]
    elif types:
        given = list(series.person.given if before is None else series.person.given[: before.order])
    else:
        given = [each.given for each in series.evaluations]
    return sum(
        1
        for each in given
        if (not types or each.cvx in types)
        and not each.repeated
        and series.person.is_between(each.date, condition.begin_age, condition.end_age)
        and (condition.start is None or condition.start <= each.date)
        and (condition.end is None or each.date < condition.end)
    )
