"""Where conversations stand in the menu, on the home page and beside a day's work."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Actor, Permission
from longtable.core.panels import Panel, panel, piece
from longtable.people.contacts import shown_phone
from longtable.voices.models import Conversation
from longtable.voices.selectors import conversations, open_conversations
from longtable.voices.selectors.conversations import conversation_with_help
from longtable.voices.selectors.texting import open_keywords, texting_number

menu.entry("open", label=_("Have your say"), route="voices:index", order=10)
menu.entry("track", label=_("My tracking code"), route="voices:enter", order=30)
menu.entry("voices", label=_("Conversations"), route="voices:list", audience=Permission.SEE_VOICES, order=20)
menu.entry(
    "carry", label=_("Enter comments"), route="voices:carry", audience=Permission.ENTER_VOICES, order=22
)
menu.entry("calls", label=_("Calls"), route="voices:calls", audience=Permission.TAKE_CALLS, order=25)


@piece("web.home", order=10)
def open_now(actor: Actor) -> Panel | None:
    """What one can take part in."""
    return Panel("voices/panels/open_now.html", {"conversations": open_conversations()[:5]})


@piece("directory.nothing_found")
def ask_a_person(actor: Actor) -> Panel | None:
    """Where the directory has no answer: an office that calls back, if an open conversation has one."""
    return Panel("voices/panels/ask_a_person.html", {"conversation": conversation_with_help()})


@piece("messaging.inbox")
def what_to_text(actor: Actor) -> Panel | None:
    """In a demo, beside the telephones: the words that lead to a conversation."""
    return Panel("voices/panels/what_to_text.html", {"keywords": open_keywords(timezone.now())})


@panel("voices.conversation", order=5)
def by_text_message(actor: Actor, conversations: Sequence[Conversation]) -> dict[UUID, Panel]:
    """Below the question: how to answer it without a smartphone."""
    number, found = shown_phone(texting_number()), defaultdict(list)
    for keyword in open_keywords(timezone.now()) if number else ():
        found[keyword.conversation_id].append(keyword)
    return {
        each.pk: Panel("voices/panels/by_text.html", {"keywords": found[each.pk], "number": number})
        for each in conversations
        if each.pk in found
    }


@piece("web.today", order=10)
def to_read(actor: Actor) -> Panel | None:
    """What is open in the actor's scope, and how much of it waits to be read."""
    if not actor.may(Permission.SEE_VOICES):
        return None
    return Panel("voices/panels/to_read.html", {"conversations": conversations(actor, 5)})
