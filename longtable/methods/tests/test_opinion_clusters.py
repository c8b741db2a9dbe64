"""Likeness of divisions, silhouettes and clusters: as their definitions say, worked out the slow way."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.methods.opinion import adjusted_rand
from longtable.methods.opinion.clusters import MOST_POINTS, k_means, nearest, sample, silhouette
from longtable.methods.opinion.space import PRIOR, _whitened

labels = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30)


@given(labels)
def test_likeness_counts_pairs_that_stand_together(pairs: list[tuple[int, int]]) -> None:
    one, other = zip(*pairs, strict=True)
    couples = list(combinations(range(len(pairs)), 2))
    in_one = {couple for couple in couples if one[couple[0]] == one[couple[1]]}
    in_other = {couple for couple in couples if other[couple[0]] == other[couple[1]]}
    expected = len(in_one) * len(in_other) / len(couples)
    most = (len(in_one) + len(in_other)) / 2
    likeness = 1.0 if most == expected else (len(in_one & in_other) - expected) / (most - expected)
    assert adjusted_rand(one, other) == pytest.approx(likeness)


def test_likeness_knows_no_names() -> None:
    assert adjusted_rand([0, 0, 1, 2], [7, 7, 3, 5]) == 1
    assert adjusted_rand([], []) == adjusted_rand([4], [2]) == 1
    assert adjusted_rand([0, 0, 1, 1], [0, 1, 0, 1]) == pytest.approx(-0.5)


def test_a_silhouette_equals_the_one_worked_by_hand() -> None:
    # On a line: 0 and 1 in one cluster, 4 and 6 in the other, 20 alone.
    points = np.array([[0.0], [1], [4], [6], [20]])
    # 0: a 1, b 5 -> 4/5; 1: a 1, b 4 -> 3/4; 4: a 2, b 3.5 -> 1.5/3.5; 6: a 2, b 5.5 -> 3.5/5.5; alone: 0.
    by_hand = (4 / 5 + 3 / 4 + 1.5 / 3.5 + 3.5 / 5.5 + 0) / 5
    assert silhouette(points, np.array([0, 0, 1, 1, 2])) == pytest.approx(by_hand)
    assert silhouette(points, np.zeros(5, dtype=np.intp)) == 0


def test_clusters_are_the_best_there_are() -> None:
    points = np.array([[0.0, 0], [0, 1], [9, 0], [9, 1], [4, 20], [5, 20]])
    centres = k_means(sample(points), 3, seed=0)
    assert centres.tolist() == [[0, 0.5], [4.5, 20], [9, 0.5]]
    assert nearest(points, centres).tolist() == [0, 0, 2, 2, 1, 1]


@given(st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_clusters_do_not_depend_on_the_order_of_points(seed: int) -> None:
    chance = np.random.default_rng(seed)
    points = chance.integers(0, 6, (60, 2)).astype(float)  # on a grid, so that many distances are equal
    one, other = (k_means(sample(each), 7, seed=1) for each in (points, chance.permutation(points)))
    assert (one == other).all()


def test_a_sample_is_spread_evenly_over_who_stands_where() -> None:
    points = np.random.default_rng(0).normal(size=(50_000, 2))
    some = sample(points)
    assert len(some) == MOST_POINTS
    assert some.mean(axis=0) == pytest.approx([0, 0], abs=0.05)
    assert some.std(axis=0) == pytest.approx([1, 1], abs=0.05)


def test_sums_are_divided_by_the_root_of_what_is_known() -> None:
    spread = np.random.default_rng(0).normal(size=(2, 3))
    information = spread @ spread.T
    whitened = _whitened(np.array([[1.0, -2.0]]), information[None])[0]
    # Its squared length is that of the sums by the inverse of (information + prior).
    known = information + PRIOR * np.eye(2)
    assert whitened @ whitened == pytest.approx(np.array([1, -2]) @ np.linalg.solve(known, [1, -2]))
    assert not _whitened(np.zeros((1, 2)), np.zeros((1, 2, 2))).any()
