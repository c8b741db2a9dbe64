"""A gathering comes into being, and becomes public."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.capacity.actions import open_pool
from longtable.capacity.models import Pool
from longtable.commitments.models import Commitment
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.ids import uuid7
from longtable.core.localized import LocalizedText
from longtable.core.work import emit
from longtable.councils.models import Council
from longtable.directory.models import Location
from longtable.gatherings.actions.meetings import begin_meeting
from longtable.gatherings.models import Gathering, Series, Session
from longtable.gatherings.needs import NEEDS
from longtable.gatherings.policies import is_address, may_call_meeting, may_prepare, may_run
from longtable.gatherings.selectors.readiness import lacks
from longtable.places.models import Area
from longtable.voices.models import Conversation

POOL = "gatherings.session"
"""Kind of the pools of sessions."""


class NotReady(Exception):
    """The gathering cannot be made public yet; the message says what is missing."""


class OverAlready(Exception):
    """Nobody could sign up: it begins before sign-up opens."""


@dataclass(frozen=True)
class SessionPlan:
    """A part of the agenda. ``seats``: how many can sign up for it; ``None``: it wants no sign-up."""

    slug: str
    title: LocalizedText
    starts_at: datetime
    ends_at: datetime
    seats: int | None = None
    summary: LocalizedText = field(default_factory=LocalizedText)
    room: str = ""
    mode: str = Pool.Mode.IN_TURN


@dataclass(frozen=True)
class Plan:
    """What a gathering is. The fields are those of :class:`Gathering`."""

    slug: str
    title: LocalizedText
    kind: str
    organization: Organization
    starts_at: datetime
    ends_at: datetime
    way: str = Gathering.Way.IN_PERSON
    summary: LocalizedText = field(default_factory=LocalizedText)
    series: Series | None = None
    areas: Sequence[Area] = ()
    topics: Iterable[str] = ()
    languages: Iterable[str] = ("en", "es")
    location: Location | None = None
    venue: LocalizedText = field(default_factory=LocalizedText)
    online_url: str = ""
    dial_in: str = ""
    conversation: Conversation | None = None
    commitment: Commitment | None = None
    council: Council | None = None
    by_invitation: bool = False
    party_limit: int = 6
    needs_offered: Iterable[str] = tuple(NEEDS)
    about_you: Iterable[str] = ()
    reader: LocalizedText = field(default_factory=LocalizedText)

    def columns(self) -> dict[str, Any]:
        """What goes into the row, areas apart."""
        lists = ("topics", "languages", "needs_offered", "about_you")
        columns = {name: value for name, value in vars(self).items() if name != "areas"}
        return columns | {name: list(columns[name]) for name in lists}


@action
def create_gathering(
    *,
    by: Actor,
    plan: Plan,
    sessions: Sequence[SessionPlan],
    opens_at: datetime,
    closes_at: datetime | None = None,
    form_key: UUID | None = None,
) -> Gathering:
    """Staff write down what a gathering is. Nobody else sees it yet.

    People can sign up from ``opens_at`` until ``closes_at``, or until it begins. Sent twice with one
    ``form_key`` it is one gathering. Raises ``ValueError`` for a slug that cannot be part of an address, and
    :class:`OverAlready`.
    """
    require(
        by,
        may_prepare(by, plan.organization.pk, [area.pk for area in plan.areas])
        and may_call_meeting(by, plan.council),
    )
    if not is_address(plan.slug):
        raise ValueError(f"{plan.slug!r} cannot be part of an address")
    if any(each.seats is not None and (closes_at or each.starts_at) <= opens_at for each in sessions):
        raise OverAlready
    gathering, is_new = Gathering.objects.get_or_create(pk=form_key or uuid7(), defaults=plan.columns())
    if not is_new:
        return Unchanged(gathering)  # type: ignore[return-value]
    gathering.areas.set(plan.areas)
    for each in sessions:
        columns = {name: value for name, value in vars(each).items() if name not in ("seats", "mode")}
        pool = None
        if each.seats is not None:
            pool = open_pool(
                by=by,
                kind=POOL,
                size=each.seats,
                opens_at=opens_at,
                closes_at=closes_at or each.starts_at,
                party_limit=plan.party_limit,
                mode=each.mode,
            )
        Session.objects.create(gathering=gathering, pool=pool, **columns)
    if gathering.council:
        begin_meeting(gathering)
    record(by, "gatherings.gathering.created", gathering, fields=[*plan.columns(), "areas", "sessions"])
    return gathering


@action
def publish_gathering(*, by: Actor, gathering: Gathering) -> Gathering:
    """From now on people read of it and can sign up. Raises :class:`NotReady` and ``IllegalMove``."""
    require(by, may_run(by, gathering))
    if missing := [lack for lack in lacks(gathering, timezone.now()) if lack.must]:
        raise NotReady(" ".join(str(lack.words) for lack in missing))
    Gathering.lifecycle.move(gathering, Gathering.State.PUBLISHED, changed_at=timezone.now())
    record(by, "gatherings.gathering.published", gathering, fields=["state"])
    emit("gatherings.published", gathering_id=str(gathering.pk))
    return gathering
