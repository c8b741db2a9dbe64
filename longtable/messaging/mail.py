"""Mail that Django and its libraries write goes the way of every other message: through the queue."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from longtable.core.access import Actor
from longtable.messaging.actions import queue_letter

LIBRARIES = Actor.system("mail")


class QueuedEmailBackend(BaseEmailBackend):
    """Makes a message of each letter and recipient. Codes for signing in go before everything else.

    Plain words only: a letter with files is refused, so that nothing is lost unnoticed.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many letters are now in the queue: all of them, or none when one cannot be."""
        with transaction.atomic():
            for letter in email_messages:
                queue_letter(by=LIBRARIES, letter=letter)
        return len(email_messages)
