"""How much speaks for two records being of one person. Weights are judgements, so that staff decide."""

from collections.abc import Iterable
from math import prod

WEIGHTS = {"phone": 0.5, "email": 0.6, "surname_birth_date": 0.8}
"""Chance that two records agreeing in this, and nothing else known, are of one person. Households
share telephones; twins share a name and a birth date."""


def score(reasons: Iterable[str]) -> float:
    """0 to 1: the chance that not every agreement is a coincidence."""
    return 1 - prod(1 - WEIGHTS[reason] for reason in set(reasons))
