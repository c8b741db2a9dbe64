"""Opening hours in the words in which one tells them to a neighbor."""

from datetime import date, time
from typing import Any

import pytest
from django.utils import translation

from longtable.directory import hours
from longtable.directory.hours import Hours, timetable
from longtable.directory.models import Schedule

TODAY = date(2026, 11, 22)


def rule(byday: str = "", opens: str = "09:00", closes: str = "13:00", **also: Any) -> Schedule:
    return Schedule(
        **{
            "freq": "WEEKLY",
            "byday": byday,
            "opens_at": time.fromisoformat(opens) if opens else None,
            "closes_at": time.fromisoformat(closes) if closes else None,
            **also,
        }
    )


@pytest.mark.parametrize(
    ("schedule", "days", "times"),
    [
        (rule("MO"), "Monday", "9 a.m. to 1 p.m."),
        (rule("MO,WE"), "Monday and Wednesday", "9 a.m. to 1 p.m."),
        (rule("MO,TU,WE,TH,FR"), "Monday to Friday", "9 a.m. to 1 p.m."),
        (rule("MO,WE,FR"), "Monday, Wednesday and Friday", "9 a.m. to 1 p.m."),
        (rule("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59"), "every day", "day and night"),
        (rule("TU", closes=""), "Tuesday", "from 9 a.m."),
        (rule("TU", interval=2), "Tuesday, every 2 weeks", "9 a.m. to 1 p.m."),
        (rule("1TU,3TU", freq="MONTHLY"), "1st and 3rd Tuesday of the month", "9 a.m. to 1 p.m."),
        (rule("1MO,1TU", freq="MONTHLY"), "1st Monday and 1st Tuesday of the month", "9 a.m. to 1 p.m."),
        (rule(bymonthday="1,15", freq="MONTHLY"), "days 1 and 15 of the month", "9 a.m. to 1 p.m."),
        (rule("FR", "18:00", "23:59"), "Friday", "6 p.m. to midnight"),
        (rule("-1FR", freq="MONTHLY"), "last Friday of the month", "9 a.m. to 1 p.m."),
        (rule(bymonthday="15", freq="MONTHLY"), "day 15 of the month", "9 a.m. to 1 p.m."),
        (rule(dtstart=date(2026, 11, 18)), "Wednesday", "9 a.m. to 1 p.m."),
        (rule(freq="", opens="", closes="", as_given="By appointment"), "By appointment", ""),
    ],
)
def test_a_rule_in_words(schedule: Schedule, days: str, times: str) -> None:
    assert timetable([schedule], TODAY) == [Hours(days, times)]


def test_days_with_the_same_hours_are_one_line() -> None:
    rows = [rule(day) for day in ("MO", "TU", "WE")] + [rule("SA", "10:00", "12:00")]
    assert [line.days for line in timetable(rows, TODAY)] == ["Monday to Wednesday", "Saturday"]


def test_what_is_over_is_left_out() -> None:
    assert timetable([rule("MO", valid_to=date(2026, 11, 1))], TODAY) == []


def test_in_spanish() -> None:
    with translation.override("es"):
        (line,) = timetable([rule("MO")], TODAY)
    assert (line.days, "13" in line.times, ":" in line.times) == ("lunes", False, False)


@pytest.mark.parametrize(
    ("moment", "words", "on_the_dial"),
    [
        (time(0), "midnight", 12),
        (time(0, 30), "12:30 a.m.", 12),
        (time(1, 5), "1:05 a.m.", 1),
        (time(12), "noon", 12),
        (time(12, 30), "12:30 p.m.", 12),
        (time(13), "1 p.m.", 1),
        (time(23, 59), "11:59 p.m.", 11),
    ],
)
def test_a_time_of_day_as_one_says_it(moment: time, words: str, on_the_dial: int) -> None:
    """By the hour on the dial Spanish chooses between "a la 1" and "a las 2"."""
    assert (hours.clock(moment), hours.on_the_dial(moment)) == (words, on_the_dial)


def test_what_the_source_adds_stands_beside_it() -> None:
    assert timetable([rule("MO", notes="Ring twice.")], TODAY)[0].note == "Ring twice."


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (
            rule(freq="", valid_from=date(2026, 12, 31), valid_to=date(2026, 12, 31), as_given="9 AM - 1 PM"),
            Hours("Dec. 31, 2026", "9 a.m. to 1 p.m."),
        ),
        (
            rule(
                freq="",
                opens="",
                closes="",
                valid_from=date(2026, 12, 24),
                valid_to=date(2026, 12, 26),
                description="Closed",
            ),
            Hours("Dec. 24, 2026 to Dec. 26, 2026", "", "Closed"),
        ),
        (
            rule("MO", valid_from=date(2026, 6, 1), valid_to=date(2027, 8, 31)),
            Hours("Monday", "9 a.m. to 1 p.m.", "June 1, 2026 to Aug. 31, 2027"),
        ),
        (rule("MO", until=date(2027, 1, 4)), Hours("Monday", "9 a.m. to 1 p.m.", "until Jan. 4, 2027")),
        (
            rule("MO", opens="", closes="", as_given="when the bell rings"),
            Hours("Monday", "when the bell rings"),
        ),
        (
            rule(freq="", opens="", closes="", description="Someday", as_given="whenever"),
            Hours("Someday, whenever"),
        ),
    ],
)
def test_days_of_their_own_and_hours_that_nobody_can_read_are_told(
    schedule: Schedule, expected: Hours
) -> None:
    assert timetable([schedule], TODAY) == [expected]


@pytest.mark.parametrize(
    ("schedule", "days", "times"),
    [
        (rule("MO,WE"), "lunes y miércoles", "9 a. m. a 1 p. m."),
        (rule("MO", "12:00", "12:30"), "lunes", "12 del mediodía a 12:30 p. m."),
        (rule("TU", "13:00", closes=""), "martes", "desde la 1 p. m."),
        (rule("TU", closes=""), "martes", "desde las 9 a. m."),
        (rule("TU", interval=2, closes=""), "martes, cada 2 semanas", "desde las 9 a. m."),
        (rule("1TU,3TU", closes="", freq="MONTHLY"), "primer y tercer martes del mes", "desde las 9 a. m."),
        (rule("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59"), "todos los días", "las 24 horas"),
    ],
)
def test_a_rule_as_one_says_it_in_spanish(schedule: Schedule, days: str, times: str) -> None:
    with translation.override("es"):
        (line,) = timetable([schedule], TODAY)
    assert (line.days, line.times.replace("\u00a0", " ")) == (days, times)
