"""When the next dose is due, or why none is: chapters 5, 7, 8 and 9 on small schedules typed here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from longtable.methods.immunization import Engine, Forecast
from longtable.methods.immunization.schedule import (
    Age,
    BirthImmunity,
    Condition,
    Conflict,
    Contraindication,
    Indication,
    Interval,
    Product,
    Series,
    Skip,
    SkipSet,
    VaccineGroup,
)
from longtable.methods.tests.cdsi import (
    after_previous,
    antigen,
    day,
    dose,
    engine_for,
    from_age,
    schedule,
    series,
    span,
)

BIRTH = day("2020-01-31")


def ask(engine: Engine, *doses: tuple[str, str], on: str = "2021-06-01", **others: Any) -> Forecast:
    given = [(day(when), cvx) for when, cvx in doses]
    sex = others.pop("sex", "F")
    return engine.forecast(others.pop("birth", BIRTH), sex, given, on=day(on), **others)["Measles"]


def dates(forecast: Forecast) -> list[str | None]:
    told = (forecast.earliest, forecast.recommended, forecast.past_due, forecast.latest)
    return [None if each is None else each.isoformat() for each in told]


FULL_AGE = Age(
    absolute_minimum=span("12 months - 4 days"),
    minimum=span("12 months"),
    earliest_recommended=span("15 months"),
    latest_recommended=span("16 months"),
    maximum=span("7 years"),
)


def test_ages_give_all_four_dates() -> None:
    forecast = ask(engine_for(series("one", dose(1, ages=(FULL_AGE,)))))
    assert (forecast.status, forecast.dose_number) == ("not_complete", 1)
    assert dates(forecast) == ["2021-01-31", "2021-05-01", "2021-05-30", "2027-01-30"]


def test_intervals_give_the_dates_that_ages_do_not() -> None:
    interval = after_previous("4 weeks", earliest_recommended="8 weeks", latest_recommended="12 weeks")
    engine = engine_for(series("two", dose(1), dose(2, intervals=(interval,))))
    forecast = ask(engine, ("2021-05-01", "03"))
    assert (forecast.dose_number, dates(forecast)) == (2, ["2021-05-29", "2021-06-26", "2021-07-23", None])


def test_recommended_and_past_due_are_never_before_the_earliest_date() -> None:
    engine = engine_for(
        series("two", dose(1), dose(2, ages=(FULL_AGE,), intervals=(after_previous("2 years"),)))
    )
    assert dates(ask(engine, ("2021-05-01", "03"))) == [
        "2023-05-01",
        "2023-05-01",
        "2023-05-01",
        "2027-01-30",
    ]


def test_the_earliest_date_waits_for_a_conflict_a_season_and_the_last_dose() -> None:
    live = Conflict("21", "03", span("1 day"), span("24 days"), span("28 days"))
    engine = engine_for(series("one", dose(1, ages=(FULL_AGE,))), conflicts=(live,))
    assert dates(ask(engine, ("2021-06-01", "21")))[0] == "2021-06-29"
    season = engine_for(series("one", dose(1, season_start=day("2021-09-01"), season_end=day("2022-03-31"))))
    assert dates(ask(season))[0] == "2021-09-01"
    assert ask(season, on="2022-04-01").reason == "past_season"
    invalid = engine_for(series("one", dose(1, ages=(FULL_AGE,), preferable=(Product("03"),), allowable=())))
    assert dates(ask(invalid, ("2021-05-20", "05")))[0] == "2021-05-20"


def test_a_season_counts_only_its_own_doses() -> None:
    yearly = dose(1, recurring=True, season_start=day("2021-09-01"), intervals=(after_previous("4 weeks"),))
    engine = engine_for(series("yearly", yearly))
    assert ask(engine, ("2020-10-01", "03")).dose_number == 1
    assert ask(engine, ("2020-10-01", "03"), ("2021-10-01", "03"), on="2021-10-02").dose_number == 2


@pytest.mark.parametrize(
    ("on", "status", "reason"),
    [("2027-01-30", "not_complete", ""), ("2027-01-31", "aged_out", "past_maximum_age")],
)
def test_somebody_ages_out_on_the_highest_age(on: str, status: str, reason: str) -> None:
    forecast = ask(engine_for(series("one", dose(1, ages=(FULL_AGE,)))), on=on)
    assert (forecast.status, forecast.reason) == (status, reason)


def test_a_dose_that_could_only_come_after_the_highest_age_is_none() -> None:
    last = dose(2, ages=(FULL_AGE,), intervals=(after_previous("6 months"),))
    forecast = ask(engine_for(series("two", dose(1), last)), ("2026-08-01", "03"), on="2026-08-02")
    assert (forecast.status, forecast.reason) == ("aged_out", "unable_to_finish")


def test_everything_skipped_and_nothing_given_is_not_recommended() -> None:
    always = (Skip("forecast", (SkipSet((Condition("age", begin_age=span("0 days")),)),)),)
    forecast = ask(engine_for(series("one", dose(1, skips=always))))
    assert (forecast.status, forecast.reason) == ("not_recommended", "past_history")


def test_a_dose_that_would_be_skipped_on_its_own_earliest_date_is_not_asked_for() -> None:
    grown = (Skip("forecast", (SkipSet((Condition("age", begin_age=span("12 months")),)),)),)
    catch_up = dose(2, intervals=(after_previous("4 weeks"),), skips=grown)
    final = dose(3, intervals=(after_previous("8 weeks"),))
    engine = engine_for(series("three", dose(1), catch_up, final))
    forecast = ask(engine, ("2021-01-10", "03"), on="2021-01-11")
    assert dates(forecast)[0] == "2021-03-07"


def test_immunity_ends_the_asking() -> None:
    engine = engine_for(series("one", dose(1)), clinical_immunity=("900",))
    assert ask(engine, observations=["900"]).reason == "evidence_of_immunity"
    assert ask(engine).status == "not_complete"


def test_birth_before_a_day_is_immunity_unless_an_exclusion_or_a_country_speaks_against_it() -> None:
    old = BirthImmunity(before=day("1957-01-01"), exclusions=("901",))
    engine = engine_for(series("one", dose(1)), birth_immunity=(old,))
    birth = day("1956-12-31")
    assert ask(engine, birth=birth).status == "immune"
    assert ask(engine, birth=birth, observations=["901"]).status == "not_complete"
    assert ask(engine, birth=day("1957-01-01")).status == "not_complete"
    here = engine_for(series("one", dose(1)), birth_immunity=(replace(old, country="U.S."),))
    assert ask(here, birth=birth, birth_country="USA").status == "immune"
    assert ask(here, birth=birth, birth_country="Mexico").status == "not_complete"
    unknown = ask(here, birth=birth)
    assert unknown.status == "not_complete"
    assert [each.code for each in unknown.abstained] == ["birth_country"]


def test_a_contraindication_of_the_disease_holds_between_its_ages() -> None:
    against = Contraindication("900", begin_age=span("1 year"), end_age=span("2 years"))
    engine = engine_for(series("one", dose(1)), contraindications=(against,))
    assert ask(engine, observations=["900"]).reason == "has_contraindication"
    assert ask(engine, observations=[("900", None)], on="2020-06-01").status == "not_complete"
    assert ask(engine).status == "not_complete"


def test_a_contraindication_of_products_counts_when_it_leaves_none() -> None:
    named = (Product("03", forecast=True), Product("05", forecast=True))
    one = Contraindication("900", products=(Product("03"),))
    both = Contraindication("901", products=(Product("03"), Product("05")))
    engine = engine_for(series("one", dose(1, preferable=named)), contraindications=(one, both))
    assert ask(engine).products == ("03", "05")
    assert ask(engine, observations=["900"]).products == ("05",)
    assert ask(engine, observations=["901"]).status == "contraindicated"


RISK = Indication("900", begin_age=span("1 year"), end_age=span("2 years"))


def test_a_risk_series_is_for_those_with_its_indication_at_its_ages() -> None:
    engine = engine_for(series("risk", dose(1), kind="risk", indications=(RISK,)))
    assert ask(engine, observations=["900"]).series == ("risk",)
    for nobody in (ask(engine), ask(engine, observations=["900"], on="2022-01-31")):
        assert (nobody.status, nobody.reason) == ("not_recommended", "no_relevant_series")
    given = ask(engine, ("2021-05-01", "03"))
    assert [each.code for each in given.abstained] == ["indication"]
    assert [each.status for each in given.doses] == ["not_evaluated"]


def test_an_observation_may_be_told_in_another_code_system() -> None:
    engine = engine_for(series("risk", dose(1), kind="risk", indications=(RISK,)))
    assert ask(engine, observations=[("1900", None, "SNOMED")]).status == "not_complete"
    unknown = ask(engine, observations=[("1900", None, "ICD")])
    assert [each.code for each in unknown.abstained] == ["unknown_observation"]
    vague = ask(engine, observations=[("7", None, "SNOMED")])
    assert [each.code for each in vague.abstained] == ["ambiguous_observation"]


def test_a_series_of_the_other_sex_is_not_somebodys() -> None:
    male = series("male", dose(1), genders=frozenset("M"))
    female = series("female", dose(1), genders=frozenset("F"))
    engine = engine_for(male, female)
    assert ask(engine, sex="F").series == ("female",)
    assert ask(engine, sex="male").series == ("male",)
    unknown = ask(engine, sex=None)
    assert [each.code for each in unknown.abstained] == ["sex"]
    says = engine_for(male, replace(female, genders=frozenset("FU")))
    assert ask(says, sex="").series == ("female",)
    assert not ask(says, sex="").abstained


def group_of(*all_series: Series) -> Engine:
    return engine_for(*all_series)


def test_the_default_series_is_shown_to_whoever_has_not_begun() -> None:
    first, second = series("first", dose(1)), series("second", dose(1), default=True)
    assert ask(group_of(first, second)).series == ("second",)


def test_a_complete_series_goes_before_one_that_is_not() -> None:
    long = series("long", dose(1), dose(2), default=True)
    assert ask(group_of(long, series("short", dose(1))), ("2021-05-01", "03")).series == ("short",)


def test_a_series_begun_too_late_is_not_considered() -> None:
    early = series("early", dose(1), dose(2), maximum_age_to_start=span("12 months"), default=True)
    late = series("late", dose(1), dose(2))
    assert ask(group_of(early, late), ("2021-01-30", "03")).series == ("early",)
    assert ask(group_of(early, late), ("2021-01-31", "03")).series == ("late",)


def test_among_series_in_process_points_decide_and_then_preference() -> None:
    two, three = series("two", dose(1), dose(2)), series("three", dose(1), dose(2), dose(3))
    given = ("2021-05-01", "03")
    assert ask(group_of(three, two), given).series == ("two",)  # closest to completion
    product = replace(three, product_path=True)  # 2 + 3 - 2 points, against - 2 + 3 + 2
    for order in ((1, 2), (2, 1)):
        rivals = (replace(product, preference=order[0]), replace(two, preference=order[1]))
        assert ask(group_of(*rivals), given).series == (("three", "two")[order[0] - 1],)
    aging = replace(two, doses=(dose(1), dose(2, ages=(Age(maximum=span("18 months")),))))
    late = ask(group_of(aging, three), given, on="2021-08-01")
    assert late.series == ("three",)


def test_without_a_dose_and_a_default_the_earliest_and_the_one_free_of_products_win() -> None:
    product = series("product", dose(1), product_path=True)
    later = series("later", dose(1, ages=(FULL_AGE,)))
    assert ask(group_of(product, series("free", dose(1)))).series == ("free",)
    assert ask(group_of(later, series("sooner", dose(1)))).series == ("sooner",)


def test_only_risk_series_of_the_highest_priority_are_considered() -> None:
    low = series("low", dose(1), kind="risk", priority="B", indications=(RISK,))
    high = series("high", dose(1), dose(2), kind="risk", priority="A", indications=(RISK,))
    assert ask(group_of(low, high), ("2021-05-01", "03"), observations=["900"]).series == ("high",)


STANDARD = series("standard", dose(1), dose(2), equivalent_groups=("2",))
AT_RISK = series("risk", dose(1), dose(2), dose(3), kind="risk", group="2", indications=(RISK,))


def test_a_risk_series_replaces_the_standard_one_that_calls_it_equivalent() -> None:
    forecast = ask(group_of(STANDARD, AT_RISK), observations=["900"])
    assert (forecast.series, forecast.others) == (("risk",), ())


def test_paths_that_are_not_equivalent_stand_beside_each_other_and_what_is_due_comes_first() -> None:
    alone = replace(STANDARD, equivalent_groups=(), doses=(dose(1),))
    forecast = ask(group_of(alone, AT_RISK), ("2021-05-01", "03"), observations=["900"])
    assert (forecast.series, forecast.status) == (("risk",), "not_complete")
    assert [(each.series, each.status) for each in forecast.others] == [(("standard",), "complete")]


def test_a_path_for_a_later_age_waits_behind_the_one_of_today() -> None:
    child = series("child", dose(1))
    elder = series("elder", dose(1), dose(2), group="2", minimum_age_to_start=span("50 years"))
    elder = replace(elder, doses=(dose(1, ages=(from_age("50 years"),)),))
    forecast = ask(group_of(elder, child), ("2021-05-01", "03"))
    assert (forecast.series, forecast.status) == (("child",), "complete")
    assert [each.earliest for each in forecast.others] == [day("2070-01-31")]


def test_a_series_for_evaluation_only_counts_once_it_is_complete() -> None:
    abroad = series("abroad", dose(1), kind="evaluation_only", group="2")
    standard = series("standard", dose(1), dose(2), dose(3), equivalent_groups=("2",), default=True)
    assert ask(group_of(standard, abroad)).series == ("standard",)
    assert ask(group_of(standard, abroad), ("2021-05-01", "03")).series == ("abroad",)


def blended(*plans: tuple[str, Series], full: bool = False) -> Engine:
    antigens = [antigen(each, name=name, vaccine_group="Measles") for name, each in plans]
    group = VaccineGroup("Measles", tuple(name for name, _ in plans), full)
    return Engine(schedule(*antigens, groups=(group,)))


def test_a_vaccine_group_waits_for_its_slowest_antigen_and_recommends_with_its_first() -> None:
    early = series("early", dose(1, ages=(from_age("6 months", earliest_recommended="12 months"),)))
    late = series("late", dose(1, ages=(from_age("7 months", earliest_recommended="15 months"),)))
    forecast = ask(blended(("A", early), ("B", late)))
    assert dates(forecast)[:2] == ["2020-08-31", "2021-01-31"]
    assert forecast.antigens == ("A", "B")


def test_a_priority_interval_lets_a_vaccine_group_go_ahead() -> None:
    urgent = Interval(from_previous=True, minimum=span("4 weeks"), priority=True)
    one = series("one", dose(1), dose(2, intervals=(urgent,)))
    two = series("two", dose(1), dose(2, intervals=(after_previous("6 months"),)))
    assert dates(ask(blended(("A", one), ("B", two)), ("2021-05-01", "03")))[0] == "2021-05-29"


def test_the_dose_number_of_a_vaccine_group_is_the_least_where_it_is_given_as_a_whole() -> None:
    one, three = series("one", dose(1), dose(2)), series("three", dose(1, allowable=()), dose(2), dose(3))
    given = (("2021-05-01", "05"), ("2021-07-01", "03"))
    engine = (blended(("A", one), ("B", three), full=each) for each in (True, False))
    plans = [ask(each, *given[:1], on="2021-05-02") for each in engine]
    assert [each.dose_number for each in plans] == [1, 2]


def test_the_worst_status_is_that_of_the_vaccine_group() -> None:
    open_ended = series("open", dose(1))
    aged = series("aged", dose(1, ages=(Age(maximum=span("6 months")),)))
    assert ask(blended(("A", open_ended), ("B", aged))).status == "aged_out"
    done = ask(blended(("A", open_ended), ("B", series("two", dose(1), dose(2)))), ("2021-05-01", "03"))
    assert (done.status, done.antigens) == ("not_complete", ("B",))
    assert ask(blended(("A", open_ended), ("B", open_ended)), ("2021-05-01", "03")).status == "complete"


@pytest.mark.parametrize(
    ("doses", "code"),
    [
        ([(date(2021, 5, 1), "999")], "unknown_product"),
        ([(date(2021, 5, 1), None)], "dose_without_product"),
        ([(date(2021, 6, 2), "03")], "dose_in_the_future"),
        ([(date(2020, 1, 30), "03")], "dose_before_birth"),
        ([(None, "03")], "dose_without_date"),
    ],
)
def test_what_cannot_be_judged_is_named(doses: list[tuple[Any, Any]], code: str) -> None:
    engine = engine_for(series("one", dose(1)))
    forecast = engine.forecast(BIRTH, "F", doses, on=day("2021-06-01"))["Measles"]
    assert [each.code for each in forecast.abstained] == [code]
    assert all(each.words(language) for each in forecast.abstained for language in ("en", "es"))


def test_an_interval_from_something_of_which_nobody_told_the_day_is_asked_about() -> None:
    since = Interval(from_observation="901", minimum=span("27 weeks"))
    pregnant = series("one", dose(1, intervals=(since,)), kind="risk", indications=(RISK,))
    engine = engine_for(pregnant)
    asked = ask(engine, observations=["900"])
    assert [dict(each.values)["code"] for each in asked.abstained] == ["901"]
    known = ask(engine, observations=["900", ("901", day("2021-03-01"))])
    assert (known.earliest, known.abstained) == (day("2021-09-06"), ())


def test_a_manufacturer_is_asked_for_where_a_shorter_path_hangs_on_it() -> None:
    adult = (Product("03", mvx="MSD"),)
    short = series("short", dose(1, preferable=adult, allowable=()), dose(2, preferable=adult, allowable=()))
    engine = engine_for(short, series("long", dose(1), dose(2), dose(3), default=True))
    given = (("2021-03-01", "03"), ("2021-05-01", "03"))
    unsure = ask(engine, *given)
    assert (unsure.series, unsure.dose_number) == (("long",), 3)
    assert [each.code for each in unsure.abstained] == ["manufacturer", "manufacturer"]
    told = [(day(when), cvx, "MSD") for when, cvx in given]
    sure = engine.forecast(BIRTH, "F", told, on=day("2021-06-01"))["Measles"]
    assert (sure.status, sure.abstained) == ("complete", ())


def test_the_dose_that_may_be_given_at_once_is_told_with_one_date() -> None:
    assert ask(engine_for(series("one", dose(1)))).words() == (
        "Dose 1 is recommended from January 31, 2020, and not before."
    )


def test_why_nothing_may_be_given_stands_among_the_steps_of_the_chosen_path() -> None:
    engine = engine_for(series("one", dose(1)), contraindications=(Contraindication("900", text="Allergy."),))
    why = engine.explain(BIRTH, "F", on=day("2021-06-01"), observations=["900"])["Measles"]
    assert "Contraindication: Allergy. [Table 7-5]" in [each.words() for each in why.chosen]


def test_somebody_not_yet_born_is_named_too() -> None:
    forecast = ask(engine_for(series("one", dose(1))), on="2020-01-01")
    assert [each.code for each in forecast.abstained] == ["not_born_yet"]
