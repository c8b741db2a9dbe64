"""Which text messages are questions for a gathering: by their keyword, or after one that was a keyword."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from longtable.gatherings.models import Gathering, Keyword
from longtable.messaging.models import InboundMessage
from longtable.voices.models.keywords import fold_keyword
from longtable.voices.selectors.texting import keyword_texted as keyword_of_a_conversation

STANDS = timedelta(minutes=30)
"""After a bare keyword, for so long the next message is the question."""


@dataclass(frozen=True)
class Texted:
    """The keyword of a gathering, and the question; empty when there was nothing but the keyword."""

    keyword: Keyword
    words: str


def is_for_a_gathering(text: str, sender_index: str) -> bool:
    """Whether a message is ours and nobody else need read it."""
    return keyword_texted(text) is not None or _asked_last(text, sender_index) is not None


def texted(inbound: InboundMessage) -> Texted | None:
    """What somebody texted to a gathering."""
    if found := keyword_texted(inbound.body):
        return found
    keyword = _asked_last(inbound.body, inbound.sender_index, before=inbound)
    return Texted(keyword, inbound.body.strip()) if keyword else None


def keyword_texted(text: str) -> Texted | None:
    """The keyword with which a message begins, and the rest of it."""
    first, *rest = text.split(maxsplit=1) or [""]
    folded = fold_keyword(first)
    rows = Keyword.objects.select_related("gathering__organization").filter(folded=folded, ended_at=None)
    keyword = rows.first() if 0 < len(folded) <= 20 else None
    return Texted(keyword, "".join(rest).strip()) if keyword else None


def _asked_last(text: str, sender_index: str, before: InboundMessage | None = None) -> Keyword | None:
    """The keyword that this number sent alone a moment ago, unless it now sends that of a conversation."""
    earlier = InboundMessage.objects.filter(sender_index=sender_index).order_by("-received_at", "-pk")
    if before:
        earlier = earlier.filter(received_at__lt=before.received_at)
    # The message itself may stand there already; it is no keyword, or we had not come here.
    last = next((each for each in earlier[:2] if each.body != text), None) if sender_index else None
    if last is None or last.received_at < timezone.now() - STANDS or keyword_of_a_conversation(text):
        return None
    found = keyword_texted(last.body)
    return found.keyword if found and not found.words else None


def standing_keywords(gathering: Gathering) -> QuerySet[Keyword]:
    """The words of a gathering, one for each language that has one."""
    return gathering.keywords.filter(ended_at=None)
