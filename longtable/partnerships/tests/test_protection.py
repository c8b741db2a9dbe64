"""What may be shown of answers, by a truth table written by hand, and under attack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.partnerships.protection import Count, Shown, at_least, next_shown, shown_once

SMALL = 11


@pytest.mark.parametrize(
    ("yes", "other", "shown"),
    [
        (0, 0, Shown()),
        (10, 0, Shown()),
        (12, 0, Shown()),  # everybody said yes: showing it would tell what each said
        (11, 1, Shown()),  # 1 of 12
        (0, 21, Shown()),
        (22, 0, Shown(22, few="other")),
        (3, 30, Shown(33, few="yes")),
        (12, 10, Shown(22, few="other")),
        (11, 11, Shown(22, yes=11)),
        (90, 20, Shown(110, yes=90)),
    ],
)
def test_only_what_tells_of_nobody_is_shown(yes: int, other: int, shown: Shown) -> None:
    assert shown_once(Count(yes, other), SMALL) == shown


def test_at_least_so_many_is_true_of_every_small_rest() -> None:
    shown = Shown(40, few="other")
    assert all(40 - few >= at_least(shown, SMALL) for few in range(SMALL))
    assert at_least(shown, SMALL) == 30


@given(st.lists(st.booleans(), max_size=200))
def test_whoever_looks_after_every_answer_never_learns_of_fewer_than_eleven(answers: list[bool]) -> None:
    shown, seen, before = Shown(), Count(0, 0), Shown()
    for is_yes in answers:
        seen = Count(seen.yes + is_yes, seen.other + (not is_yes))
        before, shown = shown, next_shown(seen, shown, SMALL)
        if shown == before:
            continue
        assert shown.people % SMALL == 0
        if shown.yes is not None:
            assert shown.other is not None
            assert shown.yes - (before.yes or 0) >= SMALL
            assert shown.other - (before.other or 0) >= SMALL


def test_what_is_shown_stays_until_both_sides_have_grown() -> None:
    shown = next_shown(Count(20, 13), Shown(), SMALL)
    assert shown == Shown(33, yes=20)
    assert next_shown(Count(31, 13), shown, SMALL) == shown  # eleven more, all of them yes
    assert next_shown(Count(31, 24), shown, SMALL) == Shown(55, yes=31)
