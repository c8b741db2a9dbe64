"""One ``<seriesDose>``: ages, intervals, products and what lets it be skipped."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from longtable.methods.immunization.schedule import (
    Age,
    Condition,
    Interval,
    Product,
    SeriesDose,
    Skip,
    SkipSet,
)
from longtable.methods.immunization.supporting_data.xml import Element

CONTEXTS: Final = {"evaluation": "evaluation", "forecast": "forecast", "both": "both"}
LOGIC: Final = {"and": "and", "or": "or"}
COUNTING: Final = {"greater than": "greater_than", "equal to": "equal_to", "less than": "less_than"}
COUNTED: Final = {"valid": "valid", "total": "total"}


def read_dose(element: Element) -> SeriesDose:
    """A target dose. Raises :class:`Incomplete`."""
    number = re.fullmatch(r"(?:Dose\s*)?(\d+)", element.must_say("doseNumber"), re.IGNORECASE)
    if number is None:
        element.one("doseNumber").fail("is no number of a dose")
    seasons = list(element.all("seasonalRecommendation"))
    if len(seasons) > 1:
        seasons[1].fail("a target dose has more than one season")
    return SeriesDose(
        number=int(number[1]),
        ages=tuple(age for each in element.all("age") if (age := _age(each)) != Age()),
        intervals=tuple(_interval(each) for each in element.all("interval")),
        allowable_intervals=tuple(_allowable_interval(each) for each in element.all("allowableInterval")),
        preferable=tuple(_preferable(each) for each in element.all("preferableVaccine")),
        allowable=tuple(read_product(each) for each in element.all("allowableVaccine")),
        inadvertent=frozenset(each.must_say("cvx") for each in element.all("inadvertentVaccine")),
        skips=tuple(_skip(each) for each in element.all("conditionalSkip")),
        recurring=element.flag("recurringDose"),
        season_start=seasons[0].date("startDate") if seasons else None,
        season_end=seasons[0].date("endDate") if seasons else None,
    )


def read_product(element: Element) -> Product:
    """A product between two ages: allowable or contraindicated."""
    return Product(element.must_say("cvx"), element.span("beginAge"), element.span("endAge"))


def _preferable(element: Element) -> Product:
    """A preferable vaccine. Its volume is left out: it decides nothing (section 6.8)."""
    return replace(
        read_product(element),
        mvx=element.says("mvx") or None,
        trade_name=element.says("tradeName") or None,
        forecast=element.flag("forecastVaccineType"),
    )


def _age(element: Element) -> Age:
    return Age(
        absolute_minimum=element.span("absMinAge"),
        minimum=element.span("minAge"),
        earliest_recommended=element.span("earliestRecAge"),
        latest_recommended=element.span("latestRecAge"),
        maximum=element.span("maxAge"),
        effective=element.date("effectiveDate"),
        cessation=element.date("cessationDate"),
    )


def _interval(element: Element) -> Interval:
    observations = element.all("fromRelevantObs")
    return Interval(
        from_previous=element.flag("fromPrevious"),
        from_target_dose=element.read("fromTargetDose", int),
        from_most_recent=frozenset(element.codes("fromMostRecent")),
        from_observation=next((each.must_say("code") for each in observations if each.children), None),
        absolute_minimum=element.span("absMinInt"),
        minimum=element.span("minInt"),
        earliest_recommended=element.span("earliestRecInt"),
        latest_recommended=element.span("latestRecInt"),
        priority=element.says("intervalPriority").lower() in {"override", "y", "yes"},
        effective=element.date("effectiveDate"),
        cessation=element.date("cessationDate"),
    )


def _allowable_interval(element: Element) -> Interval:
    return Interval(
        from_previous=element.flag("fromPrevious"),
        from_target_dose=element.read("fromTargetDose", int),
        absolute_minimum=element.span("absMinInt"),
        effective=element.date("effectiveDate"),
        cessation=element.date("cessationDate"),
    )


def _skip(element: Element) -> Skip:
    context = element.must_say("context").lower()
    if context not in CONTEXTS:
        element.one("context").fail(f"{context!r} is no context")
    sets = tuple(_set(each) for each in element.all("set"))
    logic = element.read("setLogic", lambda text: LOGIC[text.lower()])
    if not sets or (len(sets) > 1 and logic is None):
        element.fail("its sets, or how they belong together, are missing")
    return Skip(context, sets, logic or "or")


def _set(element: Element) -> SkipSet:
    conditions = tuple(_condition(each) for each in element.all("condition"))
    logic = element.read("conditionLogic", lambda text: LOGIC[text.lower()])
    if not conditions or (len(conditions) > 1 and logic is None):
        element.fail("its conditions, or how they belong together, are missing")
    return SkipSet(
        conditions=conditions,
        logic=logic or "and",
        description=element.says("setDescription"),
        effective=element.date("effectiveDate"),
        cessation=element.date("cessationDate"),
    )


def _condition(element: Element) -> Condition:
    told = element.must_say("conditionType").lower()
    kind = "vaccine_count" if told.startswith("vaccine count") else told.replace(" ", "_")
    if kind not in {"age", "completed_series", "interval", "vaccine_count"}:
        element.one("conditionType").fail(f"{told!r} is no type of condition")
    condition = Condition(
        kind=kind,
        start=element.date("startDate"),
        end=element.date("endDate"),
        begin_age=element.span("beginAge"),
        end_age=element.span("endAge"),
        interval=element.span("interval"),
        dose_count=element.read("doseCount", int),
        dose_type=element.read("doseType", lambda text: COUNTED[text.lower()]),
        dose_count_logic=element.read("doseCountLogic", lambda text: COUNTING[text.lower()]),
        vaccine_types=frozenset(element.codes("vaccineTypes")),
        series_groups=element.codes("seriesGroups"),
    )
    counting = (condition.dose_count, condition.dose_type, condition.dose_count_logic)
    if kind == "vaccine_count" and None in counting:
        element.fail("a count of doses wants <doseCount>, <doseType> and <doseCountLogic>")
    if kind == "interval" and condition.interval is None:
        element.fail("<interval> is missing")
    if kind == "completed_series" and not condition.series_groups:
        element.fail("<seriesGroups> is missing")
    return condition
