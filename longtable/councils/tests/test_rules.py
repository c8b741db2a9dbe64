"""Rules as numbers: quorum, terms in a row, absences, who sits together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.core.ids import uuid7
from longtable.councils.models import Attendance, Composition, Council
from longtable.councils.rules import (
    Holder,
    Served,
    absences,
    at_least,
    balance,
    breaks,
    quorum_needed,
    terms_in_a_row,
)
from longtable.methods.calendar_months import months_after

CAME, AWAY, EXCUSED = Attendance.State.PRESENT, Attendance.State.UNEXCUSED, Attendance.State.EXCUSED
Q = Council.Quorum


@pytest.mark.parametrize(
    ("quorum", "number", "filled", "seats", "needed"),
    [
        (Q.MAJORITY_OF_FILLED, None, 12, 21, 7),
        (Q.MAJORITY_OF_FILLED, None, 13, 21, 7),
        (Q.MAJORITY_OF_ALL, None, 12, 21, 11),
        (Q.SHARE_OF_ALL, 33, 2, 10, 4),
        (Q.SHARE_OF_FILLED, 25, 20, 23, 5),
        (Q.COUNT, 8, 3, 23, 8),
        ("", None, 12, 21, None),
    ],
)
def test_how_many_must_be_there(
    quorum: str, number: int | None, filled: int, seats: int, needed: int | None
) -> None:
    council = Council(quorum=quorum, quorum_number=number)
    assert quorum_needed(council, filled=filled, seats=seats) == needed


@given(st.integers(1, 100), st.integers(0, 500))
def test_a_share_is_the_smallest_number_that_reaches_it(percent: int, whole: int) -> None:
    need = at_least(percent, whole)
    assert need * 100 >= percent * whole
    assert need == 0 or (need - 1) * 100 < percent * whole


def test_two_terms_that_follow_one_another_are_two_in_a_row() -> None:
    terms = [Served(date(2020, 7, 1), date(2023, 7, 1)), Served(date(2023, 7, 1), date(2026, 7, 1))]
    assert terms_in_a_row(terms, day=date(2026, 6, 1), break_months=12) == 2


def test_a_short_gap_does_not_begin_the_count_anew() -> None:
    terms = [Served(date(2020, 7, 1), date(2023, 7, 1)), Served(date(2023, 11, 1), date(2026, 7, 1))]
    assert terms_in_a_row(terms, day=date(2025, 1, 1), break_months=12) == 2


def test_a_year_away_begins_the_count_anew() -> None:
    terms = [Served(date(2017, 7, 1), date(2020, 7, 1)), Served(date(2021, 7, 1), date(2024, 7, 1))]
    assert terms_in_a_row(terms, day=date(2023, 1, 1), break_months=12) == 1
    assert terms_in_a_row(terms, day=date(2025, 7, 1), break_months=12) == 0


def test_the_rest_of_somebody_elses_term_does_not_count() -> None:
    terms = [Served(date(2022, 7, 1), date(2023, 7, 1), counts=False), Served(date(2023, 7, 1), None)]
    assert terms_in_a_row(terms, day=date(2026, 1, 1), break_months=12) == 1


def test_a_term_that_has_not_begun_does_not_count() -> None:
    assert terms_in_a_row([Served(date(2027, 1, 1), None)], day=date(2026, 1, 1), break_months=12) == 0


def test_coming_once_begins_the_count_of_absences_anew() -> None:
    rows = [(date(2026, 1, 1), AWAY), (date(2026, 4, 1), CAME), (date(2026, 7, 1), AWAY)]
    assert absences(rows, counted="in_a_row", day=date(2026, 8, 1)) == 1
    assert absences(rows, counted="in_a_term", day=date(2026, 8, 1)) == 2


def test_an_excuse_neither_counts_nor_breaks_the_row() -> None:
    rows = [(date(2026, 1, 1), AWAY), (date(2026, 4, 1), EXCUSED), (date(2026, 7, 1), AWAY)]
    assert absences(rows, counted="in_a_row", day=date(2026, 8, 1)) == 2


def test_after_twelve_months_an_absence_is_forgotten() -> None:
    rows = [(date(2025, 1, 1), AWAY), (date(2026, 7, 1), AWAY)]
    assert absences(rows, counted="in_a_year", day=date(2026, 8, 1)) == 1


def test_what_is_still_to_come_is_no_absence() -> None:
    assert absences([(date(2026, 9, 1), AWAY)], counted="in_a_term", day=date(2026, 8, 1)) == 0


OTHER = uuid7()


def some(category: str, number: int, *, also_elsewhere: int = 0) -> list[Holder]:
    elsewhere = frozenset({OTHER})
    return [
        Holder(uuid7(), category, elsewhere if at < also_elsewhere else frozenset()) for at in range(number)
    ]


def of_a_quarter() -> Composition:
    return Composition(kind="from_council", percent=25, other_id=OTHER)


def test_a_quarter_of_twenty_is_five() -> None:
    assert balance(of_a_quarter(), some("at_large", 20, also_elsewhere=5)).holds is True
    short = balance(of_a_quarter(), some("at_large", 20, also_elsewhere=4))
    assert (short.holds, short.have, short.of, short.need) == (False, 4, 20, 5)


def test_of_an_empty_table_nothing_is_said() -> None:
    assert balance(of_a_quarter(), []).holds is None


def test_equal_groups_may_differ_by_one_only_where_it_cannot_be_otherwise() -> None:
    rule = Composition(kind="equal", categories=["consumer", "family"])
    assert balance(rule, some("consumer", 2) + some("family", 2)).holds is True
    assert balance(rule, some("consumer", 3) + some("family", 2)).holds is True
    assert balance(rule, some("consumer", 3) + some("family", 1)).holds is False


def test_at_most_a_share() -> None:
    rule = Composition(kind="at_most", percent=50, categories=["provider"])
    assert balance(rule, some("provider", 2) + some("consumer", 2)).holds is True
    assert balance(rule, some("provider", 3) + some("consumer", 2)).holds is False


def test_somebody_who_makes_a_broken_rule_better_does_not_break_it() -> None:
    members = some("at_large", 9, also_elsewhere=1)
    assert not breaks(of_a_quarter(), members, Holder(uuid7(), "at_large", frozenset({OTHER})))


def test_somebody_who_breaks_a_rule_that_held_is_seen() -> None:
    members = some("at_large", 4, also_elsewhere=1)
    assert breaks(of_a_quarter(), members, Holder(uuid7(), "at_large"))


def test_whoever_leaves_the_seat_is_not_counted_beside_their_successor() -> None:
    members = some("at_large", 4, also_elsewhere=1)
    assert breaks(of_a_quarter(), members, Holder(uuid7(), "at_large"), leaves=members[0].person)
    assert not breaks(of_a_quarter(), members, Holder(uuid7(), "at_large"), leaves=members[1].person)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 7, 1), 36, date(2029, 7, 1)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later
