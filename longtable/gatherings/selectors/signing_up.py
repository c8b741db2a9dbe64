"""What the pages need on which people sign up: which sessions, what is kept, whether there is room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from longtable.capacity.models import Drawing, Hold, Place, Pool
from longtable.core.access import Missing
from longtable.core.asked import Asked
from longtable.core.localized import LocalizedText
from longtable.gatherings.models import Gathering, Session

LEAN = (
    *("slug", "starts_at", "gathering__slug", "gathering__state", "gathering__organization"),
    *("gathering__by_invitation", "gathering__council", "gathering__party_limit", "gathering__way"),
    *("pool__kind", "pool__size", "pool__remaining", "pool__mode", "pool__opens_at", "pool__closes_at"),
    *("pool__party_limit", "pool__waiting"),
)
"""Columns that signing up needs; a page reads the words of the gathering beside them."""


def _sessions(slug: str) -> QuerySet[Session]:
    return Session.objects.filter(gathering__slug=slug, pool__isnull=False).select_related("pool")


_lean = Asked(lambda slug: _sessions(slug).select_related("gathering").only(*LEAN), slug=str)
_whole = Asked(lambda slug: _sessions(slug).select_related("gathering__organization"), slug=str)


@dataclass(frozen=True)
class Kept:
    """Places that a visit holds in some sessions of one gathering."""

    hold: Hold
    sessions: list[Session]
    size: int


@dataclass(frozen=True)
class Window:
    """When one can sign up. ``is_drawn``: places are drawn when it is over."""

    opens_at: datetime
    closes_at: datetime
    is_early: bool
    is_over: bool
    is_drawn: bool

    @property
    def is_open(self) -> bool:
        """Whether one can sign up now."""
        return not (self.is_early or self.is_over)


def sessions_to_sign_up_for(slug: str) -> list[Session]:
    """Sessions with places of one gathering that is not a draft, soonest first: one query, as lean as can be.

    Raises ``Missing`` where there are none.
    """
    found = _lean(slug=slug)
    if not found or found[0].gathering.state == Gathering.State.DRAFT:
        raise Missing
    return found


def public_sessions(slug: str, *, for_page: bool = True) -> list[Session]:
    """The same of one that anybody may know of, and that still takes place; with the words of a page.

    Raises ``Missing``.
    """
    found = _whole(slug=slug) if for_page else sessions_to_sign_up_for(slug)
    gathering = found[0].gathering if found else None
    if gathering is None or gathering.by_invitation or gathering.state != Gathering.State.PUBLISHED:
        raise Missing
    if gathering.is_closed:
        raise Missing
    return found


_places_held = Asked(
    lambda visit, about: Place.objects.filter(
        hold__visit=visit, hold__about=about, hold__state=Hold.State.LIVE
    ).select_related("hold"),
    visit=str,
    about=UUID,
)


def places_kept(visit: str, agenda: Sequence[Session]) -> Kept | None:
    """What this visit holds, also when its time is just over. ``visit``: keyed hash."""
    held = _places_held(visit=visit, about=agenda[0].gathering_id)
    sizes = {place.pool_id: place.size for place in held}
    sessions = [each for each in agenda if each.pool_id in sizes]
    if not sessions or not held[0].hold:
        return None
    return Kept(held[0].hold, sessions, max(sizes.values()))


def is_full(sessions: Iterable[Session], size: int) -> bool:
    """Whether there is no room for so many in one of them, as it was read."""
    pools = [each.pool for each in sessions if each.pool]
    return any(pool.mode == Pool.Mode.IN_TURN and pool.remaining < size for pool in pools)


def window_of(sessions: Iterable[Session], now: datetime) -> Window:
    """When one can sign up for the first of these that one can still sign up for."""
    pools = [each.pool for each in sessions if each.pool]
    pool = min(pools, key=lambda each: (each.closes_at <= now, each.opens_at))
    return Window(
        opens_at=pool.opens_at,
        closes_at=pool.closes_at,
        is_early=now < pool.opens_at,
        is_over=pool.closes_at <= now,
        is_drawn=pool.mode == Pool.Mode.DRAWN,
    )


def strata_of(sessions: Iterable[Session]) -> list[tuple[str, object]]:
    """Groups within which places are drawn, as a form asks for them; none where there is one alone."""
    drawing = Drawing.objects.filter(pool__in=[each.pool_id for each in sessions]).first()
    groups = drawing.strata if drawing else []
    if len(groups) < 2:
        return []
    return [(each["code"], LocalizedText.of(**each["words"])) for each in groups]
