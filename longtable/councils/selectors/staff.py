"""What staff may read: councils in their scope, and who applied there. Opening somebody's words is noted."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Missing, Permission
from longtable.core.audit import record_read
from longtable.councils.models import Application, Attendance, Composition, Council, Seat, Term
from longtable.councils.models.applications import WAITING
from longtable.people.models import Person


def councils(actor: Actor, day: date) -> QuerySet[Council]:
    """Those in the actor's scope with numbers of ``free`` seats and of ``applicants``, most wanting first."""
    free = Seat.objects.free(day).filter(council=OuterRef("pk")).order_by().values("council")
    standing = Seat.objects.standing().filter(council=OuterRef("pk")).order_by().values("council")
    waiting = Count("applications", filter=Q(applications__state__in=WAITING), distinct=True)
    return (
        Council.objects.in_scope(actor, Permission.SEE_COUNCILS)
        .select_related("organization")
        .annotate(
            free=_number(free),
            all_seats=_number(standing),
            applicants=waiting,
        )
        .order_by("-free", "slug")
    )


def council_for(actor: Actor, slug: str, permission: Permission = Permission.SEE_COUNCILS) -> Council:
    """One of them. Raises ``Missing``."""
    found = Council.objects.in_scope(actor, permission).select_related("organization")
    if council := found.prefetch_related("areas").filter(slug=slug).first():
        return council
    raise Missing


def seat_for(council: Council, seat_id: UUID) -> Seat:
    """A seat of it. Raises ``Missing``."""
    if seat := council.seats.standing().filter(pk=seat_id).prefetch_related("areas").first():
        seat.council = council
        return seat
    raise Missing


def term_for(council: Council, term_id: UUID) -> Term:
    """A term on one of its seats. Raises ``Missing``."""
    rows = Term.objects.filter(seat__council=council).select_related("seat__council", "person")
    if term := rows.filter(pk=term_id).first():
        return term
    raise Missing


def rule_for(council: Council, rule_id: UUID) -> Composition:
    """A rule of it. Raises ``Missing``."""
    if rule := council.compositions.filter(pk=rule_id).first():
        return rule
    raise Missing


def history_of(seat: Seat) -> QuerySet[Term]:
    """Everybody who sat there, the last first."""
    return seat.terms.select_related("person").order_by("-starts_on")


def members(council: Council, day: date) -> list[Term]:
    """Who sits there on ``day``, by seat."""
    rows = Term.objects.on(day).filter(seat__council=council, seat__closed_on=None)
    return list(rows.select_related("seat__council", "person").order_by("seat__number"))


def attendance_of(terms: Iterable[Term], met_on: date) -> dict[UUID, str]:
    """Term -> whether its holder came to the meeting of a day, as far as it was noted."""
    rows = Attendance.objects.filter(term__in=list(terms), met_on=met_on)
    return dict(rows.values_list("term", "state"))


def free_seats(council: Council, day: date) -> list[Seat]:
    """Seats of it that can be given to somebody, also those for which nobody can apply."""
    return list(council.seats.free(day))


def who_sat_here(council: Council) -> QuerySet[Person]:
    """Everybody who ever held a seat of it, each record once."""
    sat = Term.objects.filter(seat__council=council).exclude(ending=Term.Ending.MISTAKE)
    return Person.objects.standing().filter(pk__in=sat.values("person"))


def queue(council: Council) -> QuerySet[Application]:
    """Applications that wait for an end, the oldest first."""
    return (
        council.applications.waiting()
        .select_related("contact__person", "seat", "area")
        .annotate(sent_again=Count("again"))
        .order_by("created_at")
    )


def settled(council: Council) -> QuerySet[Application]:
    """Applications that came to an end, the last first."""
    found = council.applications.exclude(state__in=[*WAITING, Application.State.SENT_AGAIN])
    return found.select_related("contact__person", "seat", "decided_by").order_by(
        F("decided_at").desc(nulls_last=True)
    )[:50]


def application_for(actor: Actor, council: Council, application_id: UUID) -> Application:
    """One application as staff read it; that it was opened is noted first. Raises ``Missing``."""
    rows = council.applications.select_related("contact__person", "seat", "area", "decided_by", "first")
    application = rows.filter(pk=application_id).first()
    if application is None:
        raise Missing
    application.council = council
    record_read(actor, "councils.application.opened", application, application.contact.person)
    return application


def organizations_with_councils(actor: Actor) -> QuerySet[Organization]:
    """Organisations for which the actor may keep councils."""
    found = Organization.objects.filter(merged_into=None)
    may = Permission.RUN_COUNCILS
    if actor.is_statewide(may):
        return found
    return found.filter(pk__in=actor.organizations(may) | actor.organizations_reached(may))


def _number(rows: QuerySet) -> Coalesce:
    counted = rows.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
