"""What runs out by itself: holds after minutes, offers after a day. By a job, and when somebody needs it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from longtable.capacity import counter, line
from longtable.capacity.models import Hold, Offer, Place, Pool, WaitlistEntry
from longtable.core.asked import Asked
from longtable.core.work import emit

MOMENT = timedelta(microseconds=1)


def lapse_holds(now: datetime, *, limit: int = 200) -> list[Pool]:
    """Put back the places of holds whose time is over. Returns the pools that were changed."""
    return end(_over(Hold.objects.all(), now)[:limit], Hold.State.LAPSED, now)


def _over(holds: QuerySet[Hold], now: datetime) -> QuerySet[Hold]:
    """Locked by us. One that is being turned into places at this moment is left alone."""
    over = holds.filter(state=Hold.State.LIVE, expires_at__lte=now)
    return over.select_for_update(skip_locked=True).order_by("pk")


def end(holds: Iterable[Hold], state: str, now: datetime) -> list[Pool]:
    """Put back what these holds keep; we have them locked. What is free then goes to the line."""
    ids = [hold.pk for hold in holds]
    if not ids:
        return []
    Hold.objects.filter(pk__in=ids).update(state=state)
    places = list(Place.objects.filter(hold__in=ids, state=Place.State.HELD).select_related("hold"))
    Place.objects.filter(pk__in=[place.pk for place in places]).update(
        state=Place.State.GIVEN_BACK, settled_at=now
    )
    changed = counter.lock(place.pool_id for place in places)
    for pool in changed:
        mine = [place for place in places if place.pool_id == pool.pk]
        strangers = sum(place.size for place in mine if place.hold and place.hold.is_anonymous)
        counter.put_back(pool.pk, sum(place.size for place in mine), strangers=strangers)
        line.serve(pool, now)
    return changed


def lapse_offers(now: datetime, *, pools: Iterable[UUID] | None = None, limit: int = 200) -> list[Offer]:
    """Give the places of unanswered offers to the next in line. Whoever did not answer leaves the line."""
    due = Q(state=Offer.State.OPEN, expires_at__lte=now)
    if pools is not None:
        due &= Q(entry__pool__in=pools)
    found = list(Offer.objects.filter(due).values_list("pk", "entry__pool")[:limit])
    lapsed: list[Offer] = []
    for pool in counter.lock(pool_id for _pk, pool_id in found):
        ids = [pk for pk, pool_id in found if pool_id == pool.pk]
        mine = list(Offer.objects.filter(due, pk__in=ids))
        withdraw(pool, mine, Offer.State.LAPSED, now)
        lapsed += mine
        line.serve(pool, now)
    for offer in lapsed:
        emit("capacity.offer_lapsed", offer_id=str(offer.pk))
    return lapsed


def withdraw(pool: Pool, offers: list[Offer], state: str, now: datetime) -> None:
    """End open offers of a pool that we have locked: their places are free, their entries leave the line."""
    if not offers:
        return
    Offer.objects.filter(pk__in=[offer.pk for offer in offers]).update(state=state, settled_at=now)
    WaitlistEntry.objects.filter(pk__in=[offer.entry_id for offer in offers]).update(
        state=WaitlistEntry.State.LEFT, settled_at=now
    )
    counter.put_back(pool.pk, sum(offer.size for offer in offers))


_to_tidy = Asked(
    lambda pool, now: Pool.objects.filter(
        Exists(
            Place.objects.filter(
                pool=OuterRef("pk"),
                state=Place.State.HELD,
                hold__state=Hold.State.LIVE,
                hold__expires_at__lte=now,
            )
        )
        | Exists(
            Offer.objects.filter(entry__pool=OuterRef("pk"), state=Offer.State.OPEN, expires_at__lte=now)
        ),
        pk=pool,
    ),
    pool=UUID,
    now=datetime,
)
"""The pool, if something ran out in it."""


def tidy(pools: Iterable[Pool], now: datetime) -> bool:
    """Let run out what ran out in these pools, before somebody is told that they are full."""
    wanted = {pool.pk for pool in pools}
    if not any(_to_tidy(pool=pool, now=now) for pool in wanted):
        return False  # so it is for nearly everybody who is refused in a rush
    held = Place.objects.filter(pool__in=wanted, state=Place.State.HELD)
    holds = list(_over(Hold.objects.filter(pk__in=held.values("hold")), now))
    unanswered = Offer.objects.filter(entry__pool__in=wanted, state=Offer.State.OPEN, expires_at__lte=now)
    if not (holds or unanswered.exists()):
        return False  # whoever is refused in a rush locks nobody out
    beside = Place.objects.filter(hold__in=holds, state=Place.State.HELD).values_list("pool", flat=True)
    counter.lock(wanted | set(beside))
    freed = end(holds, Hold.State.LAPSED, now)
    return bool(lapse_offers(now, pools=wanted)) or bool(freed)
