"""How many people who said something have been answered, and how long they waited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answering:
    """`answered` of `total` comments, as a `share` from 0 to 1; `median_days` from saying to answer.

    `share` is None when nothing was said, `median_days` when nothing was answered. Comments that still wait
    are not in the median, so it flatters whoever answers only the easy ones: always show it beside the share.
    """

    answered: int
    total: int
    share: float | None
    median_days: float | None


def answering(comments: Iterable[tuple[datetime, datetime | None]]) -> Answering:
    """From (said at, answered at or None) of each comment; days are of 24 hours, with fractions.

    Raises ValueError when an answer is older than what it answers, TypeError when only one time has a zone.
    """
    total, waits = 0, []
    for said_at, answered_at in comments:
        total += 1
        if answered_at is not None:
            if answered_at < said_at:
                raise ValueError(f"answered at {answered_at}, before it was said at {said_at}")
            waits.append((answered_at - said_at) / _DAY)
    return Answering(
        answered=len(waits),
        total=total,
        share=len(waits) / total if total else None,
        median_days=median(waits) if waits else None,
    )
