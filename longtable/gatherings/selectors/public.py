"""What anybody may know of gatherings."""

from datetime import datetime

from django.db.models import Prefetch

from longtable.core.access import Missing
from longtable.gatherings.models import Gathering, Session


def coming_gatherings(now: datetime) -> list[Gathering]:
    """Public gatherings that are not over, soonest first, each with its sessions and their places."""
    return list(_with_agenda().public().coming(now))


def public_gathering(slug: str) -> Gathering:
    """One that is or was public, with its agenda, panel, materials and partners. Raises ``Missing``."""
    belonging = ("panelists__session", "materials", "hosts__organization", "location__addresses")
    found = _with_agenda().prefetch_related(*belonging).public().filter(slug=slug).first()
    if found is None:
        raise Missing
    return found


def _with_agenda():  # type: ignore[no-untyped-def]
    sessions = Session.objects.select_related("pool")
    return Gathering.objects.select_related("organization", "location", "series").prefetch_related(
        Prefetch("sessions", sessions), "areas"
    )
