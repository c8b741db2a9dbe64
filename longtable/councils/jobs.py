"""What follows when a seat or an application changes, and what comes with the days."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.work import Lease, every, on
from longtable.councils.actions import announce, forget_person
from longtable.councils.models import Application, Council, Seat
from longtable.councils.selectors import standing_of
from longtable.councils.work import ask_to_answer, ask_to_fill, stop_asking


@on("councils.application.sent")
def somebody_waits_for_an_answer(application_id: str) -> None:
    """Whoever keeps the council has it on their list; what was sent a second time, is there already."""
    application = Application.objects.select_related("council__organization", "first").get(pk=application_id)
    if application.is_waiting:
        ask_to_answer(Actor.system("councils"), application)


@on("councils.application.settled")
def nobody_waits_any_more(application_id: str) -> None:
    """It leaves the lists."""
    stop_asking(Actor.system("councils"), Application.objects.get(pk=application_id))


@on("councils.changed")
def look_at_one_council(council_id: str) -> None:
    """Somebody came or went, or the rules changed: who is looked for now?"""
    council = Council.objects.select_related("organization").prefetch_related("areas").get(pk=council_id)
    _look(council)


@every(timedelta(days=1), offset=timedelta(hours=11))
def look_at_all_councils(lease: Lease) -> None:
    """In the morning: terms run out by the calendar alone."""
    councils = Council.objects.public().select_related("organization").prefetch_related("areas")
    for number, council in enumerate(councils):
        _look(council)
        lease.renew(done=number + 1)


@on("people.person.erased")
def forget(person_id: str) -> None:
    """What they wrote and told goes with them."""
    forget_person(by=Actor.system("councils"), person_id=UUID(person_id))


def _look(council: Council) -> None:
    if council.state != Council.State.PUBLISHED:
        return
    by, today = Actor.system("councils"), timezone.localdate()
    ask_to_fill(by, standing_of(council, today))
    free = Seat.objects.open_to_all(today).filter(council=council, announced_at=None)
    for seat in free.select_related("council").prefetch_related("areas", "council__areas"):
        announce(by=by, seat=seat)
