"""Working days: no week-ends, no holidays of the state."""

from datetime import UTC, date, datetime

import pytest

from longtable.worklists.clocks import calendar_for, close_of_day, due_date
from longtable.worklists.models import Clock
from longtable.worklists.rungs import Rung, Tell, steps_due

FRIDAY = date(2026, 5, 22)  # Monday the 25th is Memorial Day


@pytest.mark.parametrize(
    ("start", "days", "day"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, date(2026, 5, 26)),
        (FRIDAY, 5, date(2026, 6, 1)),
        (date(2026, 5, 26), -1, FRIDAY),
        (date(2026, 5, 23), 1, date(2026, 5, 26)),
    ],
)
def test_days_on_which_nobody_is_there_do_not_count(start: date, days: int, day: date) -> None:
    assert calendar_for("NC").add(start, days) == day


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, date(2026, 5, 25), 0),
        (FRIDAY, date(2026, 5, 27), 2),
        (FRIDAY, date(2026, 5, 1), 0),
    ],
)
def test_working_days_between_two_days(start: date, end: date, days: int) -> None:
    assert calendar_for("NC").between(start, end) == days


def test_a_state_unknown_to_the_calendar_keeps_the_federal_holidays() -> None:
    assert not calendar_for("").is_working_day(date(2026, 7, 3))  # the Fourth falls on a Saturday
    assert not calendar_for("ZZ").is_working_day(date(2026, 12, 25))


def test_work_is_due_when_the_office_closes(settings: object) -> None:
    settings.STATE, settings.TIME_ZONE = "NC", "America/New_York"  # type: ignore[attr-defined]
    late_on_friday = datetime(2026, 5, 23, 2, 0, tzinfo=UTC)  # 10 p.m. there
    assert close_of_day(late_on_friday, 1) == datetime(2026, 5, 26, 21, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_the_agencys_own_clock_rules_its_kind_and_the_general_one_the_rest(settings: object) -> None:
    settings.STATE, settings.TIME_ZONE = "NC", "UTC"  # type: ignore[attr-defined]
    Clock.objects.create(kind="call", working_days=1)
    monday = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert due_date("call", monday).day == 3
    assert due_date("other", monday).day == 9
    Clock.objects.create(kind="", working_days=2)
    assert due_date("other", monday).day == 4


@pytest.mark.parametrize(
    ("climbed", "days_late", "told"),
    [
        (0, 0, []),
        (0, 1, [Tell.DEPUTY]),
        (0, 3, [Tell.DEPUTY, Tell.LEADS]),
        (1, 2, []),
        (1, 3, [Tell.LEADS]),
        (2, 9, []),
    ],
)
def test_each_step_of_the_ladder_is_climbed_once(climbed: int, days_late: int, told: list[Tell]) -> None:
    clock = Clock(ladder=[{"after": 1, "tell": "deputy"}, {"after": 3, "tell": "leads"}])
    assert [rung.tell for rung in steps_due(clock, climbed=climbed, days_late=days_late)] == told


def test_a_rung_is_written_as_days_and_whom() -> None:
    assert Rung.parse("3:leads") == Rung(3, Tell.LEADS)
    with pytest.raises(ValueError, match="nobody"):
        Rung.parse("3:nobody")
