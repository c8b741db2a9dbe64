"""From which day an interval is counted."""

from __future__ import annotations

from datetime import date

from longtable.methods.immunization.history import Given
from longtable.methods.immunization.patient_series import PatientSeries
from longtable.methods.immunization.schedule import Interval


def reference_date(interval: Interval, series: PatientSeries, before: Given | None) -> date | None:
    """The reference dose date of an interval, or None when there is nothing to count from.

    ``before`` is the dose under evaluation, None for a forecast. From the previous dose that is valid or not
    valid and was not inadvertent (CALCDTINT-1), from a satisfied target dose (CALCDTINT-2), from the most
    recent of some products (CALCDTINT-8), or from an observation (CALCDTINT-9).
    """
    if interval.from_previous:
        for evaluation in reversed(series.evaluations):
            if evaluation.counts_as_reference:
                return evaluation.given.date
        return None
    if interval.from_target_dose is not None:
        return _satisfied_on(interval.from_target_dose, series)
    if interval.from_most_recent:
        return _most_recent(interval.from_most_recent, series, before)
    if interval.from_observation is not None:
        return series.person.observed.get(interval.from_observation)
    return None


def _satisfied_on(number: int, series: PatientSeries) -> date | None:
    for evaluation in reversed(series.satisfied):
        if evaluation.target is not None and evaluation.target.number == number:
            return evaluation.given.date
    return None


def _most_recent(products: frozenset[str], series: PatientSeries, before: Given | None) -> date | None:
    given = series.person.given if before is None else series.person.given[: before.order]
    for each in reversed(given):
        if each.cvx in products and not each.repeated:
            evaluation = series.evaluation_of(each)
            if evaluation is None or not evaluation.inadvertent:
                return each.date
    return None
