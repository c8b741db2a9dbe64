"""The dates of the next dose (section 7.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from longtable.methods.immunization.dates import Span
from longtable.methods.immunization.forecasting.circumstances import Circumstances
from longtable.methods.immunization.in_force import in_force
from longtable.methods.immunization.patient_series import PatientSeries, SeriesForecast
from longtable.methods.immunization.prepared import Target
from longtable.methods.immunization.reference_date import reference_date
from longtable.methods.immunization.schedule import Interval

DAY_BEFORE = Span(0, 0, -1)


def candidate_earliest(target: Target, series: PatientSeries) -> date:
    """The candidate earliest date (FORECASTDTCAN-1). Where nothing bounds it, the day of birth."""
    person, journal = series.person, series.journal
    latest = person.birth
    for age in in_force(target.ages, person.on):
        if age.minimum is not None:
            day = person.at(age.minimum)
            journal.note("CALCDTAGE-4", "minimum_age", target.number, age=age.minimum, day=day)
            latest = max(latest, day)
    for interval, since in _counted(target, series):
        if interval.minimum is not None:
            day = interval.minimum.after(since)
            span = interval.minimum
            journal.note(
                "CALCDTINT-4", "minimum_interval", target.number, interval=span, since=since, day=day
            )
            latest = max(latest, day)
    latest = max(latest, _end_of_conflicts(target, series, latest))
    if target.dose.season_start is not None:
        journal.note("FORECASTDTCAN-1", "season_start", target.number, day=target.dose.season_start)
        latest = max(latest, target.dose.season_start)
    for evaluation in series.evaluations:
        if evaluation.target is not None and evaluation.given.date > latest:
            latest = evaluation.given.date
            journal.note("FORECASTDTCAN-1", "after_the_last_dose", target.number, day=latest)
    return latest


def _end_of_conflicts(target: Target, series: PatientSeries, latest: date) -> date:
    """The latest of all forecast conflict end dates (CALCDTCONFLICT-3)."""
    for given in series.person.given if target.conflicts else ():
        for span in target.conflicts.get(given.cvx, ()):
            day = span.after(given.date)
            if day > latest:
                told = {"other": given.cvx, "since": given.date, "interval": span, "day": day}
                series.journal.note("CALCDTCONFLICT-3", "conflict_end", target.number, **told)
                latest = day
    return latest


def _counted(target: Target, series: PatientSeries) -> Iterable[tuple[Interval, date]]:
    """Preferable intervals in force that have something to count from."""
    for interval in in_force(target.intervals, series.person.on):
        since = reference_date(interval, series, None)
        if since is not None:
            yield interval, since


def set_dates(
    made: SeriesForecast,
    target: Target,
    series: PatientSeries,
    circumstances: Circumstances,
    earliest: date,
) -> None:
    """Fills in what a forecast of a dose says: dates, number and products."""
    person, note = series.person, series.journal.note
    made.earliest = earliest
    note("FORECASTDT-1", "earliest", target.number, day=earliest)
    age = next(iter(in_force(target.ages, person.on)), None)
    counted = list(_counted(target, series))
    recommended = _recommended(age.earliest_recommended if age else None, counted, target, series)
    made.unadjusted_recommended = recommended or earliest
    made.recommended = max(earliest, made.unadjusted_recommended)
    note("FORECASTDT-5", "recommended", target.number, day=made.recommended)
    made.unadjusted_past_due = _past_due(age.latest_recommended if age else None, counted, target, series)
    if made.unadjusted_past_due is not None:
        made.past_due = max(earliest, made.unadjusted_past_due)
        note("FORECASTDT-6", "past_due", target.number, day=made.past_due)
    if age is not None and age.maximum is not None:
        made.latest = DAY_BEFORE.after(person.at(age.maximum))
        note("FORECASTDT-4", "latest", target.number, day=made.latest, age=age.maximum)
    made.dose_number = _dose_number(series)
    note("FORECASTDN-1", "dose_number", target.number, number=made.dose_number)
    intervals = in_force(target.intervals, person.on)
    made.priority = bool(intervals) and all(each.priority for each in intervals)
    made.products = _products(made, target, series, circumstances)


def _recommended(
    age: Span | None, counted: list[tuple[Interval, date]], target: Target, series: PatientSeries
) -> date | None:
    """Unadjusted recommended date: by age (CALCDTAGE-3), interval (CALCDTINT-5), or none (FORECASTDT-2)."""
    if age is not None:
        day = series.person.at(age)
        series.journal.note("FORECASTDT-2", "recommended_age", target.number, age=age, day=day)
        return day
    days = [each.earliest_recommended.after(since) for each, since in counted if each.earliest_recommended]
    if days:
        series.journal.note("FORECASTDT-2", "recommended_interval", target.number, day=max(days))
    return max(days, default=None)


def _past_due(
    age: Span | None, counted: list[tuple[Interval, date]], target: Target, series: PatientSeries
) -> date | None:
    """Unadjusted past due date: by age (CALCDTAGE-2), interval (CALCDTINT-6) or none (FORECASTDT-3)."""
    if age is not None:
        day = DAY_BEFORE.after(series.person.at(age))
        series.journal.note("FORECASTDT-3", "past_due_age", target.number, age=age, day=day)
        return day
    days = [each.latest_recommended.after(since) for each, since in counted if each.latest_recommended]
    if not days:
        return None
    day = DAY_BEFORE.after(max(days))
    series.journal.note("FORECASTDT-3", "past_due_interval", target.number, day=day)
    return day


def _dose_number(series: PatientSeries) -> int:
    """Satisfied target doses and one; of a season only those of this season (FORECASTDN-1)."""
    counted = 1
    for evaluation in series.satisfied:
        start = evaluation.target.dose.season_start if evaluation.target is not None else None
        counted += start is None or evaluation.given.date >= start
    return counted


def _products(
    made: SeriesForecast, target: Target, series: PatientSeries, circumstances: Circumstances
) -> tuple[str, ...]:
    """Products that the schedule recommends by name (FORECASTRECVAC-1)."""
    days = [day for day in (made.earliest, made.recommended) if day is not None]
    named = [
        each.cvx
        for each in target.dose.preferable
        if each.forecast
        and each.cvx not in circumstances.contraindicated_products
        and any(series.person.is_between(day, each.begin_age, each.end_age) for day in days)
    ]
    return tuple(dict.fromkeys(named))
