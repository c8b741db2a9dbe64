"""Somebody wrote to us by text message and messaging had no answer of its own."""

from datetime import timedelta

from longtable.core.access import Actor
from longtable.core.attempts import TooManyAttempts, count_attempt
from longtable.core.models import Job
from longtable.core.work import on
from longtable.messaging.models import InboundMessage
from longtable.methods.danger import find_danger
from longtable.voices.actions import take_text

TEXTS_A_DAY = 150
"""Messages of one number that are read. More comes from a machine, or from a quarrel with ours."""

TOGETHER = timedelta(minutes=10)
"""Messages of one number that come closer than this are read in their order."""


@on("messaging.received")
def answer_a_text(inbound_id: str) -> None:
    """Take it into the conversation that it belongs to, and answer. Words of danger are always answered."""
    inbound = InboundMessage.objects.get(pk=inbound_id)
    try:
        count_attempt("text", inbound.sender_index, limit=TEXTS_A_DAY, window=timedelta(days=1))
    except TooManyAttempts:
        if not find_danger(inbound.body):
            return
    for each in [*waiting_before(inbound), inbound]:
        take_text(by=Actor.system("voices.texting"), inbound=each)


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
    # One that failed is tried again by itself, and keeps nothing else from being answered.
    unread = Job.objects.filter(
        kind__startswith="messaging.received", done_at=None, dead_at=None, last_error=""
    ).filter(payload__inbound_id__in=list(earlier))
    names = set(unread.values_list("payload__inbound_id", flat=True)) if earlier else set()
    return [each for name, each in earlier.items() if name in names]
