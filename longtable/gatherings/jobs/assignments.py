"""Whoever an assignment concerns hears how it stands."""

from uuid import UUID

from longtable.core.access import Actor
from longtable.core.work import Lease, on
from longtable.gatherings.actions.assignments import tell_of_need
from longtable.gatherings.models import Assignment, Gathering
from longtable.gatherings.need_work import ask_providers_again

MACHINE = Actor.system("gatherings")


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
    asked = gathering.assignments.filter(state__in=(Assignment.State.ASKED, Assignment.State.CONFIRMED))
    if gathering.calendar_sequence == sequence and asked.exists():
        ask_providers_again(MACHINE, gathering)
