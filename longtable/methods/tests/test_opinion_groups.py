"""Opinion groups: people who answer alike are found, in whatever order they come, and few people never."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.methods.opinion import Groups, adjusted_rand, find_groups
from longtable.methods.tests.opinion_planted import Planted, plant


@pytest.mark.parametrize("groups", [2, 3, 4, 5])
@pytest.mark.parametrize("seed", [1, 2])
def test_planted_groups_are_found_and_counted(groups: int, seed: int) -> None:
    planted = plant(groups, seed=seed)
    found = find_groups(*planted[:3])
    assert found.k == groups
    assert adjusted_rand(found.labels, planted.truth) > 0.9
    assert found.stability > 0.95
    assert found.silhouette == max(found.silhouettes.values())


@pytest.mark.parametrize("groups", [2, 3])
def test_planted_groups_are_found_among_sparse_answers(groups: int) -> None:
    planted = plant(groups, people=800, statements=100, answered=0.15)
    found = find_groups(*planted[:3])
    grouped = found.labels >= 0
    assert found.k == groups
    assert grouped.mean() > 0.95
    assert adjusted_rand(found.labels[grouped], planted.truth[grouped]) > 0.9


def test_more_people_than_are_looked_at_in_pairs_change_nothing() -> None:
    planted = plant(3, people=2500, statements=30)
    found = find_groups(*planted[:3])
    assert found.k == 3
    assert adjusted_rand(found.labels, planted.truth) > 0.9


def test_the_same_seed_gives_the_same_answer() -> None:
    planted = plant(3, doubt=0.3)
    one, other = (find_groups(*planted[:3], seed=5) for _ in range(2))
    assert (one.labels == other.labels).all()
    assert (one.coordinates == other.coordinates).all()
    assert one.representative == other.representative
    assert one.stability == other.stability


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_people_statements_and_rows_changes_nothing(seed: int) -> None:
    planted = plant(3, doubt=0.3, seed=seed)  # doubtful, so that many people stand between groups
    chance = np.random.default_rng(seed)
    people, statements = chance.permutation(200), chance.permutation(40)
    rows = chance.permutation(len(planted.vote))
    before = find_groups(*planted[:3])
    after = find_groups(
        people[planted.participant][rows], statements[planted.statement][rows], planted.vote[rows]
    )
    assert after.k == before.k
    assert adjusted_rand(after.labels[people], before.labels) == 1
    assert after.silhouette == pytest.approx(before.silhouette, abs=1e-9)
    assert np.abs(after.coordinates[people]) == pytest.approx(np.abs(before.coordinates), abs=1e-6)
    assert after.extremity[statements] == pytest.approx(before.extremity, abs=1e-6)
    for group in range(before.k):
        same = after.labels[people[before.labels == group][0]]
        moved = {(int(statements[statement]), side) for statement, side in before.representative[group]}
        assert set(after.representative[same]) == moved


def test_groups_are_named_by_size_the_largest_first() -> None:
    planted = plant(2)
    smaller = planted.participant % 4 != 1  # half of the second group is gone
    found = find_groups(planted.participant[smaller], planted.statement[smaller], planted.vote[smaller])
    assert (found.labels[::2] == 0).all()


def test_of_two_answers_to_one_statement_the_last_counts() -> None:
    planted = plant(2)
    turned = [np.concatenate([column, column]) for column in planted[:2]]
    once, twice = (
        find_groups(*planted[:3]),
        find_groups(*turned, np.concatenate([-planted.vote, planted.vote])),
    )
    assert (once.labels == twice.labels).all()
    assert (once.agrees == twice.agrees).all()
    assert (once.coordinates == twice.coordinates).all()


def test_answers_to_rejected_statements_decide_nothing() -> None:
    planted = plant(2)
    is_rejected = planted.statement < 8
    noise = np.where(is_rejected, np.random.default_rng(3).integers(-1, 2, len(planted.vote)), planted.vote)
    before = find_groups(*planted[:3], rejected=range(8))
    after = find_groups(planted.participant, planted.statement, noise, rejected=range(8))
    assert (before.labels == after.labels).all()
    assert (before.coordinates == after.coordinates).all()
    assert before.representative == after.representative
    assert before.consensus == after.consensus
    assert before.divisive == after.divisive
    for facts in (before.extremity, before.agreed_by_all, before.disagreed_by_all):
        assert (facts[:8] == 0).all()
        assert (facts[8:] > 0).all()
    mentioned = {statement for said in before.representative.values() for statement, _ in said}
    assert min(mentioned) >= 8


def test_who_answered_little_is_not_grouped_and_stands_near_the_middle() -> None:
    planted = plant(2)
    little = (planted.participant < 10) & (planted.statement > 4)
    some = find_groups(*(column[~little] for column in planted[:3]))
    assert (some.labels[:10] == -1).all()
    assert (some.labels[10:] >= 0).all()
    everybody = find_groups(*planted[:3])
    distance = np.linalg.norm(some.coordinates[:10], axis=1)
    assert (distance < np.linalg.norm(everybody.coordinates[:10], axis=1)).all()


@pytest.mark.parametrize(("people", "keywords"), [(9, {}), (24, {"min_people": 25}), (4, {"k": 2})])
def test_few_people_are_never_grouped(people: int, keywords: dict[str, int]) -> None:
    found = find_groups(*plant(2, people=people)[:3], **keywords)
    assert (found.labels == -1).all()
    assert (found.k, found.silhouette, found.stability) == (0, 0, 0)
    assert found.representative == {}
    assert found.agrees.shape == (0, 40)
    assert not found.agreed_by_all.any()


@pytest.mark.parametrize("k", [None, 2, 3, 5])
def test_no_group_is_smaller_than_the_least(k: int | None) -> None:
    planted = plant(2, people=60, doubt=0.02)
    strange = planted.participant < 4
    vote = np.where(strange, -planted.vote, planted.vote)
    vote = np.where(strange & (planted.statement % 2 == 0), 1, vote)
    found = find_groups(planted.participant, planted.statement, vote, k=k, min_group=6)
    assert np.bincount(found.labels).min() >= 6


def test_a_number_of_groups_that_is_given_is_kept() -> None:
    planted = plant(2, people=300)
    for k in (1, 3, 6):
        found = find_groups(*planted[:3], k=k)
        assert found.k == k
        assert set(found.labels) == set(range(k)) == set(found.representative)


def test_a_number_that_cannot_be_gives_the_next_smaller() -> None:
    participant, statement = np.divmod(np.arange(30 * 10), 10)
    vote = np.where((participant < 15) == (statement < 5), 1, -1)  # two kinds of people, and no third
    found = find_groups(participant, statement, vote, k=4)
    assert found.k == 2
    assert found.silhouette == 1
    assert list(found.labels) == [0] * 15 + [1] * 15 or list(found.labels) == [1] * 15 + [0] * 15


@pytest.mark.parametrize("vote", [1, 0, -1])
def test_people_who_all_answer_the_same_are_one_group(vote: int) -> None:
    participant, statement = np.divmod(np.arange(300), 10)
    found = find_groups(participant, statement, np.full(300, vote))
    assert found.k == 1
    assert (found.labels == 0).all()
    assert found.representative == {0: []}
    assert not found.coordinates.any()


@pytest.mark.parametrize(
    ("columns", "people"),
    [
        (([], [], []), 0),
        (([0], [0], [1]), 1),
        (([3], [7], [-1]), 4),
        (([0, 0, 0], [0, 1, 2], [0, 0, 0]), 1),
        ((np.zeros(0, np.int16), np.zeros(0, np.uint8), np.zeros(0, np.int8)), 0),
    ],
)
def test_next_to_nothing_is_no_error(columns: tuple[Sequence[int], ...], people: int) -> None:
    found = find_groups(*columns)
    assert found.labels.tolist() == [-1] * people
    assert found.coordinates.shape == (people, 2)
    assert (found.k, found.consensus) == (0, [])


def test_a_conversation_in_which_all_was_rejected_has_no_groups() -> None:
    found = find_groups(*plant(2)[:3], rejected=range(40))
    assert found.k == 0
    assert len(found.labels) == 200
    assert found.consensus == []


def test_codes_may_have_gaps() -> None:
    planted = plant(2)
    dense = find_groups(*planted[:3])
    gaps = find_groups(planted.participant * 3 + 2, planted.statement * 5, planted.vote)
    assert len(gaps.labels) == gaps.coordinates.shape[0] == 199 * 3 + 3
    assert (gaps.labels[2::3] == dense.labels).all()
    assert (gaps.labels[0::3] == -1).all()
    assert gaps.coordinates[2::3] == pytest.approx(dense.coordinates)
    assert gaps.extremity[::5] == pytest.approx(dense.extremity)


@pytest.mark.parametrize(
    "kind", [np.int8, np.uint8, np.int16, np.uint64, np.float64, list], ids=lambda kind: kind.__name__
)
def test_any_kind_of_column_will_do(kind: Callable[[np.ndarray], object]) -> None:
    planted = plant(2, people=100)
    columns = [kind(column.tolist()) for column in planted[:2]]
    found = find_groups(*columns, list(planted.vote))
    assert (found.labels == find_groups(*planted[:3]).labels).all()


def test_yes_and_no_count_as_agree_and_pass() -> None:
    planted = plant(2)
    said = planted.vote == 1
    assert (
        find_groups(*planted[:2], said).labels == find_groups(*planted[:2], said.astype(int)).labels
    ).all()


@pytest.mark.parametrize(
    ("columns", "keywords", "sentence"),
    [
        (([0], [0], [2]), {}, "A vote is -1"),
        (([0], [0], [-2]), {}, "A vote is -1"),
        (([-1], [0], [1]), {}, "participant must hold codes from 0 on, not -1"),
        (([0], [-3], [1]), {}, "statement must hold codes from 0 on, not -3"),
        (([0, 1], [0], [1]), {}, "equally long, not 2, 1 and 1"),
        (([0], [0], [0.5]), {}, "vote must hold whole numbers"),
        (([0], [0], [float("nan")]), {}, "vote must hold whole numbers"),
        ((["a"], [0], [1]), {}, "participant must hold whole numbers"),
        (([[0]], [0], [1]), {}, "participant must be one column"),
        (([0], [0], [1]), {"k": 0}, "k must be 1 or more"),
        (([0], [0], [1]), {"rejected": [-1]}, "rejected must hold codes"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    columns: tuple[Sequence[int], ...], keywords: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        find_groups(*columns, **keywords)


answers = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12), st.integers(-1, 1)), max_size=120)


@given(answers, st.none() | st.integers(1, 6), st.sets(st.integers(0, 14)))
@settings(max_examples=60, deadline=None)
def test_whatever_was_answered_the_result_holds_together(
    rows: list[tuple[int, int, int]], k: int | None, rejected: set[int]
) -> None:
    columns = list(zip(*rows, strict=True)) if rows else [(), (), ()]
    found = find_groups(*columns, k=k, rejected=rejected, min_group=2, min_people=3)
    _check(found, Planted(*map(np.array, columns), np.zeros(0)))


def _check(found: Groups, asked: Planted) -> None:
    people = max(asked.participant, default=-1) + 1
    assert found.labels.shape == (people,)
    assert set(found.labels) - {-1} == set(range(found.k)) == set(found.representative)
    assert found.coordinates.shape == (people, 2)
    assert np.isfinite(found.coordinates).all()
    assert np.isfinite(found.extremity).all()
    assert -1 <= found.silhouette <= 1
    assert found.stability <= 1
    assert (found.agrees + found.disagrees <= found.answers).all()
