"""Messages hold people's words and links: they go after a year or sooner, what was written to us too."""

from datetime import datetime, timedelta

from django.db.models import Q

from longtable.core.retention import Class, retention
from longtable.messaging.models import InboundMessage, Message
from longtable.messaging.registry import YEAR, notices


def _over(now: datetime) -> Q:
    """After a year, or as many days as the notice says."""
    over = Q(created_at__lt=now - timedelta(days=YEAR))
    for notice in notices.values():
        if notice.kept_days < YEAR:
            over |= Q(notice=notice.name, created_at__lt=now - timedelta(days=notice.kept_days))
    return over


retention(
    Message,
    Class.TRACE,
    due=_over,
    delete=True,
    scrub=["address", "subject", "body", "calendar"],
    plain=["notice", "topic", "language", "key", "problem", "provider_id"],
)
retention(
    InboundMessage,
    Class.TRACE,
    days=YEAR,
    since="received_at",
    delete=True,
    scrub=["sender", "body"],
    plain=["transport", "provider_id", "sender_index"],
)
