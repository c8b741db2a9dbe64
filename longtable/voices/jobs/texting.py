"""Somebody wrote to us by text message and messaging had no answer of its own."""

from datetime import timedelta

from longtable.core.access import Actor
from longtable.core.attempts import TooManyAttempts, count_attempt
from longtable.core.work import on
from longtable.messaging.models import InboundMessage
from longtable.methods.danger import find_danger
from longtable.voices.actions import take_text

TEXTS_A_DAY = 150
"""Messages of one number that are read. More comes from a machine, or from a quarrel with ours."""


@on("messaging.received")
def answer_a_text(inbound_id: str) -> None:
    """Take it into the conversation that it belongs to, and answer. Words of danger are always answered."""
    inbound = InboundMessage.objects.get(pk=inbound_id)
    try:
        count_attempt("text", inbound.sender_index, limit=TEXTS_A_DAY, window=timedelta(days=1))
    except TooManyAttempts:
        if not find_danger(inbound.body):
            return
    take_text(by=Actor.system("voices.texting"), inbound=inbound)
