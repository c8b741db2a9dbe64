"""The counter of a pool: takes and puts back by one conditional UPDATE, and never counts rows.

Order of locks, for whoever writes: holds, then pools by (kind, id), then places that are taken,
entries and offers. Places that are held belong to their hold's lock.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from longtable.capacity.errors import Busy, Closed, Full, NoPlace
from longtable.capacity.models import Pool
from longtable.core.asked import Changed

Order = tuple[str, UUID]


def in_order(pools: Iterable[Pool]) -> list[Pool]:
    """In the order in which everybody locks them."""
    return sorted(pools, key=order)


def order(pool: Pool) -> Order:
    """Key of the order in which pools are locked."""
    return pool.kind, pool.pk


def lock(pools: Iterable[UUID]) -> list[Pool]:
    """The pools as they are now, to be changed by nobody else until the transaction ends."""
    found = Pool.objects.select_for_update(no_key=True).filter(pk__in=set(pools))
    return list(found.order_by("kind", "id"))


def take_all(
    wanted: Mapping[Pool, int], now: datetime, *, anonymous: Mapping[Pool, int] | None = None
) -> bool:
    """Take so many places of every pool, or none of any. Returns whether there were enough.

    A number below zero puts back. ``anonymous``: by how much the places held by strangers change.
    """
    strangers = anonymous or {}
    if len(wanted) == 1:
        [(pool, size)] = wanted.items()
        return _change(pool, size, strangers.get(pool, 0), now)
    before = transaction.savepoint()
    for pool in in_order(wanted):
        if not _change(pool, wanted[pool], strangers.get(pool, 0), now):
            transaction.savepoint_rollback(before)
            return False
    transaction.savepoint_commit(before)
    return True


def _enough(pool: UUID, size: int, now: datetime) -> QuerySet[Pool]:
    return Pool.objects.filter(
        pk=pool, remaining__gte=size, mode=Pool.Mode.IN_TURN, opens_at__lte=now, closes_at__gt=now
    )


_take = Changed(
    lambda pool, size, now: (_enough(pool, size, now), {"remaining": F("remaining") - size}),
    pool=UUID,
    size=int,
    now=datetime,
)
_take_for_strangers = Changed(
    lambda pool, size, now, strangers: (
        _enough(pool, size, now).filter(anonymous_limit__gte=F("anonymous_held") + strangers),
        {"remaining": F("remaining") - size, "anonymous_held": F("anonymous_held") + strangers},
    ),
    pool=UUID,
    size=int,
    now=datetime,
    strangers=int,
)


def _change(pool: Pool, size: int, strangers: int, now: datetime) -> bool:
    if strangers:
        return bool(_take_for_strangers(pool=pool.pk, size=size, now=now, strangers=strangers))
    return bool(_take(pool=pool.pk, size=size, now=now))


_put_back = Changed(
    lambda pool, size, strangers: (
        Pool.objects.filter(pk=pool),
        {
            "remaining": F("remaining") + size,
            "anonymous_held": Greatest(F("anonymous_held") - strangers, 0),
        },
    ),
    pool=UUID,
    size=int,
    strangers=int,
)


def put_back(pool_id: UUID, size: int, *, strangers: int = 0) -> None:
    """Let others have these places: ``strangers`` of them were held by people unknown to us."""
    _put_back(pool=pool_id, size=size, strangers=strangers)


def refusal(wanted: Mapping[Pool, int], now: datetime) -> NoPlace:
    """Why :func:`take_all` said no, as the pools are now."""
    current = {pool.pk: pool for pool in Pool.objects.filter(pk__in=[pool.pk for pool in wanted])}
    return refusal_as_read({current[pool.pk]: size for pool, size in wanted.items()}, now)


def refusal_as_read(wanted: Mapping[Pool, int], now: datetime) -> NoPlace:
    """The same, if the pools are as they were read. :class:`Busy` if there are enough places."""
    pools = [(pool, wanted[pool]) for pool in in_order(wanted)]
    for pool, _size in pools:
        if pool.mode == Pool.Mode.DRAWN or not pool.opens_at <= now < pool.closes_at:
            return Closed(pool, now)
    for pool, size in pools:
        if pool.remaining < size:
            return Full(pool)
    return Busy(pools[0][0])
