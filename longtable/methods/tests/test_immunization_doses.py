"""Whether a dose counts: each step of chapter 6 on small schedules typed here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from longtable.methods.immunization import Dose, Engine
from longtable.methods.immunization.schedule import (
    Age,
    Condition,
    Conflict,
    Interval,
    Product,
    SeriesDose,
    Skip,
    SkipSet,
)
from longtable.methods.tests.cdsi import after_previous, day, dose, engine_for, from_age, series, span

BIRTH = day("2020-01-31")
ON = day("2025-01-01")


def statuses(engine: Engine, *doses: tuple[object, ...], on: date = ON) -> list[str]:
    """Each dose as "status: reason, reason"."""
    given = [(day(str(each[0])), *each[1:]) for each in doses]
    forecast = engine.forecast(BIRTH, "F", given, on=on)["Measles"]
    return [
        ": ".join([each.status, *([", ".join(one.code for one in each.reasons)] if each.reasons else [])])
        for each in forecast.doses
    ]


AT_12_MONTHS = dose(1, ages=(from_age("12 months", maximum="4 years"),))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2021-01-26", "not_valid: too_young"),  # Table 6-15, from left to right
        ("2021-01-27", "valid: grace_period"),
        ("2021-01-30", "valid: grace_period"),
        ("2021-01-31", "valid"),
        ("2024-01-30", "valid"),
        ("2024-01-31", "extraneous: too_old"),
    ],
)
def test_a_dose_counts_between_its_ages(given: str, expected: str) -> None:
    assert statuses(engine_for(series("one", AT_12_MONTHS)), (given, "03")) == [expected]


def test_an_age_holds_for_doses_given_while_it_was_recommended() -> None:
    before = Age(absolute_minimum=span("2 months"), cessation=day("2021-12-31"))
    since = Age(absolute_minimum=span("2 years"), effective=day("2022-01-01"))
    engine = engine_for(series("two", dose(1, ages=(before, since)), dose(2, ages=(before, since))))
    assert statuses(engine, ("2021-12-31", "03"), ("2022-01-01", "03")) == ["valid", "not_valid: too_young"]


TWO = (dose(1), dose(2, intervals=(after_previous("4 weeks"),)))


@pytest.mark.parametrize(
    ("second", "expected"), [("2021-02-23", "not_valid: too_soon"), ("2021-02-24", "valid")]
)
def test_a_dose_counts_after_its_interval_less_four_days(second: str, expected: str) -> None:
    engine = engine_for(series("two", *TWO))
    assert statuses(engine, ("2021-01-31", "03"), (second, "03")) == ["valid", expected]


def test_the_clock_restarts_from_a_dose_that_does_not_count() -> None:
    engine = engine_for(series("two", *TWO))
    doses = [("2021-01-31", "03"), ("2021-02-20", "03"), ("2021-03-05", "03"), ("2021-03-29", "03")]
    soon = "not_valid: too_soon"
    assert statuses(engine, *doses) == ["valid", soon, soon, "valid"]


def test_the_clock_does_not_restart_from_a_product_given_by_mistake() -> None:
    second = replace(TWO[1], inadvertent=frozenset({"05"}))
    doses = [("2021-01-31", "03"), ("2021-02-20", "05"), ("2021-02-25", "03")]
    expected = ["valid", "not_valid: inadvertent", "valid"]
    assert statuses(engine_for(series("two", TWO[0], second)), *doses) == expected


def test_an_interval_may_count_from_another_target_dose() -> None:
    third = dose(3, intervals=(Interval(from_target_dose=1, absolute_minimum=span("6 months")),))
    engine = engine_for(series("three", dose(1), dose(2), third))
    doses = [("2021-01-01", "03"), ("2021-02-01", "03"), ("2021-06-30", "03"), ("2021-07-01", "03")]
    assert statuses(engine, *doses) == ["valid", "valid", "not_valid: too_soon", "valid"]


def test_an_interval_may_count_from_the_most_recent_of_some_products() -> None:
    since = Interval(from_most_recent=frozenset({"21"}), absolute_minimum=span("8 weeks"))
    engine = engine_for(series("one", dose(1, intervals=(since,))))
    doses = [("2021-01-01", "21"), ("2021-02-25", "03"), ("2021-02-26", "03")]
    assert statuses(engine, *doses)[1:] == ["not_valid: too_soon", "valid"]


def test_an_interval_may_count_from_an_observation() -> None:
    since = Interval(from_observation="900", absolute_minimum=span("27 weeks"))
    engine = engine_for(series("one", dose(1, intervals=(since,))))
    given = [(day("2021-06-01"), "03")]
    known = engine.forecast(BIRTH, "F", given, on=ON, observations=[("900", day("2021-01-01"))])["Measles"]
    assert [each.status for each in known.doses] == ["not_valid"]
    undated = engine.forecast(BIRTH, "F", given, on=ON, observations=["900"])["Measles"]
    assert [each.code for each in undated.abstained] == ["observation_date"]


def test_an_allowable_interval_saves_a_dose_that_came_too_soon() -> None:
    allowed = replace(TWO[1], allowable_intervals=(after_previous("2 weeks"),))
    engine = engine_for(series("two", TWO[0], allowed))
    assert statuses(engine, ("2021-01-31", "03"), ("2021-02-10", "03")) == ["valid", "valid"]
    assert statuses(engine, ("2021-01-31", "03"), ("2021-02-09", "03"))[1] == "not_valid: too_soon"


LIVE = Conflict("21", "03", span("1 day"), span("24 days"), span("28 days"))


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("2021-01-01", "valid"),  # on one day
        ("2021-01-02", "not_valid: vaccine_conflict"),
        ("2021-01-24", "not_valid: vaccine_conflict"),
        ("2021-01-25", "valid"),
    ],
)
def test_two_products_keep_apart(second: str, expected: str) -> None:
    engine = engine_for(series("one", dose(1)), conflicts=(LIVE,))
    assert (
        statuses(engine, ("2021-01-01", "21"), (second, "03"))[-1 if second > "2021-01-01" else 0] == expected
    )


def test_after_a_dose_that_does_not_count_the_conflict_lasts_longer() -> None:
    own = Conflict("03", "03", span("1 day"), span("24 days"), span("28 days"))
    engine = engine_for(series("two", AT_12_MONTHS, dose(2)), conflicts=(own,))
    early = [("2021-01-01", "03"), ("2021-01-28", "03"), ("2021-02-25", "03")]
    conflict = "not_valid: vaccine_conflict"
    assert statuses(engine, *early) == ["not_valid: too_young", conflict, "valid"]
    assert statuses(engine, ("2021-01-31", "03"), ("2021-02-24", "03")) == ["valid", "valid"]


def test_a_product_counts_when_it_is_preferred_or_allowed_at_that_age() -> None:
    first = SeriesDose(
        1,
        preferable=(Product("03", begin_age=span("12 months"), mvx="MSD"),),
        allowable=(Product("05", end_age=span("2 years")),),
    )
    engine = engine_for(series("one", first))
    assert statuses(engine, ("2021-02-01", "03", "MSD")) == ["valid"]
    assert statuses(engine, ("2021-02-01", "03", "SKB")) == ["not_valid: wrong_product"]
    assert statuses(engine, ("2021-02-01", "03")) == ["not_valid: manufacturer_unknown"]
    unsure = engine.forecast(BIRTH, "F", [(day("2021-02-01"), "03")], on=ON)["Measles"]
    assert [each.code for each in unsure.abstained] == ["manufacturer"]
    assert statuses(engine, ("2021-01-30", "03", "MSD")) == ["not_valid: product_age"]
    assert statuses(engine, ("2022-01-30", "05")) == ["valid"]
    assert statuses(engine, ("2022-01-31", "05")) == ["not_valid: product_age"]
    only = engine_for(series("one", SeriesDose(1, preferable=(Product("03"),))))
    assert statuses(only, ("2021-02-01", "05")) == ["not_valid: wrong_product"]


def test_all_reasons_against_a_dose_are_told() -> None:
    second = dose(2, ages=(from_age("15 months"),), intervals=(after_previous("4 weeks"),), allowable=())
    engine = engine_for(series("two", dose(1), second))
    expected = "not_valid: too_young, too_soon, wrong_product"
    assert statuses(engine, ("2021-01-31", "03"), ("2021-02-01", "05"))[1] == expected


def test_doses_after_the_last_are_not_needed_unless_the_last_recurs() -> None:
    engine = engine_for(series("one", dose(1)))
    assert statuses(engine, ("2021-02-01", "03"), ("2022-02-01", "03"))[1] == (
        "extraneous: series_already_complete"
    )
    again = engine_for(series("one", dose(1, recurring=True, intervals=(after_previous("1 year"),))))
    assert statuses(again, ("2021-02-01", "03"), ("2022-02-01", "03")) == ["valid", "valid"]


def test_a_spoilt_dose_must_be_given_again() -> None:
    engine = engine_for(series("one", dose(1)))
    expired = Dose(day("2021-02-01"), "03", expired=day("2021-01-31"))
    recalled = Dose(day("2021-02-02"), "03", sub_standard=True)
    good = Dose(day("2021-02-03"), "03", expired=day("2021-02-03"))
    forecast = engine.forecast(BIRTH, "F", [expired, recalled, good], on=ON)["Measles"]
    assert [each.status for each in forecast.doses] == ["sub_standard", "sub_standard", "valid"]
    spoilt = "The dose was expired, or something was wrong with it: it must be given again."
    assert forecast.doses[0].words() == spoilt


def test_a_product_recorded_twice_on_a_day_counts_once() -> None:
    engine = engine_for(series("two", dose(1), dose(2)))
    assert statuses(engine, ("2021-02-01", "03"), ("2021-02-01", "03", "MSD")) == [
        "valid",
        "extraneous: recorded_twice",
    ]


def test_of_two_records_of_a_dose_the_one_that_is_not_expired_is_believed() -> None:
    engine = engine_for(series("one", dose(1)))
    records = [Dose(day("2021-02-01"), "03", expired=day("2021-01-31")), Dose(day("2021-02-01"), "03")]
    forecast = engine.forecast(BIRTH, "F", records, on=ON)["Measles"]
    assert forecast.status == "complete"


def skip_when(*conditions: Condition, logic: str = "and", context: str = "both") -> tuple[Skip, ...]:
    return (Skip(context, (SkipSet(conditions, logic),)),)


@pytest.mark.parametrize(
    ("condition", "skipped"),
    [
        (Condition("age", begin_age=span("1 year"), end_age=span("2 years")), True),  # Table 6-6
        (Condition("age", begin_age=span("2 years")), False),
        (Condition("age", end_age=span("13 months")), False),
        (Condition("interval", interval=span("1 month")), True),  # Table 6-8
        (Condition("interval", interval=span("2 months")), False),
        (Condition("vaccine_count", dose_count=0, dose_type="valid", dose_count_logic="greater_than"), True),
        (Condition("vaccine_count", dose_count=1, dose_type="valid", dose_count_logic="equal_to"), True),
        (Condition("vaccine_count", dose_count=2, dose_type="total", dose_count_logic="less_than"), True),
        (Condition("vaccine_count", dose_count=1, dose_type="total", dose_count_logic="greater_than"), False),
        (
            Condition(
                "vaccine_count",
                dose_count=0,
                dose_type="total",
                dose_count_logic="greater_than",
                vaccine_types=frozenset({"21"}),
            ),
            False,
        ),
        (
            Condition(
                "vaccine_count",
                start=day("2021-02-02"),
                dose_count=0,
                dose_type="valid",
                dose_count_logic="greater_than",
            ),
            False,
        ),
    ],
)
def test_a_target_dose_is_skipped_under_its_condition(condition: Condition, skipped: bool) -> None:
    second = dose(2, ages=(from_age("10 years"),), skips=skip_when(condition))
    engine = engine_for(series("three", dose(1), second, dose(3)))
    expected = "valid" if skipped else "not_valid: too_young"
    assert statuses(engine, ("2021-02-01", "03"), ("2021-03-10", "03"))[1] == expected


def test_conditions_and_sets_hold_together_or_one_for_all() -> None:
    yes, no = Condition("age", begin_age=span("1 year")), Condition("age", begin_age=span("9 years"))

    def skipped(*sets: SkipSet, logic: str) -> bool:
        second = dose(2, ages=(from_age("10 years"),), skips=(Skip("evaluation", sets, logic),))
        engine = engine_for(series("three", dose(1), second, dose(3)))
        return statuses(engine, ("2021-02-01", "03"), ("2021-03-10", "03"))[1] == "valid"

    assert skipped(SkipSet((yes, no), "or"), logic="or")
    assert not skipped(SkipSet((yes, no), "and"), logic="or")
    assert skipped(SkipSet((yes,)), SkipSet((no,)), logic="or")
    assert not skipped(SkipSet((yes,)), SkipSet((no,)), logic="and")
    over = SkipSet((no,), effective=day("2023-01-01"))
    assert skipped(SkipSet((yes,)), over, logic="and")


def test_a_target_dose_may_be_skipped_when_another_series_group_is_complete() -> None:
    condition = Condition("completed_series", series_groups=("1",))
    base = series("base", dose(1), group="1")
    booster = series(
        "booster", dose(1, ages=(from_age("10 years"),), skips=skip_when(condition)), dose(2), group="2"
    )
    engine = engine_for(booster, base)
    forecast = engine.forecast(BIRTH, "F", [(day("2021-02-01"), "03")], on=ON)["Measles"]
    assert {each.series for each in (forecast, *forecast.others)} == {("base",), ("booster",)}
    assert forecast.status == "complete"
    assert [each.status for each in forecast.others] == ["complete"]
