"""What staff may read of gatherings: those in their scope, and one of them with what belongs to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import Aggregate, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from longtable.accounts.models import Organization
from longtable.capacity.models import Pool, WaitlistEntry
from longtable.core.access import Actor, Missing, Permission
from longtable.gatherings.models import Gathering, Material, Panelist, Registration, Session, Table
from longtable.gatherings.models.gatherings import GatheringQuerySet
from longtable.gatherings.models.registrations import RegistrationState

OVER_SHOWN = 30
"""Gatherings of the past on the list; older ones are found by the calendar."""


@dataclass(frozen=True)
class Mine:
    """Gatherings in somebody's scope: ``coming`` and ``preparing`` the next first, ``over`` the last first.

    Each has ``seats``, ``left`` and ``people``: places that are given in turn in all sessions, those that
    are free, who signed up; and ``to_draw`` and ``asked``: places that will be drawn, for how many people.
    """

    coming: list[Gathering]
    preparing: list[Gathering]
    over: list[Gathering]


def my_gatherings(actor: Actor, now: datetime) -> Mine:
    """What the list of staff shows. Three queries, however many gatherings."""
    found = _counted(Gathering.objects.in_scope(actor, Permission.SEE_GATHERINGS))
    over = found.exclude(state=Gathering.State.DRAFT).exclude(pk__in=found.coming(now).values("pk"))
    return Mine(
        coming=list(found.coming(now).order_by("starts_at")),
        preparing=list(found.filter(state=Gathering.State.DRAFT).order_by("starts_at")),
        over=list(over.order_by("-starts_at")[:OVER_SHOWN]),
    )


def gathering_for(actor: Actor, slug: str, permission: Permission = Permission.SEE_GATHERINGS) -> Gathering:
    """One of them, its partners and areas loaded. Raises ``Missing``."""
    rows = Gathering.objects.in_scope(actor, permission).select_related(
        "organization", "location", "series", "council__organization", "commitment", "conversation", "meeting"
    )
    if found := rows.prefetch_related("areas", "hosts__organization").filter(slug=slug).first():
        return found
    raise Missing(f"No gathering {slug}")


def agenda_of(gathering: Gathering) -> list[Session]:
    """Its sessions in order, each with its pool and tables; ``asked``: places for which people wait."""
    waits = Q(pool__entries__state=WaitlistEntry.State.WAITING)
    rows = gathering.sessions.select_related("pool").prefetch_related("tables__note_taker", "panelists")
    return list(rows.annotate(asked=Coalesce(Sum("pool__entries__size", filter=waits), 0)))


def session_for(gathering: Gathering, session_id: UUID) -> Session:
    """A session of it. Raises ``Missing``."""
    if found := gathering.sessions.select_related("pool").filter(pk=session_id).first():
        found.gathering = gathering
        return found
    raise Missing(f"No session {session_id}")


def table_for(gathering: Gathering, table_id: UUID) -> Table:
    """A table of one of its sessions. Raises ``Missing``."""
    rows = Table.objects.filter(session__gathering=gathering).select_related("session", "note_taker")
    if found := rows.filter(pk=table_id).first():
        found.session.gathering = gathering
        return found
    raise Missing(f"No table {table_id}")


def panelist_for(gathering: Gathering, panelist_id: UUID) -> Panelist:
    """Somebody of its panel. Raises ``Missing``."""
    if (
        found := gathering.panelists.select_related("session", "picture", "receipt")
        .filter(pk=panelist_id)
        .first()
    ):
        found.gathering = gathering
        return found
    raise Missing(f"Nobody {panelist_id} on the panel")


def material_for(gathering: Gathering, material_id: UUID) -> Material:
    """Something of it to read or watch. Raises ``Missing``."""
    if found := gathering.materials.select_related("file").filter(pk=material_id).first():
        found.gathering = gathering
        return found
    raise Missing(f"No material {material_id}")


def organizations_that_convene(actor: Actor) -> QuerySet[Organization]:
    """Organisations for which the actor may prepare gatherings."""
    found = Organization.objects.filter(merged_into=None).order_by("name")
    may = Permission.RUN_GATHERINGS
    if actor.is_statewide(may):
        return found
    return found.filter(pk__in=actor.organizations(may) | actor.organizations_reached(may))


def _counted(rows: GatheringQuerySet) -> GatheringQuerySet:
    sessions = Session.objects.filter(gathering=OuterRef("pk"), pool__isnull=False)
    in_turn, drawn = (sessions.filter(pool__mode=mode) for mode in (Pool.Mode.IN_TURN, Pool.Mode.DRAWN))
    people = Registration.objects.filter(gathering=OuterRef("pk"))
    found = rows.select_related("organization", "location", "series").annotate(
        seats=_total(in_turn, "pool__size"),
        left=_total(in_turn, "pool__remaining"),
        people=_total(people.filter(state=RegistrationState.CONFIRMED), "party_size"),
        to_draw=_total(drawn, "pool__size"),
        asked=_total(people.filter(state=RegistrationState.IN_DRAWING), "party_size"),
        waiting=_summed(people.filter(state=RegistrationState.WAITING), Count("pk")),
    )
    return cast(GatheringQuerySet, found)


def _total(rows: QuerySet, column: str) -> Coalesce:
    return _summed(rows, Sum(column))


def _summed(rows: QuerySet, of: Aggregate) -> Coalesce:
    """Asked for once per gathering: a join would look at every sign-up for each of the sums."""
    summed = rows.order_by().values("gathering").annotate(total=of).values("total")
    return Coalesce(Subquery(summed, output_field=IntegerField()), 0)
