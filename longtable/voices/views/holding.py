"""Who holds which receipt: a signed cookie for each conversation."""

from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from longtable.core.receipts import OpenReceipt, open_by_token
from longtable.voices.actions.speaking import Begun
from longtable.voices.models import Conversation, Participant

LIMIT, WINDOW = 300, timedelta(hours=1)
"""New words from one address. Generous: a church, a library and a cheap phone plan share one."""

Response = TypeVar("Response", bound=HttpResponseBase)


def holder(request: HttpRequest, conversation: Conversation) -> Begun | None:
    """Who takes part in this browser, or ``None`` for somebody new."""
    token = request.get_signed_cookie(_name(conversation), default="", salt="taking part")
    opened = open_by_token(token) if token else None
    if opened is None:
        return None
    participant = (
        Participant.objects.select_related("conversation")
        .filter(receipt=opened.receipt, conversation=conversation)
        .first()
    )
    return Begun(participant, opened) if participant else None


def remember(response: Response, conversation: Conversation, opened: OpenReceipt) -> Response:
    """Let this browser take part as the same person next time. The cookie stays on these pages."""
    response.set_signed_cookie(
        _name(conversation),
        opened.token,
        salt="taking part",
        max_age=180 * 24 * 3600,
        path=f"/c/{conversation.slug}/",
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )
    return response


def _name(conversation: Conversation) -> str:
    return f"p{conversation.pk.hex[-12:]}"
