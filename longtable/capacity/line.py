"""The line of a pool: free places go to the first for whom they are enough.

After each transaction nobody waits for whom the free places would be enough. So a newcomer who
finds enough places takes them from nobody, and taking need not look at the line.
"""

from datetime import datetime, timedelta

from django.db.models import F

from longtable.capacity.models import Offer, Pool, WaitlistEntry
from longtable.core.work import emit


def serve(pool: Pool, now: datetime) -> list[Offer]:
    """Offer what is free to the line. ``pool`` is locked by us, and is read anew here.

    A party that stays together is passed over while fewer places are free than it needs; one that
    splits is offered what there is.
    """
    pool.refresh_from_db(fields=["remaining", "waiting", "mode", "opens_at", "closes_at"])
    if not (pool.remaining and pool.waiting) or not is_offering(pool, now):
        return []
    offers, left = [], pool.remaining
    for entry in pool.entries.filter(state=WaitlistEntry.State.WAITING).order_by("number").iterator(200):
        size = entry.size if entry.is_together else min(entry.size, left)
        if size <= left:
            offers.append(Offer(entry=entry, size=size, expires_at=expiry(pool, now), created_at=now))
            left -= size
        if not left:
            break
    if offers:
        _make(pool, offers)
    return offers


def is_offering(pool: Pool, now: datetime) -> bool:
    """Whether places can be offered at all: not before a drawing, and not when all is over."""
    return pool.mode == Pool.Mode.IN_TURN and pool.opens_at <= now < pool.closes_at


def expiry(pool: Pool, now: datetime) -> datetime:
    """Until when an offer made now stands: half of the time that is left goes to those who come after."""
    return now + min(timedelta(minutes=pool.offer_minutes), (pool.closes_at - now) / 2)


def _make(pool: Pool, offers: list[Offer]) -> None:
    entries = [offer.entry_id for offer in offers]
    WaitlistEntry.objects.filter(pk__in=entries).update(state=WaitlistEntry.State.OFFERED)
    Offer.objects.bulk_create(offers)
    taken = sum(offer.size for offer in offers)
    Pool.objects.filter(pk=pool.pk).update(
        remaining=F("remaining") - taken, waiting=F("waiting") - len(offers)
    )
    for offer in offers:
        emit("capacity.offered", offer_id=str(offer.pk))
