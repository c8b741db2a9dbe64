"""Weights and groups, held against tables worked by hand and against an outside implementation."""

import warnings
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from longtable.methods.representation import (
    Objection,
    Verdict,
    design_effect,
    heard,
    may_weight,
    rake,
    weighted_share,
    wilson,
)


def people_of(table: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
    """A person for each cell, with the cell as their weight, and their code on each side of the table."""
    return table.ravel(), [codes.ravel() for codes in np.indices(table.shape)]


def by_ipfn(table: np.ndarray, targets: Sequence[np.ndarray]) -> np.ndarray:
    """The same table by somebody else's code."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ipfn.ipfn import ipfn

        sides = [[side] for side in range(table.ndim)]
        fit = ipfn(
            table.copy(), list(targets), sides, convergence_rate=1e-12, max_iteration=5_000, rate_tolerance=0
        )
        return np.asarray(fit.iteration())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(2, 4), min_size=2, max_size=3), st.booleans())
def test_raking_equals_ipfn(seed: int, shape: list[int], has_zeros: bool) -> None:
    chance = np.random.default_rng(seed)
    table = chance.integers(1, 60, shape).astype(float)
    wanted = table * chance.uniform(0.3, 3, shape)
    if has_zeros:
        table[(0,) * len(shape)] = 0.0
        wanted[(0,) * len(shape)] = 0.0
    others = [tuple(each for each in range(len(shape)) if each != side) for side in range(len(shape))]
    targets = [wanted.sum(axis=each) for each in others]
    weights, codes = people_of(table)
    raked = rake(weights, list(zip(codes, targets, strict=True)))
    assert raked.converged
    assert_allclose(raked.weights.reshape(shape), by_ipfn(table, targets), rtol=1e-5, atol=1e-6)


def test_counts_are_what_the_weights_add_up_to_and_shares_keep_the_sum() -> None:
    codes = np.array([0, 0, 0, 1])
    assert_allclose(rake(np.ones(4), [(codes, [50, 50])]).weights, [50 / 3] * 3 + [50])
    assert_allclose(rake(np.ones(4), [(codes, [0.5, 0.5])]).weights, [2 / 3] * 3 + [2])
    assert rake(np.ones(4), [(codes, [0.5, 0.5])]).deff == pytest.approx((3 * 4 / 9 + 4) / 4)


def test_margins_of_different_years_are_taken_as_shares() -> None:
    first, second = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    raked = rake(np.ones(4), [(first, [30, 10]), (second, [500, 500])])
    assert raked.converged
    assert_allclose(raked.weights, [1.5, 1.5, 0.5, 0.5])


def test_who_is_unknown_keeps_their_weight() -> None:
    raked = rake(np.ones(5), [(np.array([0, 0, 0, 1, -1]), [0.5, 0.5])])
    assert raked.converged
    assert_allclose(raked.weights, [2 / 3, 2 / 3, 2 / 3, 2, 1])


def test_a_group_with_nobody_cannot_be_matched_and_is_named() -> None:
    raked = rake(np.ones(4), [(np.array([0, 0, 1, 1]), [0.5, 0.25, 0.25])])
    assert not raked.converged
    assert raked.unmatched == ((0, 2),)
    assert np.isfinite(raked.weights).all()
    assert_allclose(raked.weights[0] / raked.weights[2], 2)


def test_a_group_with_nobody_is_named_however_small() -> None:
    raked = rake(np.ones(2), [(np.array([0, 0]), [1.0, 1e-12])])
    assert (raked.converged, raked.unmatched) == (False, ((0, 1),))


def test_a_target_of_nobody_takes_all_weight_away() -> None:
    raked = rake(np.ones(3), [(np.array([0, 0, 1]), [1.0, 0.0])])
    assert raked.converged
    assert_allclose(raked.weights, [1.5, 1.5, 0])


def test_what_cannot_be_met_is_said() -> None:
    """Everybody who is old is rural and nobody else, but the targets say otherwise."""
    codes = np.array([0, 0, 1, 1])
    raked = rake(np.ones(4), [(codes, [0.5, 0.5]), (codes, [0.2, 0.8])], max_iter=50)
    assert not raked.converged
    assert raked.off == pytest.approx(0.3)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=3, max_size=40), st.floats(1, 4))
def test_a_cap_holds_and_nothing_gets_lost(codes: list[int], cap: float) -> None:
    raked = rake(np.ones(len(codes)), [(np.array(codes), [0.1, 0.2, 0.7])], cap=cap)
    assert raked.weights.max() <= cap * raked.weights.mean() * (1 + 1e-9)
    assert raked.weights.sum() == pytest.approx(len(codes))
    assert raked.weights.min() > 0


def test_a_cap_gives_what_it_cuts_off_to_the_others() -> None:
    codes = np.array([0] * 9 + [1])
    raked = rake(np.ones(10), [(codes, [0.5, 0.5])], cap=3)
    assert_allclose(raked.weights, [7 / 9] * 9 + [3])
    assert not raked.converged
    assert raked.off == pytest.approx(0.2)


def test_no_cap_and_an_endless_one_are_the_same() -> None:
    codes = np.array([0] * 9 + [1])
    margins = [(codes, [0.5, 0.5])]
    assert_allclose(rake(np.ones(10), margins).weights, rake(np.ones(10), margins, cap=float("inf")).weights)


@pytest.mark.parametrize(
    ("weights", "codes", "targets", "cap"),
    [
        ([1, -1], [0, 0], [1], None),
        ([1, float("nan")], [0, 0], [1], None),
        ([1, 1], [0], [1], None),
        ([1, 1], [0, 1], [1], None),
        ([1, 1], [0, -2], [1], None),
        ([1, 1], [0.5, 0.5], [1], None),
        ([1, 1], [0, 0], [-1], None),
        ([1, 1], [0, 0], [0], None),
        ([1, 1], [0, 0], [1], 0.5),
    ],
)
def test_what_makes_no_sense_is_refused(
    weights: list[float], codes: list[float], targets: list[float], cap: float | None
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words differ, the kind is the promise
        rake(weights, [(np.array(codes), targets)], cap=cap)


def test_nobody_is_no_error() -> None:
    raked = rake([], [(np.array([], dtype=int), [0.5, 0.5])])
    assert raked.weights.size == 0
    assert raked.deff == 1.0
    assert not raked.converged
    assert rake([1, 1], []).converged


def test_kishs_design_effect() -> None:
    assert design_effect([2, 2, 2]) == pytest.approx(1)
    assert design_effect([1, 3]) == pytest.approx(2 * 10 / 16)
    assert design_effect([0, 0]) == 1.0


def test_wilsons_interval_equals_a_worked_table() -> None:
    """R. G. Newcombe, Two-sided confidence intervals for the single proportion (1998), table I."""
    for yes, people, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert wilson(yes / people, people) == pytest.approx((low, high), abs=5e-5)
    assert wilson(0.0, 0) == (0.0, 1.0)


def test_groups_are_held_against_the_population() -> None:
    """4 of 1,000 from where 13 of 1,000 live: fewer; 700 from where 600 live: more."""
    rows = {row.group: row for row in heard({"a": 4, "b": 700, "c": 296}, {"a": 13, "b": 600, "c": 387})}
    assert rows["a"].index == pytest.approx(4 / 13)
    assert rows["a"].high is not None
    assert rows["a"].high < 1
    assert rows["a"].missing == pytest.approx(9)
    assert [rows[each].verdict for each in "abc"] == [Verdict.FEWER, Verdict.MORE, Verdict.FEWER]


def test_few_people_prove_nothing() -> None:
    rows = heard({"a": 0, "b": 20}, {"a": 10, "b": 90})
    assert [row.verdict for row in rows] == [Verdict.TOO_FEW, Verdict.AS_EXPECTED]


def test_one_person_is_not_called_many() -> None:
    """One of forty where one of a thousand lives is four times the share, and still one person."""
    rows = heard({"a": 1, "b": 39}, {"a": 1, "b": 999})
    assert rows[0].verdict == Verdict.TOO_FEW
    assert heard({"a": 5, "b": 35}, {"a": 1, "b": 999})[0].verdict == Verdict.MORE


def test_a_group_whose_number_nobody_knows_is_compared_with_nothing() -> None:
    rows = heard({"a": 3, "b": 5, "c": 2}, {"a": 10, "b": None, "d": 0})
    assert [row.group for row in rows] == ["a", "b", "d", "c"]
    assert [row.verdict for row in rows[1:]] == [Verdict.NO_POPULATION] * 3
    assert rows[1].index is None


def test_who_stands_in_two_groups_is_one_person() -> None:
    both = heard({"a": 60, "b": 60}, {"a": 50, "b": 50}, known=100)
    assert [row.share for row in both] == [0.6, 0.6]


def test_nobody_heard_at_all_says_nothing() -> None:
    assert heard({}, {"a": 10})[0].verdict == Verdict.TOO_FEW


def test_a_weighted_share_has_the_interval_of_fewer_people() -> None:
    yes = np.array([True] * 30 + [False] * 70)
    plain, even = weighted_share(yes), weighted_share(yes, np.full(100, 3.0))
    assert plain == even
    uneven = weighted_share(yes, np.array([3.0] * 30 + [1.0] * 70))
    assert plain
    assert uneven
    assert uneven.share == pytest.approx(90 / 160)
    assert uneven.effective == pytest.approx(160**2 / (9 * 30 + 70))
    assert uneven.high - uneven.low > plain.high - plain.low
    assert weighted_share([]) is None


def test_tame_weights_may_be_used() -> None:
    codes = np.array([0] * 60 + [1] * 40)
    margins = [(codes, [0.5, 0.5])]
    assert may_weight(rake(np.ones(100), margins), margins).allowed


def test_wild_weights_are_refused_with_every_reason() -> None:
    codes = np.array([0] * 95 + [1] * 5)
    margins = [(codes, [0.4, 0.4, 0.2])]
    found = may_weight(rake(np.ones(100), margins), margins)
    assert not found.allowed
    assert [(each.because, each.code) for each in found.refusals] == [
        (Objection.TOO_FEW_IN_GROUP, 1),
        (Objection.NOBODY_IN_GROUP, 2),
        (Objection.TARGETS_NOT_MET, None),
        (Objection.LARGE_EFFECT, None),
        (Objection.LARGE_WEIGHT, None),
    ]


def test_few_people_are_not_weighted() -> None:
    assert [each.because for each in may_weight(np.ones(12)).refusals] == [Objection.TOO_FEW_PEOPLE]
    assert [each.because for each in may_weight([]).refusals] == [Objection.TOO_FEW_PEOPLE]
