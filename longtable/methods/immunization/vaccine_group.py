"""Joins the forecasts against single diseases into what people ask for: one answer a vaccine (chapter 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from longtable.methods.immunization.antigen_run import AntigenRun
from longtable.methods.immunization.forecasts import DoseEvaluation, Forecast, Missing, Status
from longtable.methods.immunization.history import Given, Person
from longtable.methods.immunization.journal import Journal
from longtable.methods.immunization.patient_series import PatientSeries, SeriesForecast
from longtable.methods.immunization.schedule import VaccineGroup
from longtable.methods.immunization.selection import best_series
from longtable.methods.immunization.shown_doses import Judged, judge

SHOWN_FIRST = (
    Status.NOT_COMPLETE,
    Status.CONTRAINDICATED,
    Status.IMMUNE,
    Status.COMPLETE,
    Status.NOT_RECOMMENDED,
    Status.AGED_OUT,
)
"""Where several paths stand beside each other, a dose that is due goes before everything else."""


class Answer(NamedTuple):
    """A forecast whose doses still want those of other groups."""

    forecast: Forecast
    judged: Judged


def group_answers(
    group: VaccineGroup, runs: list[AntigenRun], person: Person, journal: Journal
) -> list[Answer]:
    """The forecasts of one vaccine group, at least one; the first is the one that somebody is told."""
    missing = person.missing_for(group.antigens)
    missing += [each for run in runs for each in run.missing()]
    given = [each for each in person.given if not each.antigens.isdisjoint(group.antigens)]
    contained: dict[tuple[str, str], list[PatientSeries]] = {}
    on_best: list[PatientSeries] = []
    for run in runs:
        best, prioritized = best_series(run.series, journal)
        on_best += best or prioritized or run.series[:1]
        for each in best:  # FORECASTVG-1: only series of one kind and one series group are blended
            contained.setdefault((each.series.kind, each.series.group), []).append(each)
    if given and not on_best:
        missing.append(Missing("indication", (("group", group.name),)))
    abstained = tuple(dict.fromkeys(missing))
    if not contained:
        journal.about("")
        journal.note("Table 5-5", "no_relevant_series")
        status, reason = Status.NOT_RECOMMENDED, "no_relevant_series"
        forecast = Forecast(group.name, status, reason=reason, abstained=abstained)
        return [Answer(forecast, judge(given, on_best))]
    ranked = sorted(contained.values(), key=_rank)
    answers = []
    for series in ranked:
        judged = judge(given, [*series, *on_best])
        forecast = _blend(group, series, given, person, journal)
        unsure = dict.fromkeys((*abstained, *_unsure(judged), *_open_questions(forecast, series, runs)))
        answers.append(Answer(replace(forecast, abstained=tuple(unsure)), judged))
    return answers


def _open_questions(forecast: Forecast, series: list[PatientSeries], runs: list[AntigenRun]) -> list[Missing]:
    """What would have to be known before a dose is given: about immunity, and whether a shorter path fits."""
    if forecast.status is not Status.NOT_COMPLETE:
        return []
    paths = (path for run in runs for path in run.series)
    shorter = (each for path in paths for each in path.evaluations if path.series.kind == forecast.kind)
    missing = [missing for each in series for missing in each.run.circumstances.missing]
    return missing + [
        _manufacturer(each.given)
        for each in shorter
        if [found.code for found in each.findings] == ["manufacturer_unknown"]
    ]


def _unsure(judged: Judged) -> Iterable[Missing]:
    """Doses of which only the manufacturer would tell whether they count."""
    for each in judged.values():
        if any(reason.code == "manufacturer_unknown" for reason in each.reasons):
            yield _manufacturer(each)


def _manufacturer(dose: Given | DoseEvaluation) -> Missing:
    return Missing("manufacturer", (("date", dose.date), ("cvx", dose.cvx)))


def _rank(series: list[PatientSeries]) -> tuple[bool, int, date]:
    """What somebody is told first: a path that they have begun or are old enough to begin."""
    statuses = [SHOWN_FIRST.index(each.status) for each in series]
    due = [each.forecast.recommended for each in series if each.forecast.recommended is not None]
    return not any(_may_begin(each) for each in series), min(statuses), min(due, default=date.max)


def _may_begin(series: PatientSeries) -> bool:
    age = series.series.minimum_age_to_start
    return bool(series.satisfied) or age is None or series.person.at(age) <= series.person.on


def _blend(
    group: VaccineGroup, series: list[PatientSeries], given: list[Given], person: Person, journal: Journal
) -> Forecast:
    forecasts = [each.forecast for each in series]
    single = len(group.antigens) == 1  # VACCINEGROUP-1, -2
    status = forecasts[0].status if single else _status(forecasts)
    journal.about("", f"{group.name} {series[0].series.group_name}".strip())
    journal.note("SINGLEANTVG-1" if single else "Table 9-4", f"group_{status.value}")
    answer = Forecast(
        vaccine_group=group.name,
        status=status,
        reason=next((each.reason for each in forecasts if each.status is status), ""),
        reasons=tuple(dict.fromkeys(each.reason for each in forecasts if each.reason)),
        series=tuple(each.series.name for each in series),
        kind=series[0].series.kind,
        series_group=series[0].series.group_name,
        guidance=_guidance(series, person),
    )
    due = [each for each in series if each.forecast.earliest is not None]
    if status is not Status.NOT_COMPLETE or not due:
        return answer
    return _dated(answer, group, due, given, journal)


def _status(forecasts: list[SeriesForecast]) -> Status:
    """Table 9-4, its columns from left to right."""
    statuses = {each.status for each in forecasts}
    for each in (Status.CONTRAINDICATED, Status.AGED_OUT, Status.NOT_RECOMMENDED, Status.NOT_COMPLETE):
        if each in statuses:
            return each
    return Status.IMMUNE if statuses == {Status.IMMUNE} else Status.COMPLETE


def _dated(
    answer: Forecast, group: VaccineGroup, due: list[PatientSeries], given: list[Given], journal: Journal
) -> Forecast:
    """Dates, number and products of the dose that is due (Tables 9-2, 9-3 and 9-5; FORECASTVG-5, -6)."""
    forecasts = [each.forecast for each in due]
    earliest = _earliest(group, forecasts, given, journal)
    recommended = max(earliest, min(_known(each.recommended for each in forecasts)))
    journal.note("FORECASTVG-2", "group_recommended", day=recommended)
    overdue = _known(each.past_due for each in forecasts)
    past_due = max(earliest, min(overdue)) if overdue else None
    if past_due is not None:
        journal.note("FORECASTVG-3", "group_past_due", day=past_due)
    latest = min(_known(each.latest for each in forecasts), default=None)
    if latest is not None:
        journal.note("FORECASTVG-4", "group_latest", day=latest)
    numbers = [each.dose_number for each in forecasts if each.dose_number is not None]
    number = min(numbers) if group.administer_full else max(numbers)
    journal.note("FORECASTDN-2", "group_dose_number", number=number)
    return replace(
        answer,
        dose_number=number,
        earliest=earliest,
        recommended=recommended,
        past_due=past_due,
        latest=latest,
        unadjusted_recommended=min(_known(each.unadjusted_recommended for each in forecasts)),
        unadjusted_past_due=min(_known(each.unadjusted_past_due for each in forecasts), default=None),
        products=tuple(dict.fromkeys(cvx for each in forecasts for cvx in each.products)),  # FORECASTVG-9
        antigens=tuple(each.run.antigen.name for each in due),  # FORECASTVG-8
    )


def _earliest(
    group: VaccineGroup, forecasts: list[SeriesForecast], given: list[Given], journal: Journal
) -> date:
    """SINGLEANTVG-2, MULTIANTVG-1."""
    days = _known(each.earliest for each in forecasts)
    if len(group.antigens) == 1:
        journal.note("SINGLEANTVG-2", "group_earliest", day=min(days))
        return min(days)
    if any(each.priority for each in forecasts):  # FORECASTPRIORITY-1
        last = max((each.date for each in given), default=min(days))
        day = max(min(days), last)
    else:
        day = max(days)
    journal.note("MULTIANTVG-1", "group_earliest", day=day)
    return day


def _known(days: Iterable[date | None]) -> list[date]:
    return [day for day in days if day is not None]


def _guidance(series: list[PatientSeries], person: Person) -> tuple[str, ...]:
    """What the clinician should consider (FORECASTGUIDANCE-1)."""
    told: list[str] = []
    for each in series:
        told += each.series.guidance
        told += [one.guidance for one in each.series.indications if one.observation in person.observed]
        told += each.run.circumstances.guidance
    return tuple(dict.fromkeys(filter(None, told)))
