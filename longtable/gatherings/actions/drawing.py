"""Where more people will ask than there are places: announced before, closed, then drawn by a public seed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from longtable.capacity.actions.drawings import announce_drawing, close_list, draw_places
from longtable.capacity.actions.pools import set_period
from longtable.capacity.models import Drawing
from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.gatherings.models import Session
from longtable.gatherings.policies import may_run


@action
def announce(
    *,
    by: Actor,
    session: Session,
    strata: Sequence[dict[str, Any]],
    seed_source: LocalizedText,
    closes_at: datetime | None = None,
) -> Drawing:
    """Say how places of a session will be drawn, before the first one asks, and until when one can ask.

    Raises ``OutOfOrder``.
    """
    require(by, may_run(by, session.gathering))
    pool = session.pool
    assert pool is not None
    drawing = announce_drawing(by=by, pool=pool, strata=strata, seed_source=seed_source)
    if closes_at:
        set_period(by=by, pool=pool, opens_at=pool.opens_at, closes_at=closes_at, now=timezone.now())
    record(by, "gatherings.drawing.announced", drawing, session, fields=["strata", "seed_source"])
    return drawing


@action
def close_drawing(*, by: Actor, session: Session, drawing: Drawing) -> Drawing:
    """Nobody can be added: the list's hash is public from now on. Raises ``OutOfOrder``."""
    require(by, may_run(by, session.gathering) and drawing.pool_id == session.pool_id)
    closed = close_list(by=by, drawing=drawing, now=timezone.now())
    record(by, "gatherings.drawing.closed", drawing, session, fields=["list_hash"])
    return closed


@action
def draw(*, by: Actor, session: Session, drawing: Drawing, seed: str) -> Drawing:
    """Draw with the seed that the public event gave; what is left is offered until the session begins.

    Everybody who took part hears of it. Raises ``OutOfOrder``.
    """
    require(by, may_run(by, session.gathering) and drawing.pool_id == session.pool_id)
    draw_places(by=by, drawing=drawing, seed=seed, now=timezone.now(), offers_until=session.starts_at)
    record(by, "gatherings.drawing.drawn", drawing, session, fields=["seed"])
    return drawing
