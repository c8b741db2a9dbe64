"""Places that are somebody's: taken at the end of the form, changed, given back."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Model

from longtable.capacity import counter, expiry, line
from longtable.capacity.actions.holding import seize
from longtable.capacity.errors import NoPlace, TooMany
from longtable.capacity.models import Hold, Offer, Place, Pool, WaitlistEntry
from longtable.capacity.policies import largest_party, may_ask
from longtable.core import rows
from longtable.core.access import Actor, require, step
from longtable.core.asked import Asked, Changed
from longtable.core.states import IllegalMove


@step
def take(
    *,
    by: Actor,
    holder: UUID,
    now: datetime,
    hold: Hold | None = None,
    wanted: Mapping[Pool, int] | None = None,
    beside: Callable[[list[Place]], Iterable[Model]] = lambda _places: (),
) -> list[Place]:
    """The places are ``holder``'s: those that were held, or as many as are wanted, all or none.

    A hold that ran out is tried anew by itself. ``beside`` gives new rows of the caller that name the
    places; they are written with them before the pool is counted, which everybody else waits for
    from then on. Raises :class:`Full`, :class:`Closed` or :class:`TooMany` of ``capacity.errors``.
    Who catches it calls in a savepoint: what was written is undone with it, or with the transaction.
    """
    require(by, may_ask(by))
    if hold is not None:
        held = _held(hold=hold.pk)
        if _end_live(hold=hold.pk, now=now):
            _make_taken(hold=hold.pk, holder=holder, now=now)
            rows.insert(*beside(held))
            _settle(hold, held, holder, now)
            return held
        _end_before_its_clock(hold, now)
        wanted = {place.pool: place.size for place in held}
    wanted = wanted or {}
    for pool, size in wanted.items():
        TooMany.unless(size, largest_party(pool, by), pool)
    places = [
        Place(pool=pool, holder=holder, size=size, state=Place.State.TAKEN, settled_at=now)
        for pool, size in wanted.items()
    ]
    rows.insert(*places, *beside(places))
    try:
        seize(wanted, now)
    except NoPlace:
        transaction.set_rollback(True)
        raise
    return places


_held = Asked(lambda hold: Place.objects.filter(hold=hold).select_related("pool"), hold=UUID)
_end_live = Changed(
    lambda hold, now: (
        Hold.objects.filter(pk=hold, state=Hold.State.LIVE, expires_at__gt=now),
        {"state": Hold.State.USED},
    ),
    hold=UUID,
    now=datetime,
)
_make_taken = Changed(
    lambda hold, holder, now: (
        Place.objects.filter(hold=hold),
        {"state": Place.State.TAKEN, "holder": holder, "settled_at": now},
    ),
    hold=UUID,
    holder=UUID,
    now=datetime,
)


def _settle(hold: Hold, held: list[Place], holder: UUID, now: datetime) -> None:
    """Places of a live hold are somebody's: the counter stays, only that a stranger holds them is over."""
    for place in sorted(held, key=lambda place: counter.order(place.pool)):
        if hold.is_anonymous:
            counter.put_back(place.pool_id, 0, strangers=place.size)
        place.state, place.holder, place.settled_at = Place.State.TAKEN, holder, now


def _end_before_its_clock(hold: Hold, now: datetime) -> None:
    over = Hold.objects.select_for_update().filter(pk=hold.pk, state=Hold.State.LIVE)
    expiry.end(list(over), Hold.State.LAPSED, now)


@step
def need_room(*, by: Actor, wanted: Mapping[Pool, int], now: datetime) -> None:
    """Raise what :func:`take` would, before the caller writes anything, where the pools as read are full.

    What ran out is put back first; if that frees anything, only :func:`take` can tell. It takes nothing.
    """
    require(by, may_ask(by))
    if all(pool.remaining >= size for pool, size in wanted.items()) or expiry.tidy(wanted, now):
        return
    raise counter.refusal_as_read(wanted, now)


@step
def change_size(*, by: Actor, place: Place, size: int, now: datetime) -> Place:
    """More or fewer come than were said. What is not needed goes to the line.

    Raises :class:`Full`, :class:`Closed` or :class:`TooMany` for more; then the place is as it was.
    """
    require(by, may_ask(by))
    TooMany.unless(size, largest_party(place.pool, by), place.pool)
    more = size - place.size
    if more > 0:
        seize({place.pool: more}, now)
    else:
        counter.put_back(place.pool_id, -more)
    _claim(place, size=size)
    if more < 0:
        line.serve(place.pool, now)
    return place


@step
def give_back(*, by: Actor, place: Place, now: datetime) -> list[Offer]:
    """The place is free, and offered to the line at once. Returns what was offered.

    Whoever gives back leaves the line of that pool too, so that their place cannot come back to
    them; they may stand in line anew, at its end.
    """
    require(by, may_ask(by))
    return give_back_all(by=by, places=[place], now=now)


@step
def give_back_all(*, by: Actor, places: Iterable[Place], now: datetime) -> list[Offer]:
    """As :func:`give_back`, for places in several pools at once."""
    require(by, may_ask(by))
    given = {place.pool_id: place for place in places}
    offers: list[Offer] = []
    for pool in counter.lock(given):
        place = given[pool.pk]
        assert place.holder is not None, "whoever gives back has taken it"
        _claim(place, state=Place.State.GIVEN_BACK, settled_at=now)
        counter.put_back(pool.pk, place.size)
        leave(pool, pool.entries.filter(holder=place.holder), now)
        offers += line.serve(pool, now)
    return offers


def leave(pool: Pool, entries: Iterable[WaitlistEntry], now: datetime) -> bool:
    """End what these entries of a pool that we have locked wait for. Whether there was anything."""
    ids = [entry.pk for entry in entries]
    offers = list(Offer.objects.filter(entry__in=ids, state=Offer.State.OPEN))
    expiry.withdraw(pool, offers, Offer.State.DECLINED, now)
    waiting = WaitlistEntry.objects.filter(pk__in=ids, state=WaitlistEntry.State.WAITING)
    left = waiting.update(state=WaitlistEntry.State.LEFT, settled_at=now)
    if left:
        Pool.objects.filter(pk=pool.pk).update(waiting=F("waiting") - left)
    return bool(left or offers)


def _claim(place: Place, **changes: Any) -> None:
    """Change a place that is still as we know it. Raises :class:`IllegalMove` otherwise."""
    known = Place.objects.filter(pk=place.pk, state=Place.State.TAKEN, size=place.size)
    if not known.update(**changes):
        raise IllegalMove(f"place {place.pk} was changed or given back by somebody else meanwhile")
    for name, value in changes.items():
        setattr(place, name, value)
