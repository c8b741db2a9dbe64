"""How much of what people answered may be shown without telling what any one of them said. Pure.

Two counters, yes and anything else. The exact numbers are shown only where both are at least the
threshold: zero is as small as one, because "everybody said yes" tells what each of them said. Where one
side is small, only that it is small is shown, and only of twice as many people. What is shown moves in
steps: exact numbers again only when both sides grew by the threshold, so that whoever looks before and
after one visit learns nothing.
"""

from dataclasses import dataclass
from typing import Literal

Few = Literal["", "yes", "other"]


@dataclass(frozen=True)
class Count:
    """What was answered so far."""

    yes: int
    other: int

    @property
    def people(self) -> int:
        """How many answered."""
        return self.yes + self.other


@dataclass(frozen=True)
class Shown:
    """What may be shown: ``people`` answered, ``yes`` of them yes (``None``: not told); or one side is few.

    ``people`` 0 means that nothing is shown but how many answered.
    """

    people: int = 0
    yes: int | None = None
    few: Few = ""

    @property
    def other(self) -> int | None:
        """How many said anything else."""
        return None if self.yes is None else self.people - self.yes


def next_shown(count: Count, before: Shown, threshold: int) -> Shown:
    """What is shown after one more answer. Looked at only at whole steps of ``threshold`` people."""
    if count.people % threshold:
        return before
    base = Count(before.yes or 0, before.other or 0)
    if min(count.yes - base.yes, count.other - base.other) >= threshold:
        return Shown(count.people, yes=count.yes)
    return before if before.yes is not None else shown_once(count, threshold)


def shown_once(count: Count, threshold: int) -> Shown:
    """What is shown of answers that were counted once, when a round is over."""
    if min(count.yes, count.other) >= threshold:
        return Shown(count.people, yes=count.yes)
    if count.people < 2 * threshold:
        return Shown()
    return Shown(count.people, few="yes" if count.yes < count.other else "other")


def at_least(shown: Shown, threshold: int) -> int:
    """How many at least gave the larger answer, where the other side is few."""
    return shown.people - threshold + 1
