"""The next statement: everyone's words come up, new ones more often, and the same seed tells the same."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.methods.next_statement import Tally, choose, priority

counts = st.integers(0, 10_000)
tallies = st.lists(
    st.builds(Tally, st.integers(0, 50), counts, counts, counts), unique_by=lambda t: t.id, max_size=8
)


@pytest.mark.parametrize(
    ("tally", "weight"),
    [
        (Tally(1, 0, 0, 0), (0.5 * 0.5 * 9) ** 2),
        (Tally(1, 5, 0, 0), (6 / 7 * 6 / 7 * 5) ** 2),
        (Tally(1, 0, 5, 0), (6 / 7 * 1 / 7 * 5) ** 2),
        (Tally(1, 0, 0, 5), (1 / 7 * 1 / 7 * 5) ** 2),
        (Tally(1, 2, 1, 2), (4 / 7 * 3 / 7 * 5) ** 2),
    ],
)
def test_priorities_follow_the_published_formula(tally: Tally, weight: float) -> None:
    assert priority(tally) == pytest.approx(weight)


@given(tallies, st.sets(st.integers(0, 50)), st.integers())
def test_what_was_seen_never_comes_again_and_all_else_can(
    statements: list[Tally], seen: set[int], seed: int
) -> None:
    unseen = {tally.id for tally in statements} - seen
    chosen = choose(statements, seen, seed=seed)
    assert chosen in unseen if unseen else chosen is None


@given(tallies, st.integers() | st.text())
def test_the_same_seed_chooses_the_same_in_any_order(statements: list[Tally], seed: int | str) -> None:
    assert choose(statements, set(), seed=seed) == choose(statements[::-1], set(), seed=seed)


@given(counts, counts, counts)
def test_no_statement_is_ever_shut_out(agrees: int, disagrees: int, passes: int) -> None:
    assert priority(Tally(1, agrees, disagrees, passes)) > 0


def test_statements_are_drawn_in_proportion_to_their_priority() -> None:
    statements = [Tally(1, 0, 0, 0), Tally(2, 40, 10, 0), Tally(3, 5, 20, 25)]
    drawn = Counter(choose(statements, set(), seed=seed) for seed in range(5000))
    whole = sum(map(priority, statements))
    for tally in statements:
        assert drawn[tally.id] / 5000 == pytest.approx(priority(tally) / whole, abs=0.02)


def test_a_new_statement_is_shown_more_than_an_old_one_of_the_same_kind() -> None:
    assert priority(Tally(1, 0, 0, 0)) > priority(Tally(2, 50, 50, 0))


def test_what_divides_groups_is_shown_more() -> None:
    assert priority(Tally(1, 20, 20, 0, extremity=2.0)) == pytest.approx(9 * priority(Tally(1, 20, 20, 0)))
