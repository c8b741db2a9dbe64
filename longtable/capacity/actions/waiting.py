"""Standing in line, and answering an offer."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from longtable.capacity import counter, expiry, line
from longtable.capacity.actions.taking import leave
from longtable.capacity.drawn import strata_of
from longtable.capacity.errors import Closed, InLineAlready, TooLate, TooMany
from longtable.capacity.models import IN_LINE, Drawing, Offer, Place, Pool, WaitlistEntry
from longtable.capacity.policies import largest_party, may_ask, may_tidy
from longtable.core.access import Actor, action, require, step
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.work import emit
from longtable.methods.drawing import UnfitDrawing


@step
def stand_in_line(
    *,
    by: Actor,
    pool: Pool,
    holder: UUID,
    who: str,
    size: int,
    is_together: bool,
    now: datetime,
    stratum: str = "",
) -> WaitlistEntry:
    """A household or a group waits for places, or takes part in the drawing of a drawn pool.

    ``who`` is the blind index of their contact. ``is_together``: all places or none. If enough
    places became free meanwhile they are offered at once. Raises :class:`Closed`, :class:`TooMany`
    or :class:`InLineAlready` of ``capacity.errors``, and ``UnfitDrawing`` for a ``stratum`` that the
    drawing does not have; then nothing was written.
    """
    require(by, may_ask(by))
    limit = largest_party(pool, by)
    TooMany.unless(size, min(limit, pool.size) if is_together else limit, pool)
    [current] = counter.lock([pool.pk])
    if not current.opens_at <= now < current.closes_at:
        raise Closed(current, now)
    if current.mode == Pool.Mode.DRAWN:
        _check_group(current, stratum)
    same = Q(holder=holder) | Q(who=who) if who else Q(holder=holder)
    if there := current.entries.filter(same, state__in=IN_LINE).first():
        raise InLineAlready(there)
    number = current.last_number + 1
    Pool.objects.filter(pk=pool.pk).update(last_number=number, waiting=F("waiting") + 1)
    entry = WaitlistEntry.objects.create(
        pool=current,
        number=number,
        size=size,
        is_together=is_together,
        holder=holder,
        who=who,
        stratum=stratum,
    )
    if line.serve(current, now):
        entry.refresh_from_db(fields=["state"])
    return entry


@step
def need_fewer(*, by: Actor, entry: WaitlistEntry, size: int, now: datetime) -> WaitlistEntry:
    """A party in line has become smaller, and keeps its number; what it was offered beyond that is free.

    Raises :class:`TooMany` for a larger one.
    """
    require(by, may_ask(by))
    if not 1 <= size <= entry.size:
        raise TooMany(entry.pool, entry.size)
    [pool] = counter.lock([entry.pool_id])
    pool.entries.filter(pk=entry.pk, state__in=IN_LINE).update(size=size)
    for offer in Offer.objects.filter(entry=entry, state=Offer.State.OPEN, size__gt=size):
        Offer.objects.filter(pk=offer.pk).update(size=size)
        counter.put_back(pool.pk, offer.size - size)
    line.serve(pool, now)
    entry.refresh_from_db(fields=["size", "state"])
    return entry


def _check_group(pool: Pool, stratum: str) -> None:
    """Whoever takes part does so in one of the published groups."""
    drawing = Drawing.objects.get(pool=pool)
    if stratum not in {each.code for each in strata_of(drawing)}:
        raise UnfitDrawing(f"{stratum!r} is no group of this drawing")


@step
def leave_line(*, by: Actor, entry: WaitlistEntry, now: datetime) -> bool:
    """They wait no longer; what they were offered goes to the next. False when they had left before."""
    require(by, may_ask(by))
    [pool] = counter.lock([entry.pool_id])
    left = leave(pool, [entry], now)
    line.serve(pool, now)
    return left


@step
def accept(*, by: Actor, offer: Offer, now: datetime) -> Place:
    """The places that were offered are theirs. A party that splits stays in line for the rest.

    Raises :class:`~longtable.capacity.errors.TooLate` when the offer is over; then nothing was written.
    """
    require(by, may_ask(by))
    [pool] = counter.lock([offer.entry.pool_id])
    entry = _answer(offer, Offer.State.ACCEPTED, now)
    place = _seat(pool, entry, offer.size, now)
    rest = entry.size - offer.size
    if rest:
        WaitlistEntry.objects.filter(pk=entry.pk).update(state=WaitlistEntry.State.WAITING, size=rest)
        Pool.objects.filter(pk=pool.pk).update(waiting=F("waiting") + 1)
        line.serve(pool, now)
    else:
        entry.lifecycle.move(entry, WaitlistEntry.State.SEATED, settled_at=now)
    emit("capacity.seated", entry_id=str(entry.pk), place_id=str(place.pk))
    return place


def _answer(offer: Offer, answer: str, now: datetime) -> WaitlistEntry:
    open_still = Offer.objects.filter(pk=offer.pk, state=Offer.State.OPEN, expires_at__gt=now)
    if not open_still.update(state=answer, settled_at=now):
        raise TooLate(str(offer))
    offer.state, offer.settled_at = answer, now
    return WaitlistEntry.objects.get(pk=offer.entry_id)


def _seat(pool: Pool, entry: WaitlistEntry, size: int, now: datetime) -> Place:
    """Their place, or a larger one if they had some: who splits has one place that grows."""
    mine = Place.objects.filter(pool=pool, holder=entry.holder, state=Place.State.TAKEN)
    if mine.update(size=F("size") + size):
        return mine.get()
    return Place.objects.create(
        pool=pool, holder=entry.holder, size=size, state=Place.State.TAKEN, settled_at=now
    )


@step
def decline(*, by: Actor, offer: Offer, now: datetime) -> list[Offer]:
    """They do not want the places, which go to the next in line; they leave it. Returns what was offered.

    Raises :class:`~longtable.capacity.errors.TooLate` when the offer is over; then nothing was written.
    """
    require(by, may_ask(by))
    [pool] = counter.lock([offer.entry.pool_id])
    if not Offer.objects.filter(pk=offer.pk, state=Offer.State.OPEN).exists():
        raise TooLate(str(offer))
    expiry.withdraw(pool, [offer], Offer.State.DECLINED, now)
    return line.serve(pool, now)


@action
def lapse_offers(*, by: Actor, now: datetime) -> int:
    """Places that were offered and not answered for go to the next. Returns how many offers ran out."""
    require(by, may_tidy(by))
    lapsed = expiry.lapse_offers(now)
    if not lapsed:
        return Unchanged(0)  # type: ignore[return-value]
    record(by, "capacity.offers.lapsed", *lapsed, fields=["state"])
    return len(lapsed)
