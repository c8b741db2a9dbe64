"""Calls that an office owes, and where to call."""

from uuid import UUID

from django.db.models import F, QuerySet

from longtable.core.access import Actor, Permission
from longtable.core.audit import record_read
from longtable.people.models import ContactPoint
from longtable.voices.models import HelpRequest
from longtable.voices.selectors.one import only


def help_requests(actor: Actor) -> QuerySet[HelpRequest]:
    """Calls that the actor's offices owe, the earliest first; not what an author was only offered."""
    found = HelpRequest.objects.select_related("office", "conversation")
    if not actor.is_statewide(Permission.TAKE_CALLS):
        found = found.filter(office__in=actor.organizations(Permission.TAKE_CALLS))
    return found.exclude(due_at=None).order_by(F("called_at").asc(nulls_first=True), "due_at")


def help_request_for(actor: Actor, request_id: UUID) -> HelpRequest:
    """One request within the actor's scope. Raises :class:`Missing`."""
    return only(help_requests(actor).select_related("contact__person").filter(pk=request_id))


def contact_to_call(actor: Actor, request: HelpRequest) -> ContactPoint | None:
    """Where to call. That the actor opened it is written down before it is shown."""
    if request.contact is None:
        return None
    record_read(actor, "voices.help.contact_read", request, request.contact.person, why="to call back")
    return request.contact
