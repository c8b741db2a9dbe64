"""What anybody may know of gatherings."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects

from longtable.accounts.models import Organization
from longtable.core.access import Missing
from longtable.core.asked import Asked, keep
from longtable.gatherings.models import Gathering, HostPartner, Material, Panelist, Session
from longtable.gatherings.models.registrations import STANDING


def _of(model: type[Model], *beside: str) -> Callable[[UUID], QuerySet[Any]]:
    return lambda gathering: model._default_manager.filter(gathering=gathering).select_related(*beside)


WITH = ("organization", "location", "series", "meeting")
BELONGING: dict[str, Asked[Any]] = {
    "sessions": Asked(_of(Session, "pool"), gathering=UUID),
    "panelists": Asked(_of(Panelist, "session"), gathering=UUID),
    "materials": Asked(_of(Material), gathering=UUID),
    "hosts": Asked(_of(HostPartner, "organization"), gathering=UUID),
}
"""What the page of a gathering shows beside it, with what belongs to that."""
_by_slug = Asked(lambda slug: Gathering.objects.select_related(*WITH).filter(slug=slug), slug=str)


def coming_gatherings(now: datetime) -> list[Gathering]:
    """Public gatherings that are not over, soonest first, each with its sessions and their places."""
    return list(_with_agenda().public().coming(now))


def public_gathering(slug: str, *, guest: UUID | None = None) -> Gathering:
    """One that is or was public, with its agenda, panel, materials and partners.

    ``guest``: receipt of a registration; the one that it is for may be by invitation. Of a meeting behind
    closed doors that it takes place and why is public, what belongs to it is not. Raises ``Missing``.
    """
    found = next(iter(_by_slug(slug=slug)), None)
    if found is None or found.state == Gathering.State.DRAFT:
        raise Missing
    if found.by_invitation and not (guest and _is_invited(guest, found)):
        raise Missing
    for name, rows in BELONGING.items():
        keep(found, name, rows(gathering=found.pk))
    if found.location:
        prefetch_related_objects([found.location], "addresses")
    return found


def offices_of(gathering: Gathering) -> list[Organization]:
    """The one that invites, and partners who help to run it."""
    hosts = BELONGING["hosts"](gathering=gathering.pk)
    return [gathering.organization, *(host.organization for host in hosts if host.may_run)]


def _is_invited(receipt_id: UUID, gathering: Gathering) -> bool:
    mine = gathering.registrations.filter(receipt=receipt_id, receipt__withdrawn_at=None, state__in=STANDING)
    return mine.filter(reached_at__isnull=False).exists()


def _with_agenda():  # type: ignore[no-untyped-def]
    sessions = Session.objects.select_related("pool")
    return Gathering.objects.select_related(*WITH).prefetch_related(Prefetch("sessions", sessions), "areas")
