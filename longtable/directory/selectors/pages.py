"""One page of a long list, or all of it in order, without reading what lies before."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

MANY = 10_000
"""Rows from which counting and skipping take time, so that what was found is kept for a while."""

KEPT_FOR = 600
"""Seconds."""

NEAR = 20
"""Pages back to which one looks for a known place: another web process may have served the last ones."""

BATCH = 500
BATCH_FULL = 50
"""Rows that are in memory at a time when all are read; fewer where each brings much along."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Page ``number`` (from 1) of ``pages``; ``total`` counts the rows of all pages."""

    rows: list[Row]
    number: int
    pages: int
    total: int


def page_of(found: QuerySet[Row], number: int, per_page: int) -> Page[Row]:
    """The page ``number`` of ``found``, which is in the order of its ids. Beyond the last one it is empty.

    Who turns pages through a long list pays no more for the last than for the first: each page remembers
    where the next begins. The total of a long list may be some minutes old.
    """
    name = _name(found)
    total = _count(found, name)
    first = (number - 1) * per_page
    rows: list[Row] = []
    if first < total:
        begin, behind = _known_begin(name, number, per_page) if first >= MANY else (None, number - 1)
        rest = found.filter(pk__gte=begin) if begin else found
        rows = list(rest[behind * per_page : (behind + 1) * per_page + 1])
        for later, row in enumerate(rows[::per_page]):
            if first + later * per_page >= MANY:
                cache.set(f"{name}:{per_page}:{number + later}", row.pk, KEPT_FOR)
    return Page(rows[:per_page], number, -(-total // per_page), total)


def batches(found: QuerySet[Row], size: int) -> Iterator[list[Row]]:
    """All of ``found`` in the order of its ids, a few at a time. No transaction stays open in between."""
    last: UUID | None = None
    while rows := list(_after(found, last)[:size]):
        yield rows
        last = rows[-1].pk


def _known_begin(name: str, number: int, per_page: int) -> tuple[UUID | None, int]:
    """The first id of ``number`` or of a page not far before, as far as known, and how far back that is."""
    names = {f"{name}:{per_page}:{number - back}": back for back in range(min(NEAR, number))}
    begins: dict[str, UUID] = cache.get_many(names)
    if not begins:
        return None, number - 1
    nearest = min(begins, key=names.__getitem__)
    return begins[nearest], names[nearest]


def _after(found: QuerySet[Row], pk: UUID | None) -> QuerySet[Row]:
    return found.filter(pk__gt=pk) if pk else found


def _count(found: QuerySet[Row], name: str) -> int:
    total: int | None = cache.get(name)
    if total is None:
        total = found.order_by().count()
        if total >= MANY:
            cache.set(name, total, KEPT_FOR)
    return total


def _name(found: QuerySet[Row]) -> str:
    """The same for the same question."""
    try:
        asked = str(found.query)
    except EmptyResultSet:
        asked = ""
    return f"pages:{hashlib.sha256(asked.encode()).hexdigest()}"
