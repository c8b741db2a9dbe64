"""What anybody may know of gatherings."""

from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from longtable.core.access import Missing
from longtable.gatherings.models import Gathering, Session
from longtable.gatherings.models.registrations import STANDING


def coming_gatherings(now: datetime) -> list[Gathering]:
    """Public gatherings that are not over, soonest first, each with its sessions and their places."""
    return list(_with_agenda().public().coming(now))


def public_gathering(slug: str, *, guest: UUID | None = None) -> Gathering:
    """One that is or was public, with its agenda, panel, materials and partners.

    ``guest``: receipt of a registration; the one that it is for may be by invitation. Of a meeting behind
    closed doors that it takes place and why is public, what belongs to it is not. Raises ``Missing``.
    """
    belonging = ("panelists__session", "materials", "hosts__organization", "location__addresses")
    found = _with_agenda().prefetch_related(*belonging).filter(slug=slug).first()
    if found is None or found.state == Gathering.State.DRAFT:
        raise Missing
    if found.by_invitation and not (guest and _is_invited(guest, found)):
        raise Missing
    return found


def _is_invited(receipt_id: UUID, gathering: Gathering) -> bool:
    mine = gathering.registrations.filter(receipt=receipt_id, receipt__withdrawn_at=None, state__in=STANDING)
    return mine.filter(reached_at__isnull=False).exists()


def _with_agenda():  # type: ignore[no-untyped-def]
    sessions = Session.objects.select_related("pool")
    return Gathering.objects.select_related("organization", "location", "series", "meeting").prefetch_related(
        Prefetch("sessions", sessions), "areas"
    )
