"""What follows when somebody signed up, was offered a place or drawn, and the day before."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from longtable.capacity.models import Offer
from longtable.core.access import Actor
from longtable.core.work import Lease, every, on
from longtable.gatherings import actions, selectors

MACHINE = Actor.system("gatherings")


@on("gatherings.registered")
def tell_what_came_of_it(registration_id: str) -> None:
    """They have places, stand in line or in the drawing; with the link to their page."""
    actions.tell_outcome(by=MACHINE, registration=selectors.registration_to_tell(registration_id))


@on("gatherings.taken_back")
def tell_who_took_back(registration_id: str) -> None:
    """They took it back, and their calendar takes it out."""
    actions.tell_outcome(by=MACHINE, registration=selectors.registration_to_tell(registration_id))


@on("gatherings.seated")
def tell_who_is_seated(registration_id: str) -> None:
    """They said yes to an offer."""
    actions.tell_outcome(by=MACHINE, registration=selectors.registration_to_tell(registration_id))


@on("capacity.offered")
def tell_of_an_offer(offer_id: str) -> None:
    """There is a place for somebody in line."""
    actions.tell_offer(by=MACHINE, offer=Offer.objects.select_related("entry").get(pk=offer_id))


@on("capacity.offer_lapsed")
def tell_that_an_offer_is_over(offer_id: str) -> None:
    """They did not answer, and left the line by that."""
    actions.lose_offer(by=MACHINE, offer=Offer.objects.select_related("entry").get(pk=offer_id))


@on("capacity.drawn")
def tell_the_result(drawing_id: str) -> None:
    """Everybody in the drawing hears of it, each by a message of their own."""
    for registration in selectors.registrations_drawn(UUID(drawing_id)):
        actions.note_drawn(by=MACHINE, registration=registration)


@every(timedelta(minutes=15))
def remind_of_tomorrow(lease: Lease) -> None:
    """Whoever wants to be reminded, a day before it begins."""
    for number, registration in enumerate(selectors.registrations_to_remind(timezone.now())):
        actions.remind(by=MACHINE, registration=registration)
        lease.renew(done=number + 1)


@on("people.person.erased")
def forget(person_id: str) -> None:
    """What they needed and told goes with them."""
    actions.forget_attendee(by=MACHINE, person_id=UUID(person_id))
