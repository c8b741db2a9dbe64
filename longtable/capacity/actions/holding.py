"""Keeping places for one visit while somebody fills in a form."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from longtable.capacity import counter, expiry, line
from longtable.capacity.errors import NoPlace, TooMany
from longtable.capacity.models import Hold, Place, Pool
from longtable.capacity.policies import is_unknown, largest_party, may_ask, may_tidy
from longtable.core import rows
from longtable.core.access import Actor, action, require, step
from longtable.core.access.guard import Unchanged
from longtable.core.asked import Asked
from longtable.core.attempts import count_attempt
from longtable.core.audit import record

HOLDS_OF_A_VISIT = 4
"""In an hour. So a visit keeps places for at most twenty minutes of it, however often it asks anew."""
HOLDS_OF_STAFF = 1000
"""In an hour: who takes calls all day is not kept from it."""
PLACES_OF_AN_ADDRESS = 60
"""That one address may hold in an hour: ten families, or five places all the time."""
HOUR = timedelta(hours=1)


@step
def hold(
    *,
    by: Actor,
    wanted: Mapping[Pool, int],
    visit: str,
    about: UUID,
    now: datetime,
    minutes: int = 5,
    address: str = "",
) -> Hold:
    """Keep places of one or several pools for this visit, all or none; its earlier hold is let go.

    ``visit`` is a keyed hash of the visit, ``address`` that of the network it comes from. Raises
    :class:`Full`, :class:`Busy`, :class:`Closed` or :class:`TooMany` of ``capacity.errors``, and
    ``TooManyAttempts`` for who holds again and again; then the earlier hold stands.
    """
    require(by, may_ask(by))
    for pool, size in wanted.items():
        TooMany.unless(size, largest_party(pool, by), pool)
    with transaction.atomic():
        unknown = is_unknown(by)
        # Counted for everybody: two clicks of one visit wait for each other here.
        count_attempt("hold", visit, limit=HOLDS_OF_A_VISIT if unknown else HOLDS_OF_STAFF, window=HOUR)
        if unknown and address:
            places = sum(wanted.values())
            count_attempt("held", address, limit=PLACES_OF_AN_ADDRESS, window=HOUR, times=places)
        until = now + timedelta(minutes=minutes)
        if earlier := _earlier(visit=visit):
            _swap(earlier, wanted, unknown, now)
            return _keep(wanted, visit, about, unknown, until)
        kept = _keep(wanted, visit, about, unknown, until)
        seize(wanted, now, dict(wanted) if unknown else None)  # last: from here on everybody waits
        return kept


_earlier = Asked(
    lambda visit: Hold.objects.select_for_update().filter(visit=visit, state=Hold.State.LIVE), visit=str
)


def _swap(earlier: list[Hold], wanted: Mapping[Pool, int], unknown: bool, now: datetime) -> None:
    """Take what is wanted less what the visit held already, so that nobody comes in between."""
    old = list(Place.objects.filter(hold__in=earlier, state=Place.State.HELD).select_related("pool", "hold"))
    size, strangers = dict(wanted), {pool: number if unknown else 0 for pool, number in wanted.items()}
    for place in old:
        size[place.pool] = size.get(place.pool, 0) - place.size
        if place.hold and place.hold.is_anonymous:
            strangers[place.pool] = strangers.get(place.pool, 0) - place.size
    Place.objects.filter(pk__in=[place.pk for place in old]).update(
        state=Place.State.GIVEN_BACK, settled_at=now
    )
    Hold.objects.filter(pk__in=[each.pk for each in earlier]).update(state=Hold.State.LET_GO)
    seize(size, now, strangers)
    for pool in counter.in_order(pool for pool, number in size.items() if number < 0):
        line.serve(pool, now)


def seize(wanted: Mapping[Pool, int], now: datetime, strangers: Mapping[Pool, int] | None = None) -> None:
    """All of it, or :class:`NoPlace`. Before it says no, what ran out is put back."""
    if counter.take_all(wanted, now, anonymous=strangers):
        return
    if expiry.tidy(wanted, now) and counter.take_all(wanted, now, anonymous=strangers):
        return
    refused: NoPlace = counter.refusal(wanted, now)
    raise refused


def _keep(wanted: Mapping[Pool, int], visit: str, about: UUID, unknown: bool, until: datetime) -> Hold:
    kept = Hold(visit=visit, about=about, is_anonymous=unknown, expires_at=until)
    rows.insert(kept, *(Place(pool=pool, hold=kept, size=size) for pool, size in wanted.items()))
    return kept


@step
def let_go(*, by: Actor, hold: Hold, now: datetime) -> bool:
    """Others can have the places at once. False when they were taken or put back before."""
    require(by, may_ask(by))
    live = list(Hold.objects.select_for_update().filter(pk=hold.pk, state=Hold.State.LIVE))
    return bool(expiry.end(live, Hold.State.LET_GO, now))


@action
def lapse_holds(*, by: Actor, now: datetime) -> int:
    """Places of people who went away in mid-form are free again. Returns in how many pools."""
    require(by, may_tidy(by))
    changed = expiry.lapse_holds(now)
    if not changed:
        return Unchanged(0)  # type: ignore[return-value]
    record(by, "capacity.holds.lapsed", *changed, fields=["remaining"])
    return len(changed)
