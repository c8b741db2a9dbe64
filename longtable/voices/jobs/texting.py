"""Somebody wrote to us by text message and messaging had no answer of its own."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.attempts import is_too_often
from longtable.core.models import Job
from longtable.core.work import on
from longtable.messaging.models import InboundMessage
from longtable.methods.danger import find_danger
from longtable.voices.actions import take_text

BY = Actor.system("voices.texting")

TEXTS_A_DAY = 150
"""Messages of one number that are read. More comes from a machine, or from a quarrel with ours."""

TOGETHER = timedelta(minutes=10)
"""Messages of one number that come closer than this are read in their order."""


@on("messaging.received")
def answer_a_text(inbound_id: str) -> None:
    """Take it into the conversation that it belongs to, and answer. Words of danger are always answered."""
    inbound = InboundMessage.objects.get(pk=inbound_id)
    is_flood = is_too_often("text", inbound.sender_index, limit=TEXTS_A_DAY)
    if is_flood and not find_danger(inbound.body):
        return
    for earlier in waiting_before(inbound):
        take_text(by=BY, inbound=earlier)
        _nobody_else_need_read(earlier)
    take_text(by=BY, inbound=inbound)


def waiting_before(inbound: InboundMessage) -> list[InboundMessage]:
    """Messages that the same telephone sent before and that nobody has read yet, the first one first.

    Workers take what waits in no order. An answer must not count for words that were not put yet.
    """
    earlier = {
        str(each.pk): each
        for each in InboundMessage.objects.filter(
            sender_index=inbound.sender_index,
            outcome=InboundMessage.Outcome.PASSED_ON,
            received_at__range=(inbound.received_at - TOGETHER, inbound.received_at),
        ).order_by("received_at", "pk")
        if (each.received_at, each.pk) < (inbound.received_at, inbound.pk)
    }
    # One that was begun is in other hands; one that failed keeps nothing else from being answered.
    unread = _reading(*earlier).filter(attempts=0)
    names = set(unread.values_list("payload__inbound_id", flat=True))
    return [each for name, each in earlier.items() if name in names]


def _nobody_else_need_read(inbound: InboundMessage) -> None:
    _reading(str(inbound.pk)).filter(attempts=0).update(done_at=timezone.now())


def _reading(*inbound_ids: str) -> QuerySet[Job]:
    """What is left to do for these messages here."""
    mine = Job.objects.filter(kind="messaging.received -> voices.jobs.texting.answer_a_text")
    return mine.filter(payload__inbound_id__in=inbound_ids, done_at=None, dead_at=None)
