"""What readers found wrong: for those who look at it, and for whoever sent it."""

from uuid import UUID

from django.db.models import F, Q, QuerySet

from longtable.core.access import Actor, Missing, Permission
from longtable.core.tracking import door
from longtable.directory.models import OrganizationEntry, Report


def reports(actor: Actor) -> QuerySet[Report]:
    """Reports about services whose entry the actor keeps or decides about, the open and oldest first."""
    found = Report.objects.select_related("service__organization__organization", "contact")
    return (
        found.filter(_reach(actor))
        .order_by(F("answered_at").asc(nulls_first=True), "sent_at", "id")
        .distinct()
    )


def report(actor: Actor, report_id: UUID) -> Report:
    """One of them. Raises ``Missing``."""
    found = reports(actor).filter(pk=report_id).first()
    if found is None:
        raise Missing
    return found


def report_of(actor: Actor) -> Report:
    """What the holder of a receipt reported. Raises ``Missing``."""
    rows = Report.objects.select_related("service__organization__organization", "contact", "receipt")
    found = rows.filter(receipt=UUID(actor.id)).first()
    if found is None:
        raise Missing
    return found


@door
def opens(receipt_id: UUID) -> str:
    """A receipt that was given for a report opens the page of that report."""
    return "directory:report-tracking" if Report.objects.filter(receipt=receipt_id).exists() else ""


def _reach(actor: Actor) -> Q:
    if actor.is_statewide(Permission.REVIEW_DIRECTORY):
        return Q()
    areas = actor.areas_reached(Permission.REVIEW_DIRECTORY)
    kept = OrganizationEntry.objects.kept_by(actor)
    own = Q(service__organization__in=kept)
    if not areas:
        return own
    ownerless = Q(service__organization=None) | Q(service__organization__area=None)
    return own | (ownerless & Q(service__sites__location__area__in=areas))
