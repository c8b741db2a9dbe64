"""How places of a gathering are drawn: what everybody may read of it, ticket by ticket, and never who."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum

from longtable.capacity.models import Drawing, DrawnEntry, Pool, WaitlistEntry
from longtable.core.access import Missing
from longtable.core.among import listed
from longtable.core.asked import Asked
from longtable.core.localized import LocalizedText
from longtable.gatherings.models import Gathering, Session

SHOWN = 300
"""Tickets on a page. All of them stand in the file, and each can be looked for."""


@dataclass(frozen=True)
class Group:
    """A group with its own share of the places, in percent. ``asked`` and ``got``: places; ``tickets``."""

    words: LocalizedText
    percent: int
    tickets: int
    asked: int
    got: int


@dataclass(frozen=True)
class SessionDrawing:
    """The drawing of one session; ``drawing`` is ``None`` while nothing is announced."""

    session: Session
    pool: Pool
    drawing: Drawing | None
    lines: Sequence[DrawnEntry]
    now: datetime
    ticket: str = ""

    @property
    def can_close(self) -> bool:
        """Whether nobody can ask any more, and the list is still open."""
        return bool(self.drawing and not self.drawing.closed_at and self.pool.closes_at <= self.now)

    @property
    def can_draw(self) -> bool:
        """Whether the list is closed and the seed is awaited."""
        return bool(self.drawing and self.drawing.closed_at and not self.drawing.drawn_at)

    @property
    def groups(self) -> list[Group]:
        """Published groups in their order; one of all where there are none."""
        told: list[dict[str, Any]] = self.drawing.strata if self.drawing else []
        asked, got, tickets = Counter[str](), Counter[str](), Counter[str]()
        for line in self.lines:
            asked[line.stratum] += line.size
            got[line.stratum] += line.seats or 0
            tickets[line.stratum] += 1
        return [
            Group(
                LocalizedText.of(**each["words"]),
                round(Fraction(each["share"]) * 100),
                *(count[each["code"]] for count in (tickets, asked, got)),
            )
            for each in told
        ]

    @property
    def shown(self) -> Sequence[DrawnEntry]:
        """The first tickets, in the order in which they were drawn or stand in the list; or that one."""
        found = [line for line in self.lines if self.ticket in ("", line.ticket)]
        return found[:SHOWN]

    @property
    def unshown(self) -> int:
        """How many more there are."""
        return 0 if self.ticket else max(0, len(self.lines) - SHOWN)


def drawings_of(gathering: Gathering, now: datetime, ticket: str = "") -> list[SessionDrawing]:
    """Sessions whose places are or were drawn, in order. ``ticket``: show only this one. Two queries."""
    rows = gathering.sessions.filter(pool__isnull=False).select_related("pool__drawing")
    found = [each for each in rows if _is_drawn(each)]
    drawings = [each.pool.drawing for each in found if each.pool and hasattr(each.pool, "drawing")]
    lines = DrawnEntry.objects.filter(drawing__in=[each.pk for each in drawings]).order_by("rank", "ticket")
    return [_of(session, list(lines), now, ticket.strip().upper()) for session in found]


def drawing_of(gathering: Gathering, slug: str, now: datetime) -> SessionDrawing:
    """That of one session, by its name in addresses. Raises ``Missing``."""
    for each in drawings_of(gathering, now):
        if each.session.slug == slug:
            return each
    raise Missing(f"No drawing of {slug}")


def announced_drawings(gatherings: Iterable[Gathering]) -> set[UUID]:
    """Ids of those gatherings of which everybody can read how places are drawn."""
    return {session.gathering_id for session in _announced(ids=listed(each.pk for each in gatherings))}


_announced = Asked(
    lambda ids: (
        Session.objects.filter(gathering__among=ids, pool__drawing__isnull=False).only("gathering").order_by()
    ),
    ids=str,
)


def drawn_sessions(gatherings: Iterable[Gathering]) -> set[UUID]:
    """Ids of those gatherings of which places are or were drawn, announced or not."""
    sessions = Session.objects.filter(gathering__in=[each.pk for each in gatherings])
    is_drawn = Q(pool__drawing__isnull=False) | Q(pool__mode=Pool.Mode.DRAWN)
    return set(sessions.filter(is_drawn).values_list("gathering", flat=True))


def still_to_draw(gathering: Gathering) -> dict[str, int]:
    """``size``: places that will be drawn in all its sessions; ``asked``: how many people want."""
    pools = Pool.objects.filter(gathering_session__gathering=gathering, mode=Pool.Mode.DRAWN)
    waiting = WaitlistEntry.objects.filter(pool__in=pools, state=WaitlistEntry.State.WAITING)
    sizes = {"size": pools, "asked": waiting}
    return {name: rows.aggregate(total=Sum("size"))["total"] or 0 for name, rows in sizes.items()}


def _is_drawn(session: Session) -> bool:
    return session.pool is not None and (
        session.pool.mode == Pool.Mode.DRAWN or hasattr(session.pool, "drawing")
    )


def _of(session: Session, lines: Sequence[DrawnEntry], now: datetime, ticket: str) -> SessionDrawing:
    assert session.pool is not None
    drawing: Drawing | None = getattr(session.pool, "drawing", None)
    mine = [line for line in lines if drawing and line.drawing_id == drawing.pk]
    return SessionDrawing(session, session.pool, drawing, mine, now, ticket)
