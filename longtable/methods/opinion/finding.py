"""From answers to opinion groups and what they say, for analysts and for the pages that show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from longtable.methods.opinion import statements
from longtable.methods.opinion.answers import Answers, read_answers
from longtable.methods.opinion.division import Division, divide
from longtable.methods.opinion.space import SHOWN_AXES, Map, draw_map

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

MIN_GROUP: Final = 5
MIN_PEOPLE: Final = 10
_ANSWERS: Final = 7  # of a person, to be grouped
_FEWEST_ANSWERS: Final = 3
_ENOUGH_PEOPLE: Final = 15


@dataclass(frozen=True, eq=False)
class Groups:
    """Opinion groups of one conversation. People and statements are the codes that were given.

    Per person: `labels`, the group from 0 (the largest) on, -1 for who is in none; `coordinates`, people × 2,
    the middle (0, 0) for who answered nothing.

    Per group: `representative`, up to five (statement, side) with side 1 agree and -1 disagree; `agrees`,
    `disagrees` and `answers` (passes included), groups × statements.

    Per statement: `extremity`, the E of the priority of the next statement; `agreed_by_all` and
    `disagreed_by_all`, group-aware consensus from 0 to 1. All three are 0 for rejected ones.

    Of the whole: `k`, 0 when nobody is grouped; `silhouette` of these groups and `silhouettes` of every k
    that could be, from -1 to 1; `stability`, the mean adjusted Rand index with groups from ten other seeds;
    `consensus`, (statement, side); `divisive`, (statement, difference) widest first; `explained`, each
    shown axis's share of the variance.
    """

    labels: NDArray[np.intp]
    k: int
    silhouette: float
    silhouettes: dict[int, float]
    stability: float
    coordinates: Floats
    explained: tuple[float, float]
    representative: dict[int, statements.Sided]
    consensus: statements.Sided
    divisive: list[tuple[int, float]]
    extremity: Floats
    agreed_by_all: Floats
    disagreed_by_all: Floats
    agrees: Counts
    disagrees: Counts
    answers: Counts


def find_groups(
    participant: ArrayLike,
    statement: ArrayLike,
    vote: ArrayLike,
    *,
    k: int | None = None,
    seed: int = 0,
    rejected: Iterable[int] = (),
    min_group: int = MIN_GROUP,
    min_people: int = MIN_PEOPLE,
) -> Groups:
    """Groups of people who answer alike.

    Three equally long columns of whole numbers: who (codes from 0), which statement (codes from 0), and the
    vote: 1 agree, 0 pass, -1 disagree. Of two rows for one person and statement the last counts. `rejected`
    statements were moderated out: answers to them decide nothing.

    Without `k`, the number of groups from 2 to 5 with the best silhouette is taken; a given `k` is kept where
    it can be, else the next smaller number. No group has fewer than `min_group` people, nothing counts as
    consensus or as divisive with fewer answers, and with fewer than `min_people` nobody is grouped. The same
    `seed` gives the same answer, in whatever order rows and people come.

    Raises `ValueError` for other votes, negative codes, columns of unequal length or a `k` below 1.
    """
    if k is not None and k < 1:
        raise ValueError(f"k must be 1 or more, not {k}.")
    answers = read_answers(participant, statement, vote, rejected)
    votes = answers.on(answers.deciding)
    admitted = _admitted(np.diff(votes.indptr), votes.shape[1], min_people)
    drawn = draw_map(votes, admitted)
    found = divide(drawn.points[admitted], k, seed, min_group)
    labels = np.full(answers.people, -1, dtype=np.intp)
    labels[admitted] = found.labels
    return _described(answers, drawn, labels, found, min_group)


def _admitted(answered: NDArray[np.integer], asked: int, min_people: int) -> NDArray[np.bool_]:
    """Who answered enough to be grouped: 7 accepted statements, or as many as there are.

    Where fewer than 15 people did, fewer answers will do, though not under 3.
    """
    needed = max(min(_ANSWERS, asked), 1)
    while needed > _FEWEST_ANSWERS and np.count_nonzero(answered >= needed) < _ENOUGH_PEOPLE:
        needed -= 1
    admitted = answered >= needed
    return admitted if np.count_nonzero(admitted) >= min_people else np.zeros_like(admitted)


def _described(
    answers: Answers, drawn: Map, labels: NDArray[np.intp], found: Division, min_group: int
) -> Groups:
    """What can be told of groups once everybody's label is known."""
    counts = answers.counts(labels, found.k)
    grouped, accepted = counts[:-1], answers.accepted
    disagrees, agrees, all_answers = grouped[:, 0], grouped[:, 2], grouped.sum(axis=1)
    is_shared = accepted & (found.k > 0)
    extremity = np.zeros(answers.statements)
    extremity[answers.deciding] = drawn.extremity
    return Groups(
        labels=labels,
        k=found.k,
        silhouette=found.silhouette,
        silhouettes=found.silhouettes,
        stability=found.stability,
        coordinates=drawn.points[:, :SHOWN_AXES],
        explained=drawn.explained,
        representative=statements.representative(grouped, accepted),
        consensus=statements.consensus(counts.sum(axis=0), accepted, min_group),
        divisive=statements.divisive(grouped, accepted, min_group),
        extremity=extremity,
        agreed_by_all=np.where(is_shared, statements.said_by_every_group(agrees, all_answers), 0),
        disagreed_by_all=np.where(is_shared, statements.said_by_every_group(disagrees, all_answers), 0),
        agrees=agrees,
        disagrees=disagrees,
        answers=all_answers,
    )
