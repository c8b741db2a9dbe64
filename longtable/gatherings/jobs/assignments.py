"""Whoever an assignment concerns hears how it stands."""

from uuid import UUID

from django.db.models import Q

from longtable.core.access import Actor
from longtable.core.work import Lease, on
from longtable.gatherings.actions.assignments import tell_of_need
from longtable.gatherings.models import Assignment, Gathering, Session
from longtable.gatherings.need_work import ask_providers_again

MACHINE = Actor.system("gatherings")

PROMISED = (Assignment.State.ASKED, Assignment.State.CONFIRMED)
"""States of an assignment that somebody outside knows of."""


@on("gatherings.assigned")
def tell_whom_it_concerns(assignment_id: str, sequence: int, lease: Lease) -> None:
    """Each once. A change that another one has overtaken is told by that one."""
    rows = Assignment.objects.select_related("gathering__location", "gathering__organization", "session")
    assignment = (
        rows.prefetch_related("gathering__location__addresses").filter(pk=UUID(assignment_id)).first()
    )
    if assignment is None or assignment.sequence != sequence:
        return
    people = assignment.people.select_related(
        "attendee__registration__contact__person", "attendee__registration__receipt"
    )
    for number, met in enumerate(people):
        met.assignment = assignment
        tell_of_need(by=MACHINE, met=met)
        lease.renew(done=number + 1)


@on("gatherings.changed")
def tell_providers(gathering_id: str, sequence: int, lease: Lease) -> None:
    """Interpreters and drivers are no people of ours: somebody tells them, where one was asked."""
    gathering = Gathering.objects.select_related("organization").get(pk=UUID(gathering_id))
    asked = gathering.assignments.filter(state__in=PROMISED)
    if gathering.calendar_sequence == sequence and asked.exists():
        ask_providers_again(MACHINE, gathering, str(sequence))


@on("gatherings.session_moved")
def ask_booked_again(session_id: str, moved_at: str, starts_at: str, ends_at: str) -> None:
    """The same where one part of it was moved, for who was asked for that part or for the whole."""
    session = Session.objects.select_related("gathering__organization").filter(pk=UUID(session_id)).first()
    if session is None:
        return
    asked = session.gathering.assignments.filter(state__in=PROMISED)
    if asked.filter(Q(session=session) | Q(session=None)).exists():
        ask_providers_again(MACHINE, session.gathering, f"{session_id} {moved_at}")
