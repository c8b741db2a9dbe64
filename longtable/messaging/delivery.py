"""Taking one message out of the house: never twice, and never lost without a word.

That it is being sent is written down and committed *before* the provider is called. Whoever finds
it so afterwards knows that a worker died in between: the message may have arrived or not.
"""

from uuid import UUID

from longtable.core.access import Actor
from longtable.messaging.actions.delivering import begin, doubt, settle
from longtable.messaging.models import Channel, Message, MessageState
from longtable.messaging.stopping import stop_link
from longtable.messaging.transports import NotTaken, Outgoing, Refused, Unclear, transport_for

WORKER = Actor.system("messaging")


def deliver(message_id: UUID) -> None:
    """Send a message that is waiting. Raises ``NotTaken`` or ``Unclear`` when it should be tried again."""
    message = Message.objects.select_related("contact", "user").get(pk=message_id)
    transport = transport_for(message.channel)
    is_repetition = message.state == MessageState.SENDING
    if not begin(by=WORKER, message=message, may_repeat=transport.honours_idempotency_key):
        return
    try:
        provider_id = transport.send(outgoing(message))
    except Refused as error:
        settle(by=WORKER, message=message, state=MessageState.FAILED, problem=str(error))
    except NotTaken as error:
        if not is_repetition:  # of the attempt before it, nothing is known
            settle(by=WORKER, message=message, state=MessageState.QUEUED, problem=str(error))
        raise
    except Unclear as error:
        if transport.honours_idempotency_key:
            raise
        doubt(by=WORKER, message=message, problem=str(error))
    else:
        settle(by=WORKER, message=message, state=MessageState.SENT, provider_id=provider_id)


def outgoing(message: Message) -> Outgoing:
    """What a transport is given."""
    return Outgoing(
        key=message.idempotency_key,
        to=address_of(message),
        body=message.body,
        subject=message.subject,
        language=message.language,
        calendar=message.calendar,
        stop_link=stop_link(message) if message.channel == Channel.EMAIL else "",
    )


def address_of(message: Message) -> str:
    """Where a message goes."""
    if message.contact:
        return message.contact.value
    return message.user.email if message.user else message.address
