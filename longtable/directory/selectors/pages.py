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

KEPT_FOR = 60
"""Seconds."""

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

    Who turns pages one by one through a long list pays no more for the last than for the first: each page
    remembers where the next begins.
    """
    name = _name(found)
    total = _count(found, name)
    first = (number - 1) * per_page
    rows: list[Row] = []
    if first < total:
        begins_after = cache.get(f"{name}:{per_page}:{number}") if first >= MANY else None
        rest = _after(found, begins_after) if begins_after else found[first:]
        rows = list(rest[:per_page])
        if rows and first + per_page >= MANY:
            cache.set(f"{name}:{per_page}:{number + 1}", rows[-1].pk, KEPT_FOR)
    return Page(rows, number, -(-total // per_page), total)


def batches(found: QuerySet[Row], size: int) -> Iterator[list[Row]]:
    """All of ``found`` in the order of its ids, a few at a time. No transaction stays open in between."""
    last: UUID | None = None
    while rows := list(_after(found, last)[:size]):
        yield rows
        last = rows[-1].pk


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
