"""Whether a recipient wants a message now. Asked when it is queued and again just before it goes."""

from longtable.messaging.models import Message
from longtable.people.models import Consent, OptOut


def stands(message: Message) -> bool:
    """Whether the message may go to its recipient.

    A contact must have agreed to the topic, must still be in use, and must not have said STOP to
    everything. What a person asked for this moment (no topic) and what staff must know needs no
    such consent.
    """
    if message.contact is None or not message.topic:
        return True
    contact = message.contact
    return (
        contact.retired_at is None
        and not OptOut.objects.filter(value_index=contact.value_index, lifted_at=None).exists()
        and Consent.objects.standing().filter(contact_point=contact, topic=message.topic).exists()
    )
