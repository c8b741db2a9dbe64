"""No hidden count can be worked out closer than the policy allows, by whatever attack."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.methods.suppression import Unprotectable, attack, protect

Cells = dict[object, int]
Sums = list[tuple[object, list[object]]]


def crossed(base: np.ndarray) -> tuple[Cells, Sums]:
    """A table with all its margins."""
    full = base
    for axis in range(base.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    cells: Cells = {at: int(full[at]) for at in np.ndindex(*full.shape)}
    sums: Sums = [
        (at, [(*at[:axis], part, *at[axis + 1 :]) for part in range(size)])
        for axis, size in enumerate(base.shape)
        for at in np.ndindex(*full.shape)
        if at[axis] == size
    ]
    return cells, sums


def nested(base: np.ndarray) -> tuple[Cells, Sums]:
    """Counties by group, with regions of two counties."""
    cells, sums = crossed(base)
    for first in range(0, base.shape[0] - 1, 2):
        for column in range(base.shape[1] + 1):
            parts: list[object] = [(first, column), (first + 1, column)]
            cells["region", first, column] = sum(cells[part] for part in parts)
            sums.append((("region", first, column), parts))
    return cells, sums


def sharing(base: np.ndarray) -> tuple[Cells, Sums]:
    """Two tables of the same people, with the margin of counties in common."""
    cells, sums = crossed(base.sum(axis=2))
    others, other_sums = crossed(base.sum(axis=1))
    margin, other_margin = base.shape[1], base.shape[2]
    names = {at: (at[0], margin) if at[1] == other_margin else ("other", *at) for at in others}  # type: ignore
    cells |= {names[at]: count for at, count in others.items()}
    return cells, sums + [(names[total], [names[part] for part in parts]) for total, parts in other_sums]


MAKERS = {
    "two ways": (crossed, 2),
    "three ways": (crossed, 3),
    "nested": (nested, 2),
    "sharing": (sharing, 3),
}


def random_tables(kind: str, seed: int) -> tuple[Cells, Sums]:
    make, dimensions = MAKERS[kind]
    random = np.random.default_rng(seed)
    shape = random.integers(2, 5 if dimensions == 2 else 4, dimensions)
    mean = random.choice([1, 4, 15, 60])
    return make(random.poisson(random.gamma(0.5, mean / 0.5, shape)))


def bounds_by_counting(published: Cells, sums: Sums, most: int) -> dict[object, tuple[int, int]]:
    """Every table up to ``most`` tried, one after the other."""
    hidden = [
        key for key in {each for total, parts in sums for each in (total, *parts)} if key not in published
    ]
    found: dict[object, tuple[int, int]] = {}
    for values in itertools.product(range(most + 1), repeat=len(hidden)):
        cells = published | dict(zip(hidden, values, strict=True))
        if all(cells[total] == sum(cells[part] for part in parts) for total, parts in sums):
            for key in hidden:
                low, high = found.get(key, (math.inf, -math.inf))
                found[key] = (min(low, cells[key]), max(high, cells[key]))  # type: ignore[assignment]
    return found


@pytest.mark.parametrize("kind", MAKERS)
def test_no_attack_comes_closer_than_the_width(kind: str) -> None:
    for seed in range(5):
        holds(*random_tables(kind, seed))


@pytest.mark.slow
@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("seed", range(50))
def test_no_attack_on_two_hundred_linked_tables_comes_closer(kind: str, seed: int) -> None:
    holds(*random_tables(kind, seed))


def holds(cells: Cells, sums: Sums) -> None:
    """The law: small counts are hidden, zeros shown, and what is hidden stays 11 wide, also knowing zeros."""
    found = protect(cells, sums)
    assert {key for key, count in cells.items() if 0 < count < 11} <= found.suppressed
    assert not any(cells[key] == 0 for key in found.suppressed)
    published = {key: count for key, count in cells.items() if key not in found.suppressed}
    for least in (0, 1):
        for key, (low, high) in attack(published, sums, lower=least).items():
            assert low <= cells[key] <= high
            assert high - low >= 11
    assert all(found.intervals[key][0] <= cells[key] <= found.intervals[key][1] for key in found.suppressed)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=4))
def test_it_holds_for_any_table(rows: list[list[int]]) -> None:
    holds(*crossed(np.array(rows)))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.integers(0, 15))
def test_the_attack_finds_what_trying_everything_finds(values: list[int], mask: int) -> None:
    cells, sums = crossed(np.array(values).reshape(2, 2))
    inner = [(0, 0), (0, 1), (1, 0), (1, 1)]
    hidden = {at for place, at in enumerate(inner) if mask >> place & 1}
    published = {key: count for key, count in cells.items() if key not in hidden}
    assert attack(published, sums) == bounds_by_counting(published, sums, most=8)


def test_a_lone_small_count_takes_the_cheapest_others_with_it() -> None:
    cells, sums = crossed(np.array([[3, 40, 60], [20, 55, 70], [34, 12, 90]]))
    found = protect(cells, sums)
    assert found.is_cheapest
    assert found.suppressed >= {(0, 0)}
    assert len(found.suppressed) == 4


def test_a_total_that_equals_its_only_small_part_is_hidden_too() -> None:
    found = protect({"all": 3, "a": 3, "b": 0}, [("all", ["a", "b"])])
    assert found.suppressed == {"all", "a"}
    assert found.intervals["a"] == (1, math.inf)


def test_what_nothing_bounds_has_no_upper_end() -> None:
    assert attack({"a": 5}, [("all", ["a", "b"])]) == {"all": (5, math.inf), "b": (0, math.inf)}


def test_what_is_safe_is_left_alone() -> None:
    assert protect({"all": 50, "a": 20, "b": 30}, [("all", ["a", "b"])]).suppressed == frozenset()


def test_the_same_tables_get_the_same_answer() -> None:
    tables = random_tables("three ways", 7)
    assert protect(*tables) == protect(*tables)


def test_a_count_that_is_public_elsewhere_is_kept_or_refused() -> None:
    sums: Sums = [("all", ["a", "b"])]
    assert "all" not in protect({"all": 45, "a": 5, "b": 40}, sums, keep=["all"]).suppressed
    with pytest.raises(Unprotectable):
        protect({"all": 7, "a": 3, "b": 4}, sums, keep=["all"])


@pytest.mark.parametrize(
    ("cells", "sums", "words"),
    [
        ({"all": 9, "a": 5, "b": 5}, [("all", ["a", "b"])], "add up to 10, not to 9"),
        ({"all": 5, "a": 5}, [("all", ["a", "b"])], "'b', which is no cell"),
        ({"all": 5}, [("all", [])], "no parts"),
        ({"all": -1}, [], "whole number"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(cells: Cells, sums: Sums, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        protect(cells, sums)


def test_published_counts_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="no possible count"):
        attack({"all": 3, "a": 5}, [("all", ["a", "b"])])
