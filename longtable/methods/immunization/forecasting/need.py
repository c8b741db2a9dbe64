"""Whether somebody should receive another dose (section 7.4)."""

from __future__ import annotations

from datetime import date

from longtable.methods.immunization.forecasting.circumstances import Circumstances
from longtable.methods.immunization.forecasts import Status
from longtable.methods.immunization.in_force import in_force
from longtable.methods.immunization.patient_series import PatientSeries, SeriesForecast


def judge_need(series: PatientSeries, circumstances: Circumstances, earliest: date | None) -> SeriesForecast:
    """Table 7-10, its columns from left to right. A forecast without reason is one of a dose."""
    status, reason = _need(series, circumstances, earliest)
    series.journal.note("Table 7-10", reason or "dose_needed", series.position + 1)
    return SeriesForecast(status, reason)


def _need(series: PatientSeries, circumstances: Circumstances, earliest: date | None) -> tuple[Status, str]:
    target, person = series.target, series.person
    if target is None:
        if series.satisfied:
            return Status.COMPLETE, "series_complete"
        return Status.NOT_RECOMMENDED, "past_history"
    if circumstances.is_immune:
        return Status.IMMUNE, "evidence_of_immunity"
    if circumstances.excludes(target):
        return Status.CONTRAINDICATED, "has_contraindication"
    if target.dose.season_end is not None and person.on > target.dose.season_end:
        return Status.NOT_RECOMMENDED, "past_season"
    maximum = next((age.maximum for age in in_force(target.ages, person.on)), None)
    if maximum is not None:
        if person.on >= person.at(maximum):
            return Status.AGED_OUT, "past_maximum_age"
        if earliest is not None and earliest >= person.at(maximum):
            return Status.AGED_OUT, "unable_to_finish"
    return Status.NOT_COMPLETE, ""
