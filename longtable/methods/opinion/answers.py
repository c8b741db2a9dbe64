"""Answers as one sparse table that tells a pass from a question never seen, for the opinion groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

AGREE, PASS, DISAGREE = 1, 0, -1


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answered what, people in rows and statements in columns by the codes given.

    `votes` has one int8 entry, 1, 0 or -1, for each answer and none for what was not seen. `accepted` says
    of each statement whether it was not moderated out.
    """

    votes: csr_array
    accepted: NDArray[np.bool_]

    @property
    def people(self) -> int:
        return self.votes.shape[0]

    @property
    def statements(self) -> int:
        return self.votes.shape[1]

    @property
    def deciding(self) -> NDArray[np.bool_]:
        """Which statements decide who answers alike: those accepted, and answered by anybody."""
        return self.accepted & (np.bincount(self.votes.indices, minlength=self.statements) > 0)

    def on(self, chosen: NDArray[np.bool_]) -> csr_array:
        """The votes with the chosen statements alone as columns."""
        return self.votes if chosen.all() else self.votes[:, np.flatnonzero(chosen)]

    def counts(self, labels: NDArray[np.integer], k: int) -> NDArray[np.int64]:
        """How often each group gave each answer, as (k + 1) × 3 × statements.

        The second axis is disagree, pass, agree. The last group holds everybody without one (label -1).
        """
        group = np.where(labels < 0, k, labels)
        first_cell = np.repeat(group * 3 * self.statements, np.diff(self.votes.indptr))
        cells = first_cell + (self.votes.data + 1).astype(np.int64) * self.statements + self.votes.indices
        size = (k + 1) * 3 * self.statements
        return np.bincount(cells, minlength=size).reshape(k + 1, 3, self.statements)


def read_answers(
    participant: ArrayLike, statement: ArrayLike, vote: ArrayLike, rejected: Iterable[int]
) -> Answers:
    """The table of three equally long columns. Of two rows for one person and statement the last counts.

    Raises `ValueError` for votes other than -1, 0 and 1, for negative codes, for columns of unequal length.
    """
    person, asked = _codes(participant, "participant"), _codes(statement, "statement")
    answer = _whole(vote, "vote")
    if not len(person) == len(asked) == len(answer):
        lengths = f"{len(person)}, {len(asked)} and {len(answer)}"
        raise ValueError(f"participant, statement and vote must be equally long, not {lengths}.")
    if len(answer) and not (answer.min() >= DISAGREE and answer.max() <= AGREE):
        raise ValueError("A vote is -1 (disagree), 0 (pass) or 1 (agree).")
    shape = (int(person.max()) + 1, int(asked.max()) + 1) if len(person) else (0, 0)
    out = _codes(list(rejected), "rejected")
    accepted = np.ones(shape[1], dtype=bool)
    accepted[out[out < shape[1]]] = False
    return Answers(_table(person, asked, answer.astype(np.int8), shape), accepted)


def _codes(values: ArrayLike, name: str) -> NDArray[np.integer]:
    codes = _whole(values, name)
    if len(codes) and codes.min() < 0:
        raise ValueError(f"{name} must hold codes from 0 on, not {codes.min()}.")
    return codes


def _whole(values: ArrayLike, name: str) -> NDArray[Any]:
    """`values` as a flat array of integers, bool and whole floats included."""
    array = np.asarray(values)
    if array.ndim != 1:
        raise ValueError(f"{name} must be one column, not {array.ndim}-dimensional.")
    if array.dtype == bool:
        return array.astype(np.int8)
    if np.issubdtype(array.dtype, np.floating) and np.array_equal(array, np.floor(array)):
        return array.astype(np.int64)
    if not np.issubdtype(array.dtype, np.integer):
        raise ValueError(f"{name} must hold whole numbers.")
    return array


def _table(
    person: NDArray[np.integer],
    asked: NDArray[np.integer],
    answer: NDArray[np.int8],
    shape: tuple[int, int],
) -> csr_array:
    people, columns = shape
    cell = person.astype(np.int64) * columns + asked.astype(np.int64)
    if not (cell[1:] > cell[:-1]).all():
        cell, order = _in_order(cell)
        is_last = np.append(cell[1:] != cell[:-1], True)
        cell, answer = cell[is_last], answer[order[is_last]]
    row = cell // max(columns, 1)
    column = cell - row * columns  # several times faster than the remainder
    starts = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=people))])
    return csr_array((answer, column.astype(np.int32), starts), shape=shape)


def _in_order(cell: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """`cell` sorted, equal ones as they came, and where each stood."""
    bits = len(cell).bit_length()
    if int(cell.max()).bit_length() + bits > 63:
        order = np.argsort(cell, kind="stable")
        return cell[order], order
    # Value and place in one number need no stable sort, which is several times slower.
    both = (cell << bits) | np.arange(len(cell))
    both.sort()
    return both >> bits, both & ((1 << bits) - 1)
