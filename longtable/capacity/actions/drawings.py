"""A drawing: its groups are published, then its list is closed and hashed, then it is drawn by the seed."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from longtable.capacity import counter, line
from longtable.capacity.drawn import lines_of, party_of, strata_of
from longtable.capacity.errors import OutOfOrder
from longtable.capacity.models import Drawing, DrawnEntry, Place, Pool, WaitlistEntry
from longtable.capacity.policies import may_set_up
from longtable.core.access import Actor, require, step
from longtable.core.ids import code_from
from longtable.core.localized import LocalizedText
from longtable.core.work import emit
from longtable.methods.drawing import ALGORITHM, Drawn, draw, list_hash, parts_of


@step
def announce_drawing(
    *, by: Actor, pool: Pool, strata: Sequence[dict[str, Any]], seed_source: LocalizedText
) -> Drawing:
    """Everybody can read, before the first one asks, how places will be drawn and where the seed comes from.

    ``strata``: ``{"code": .., "words": {"en": ..}, "share": "0.25"}``, shares adding up to 1; none
    for one group of all. Raises :class:`~longtable.methods.drawing.UnfitDrawing` for other shares and
    :class:`~longtable.capacity.errors.OutOfOrder` when somebody asked before.
    """
    require(by, may_set_up(by))
    if pool.mode != Pool.Mode.DRAWN or pool.entries.exists():
        raise OutOfOrder("Groups and seed are published before anybody asks, for places that are drawn")
    drawing = Drawing(pool=pool, strata=list(strata), seed_source=seed_source, algorithm=ALGORITHM)
    parts_of(strata_of(drawing))
    drawing.save(force_insert=True)
    return drawing


@step
def close_list(*, by: Actor, drawing: Drawing, now: datetime) -> Drawing:
    """Nobody can be added any more, and everybody can check that: list and hash are public from now on.

    Raises :class:`~longtable.capacity.errors.OutOfOrder` while one can still ask, and when it was done.
    """
    require(by, may_set_up(by))
    [pool] = counter.lock([drawing.pool_id])
    if now < pool.closes_at:
        raise OutOfOrder("The list is closed when the time to ask is over")
    waiting = pool.entries.filter(state=WaitlistEntry.State.WAITING)
    lines = [
        DrawnEntry(drawing=drawing, entry=each, ticket=_ticket(), stratum=each.stratum, size=each.size)
        for each in waiting
    ]
    closed = {"closed_at": now, "seats": pool.remaining, "list_hash": list_hash(map(party_of, lines))}
    if not Drawing.objects.filter(pk=drawing.pk, closed_at=None).update(**closed):
        raise OutOfOrder("The list was closed before")
    DrawnEntry.objects.bulk_create(lines)
    drawing.refresh_from_db()
    return drawing


def _ticket() -> str:
    return code_from(secrets.token_bytes(7))


@step
def draw_places(
    *, by: Actor, drawing: Drawing, seed: str, now: datetime, offers_until: datetime
) -> list[Drawn]:
    """Who was drawn has places; the others stand in line in the drawn order, for what is given back.

    From now until ``offers_until`` what is left goes to the line, and then to whoever comes.
    Raises :class:`~longtable.capacity.errors.OutOfOrder` before the list is closed, when it was drawn
    before, and when there are fewer places than were published.
    """
    require(by, may_set_up(by))
    [pool] = counter.lock([drawing.pool_id])
    drawing.refresh_from_db()
    seed = " ".join(seed.split())
    if drawing.closed_at is None or drawing.drawn_at or not seed:
        raise OutOfOrder("It is drawn once, after its list was closed, with the seed that came after it")
    if pool.remaining < (drawing.seats or 0):
        raise OutOfOrder("There are fewer places than were published when the list was closed")
    lines = {each.ticket: each for each in lines_of(drawing)}
    drawn = draw(
        [party_of(each) for each in lines.values()],
        seats=drawing.seats or 0,
        strata=strata_of(drawing),
        seed=seed,
    )
    Drawing.objects.filter(pk=drawing.pk).update(seed=seed, drawn_at=now)
    _give(pool, lines, drawn, now)
    Pool.objects.filter(pk=pool.pk).update(
        mode=Pool.Mode.IN_TURN, opens_at=now, closes_at=offers_until, last_number=len(drawn)
    )
    line.serve(pool, now)
    emit("capacity.drawn", drawing_id=str(drawing.pk))
    drawing.refresh_from_db()
    return drawn


def _give(pool: Pool, lines: dict[str, DrawnEntry], drawn: list[Drawn], now: datetime) -> None:
    """Write down what each got. Who left the line meanwhile gets nothing: their places go to the line."""
    entries: list[WaitlistEntry] = []
    places: list[Place] = []
    for each in drawn:
        mine = lines[each.party.ticket]
        mine.rank, mine.seats = each.rank, each.seats
        entry = mine.entry
        entry.number = each.rank
        entries.append(entry)
        if each.seats and entry.state == WaitlistEntry.State.WAITING:
            # Who became smaller since the list was closed leaves the rest to the line.
            places.append(_place(pool, entry, min(each.seats, entry.size), now))
    DrawnEntry.objects.bulk_update(lines.values(), ["rank", "seats"], batch_size=200)
    WaitlistEntry.objects.bulk_update(entries, ["number", "size", "state", "settled_at"], batch_size=200)
    Place.objects.bulk_create(places)
    seated = sum(entry.state == WaitlistEntry.State.SEATED for entry in entries)
    counter.put_back(pool.pk, -sum(place.size for place in places))
    Pool.objects.filter(pk=pool.pk).update(waiting=F("waiting") - seated)


def _place(pool: Pool, entry: WaitlistEntry, size: int, now: datetime) -> Place:
    """Theirs at once, without an offer. A party that splits waits for the rest."""
    if size == entry.size:
        entry.state, entry.settled_at = WaitlistEntry.State.SEATED, now
    else:
        entry.size -= size
    return Place(pool=pool, holder=entry.holder, size=size, state=Place.State.TAKEN, settled_at=now)
