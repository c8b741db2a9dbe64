"""Conversations whose groups are known, because they were made up."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Planted(NamedTuple):
    """Three columns of answers, and the group of each person."""

    participant: NDArray[np.integer]
    statement: NDArray[np.integer]
    vote: NDArray[np.integer]
    truth: NDArray[np.integer]


def plant(
    groups: int,
    *,
    people: int = 200,
    statements: int = 40,
    answered: float = 0.5,
    doubt: float = 0.1,
    seed: int = 0,
) -> Planted:
    """Each group agrees or disagrees with each statement; its people say so but for `doubt`; a tenth pass."""
    chance = np.random.default_rng(seed)
    truth = np.arange(people) % groups
    agrees = chance.choice([doubt, 1 - doubt], size=(groups, statements))
    participant, statement = np.nonzero(chance.random((people, statements)) < answered)
    said = np.where(chance.random(len(participant)) < agrees[truth[participant], statement], 1, -1)
    said[chance.random(len(said)) < 0.1] = 0
    return Planted(participant, statement, said, truth)
