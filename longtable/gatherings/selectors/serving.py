"""Gatherings that keep what was promised because of somebody's words."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from longtable.commitments.selectors.chains import thread_of
from longtable.gatherings.models import Gathering
from longtable.gatherings.selectors.calendar import coming_for


def gatherings_after_comments(comments: Iterable[UUID], now: datetime) -> dict[UUID, list[Gathering]]:
    """Comment -> public gatherings to come that keep a commitment it led to; others are left out."""
    threads = thread_of(comments)
    promises = {chain.commitment.pk for chains in threads.values() for chain in chains}
    coming = coming_for("commitment", promises, now) if promises else {}
    found = {
        comment: [each for chain in chains for each in coming.get(chain.commitment.pk, [])]
        for comment, chains in threads.items()
    }
    return {comment: gatherings for comment, gatherings in found.items() if gatherings}
