"""Opening a pool, and changing how many places it has and when one can ask for them."""

from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from longtable.capacity import counter, expiry, line
from longtable.capacity.errors import InUse, OutOfOrder
from longtable.capacity.models import Drawing, Offer, Pool, WaitlistEntry
from longtable.capacity.policies import may_set_up, usual_anonymous_limit
from longtable.core.access import Actor, require, step


@step
def open_pool(
    *,
    by: Actor,
    kind: str,
    size: int,
    opens_at: datetime,
    closes_at: datetime,
    party_limit: int = 6,
    anonymous_limit: int | None = None,
    mode: str = Pool.Mode.IN_TURN,
    offer_minutes: int = 1440,
) -> Pool:
    """So many places can be asked for from ``opens_at`` until ``closes_at``.

    ``kind`` says of what, e.g. ``gatherings.session``. Half of them may be held by strangers at one
    time, unless ``anonymous_limit`` says another number.
    """
    require(by, may_set_up(by))
    if anonymous_limit is None:
        anonymous_limit = usual_anonymous_limit(size, party_limit)
    return Pool.objects.create(
        kind=kind,
        size=size,
        remaining=size,
        opens_at=opens_at,
        closes_at=closes_at,
        party_limit=party_limit,
        anonymous_limit=anonymous_limit,
        mode=mode,
        offer_minutes=offer_minutes,
    )


@step
def resize(*, by: Actor, pool: Pool, size: int, now: datetime) -> Pool:
    """There are ``size`` places from now on. New ones are offered to the line at once.

    Raises :class:`~longtable.capacity.errors.InUse` with the number that is held, taken or offered
    when ``size`` is less; then nothing was written.
    """
    require(by, may_set_up(by))
    [current] = counter.lock([pool.pk])
    if size < current.size - current.remaining:
        raise InUse(current)
    limit = usual_anonymous_limit(size, current.party_limit)
    Pool.objects.filter(pk=pool.pk).update(
        size=size,
        remaining=F("remaining") + size - current.size,
        anonymous_limit=Greatest(F("anonymous_held"), limit),
    )
    line.serve(current, now)
    return _as_it_is(pool)


@step
def set_mode(*, by: Actor, pool: Pool, mode: str) -> Pool:
    """Places are given in turn from now on, or drawn.

    Raises :class:`~longtable.capacity.errors.OutOfOrder` once somebody has asked for one, or a drawing
    is announced.
    """
    require(by, may_set_up(by))
    [current] = counter.lock([pool.pk])
    is_begun = current.last_number or pool.places.exists() or Drawing.objects.filter(pool=pool).exists()
    if is_begun and mode != current.mode:
        raise OutOfOrder("Who asked in one way cannot be served in the other")
    Pool.objects.filter(pk=pool.pk).update(mode=mode)
    return _as_it_is(pool)


@step
def set_period(*, by: Actor, pool: Pool, opens_at: datetime, closes_at: datetime, now: datetime) -> Pool:
    """One can ask for places, and be offered them, from ``opens_at`` until ``closes_at``.

    Raises :class:`~longtable.capacity.errors.OutOfOrder` between the closing of a drawing's list and
    the drawing.
    """
    require(by, may_set_up(by))
    [current] = counter.lock([pool.pk])
    if Drawing.objects.filter(pool=pool, closed_at__isnull=False, drawn_at=None).exists():
        raise OutOfOrder("The list is closed: it is drawn first")
    Pool.objects.filter(pk=pool.pk).update(opens_at=opens_at, closes_at=closes_at)
    Offer.objects.filter(entry__pool=pool, state=Offer.State.OPEN, expires_at__gt=closes_at).update(
        expires_at=closes_at
    )
    line.serve(current, now)
    return _as_it_is(pool)


@step
def shut(*, by: Actor, pool: Pool, now: datetime) -> Pool:
    """Nobody gets a place here any more: whoever waits leaves the line, open offers end.

    Places that are taken stay with their holders until they give them back. Nobody is told from
    here: whoever calls it off says why.
    """
    require(by, may_set_up(by))
    [current] = counter.lock([pool.pk])
    offers = list(Offer.objects.filter(entry__pool=pool, state=Offer.State.OPEN))
    expiry.withdraw(current, offers, Offer.State.LAPSED, now)
    pool.entries.filter(state=WaitlistEntry.State.WAITING).update(
        state=WaitlistEntry.State.LEFT, settled_at=now
    )
    ends = max(now, current.opens_at + expiry.MOMENT)
    Pool.objects.filter(pk=pool.pk).update(waiting=0, closes_at=ends)
    return _as_it_is(pool)


def _as_it_is(pool: Pool) -> Pool:
    pool.refresh_from_db()
    return pool
