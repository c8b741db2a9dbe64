"""Which statement to put before a participant next, so that new ones are heard and divisive noise is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Tally:
    """A statement and how it was answered so far.

    `extremity` is how far it divides opinion groups: that of `longtable.methods.opinion.Groups`, 0 until
    there are groups.
    """

    id: int
    agrees: int
    disagrees: int
    passes: int
    extremity: float = 0.0


def choose(statements: Iterable[Tally], seen: Collection[int], *, seed: int | str) -> int | None:
    """The id of a statement not in `seen`, drawn at random by priority; None when all have been seen.

    The same seed, statements and `seen` always give the same id, in whatever order the statements come. Use a
    seed that changes with every answer (the participant's key and the number of answers), or reloading a page
    would show another statement.
    """
    unseen = sorted((tally for tally in statements if tally.id not in seen), key=lambda tally: tally.id)
    if not unseen:
        return None
    (chosen,) = Random(seed).choices(unseen, weights=[priority(tally) for tally in unseen])
    return chosen.id


def priority(tally: Tally) -> float:
    """The weight of a statement in the draw: always above zero, highest while few have answered.

    ((1 - p) (E + 1) a (1 + 8 · 2^(-S/5)))², with S answers, passes included, p = (passes + 1) / (S + 2) and
    a = (agrees + 1) / (S + 2) and E its extremity. Source: the published priority formula of Polis (C. Small
    and others, Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces, 2021).
    """
    answers = tally.agrees + tally.disagrees + tally.passes
    passed = (tally.passes + 1) / (answers + 2)
    agreed = (tally.agrees + 1) / (answers + 2)
    newness = 1 + 8 * 2 ** (-answers / 5)
    return ((1 - passed) * (tally.extremity + 1) * agreed * newness) ** 2
