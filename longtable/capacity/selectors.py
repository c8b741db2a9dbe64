"""What is asked about places: who stands where in line, what a visit holds, and whether it all adds up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from longtable.capacity.models import IN_LINE, Offer, Place, Pool, WaitlistEntry


def position(entry: WaitlistEntry) -> int:
    """How many stand in line up to this one: 1 is next. Who was offered places stands there still."""
    before = WaitlistEntry.objects.filter(pool=entry.pool_id, number__lt=entry.number, state__in=IN_LINE)
    return before.count() + 1


@dataclass(frozen=True)
class Difference:
    """A counter that says something else than the rows."""

    pool: UUID
    kind: str
    counter: str
    counted: int
    rows: int


def differences() -> Iterator[Difference]:
    """Every counter of every pool that its rows do not bear out.

    One statement, so that it sees one moment while others take and give back.
    """
    places = Place.objects.filter(pool=OuterRef("pk"))
    held = Place.State.HELD
    pools = Pool.objects.annotate(
        used=_sum(places.exclude(state=Place.State.GIVEN_BACK), "pool"),
        offered=_sum(Offer.objects.filter(state="open", entry__pool=OuterRef("pk")), "entry__pool"),
        strangers=_sum(places.filter(state=held, hold__is_anonymous=True), "pool"),
        in_line=_count(WaitlistEntry.objects.filter(pool=OuterRef("pk"), state="waiting")),
    )
    for pool in pools.iterator(chunk_size=200):
        by_rows = {
            "remaining": pool.size - pool.used - pool.offered,
            "anonymous_held": pool.strangers,
            "waiting": pool.in_line,
        }
        for name, rows in by_rows.items():
            if (counted := getattr(pool, name)) != rows:
                yield Difference(pool.pk, pool.kind, name, counted, rows)


def _sum(rows: QuerySet[Any], pool: str) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(pool).annotate(n=Sum("size")).values("n")), Value(0))


def _count(rows: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("pool").annotate(n=Count("pk")).values("n")), Value(0))
