"""Shares with their intervals, with weights or without, for whoever sets raw and raked side by side."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

NORMAL_95: Final = 1.959964
"""The point below which 97.5 of 100 draws of the standard normal distribution lie."""


@dataclass(frozen=True)
class Share:
    """A share from 0 to 1 with its 95 percent interval.

    ``people``: of how many. ``effective``: how many with equal weights would tell as much, ``people`` over
    Kish's design effect of their weights; the interval is that of so many.
    """

    share: float
    low: float
    high: float
    people: int
    effective: float


def wilson(share: float, people: float, *, z: float = NORMAL_95) -> tuple[float, float]:
    """The interval of a share seen among ``people``, who need not be a whole number; (0, 1) of nobody.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22 (1927). Unlike share ± 2 standard errors it stays within 0 and 1, and
    is not empty for a share of 0.
    """
    if people <= 0:
        return 0.0, 1.0
    middle = (share + z * z / (2 * people)) / (1 + z * z / people)
    reach = z / (1 + z * z / people) * sqrt(share * (1 - share) / people + z * z / (4 * people * people))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def weighted_share(yes: ArrayLike, weights: ArrayLike | None = None) -> Share | None:
    """The share of ``yes`` among people with these weights, equal ones if none; ``None`` of nobody.

    ``yes``: true or false for each person who answered. The interval is Wilson's for the effective number
    of people, ``sum(w)^2 / sum(w^2)`` (Kish, Survey Sampling, 1965).
    """
    said = np.asarray(yes, dtype=bool)
    given = np.ones(said.size) if weights is None else np.asarray(weights, dtype=float)
    total = given.sum()
    if total <= 0:
        return None
    share = min(1.0, float(given[said].sum() / total))
    effective = float(1 / np.square(given / total).sum())
    return Share(share, *wilson(share, effective), people=said.size, effective=effective)
