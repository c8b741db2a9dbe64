"""What holds for every history, however odd: the engine answers, explains, and does not look at the order."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from longtable.methods.immunization import Engine, Explanation
from longtable.methods.immunization.batch import Question, forecast_many
from longtable.methods.immunization.schedule import Conflict
from longtable.methods.tests import cdsi
from longtable.methods.tests.cdsi import after_previous, dose, engine_for, from_age, series, span

TODAY: Final = date(2025, 11, 10)
FIELDS: Final = ("earliest", "recommended", "past_due", "latest")

slowly = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@cache
def small() -> Engine:
    """Two paths against one disease, with ages, intervals and a conflict."""
    yearly = after_previous("4 weeks", earliest_recommended="8 weeks", latest_recommended="1 year")
    two = series(
        "two", dose(1, ages=(from_age("12 months", maximum="18 years"),)), dose(2, intervals=(yearly,))
    )
    three = series(
        "three", dose(1), dose(2, intervals=(yearly,)), dose(3, intervals=(yearly,), recurring=True)
    )
    live = Conflict("21", "03", span("1 day"), span("24 days"), span("28 days"))
    return engine_for(two, three, conflicts=(live,))


ages_and_products = some.lists(
    some.tuples(some.integers(360, 2000), some.sampled_from(["03", "05"])), min_size=1, max_size=3
)
births = some.dates(date(1940, 1, 1), TODAY)
days = some.dates(date(1939, 1, 1), date(2027, 12, 31))
sexes = some.sampled_from(["F", "M", "", None])


def histories(engine: Engine) -> some.SearchStrategy[list[tuple[date, str, str]]]:
    """Doses of known and unknown products, doubled, in the future, before birth."""
    codes = some.sampled_from([*(each.cvx for each in engine.schedule.vaccines), "999", ""])
    one = some.tuples(days, codes, some.sampled_from(["", "MSD", "SKB"]))
    return some.lists(one, max_size=8).flatmap(lambda doses: some.just(doses + doses[:1]))


def observed(engine: Engine) -> some.SearchStrategy[list[Any]]:
    """Known and unknown observations, with and without a day."""
    codes = some.sampled_from([*(each.code for each in engine.schedule.observations), "no such code"])
    return some.lists(some.tuples(codes, some.none() | days), max_size=3)


def check_anything(engine: Engine, data: some.DataObject) -> None:
    birth, sex, doses = data.draw(births), data.draw(sexes), data.draw(histories(engine))
    asked: dict[str, Any] = {"on": data.draw(days), "observations": data.draw(observed(engine))}
    explained = engine.explain(birth, sex, doses, **asked)
    for explanation in explained.values():
        check_explained(explanation)
        assert len(explanation.forecast.doses) == len(doses)
    shuffled = random.Random(0).sample(doses, len(doses))
    forecasts = engine.forecast(birth, sex, shuffled, **asked)
    assert forecasts == {name: each.forecast for name, each in explained.items()}


def check_explained(explanation: Explanation) -> None:
    forecast = explanation.forecast
    for name in FIELDS:
        day = getattr(forecast, name)
        if day is None:
            continue
        last = explanation.dates[name][-1]
        assert dict(last.values)["day"] == day
        assert last.words().endswith(f"[{last.rule}]")
        assert last.rule.isupper() or last.rule.startswith("Table")
    assert set(explanation.chosen) <= set(explanation.steps)
    assert explanation.chosen
    if forecast.status == "not_complete":
        assert forecast.earliest is not None
        assert forecast.recommended >= forecast.earliest
        assert forecast.past_due is None or forecast.past_due >= forecast.earliest
    else:
        assert forecast.earliest is forecast.recommended is forecast.past_due is forecast.latest is None
    for language in ("en", "es"):
        assert all(
            each.words(language) for each in (*explanation.steps, *forecast.doses, *forecast.abstained)
        )


@slowly
@given(some.data())
def test_any_history_gets_an_answer_that_is_explained_and_does_not_depend_on_order(
    data: some.DataObject,
) -> None:
    check_anything(small(), data)


@pytest.mark.corpora
@pytest.mark.slow
@slowly
@given(some.data())
def test_so_it_is_with_the_schedule_of_cdc(data: some.DataObject) -> None:
    check_anything(cdsi.engine(), data)


@settings(deadline=None, max_examples=60)
@given(
    births,
    ages_and_products,
    some.data(),
)
def test_a_later_valid_dose_never_moves_the_same_target_dose_forward(
    birth: date, told: list[tuple[int, str]], data: some.DataObject
) -> None:
    doses = [(birth + timedelta(days=age), cvx) for age, cvx in told]
    moved = list(doses)
    which = data.draw(some.integers(0, len(doses) - 1))
    later = data.draw(some.integers(1, 700))
    moved[which] = (doses[which][0] + timedelta(days=later), doses[which][1])
    before, after = (
        small().forecast(birth, "F", each, on=birth + timedelta(days=4000))["Measles"]
        for each in (doses, moved)
    )
    same = (before.series, before.dose_number) == (after.series, after.dose_number)
    assume(before.earliest is not None and after.earliest is not None and same)
    assume(all(each.valid for each in (*before.doses, *after.doses) if each.concerns))
    assert after.earliest >= before.earliest


def test_many_people_get_the_same_answers_in_any_order_and_in_other_processes() -> None:
    draw = random.Random(7)
    questions = [
        Question(
            TODAY - timedelta(days=draw.randint(0, 6000)),
            draw.choice("FM"),
            tuple(
                (TODAY - timedelta(days=draw.randint(0, 6000)), draw.choice(["03", "21"])) for _ in range(3)
            ),
            on=TODAY,
        )
        for _ in range(450)
    ]
    answers = list(forecast_many(small(), questions, processes=1))
    backwards = list(forecast_many(small(), iter(questions[::-1]), processes=2))
    assert backwards[::-1] == answers
