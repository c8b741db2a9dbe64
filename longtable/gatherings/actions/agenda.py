"""The agenda: what happens when, how many can come, and at which tables people talk."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from longtable.accounts.models import User
from longtable.capacity.actions import open_pool, resize, set_mode, set_period, shut
from longtable.capacity.models import Pool
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.ids import uuid7
from longtable.core.localized import LocalizedText
from longtable.core.work import emit
from longtable.gatherings.actions.gatherings import POOL, SessionPlan
from longtable.gatherings.actions.moving import SignUpOpensLater
from longtable.gatherings.models import Gathering, Session, Table
from longtable.gatherings.policies import may_run

TOLD = frozenset({"starts_at", "ends_at"})
"""When these of a session change, whoever signed up is told; its room stands on the signs."""


MOMENT = timedelta(minutes=1)
"""Sign-up of what has begun already: no time at all, but a period."""


class StillTaken(Exception):
    """People signed up for this session: it stays, or the gathering is called off."""


class Outside(Exception):
    """The session begins before the gathering, or ends after it."""


@dataclass(frozen=True)
class TablePlan:
    """A table at which people talk. The fields are those of :class:`Table`."""

    number: int
    language: str
    topic: LocalizedText = field(default_factory=LocalizedText)
    note_taker: User | None = None


@action
def add_session(
    *, by: Actor, gathering: Gathering, plan: SessionPlan, form_key: UUID | None = None
) -> Session:
    """One more part of the agenda; with seats, people can sign up for it. Raises :class:`Outside`.

    Sent twice with one ``form_key`` it is one session.
    """
    require(by, may_run(by, gathering))
    _check(gathering, plan)
    Gathering.objects.one_at_a_time(gathering.pk)
    if form_key and (there := Session.objects.filter(pk=form_key).first()):
        return Unchanged(there)  # type: ignore[return-value]
    pool, columns = _pool(by, gathering, plan), _columns(plan)
    session = Session.objects.create(pk=form_key, gathering=gathering, pool=pool, slug=plan.slug, **columns)
    _touch(gathering)
    record(by, "gatherings.session.added", session, gathering, fields=[*_columns(plan), "seats"])
    return session


@action
def edit_session(*, by: Actor, session: Session, plan: SessionPlan) -> Session:
    """A part of the agenda changes. Once it is public and its time changes, whoever signed up for it is
    told, once.

    Places that come free by a larger number go to the line first. Raises ``InUse`` for fewer seats than are
    taken, :class:`StillTaken` for none where some are held or taken, :class:`Outside`,
    ``SignUpOpensLater``, and ``OutOfOrder`` for another way of giving places once one was asked for.
    """
    require(by, may_run(by, session.gathering))
    gathering = session.gathering
    _check(gathering, plan)
    wanted = _columns(plan)
    changed = [name for name, value in wanted.items() if getattr(session, name) != value]
    began = session.starts_at
    for name in changed:
        setattr(session, name, wanted[name])
    session.save(update_fields=changed)
    _fit_pool(by, session, plan, began)
    _touch(gathering)
    record(by, "gatherings.session.edited", session, gathering, fields=[*changed, "seats"])
    if TOLD.intersection(changed) and session.pool and gathering.state == Gathering.State.PUBLISHED:
        _let_know(session)
    return session


@action
def remove_session(*, by: Actor, session: Session) -> None:
    """It is not on the agenda any more. Raises :class:`StillTaken` where somebody signed up for it."""
    require(by, may_run(by, session.gathering))
    if session.seats.exists():
        raise StillTaken
    record(by, "gatherings.session.removed", session, session.gathering)
    session.delete()
    _touch(session.gathering)


@action
def add_table(*, by: Actor, session: Session, plan: TablePlan, form_key: UUID | None = None) -> Table:
    """One more table in the room. Sent twice with one ``form_key`` it is one."""
    require(by, may_run(by, session.gathering))
    columns = {"session": session, **vars(plan)}
    table, is_new = Table.objects.get_or_create(pk=form_key or uuid7(), defaults=columns)
    if not is_new:
        return Unchanged(table)  # type: ignore[return-value]
    record(by, "gatherings.table.added", table, session.gathering, fields=vars(plan))
    return table


@action
def edit_table(*, by: Actor, table: Table, plan: TablePlan) -> Table:
    """Its number, what is talked about there, in which language, and who takes notes."""
    require(by, may_run(by, table.session.gathering))
    for name, value in vars(plan).items():
        setattr(table, name, value)
    table.save(update_fields=list(vars(plan)))
    record(by, "gatherings.table.edited", table, table.session.gathering, fields=vars(plan))
    return table


@action
def remove_table(*, by: Actor, table: Table) -> None:
    """The table is not set. Raises :class:`StillTaken` where notes were taken at it."""
    require(by, may_run(by, table.session.gathering))
    if table.notes.exists():
        raise StillTaken
    record(by, "gatherings.table.removed", table, table.session.gathering)
    table.delete()


def _columns(plan: SessionPlan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in ("title", "summary", "starts_at", "ends_at", "room")}


def _check(gathering: Gathering, plan: SessionPlan) -> None:
    if plan.starts_at < gathering.starts_at or plan.ends_at > gathering.ends_at:
        raise Outside


def _pool(by: Actor, gathering: Gathering, plan: SessionPlan) -> Pool | None:
    if plan.seats is None:
        return None
    others = Pool.objects.filter(gathering_session__gathering=gathering).order_by("opens_at").first()
    now = timezone.now()
    opens_at = others.opens_at if others else now
    if opens_at >= plan.starts_at:
        opens_at = min(now, plan.starts_at - MOMENT)
    return open_pool(
        by=by,
        kind=POOL,
        size=plan.seats,
        opens_at=opens_at,
        closes_at=plan.starts_at,
        party_limit=gathering.party_limit,
        mode=plan.mode,
    )


def _fit_pool(by: Actor, session: Session, plan: SessionPlan, began: datetime) -> None:
    """As many places as planned; sign-up that ended with the session still does."""
    pool, now = session.pool, timezone.now()
    if pool is None:
        session.pool = _pool(by, session.gathering, plan)
        session.save(update_fields=["pool"])
        return
    if plan.seats is None:
        if session.seats.exists() or pool.remaining < pool.size:
            raise StillTaken
        session.pool = None
        session.save(update_fields=["pool"])
        shut(by=by, pool=pool, now=now)
        return
    if plan.mode != pool.mode:
        set_mode(by=by, pool=pool, mode=plan.mode)
    if plan.seats != pool.size:
        resize(by=by, pool=pool, size=plan.seats, now=now)
    if pool.closes_at == began != session.starts_at:
        if pool.opens_at >= session.starts_at:
            raise SignUpOpensLater
        set_period(by=by, pool=pool, opens_at=pool.opens_at, closes_at=session.starts_at, now=now)


def _let_know(session: Session) -> None:
    """One event for whoever tells those who signed up for it; calendars show the hours of the whole."""
    emit(
        "gatherings.session_moved",
        session_id=str(session.pk),
        moved_at=timezone.now().isoformat(),
        starts_at=session.starts_at.isoformat(),
        ends_at=session.ends_at.isoformat(),
    )


def _touch(gathering: Gathering) -> None:
    gathering.changed_at = timezone.now()
    gathering.save(update_fields=["changed_at"])
