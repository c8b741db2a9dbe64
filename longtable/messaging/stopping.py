"""How a message says the way out: a link in an e-mail, a word in the first text message.

Neither needs an account or a code.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from longtable.core.access import Missing
from longtable.core.localized import LocalizedText
from longtable.messaging.models import Channel, Message
from longtable.people.models import ContactPoint

SALT = "longtable.messaging.stopping"

BY_LINK = LocalizedText.of(
    en="To get no more e-mails about this: {link}",
    es="Para no recibir más correos sobre esto: {link}",
)
BY_WORD = LocalizedText.of(en="Reply STOP to end.", es="Responda ALTO para no recibir más mensajes.")


@dataclass(frozen=True)
class Stopping:
    """Who would hear no more of what."""

    contact: ContactPoint
    topic: str


def with_way_out(message: Message) -> str:
    """The body, and how to end such messages when they rest on consent.

    A text message says it the first time only: every further one would cost its reader space.
    """
    if message.contact_id is None or not message.topic:
        return message.body
    if message.channel == Channel.EMAIL:
        link = BY_LINK.show(message.language).text.format(link=stop_link(message))
        return f"{message.body}\n\n{link}"
    if Message.objects.filter(contact=message.contact_id, channel=Channel.SMS).exclude(topic="").exists():
        return message.body
    return f"{message.body} {BY_WORD.show(message.language)}"


def stop_link(message: Message) -> str:
    """The whole link, or nothing for a message that rests on no consent."""
    if message.contact_id is None or not message.topic:
        return ""
    token = signing.dumps([str(message.contact_id), message.topic], salt=SALT)
    return settings.PUBLIC_URL + reverse("messaging:stop", args=[token])


def read_stop_token(token: str) -> Stopping:
    """What a link stands for. Raises ``Missing`` for one that we did not write."""
    try:
        contact_id, topic = signing.loads(token, salt=SALT)
        return Stopping(ContactPoint.objects.get(pk=contact_id), topic)
    except (signing.BadSignature, ContactPoint.DoesNotExist) as error:
        raise Missing from error
