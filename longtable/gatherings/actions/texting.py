"""Somebody texted a question to a gathering: it is kept and answered, once."""

from uuid import UUID

from django.conf import settings
from django.utils import timezone

from longtable.core.access import Actor, Kind, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.secrets import derive
from longtable.gatherings import replies
from longtable.gatherings.actions.asking import ask, language_asked, path_of
from longtable.gatherings.models import Question
from longtable.gatherings.policies import may_ask, may_tell
from longtable.gatherings.selectors.texting import Texted, texted
from longtable.messaging.actions import notify
from longtable.messaging.models import InboundMessage, Message
from longtable.methods.danger import find_danger, is_in_danger
from longtable.methods.typed_text import clean
from longtable.people.models import OptOut
from longtable.voices.replies import danger

LONGEST = 5000
"""Characters of one message; messaging keeps no more either."""


@action
def take_question(*, by: Actor, inbound: InboundMessage) -> Message | None:
    """Keep what somebody asked by text message, and answer it, once, however often we are asked to.

    ``None`` for who wants nothing from us. Words of danger are answered with the help lines first.
    """
    require(by, may_tell(by))
    key = f"asked by text {inbound.pk}"
    has_stopped = OptOut.objects.filter(value_index=inbound.sender_index, lifted_at=None).exists()
    found = texted(inbound)
    if found is None or has_stopped or Message.objects.filter(key=key).exists():
        return Unchanged(None)  # type: ignore[return-value]
    return notify(
        by=by,
        notice="gatherings.text",
        to=inbound.sender,
        context={"words": _answer(inbound, found)},
        key=key,
        language=found.keyword.language,
        subjects=[inbound],
    )


def _answer(inbound: InboundMessage, found: Texted) -> str:
    keyword, language = found.keyword, found.keyword.language
    words = clean(found.words, LONGEST)
    is_open = may_ask(keyword.gathering, timezone.now())
    lines = danger(language, is_told=is_open and is_in_danger(words)) if find_danger(words) else ""
    if not is_open:
        return " ".join(filter(None, (lines, replies.over(keyword.gathering, language))))
    if not words:
        return replies.ask_for_question(keyword)
    asked = ask(
        by=Actor(Kind.SMS, id=str(inbound.pk)),
        gathering=keyword.gathering,
        # It follows from our secret, so that the tables do not tell the tracking link.
        form_key=UUID(bytes=derive(str(inbound.pk), purpose="question by text")[:16]),
        text=words,
        language=language_asked(words, language),
        phone=inbound.sender,
        channel=Question.Channel.SMS,
        words=replies.ASK.show(language).text,
    )
    url = settings.PUBLIC_URL + path_of(asked.opened)
    return " ".join(filter(None, (lines, replies.noted(language, url))))
