"""What comes next on one path to immunity: a dose with its dates, or why none is due (chapter 7)."""

from __future__ import annotations

from longtable.methods.immunization.conditional_skip import skipped_in_forecast
from longtable.methods.immunization.forecasting.circumstances import Circumstances
from longtable.methods.immunization.forecasting.dates import candidate_earliest, set_dates
from longtable.methods.immunization.forecasting.need import judge_need
from longtable.methods.immunization.patient_series import PatientSeries, SeriesForecast


def forecast(series: PatientSeries, circumstances: Circumstances) -> SeriesForecast:
    """The patient series forecast, made again for the next target dose while this one would be skipped."""
    while True:
        _skip_what_is_not_needed(series)
        target = series.target
        earliest = candidate_earliest(target, series) if target is not None else None
        made = judge_need(series, circumstances, earliest)
        if target is None or earliest is None or made.reason:
            return made
        set_dates(made, target, series, circumstances, earliest)
        if not skipped_in_forecast(target, series, earliest):
            return made
        series.skip()  # section 7.6: on that day it would no longer be asked for


def _skip_what_is_not_needed(series: PatientSeries) -> None:
    """Section 7.1."""
    target = series.target
    while target is not None and skipped_in_forecast(target, series, series.person.on):
        series.skip()
        target = series.target
