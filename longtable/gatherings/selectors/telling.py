"""Whom a change of one part of a gathering concerns."""

from uuid import UUID

from django.db.models import Q, QuerySet

from longtable.capacity.models import IN_LINE, Place
from longtable.gatherings.models import Gathering, Registration, Session
from longtable.gatherings.models.registrations import STANDING


def session_to_tell(session_id: UUID) -> Session | None:
    """A part of a gathering that still takes place, with what a message about it needs."""
    rows = Session.objects.select_related("gathering__location", "gathering__organization")
    rows = rows.prefetch_related("gathering__location__addresses")
    return rows.filter(pk=session_id, gathering__state=Gathering.State.PUBLISHED).first()


def signed_up_for(session: Session) -> QuerySet[Registration]:
    """Who has places in it or waits for them, with what a message needs."""
    has_place = Q(seats__session=session, seats__place__state=Place.State.TAKEN)
    waits = Q(seats__session=session, seats__entry__state__in=IN_LINE)
    rows = Registration.objects.filter(state__in=STANDING).select_related("contact", "receipt")
    return rows.filter(has_place | waits).distinct().order_by("created_at")
