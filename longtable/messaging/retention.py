"""Messages hold people's words and links: they go after a year, what was written to us too."""

from longtable.core.retention import Class, retention
from longtable.messaging.models import InboundMessage, Message

retention(
    Message,
    Class.TRACE,
    days=365,
    delete=True,
    scrub=["address", "subject", "body", "calendar"],
    plain=["notice", "topic", "language", "key", "problem", "provider_id"],
)
retention(
    InboundMessage,
    Class.TRACE,
    days=365,
    since="received_at",
    delete=True,
    scrub=["sender", "body"],
    plain=["transport", "provider_id", "sender_index"],
)
