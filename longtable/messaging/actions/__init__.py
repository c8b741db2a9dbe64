"""Everything that changes a message. Other packages call :func:`notify`."""

from longtable.messaging.actions.delivering import begin, doubt, give_up, settle
from longtable.messaging.actions.forgetting import forget_person
from longtable.messaging.actions.letters import queue_letter
from longtable.messaging.actions.notifying import notify
from longtable.messaging.actions.receiving import receive
from longtable.messaging.actions.settling import confirm_sent, send_again

__all__ = [
    "begin",
    "confirm_sent",
    "doubt",
    "forget_person",
    "give_up",
    "notify",
    "queue_letter",
    "receive",
    "send_again",
    "settle",
]
