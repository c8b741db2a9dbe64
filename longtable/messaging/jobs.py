"""Messages go out, and those that never will are said to have failed."""

from uuid import UUID

from longtable.core.access import Actor
from longtable.core.models import Job
from longtable.core.work import job, on
from longtable.messaging import delivery
from longtable.messaging.actions import forget_person, give_up
from longtable.messaging.models import Message


@job("messaging.deliver")
def deliver(message_id: str) -> None:
    """Send one message."""
    delivery.deliver(UUID(message_id))


@on("work.dead")
def a_delivery_was_given_up(job_id: str, kind: str) -> None:
    """The message behind it is no longer waiting."""
    if kind == "messaging.deliver":
        payload = Job.objects.values_list("payload", flat=True).get(pk=job_id)
        give_up(by=delivery.WORKER, message=Message.objects.get(pk=payload["message_id"]))


@on("people.person.erased")
def forget(person_id: str) -> None:
    """A record was erased: the words of its messages go too."""
    forget_person(by=Actor.system("people.person.erased"), person_id=UUID(person_id))
