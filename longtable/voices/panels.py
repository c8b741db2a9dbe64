"""Where conversations stand in the menu, on the home page and beside a day's work."""

from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Actor, Permission
from longtable.core.panels import Panel, piece
from longtable.voices.selectors import conversations, open_conversations

menu.entry("open", label=_("What is open"), route="voices:index", order=10)
menu.entry("track", label=_("My tracking code"), route="voices:enter", order=30)
menu.entry("voices", label=_("Voices"), route="voices:list", audience=Permission.SEE_VOICES, order=20)
menu.entry("calls", label=_("Calls"), route="voices:calls", audience=Permission.TAKE_CALLS, order=25)


@piece("web.home", order=10)
def open_now(actor: Actor) -> Panel | None:
    """What one can take part in."""
    return Panel("voices/panels/open_now.html", {"conversations": open_conversations()[:5]})


@piece("web.today", order=10)
def to_read(actor: Actor) -> Panel | None:
    """What is open in the actor's scope, and how much of it waits to be read."""
    if not actor.may(Permission.SEE_VOICES):
        return None
    return Panel("voices/panels/to_read.html", {"conversations": conversations(actor)[:5]})
