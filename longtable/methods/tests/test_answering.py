"""Share answered and median days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from longtable.methods.answering import Answering, answering

SAID = datetime(2026, 3, 1, 12, tzinfo=UTC)


def after(days: float) -> tuple[datetime, datetime]:
    return SAID, SAID + timedelta(days=days)


def test_nothing_said_has_no_share() -> None:
    assert answering([]) == Answering(answered=0, total=0, share=None, median_days=None)


def test_nothing_answered_has_a_share_and_no_median() -> None:
    assert answering([(SAID, None), (SAID, None)]) == Answering(0, 2, 0.0, None)


def test_the_median_is_of_those_answered() -> None:
    assert answering([after(10), (SAID, None), after(1), after(2.5)]) == Answering(3, 4, 0.75, 2.5)


def test_an_even_number_takes_the_middle_of_two() -> None:
    assert answering([after(1), after(4)]).median_days == 2.5


def test_an_answer_at_once_counts_as_no_days() -> None:
    assert answering([after(0)]) == Answering(1, 1, 1.0, 0.0)


def test_an_answer_before_the_comment_is_refused() -> None:
    with pytest.raises(ValueError, match="before it was said"):
        answering([after(-1)])
