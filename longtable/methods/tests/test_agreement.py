"""Agreement of two coders, against published and hand-worked examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.methods.agreement import (
    Kappa,
    OnTheme,
    Reading,
    between,
    cohens_kappa,
    krippendorffs_alpha,
    masi_distance,
    read_alpha,
)

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); a dot is a missing value.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
FOUR_OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")

FIRST = {1: {"rides"}, 2: {"rides", "cost"}, 3: {"cost"}, 4: set(), 5: {"rides"}}
SECOND = {1: {"rides"}, 2: {"rides"}, 3: {"rides"}, 4: set(), 6: {"cost"}}

codings = st.dictionaries(st.integers(0, 9), st.frozensets(st.sampled_from("abcd"), max_size=3))


def table(on: OnTheme) -> tuple:
    return on.theme, on.both, on.first_only, on.second_only, on.neither


def units(*observers: str) -> list[list[str]]:
    return [[value for value in unit if value != "."] for unit in zip(*observers, strict=True)]


@pytest.mark.parametrize(("observers", "alpha"), [(BINARY, 0.095), (NOMINAL, 0.692), (FOUR_OBSERVERS, 0.743)])
def test_alpha_is_what_krippendorff_published(observers: tuple[str, ...], alpha: float) -> None:
    assert krippendorffs_alpha(units(*observers)) == pytest.approx(alpha, abs=0.0005)


def test_alpha_is_not_defined_where_nothing_varied_or_nobody_coded_twice() -> None:
    assert krippendorffs_alpha([]) is None
    assert krippendorffs_alpha([["a"], ["b"]]) is None
    assert krippendorffs_alpha([["a", "a"], ["a", "a"]]) is None


def test_kappa_and_its_interval_worked_by_hand() -> None:
    # Shares .4 .1 .2 .3, so agreement .7, by chance .5 x .6 + .5 x .4 = .5, kappa = .2 / .5 = .4.
    # Error: (.4 (1 - 1.1 x .6)² + .3 (1 - .9 x .6)² + .36 (.1 x 1.1² + .2 x .9²) - .1²) / (50 x .25)
    # = .2016 / 12.5 = .016128, whose root is .126996; 1.96 of it is .24891.
    kappa = cohens_kappa(20, 5, 10, 15)
    assert kappa is not None
    assert (kappa.value, kappa.low, kappa.high) == pytest.approx((0.4, 0.15109, 0.64891), abs=0.00001)


def test_kappa_is_not_defined_where_both_always_decided_the_same_one_way() -> None:
    assert cohens_kappa(0, 0, 0, 0) is None
    assert cohens_kappa(9, 0, 0, 0) is None
    assert cohens_kappa(0, 0, 0, 9) is None
    assert cohens_kappa(0, 3, 0, 9) is not None


def test_coders_who_never_disagreed_are_still_not_sure_to_agree_always() -> None:
    few, many = cohens_kappa(5, 0, 0, 5), cohens_kappa(500, 0, 0, 500)
    assert few is not None
    assert many is not None
    assert (few.value, few.high, many.value, many.high) == (1, 1, 1, 1)
    assert 0 < few.low < 0.8 < many.low < 1


@pytest.mark.parametrize("cells", [(0, 3, 0, 0), (0, 1, 1, 0)])
def test_few_comments_on_which_coders_never_agreed_do_not_settle_it(cells: tuple[int, int, int, int]) -> None:
    kappa = cohens_kappa(*cells)
    assert kappa is not None
    assert kappa.low <= kappa.value < kappa.high - 0.3


@given(st.tuples(*[st.integers(0, 40)] * 4))
def test_kappa_lies_in_its_interval_and_does_not_care_who_is_first(cells: tuple[int, int, int, int]) -> None:
    both, first_only, second_only, neither = cells
    kappa = cohens_kappa(*cells)
    turned = cohens_kappa(both, second_only, first_only, neither)
    assert (kappa is None) == (turned is None)
    if kappa is not None and turned is not None:
        assert -1 <= kappa.low <= kappa.value <= kappa.high <= 1
        assert (kappa.value, kappa.low, kappa.high) == pytest.approx((turned.value, turned.low, turned.high))


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("a", "a", 0),
        ("", "", 0),
        ("ab", "abcd", 1 - 2 / 4 * 2 / 3),  # the one holds the other
        ("abc", "bcd", 1 - 2 / 4 * 1 / 3),  # they overlap
        ("a", "b", 1),
        ("", "a", 1),
    ],
)
def test_the_distance_of_two_sets(one: str, other: str, distance: float) -> None:
    assert masi_distance(frozenset(one), frozenset(other)) == pytest.approx(distance)
    assert masi_distance(frozenset(other), frozenset(one)) == pytest.approx(distance)


def test_only_what_both_coded_is_compared() -> None:
    agreement = between(FIRST, SECOND)
    assert agreement.comments == 4
    assert agreement.percent == 50
    cost, rides = agreement.themes
    assert table(rides) == ("rides", 2, 0, 1, 1)
    assert table(cost) == ("cost", 0, 2, 0, 2)
    assert (rides.percent, cost.percent) == (75, 50)


def test_alpha_over_whole_sets_worked_by_hand() -> None:
    # Values: 4 x {rides}, {rides, cost}, {cost}, 2 x {}. MASI: {rides} and {cost} to both 2/3, all else 1.
    # Observed: (0 + 2/3 + 1 + 0) x 2 = 10/3. Expected: of the 64 ordered pairs with themselves
    # 2 x (4 x 2/3 + 4 + 8 + 2/3 + 2 + 2) = 2 x 58/3 = 116/3. Alpha = 1 - 7 x (10/3) / (116/3) = 1 - 70/116.
    assert between(FIRST, SECOND).alpha == pytest.approx(1 - 70 / 116)


def test_of_each_theme_alpha_is_near_kappa() -> None:
    rides = between(FIRST, SECOND).themes[1]
    # Yes 5, no 3; one pair differs: observed 2, expected 2 x 15 = 30, alpha = 1 - 7 x 2 / 30.
    assert rides.alpha == pytest.approx(1 - 14 / 30)
    assert rides.kappa is not None
    assert rides.kappa.value == pytest.approx(0.5)  # (.75 - .5) / (1 - .5)


def test_coders_without_a_common_comment_have_no_figure() -> None:
    agreement = between({1: {"rides"}}, {2: {"rides"}})
    assert (agreement.comments, agreement.themes) == (0, ())
    assert (agreement.percent, agreement.alpha, agreement.reading) == (None, None, None)


@given(codings)
def test_a_coder_agrees_with_oneself(coding: dict[int, frozenset[str]]) -> None:
    agreement = between(coding, coding)
    assert agreement.percent in (100, None)
    assert agreement.alpha in (1, None)
    assert all(theme.kappa is None or theme.kappa.value == 1 for theme in agreement.themes)


@given(codings, codings)
def test_alpha_does_not_care_who_is_first(one: dict, other: dict) -> None:
    assert between(one, other).alpha == pytest.approx(between(other, one).alpha)


@pytest.mark.parametrize(
    ("value", "reading"),
    [
        (-0.1, Reading.POOR),
        (0, Reading.SLIGHT),
        (0.2, Reading.FAIR),
        (0.4, Reading.MODERATE),
        (0.6, Reading.SUBSTANTIAL),
        (0.8, Reading.ALMOST_PERFECT),
        (1, Reading.ALMOST_PERFECT),
    ],
)
def test_kappa_in_words(value: float, reading: Reading) -> None:
    assert Kappa(value, value, value).reading == reading


@pytest.mark.parametrize(
    ("value", "reading"),
    [
        (0.8, Reading.RELIABLE),
        (0.79, Reading.TENTATIVE),
        (0.667, Reading.TENTATIVE),
        (0.66, Reading.UNRELIABLE),
    ],
)
def test_alpha_in_words(value: float, reading: Reading) -> None:
    assert read_alpha(value) == reading
