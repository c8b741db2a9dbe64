"""Whether it is open, until when, and when it opens next: as a calendar would say it."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.directory.models import Schedule
from longtable.directory.search.hours import (
    State,
    days_of,
    half_hours,
    is_open,
    open_at,
    open_marks,
    rules_of,
    state_at,
)


def on(month: int, day: int, hour: int = 0) -> datetime:
    """A moment of 2026 on the clock on the wall."""
    return datetime.combine(date(2026, month, day), time(hour))


MONDAY = on(11, 23)


def at(now: datetime, *schedules: Schedule) -> State:
    return state_at(rules_of(schedules), now)


def weekly(days: str, opens: int, closes: int, **also: object) -> Schedule:
    return Schedule(freq="WEEKLY", byday=days, opens_at=time(opens), closes_at=time(closes % 24), **also)


def test_without_rules_nobody_knows() -> None:
    assert at(MONDAY) == State(None)
    assert at(MONDAY, Schedule(description="Call us")) == State(None)


def test_it_is_open_until_it_closes() -> None:
    hours = weekly("MO,WE", 9, 17)
    assert at(MONDAY + timedelta(hours=9), hours) == State(True, closes=MONDAY + timedelta(hours=17))
    assert at(MONDAY + timedelta(hours=17), hours).is_open is False


def test_it_says_when_it_opens_next() -> None:
    tuesday = MONDAY + timedelta(days=1, hours=12)
    assert at(tuesday, weekly("MO,WE", 9, 17)).opens == MONDAY + timedelta(days=2, hours=9)


def test_what_is_closed_on_holidays_opens_after_thanksgiving() -> None:
    thanksgiving = on(11, 26, 10)
    state = at(thanksgiving, weekly("TH,FR", 9, 17, closed_on_holidays=True))
    assert (state.is_open, state.opens) == (False, on(11, 27, 9))
    assert at(thanksgiving, weekly("TH,FR", 9, 17)).is_open is True


def test_a_night_goes_on_into_the_next_day() -> None:
    hours = weekly("MO", 20, 4)
    assert at(MONDAY + timedelta(hours=27), hours).closes == MONDAY + timedelta(hours=28)
    assert at(MONDAY + timedelta(hours=3), hours).is_open is False


def test_day_and_night_ends_at_no_midnight() -> None:
    every_day = Schedule(
        freq="WEEKLY", byday="MO,TU,WE,TH,FR,SA,SU", opens_at=time(0), closes_at=time(23, 59)
    )
    closes = at(MONDAY + timedelta(hours=23), every_day).closes
    assert closes
    assert closes - MONDAY > timedelta(days=6)


@pytest.mark.parametrize(
    ("byday", "day", "is_open"),
    [
        ("1TU", 3, True),
        ("1TU", 10, False),
        ("4MO", 23, True),
        ("-1MO", 30, True),
        ("-1MO", 23, False),
        ("1MO,3MO", 16, True),
    ],
)
def test_a_weekday_of_the_month_counts_from_either_end(byday: str, day: int, is_open: bool) -> None:
    hours = Schedule(freq="MONTHLY", byday=byday, opens_at=time(9), closes_at=time(12))
    assert at(on(11, day, 10), hours).is_open is is_open


def test_days_of_the_month_count() -> None:
    hours = Schedule(freq="MONTHLY", bymonthday="1,15", opens_at=time(9), closes_at=time(12))
    assert at(on(11, 15, 10), hours).is_open is True
    assert at(on(11, 16, 10), hours).opens == on(12, 1, 9)


def test_every_second_week_counts_from_its_first_day() -> None:
    hours = weekly("MO", 9, 12, interval=2, dtstart=date(2026, 11, 9))
    assert at(MONDAY + timedelta(hours=10), hours).is_open is True
    assert at(MONDAY + timedelta(days=7, hours=10), hours).is_open is False


def test_every_second_week_without_a_first_day_is_unknown() -> None:
    assert at(MONDAY + timedelta(hours=10), weekly("MO", 9, 12, interval=2)) == State(None)


def test_it_ends_after_so_many_times() -> None:
    hours = weekly("MO", 9, 12, count=2, dtstart=date(2026, 11, 16))
    assert at(MONDAY + timedelta(hours=10), hours).is_open is True
    assert at(MONDAY + timedelta(days=7, hours=10), hours).is_open is False


def test_it_holds_between_its_days_alone() -> None:
    summer = weekly("MO", 9, 12, valid_from=date(2026, 6, 1), valid_to=date(2026, 8, 31))
    assert at(MONDAY + timedelta(hours=10), summer) == State(False)
    assert at(on(6, 8, 10), summer).is_open is True
    assert at(on(5, 25, 10), summer).opens == on(6, 1, 9)


def test_a_day_on_which_it_is_shut_is_shut() -> None:
    usual = weekly("MO,TU,WE,TH,FR", 9, 17)
    holiday = Schedule(
        valid_from=date(2026, 11, 26), valid_to=date(2026, 11, 27), description="Closed for Thanksgiving"
    )
    thursday = MONDAY + timedelta(days=3, hours=10)
    assert at(thursday, usual).is_open is True
    assert at(thursday, usual, holiday) == State(False, opens=MONDAY + timedelta(days=7, hours=9))


def test_a_single_day_is_open_once() -> None:
    fair = Schedule(dtstart=date(2026, 11, 23), opens_at=time(9), closes_at=time(12))
    assert at(MONDAY + timedelta(hours=10), fair).is_open is True
    assert at(MONDAY + timedelta(days=7, hours=10), fair).is_open is False


def test_an_end_that_nobody_told_is_not_guessed() -> None:
    opens = Schedule(freq="WEEKLY", byday="MO", opens_at=time(9))
    assert at(MONDAY + timedelta(hours=8), opens).opens == MONDAY + timedelta(hours=9)
    assert at(MONDAY + timedelta(hours=10), opens).is_open is None


rules = st.builds(
    Schedule,
    freq=st.sampled_from(["WEEKLY", "MONTHLY", ""]),
    byday=st.sampled_from(["MO", "MO,TU,WE", "1TU", "-1FR,2MO", "SU", "", "XX", "0MO", "99MO"]),
    bymonthday=st.sampled_from(["", "1", "15,31", "-1", "0", "99"]),
    interval=st.sampled_from([None, 1, 2, 5]),
    count=st.sampled_from([None, 1, 3]),
    wkst=st.sampled_from(["", "SU", "??"]),
    dtstart=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    valid_to=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    opens_at=st.none() | st.times(),
    closes_at=st.none() | st.times(),
    notes=st.sampled_from(["", "closed"]),
)
moments = st.datetimes(on(1, 1), on(12, 31))


@settings(max_examples=60, deadline=None)
@given(st.lists(rules, max_size=3), moments)
def test_the_marks_never_hide_what_is_open(schedules: list[Schedule], now: datetime) -> None:
    found = rules_of(schedules)
    assert is_open(found, now) == bool(state_at(found, now).is_open)
    if is_open(found, now):
        assert {*open_marks(half_hours(found))} & {*open_at(now)}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**336 - 1), moments)
def test_the_marks_hold_the_half_hours_and_no_others(week: int, now: datetime) -> None:
    slot = now.weekday() * 48 + now.hour * 2 + now.minute // 30
    assert bool({*open_marks(week)} & {*open_at(now)}) == bool(week >> slot & 1)


@settings(max_examples=25, deadline=None)
@given(st.lists(rules, max_size=3), moments)
def test_when_it_opens_next_it_is_open(schedules: list[Schedule], now: datetime) -> None:
    found = rules_of(schedules)
    if opens := state_at(found, now).opens:
        assert opens > now
        assert state_at(found, opens).is_open is not False


@pytest.mark.parametrize("freq", ["WEEKLY", "MONTHLY"])
@settings(max_examples=40, deadline=None)
@given(
    byday=st.lists(st.sampled_from(["MO", "TU", "SA"]), min_size=1, max_size=2, unique=True),
    rank=st.sampled_from(["", "1", "4", "-1", "-2"]),
    interval=st.integers(1, 3),
    wkst=st.sampled_from(["MO", "SU"]),
    start=st.dates(date(2026, 1, 1), date(2026, 6, 1)),
    count=st.none() | st.integers(1, 9),
)
def test_days_are_those_of_the_calendar_library(
    freq: str, byday: list[str], rank: str, interval: int, wkst: str, start: date, count: int | None
) -> None:
    days = ",".join(f"{rank if freq == 'MONTHLY' else ''}{day}" for day in byday)
    ours = rules_of(
        [
            Schedule(
                freq=freq,
                byday=days,
                interval=interval,
                wkst=wkst,
                dtstart=start,
                count=count,
                opens_at=time(9),
                closes_at=time(10),
            )
        ]
    )
    text = f"FREQ={freq};BYDAY={days};INTERVAL={interval};WKST={wkst}" + (f";COUNT={count}" if count else "")
    theirs = rrulestr(text, dtstart=datetime.combine(start, time(9)))
    first, last = start, start + timedelta(days=150)
    known = {
        day.date()
        for day in theirs.between(datetime.combine(first, time()), datetime.combine(last, time(23)))
    }
    assert set(days_of(ours[0], first, last)) == known
