"""Where councils stand in the menu, on the home page, beside a day's work, and behind which link."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Actor, Permission
from longtable.core.panels import Panel, piece
from longtable.core.tracking import door
from longtable.councils.selectors import Wanted, councils, is_ours, open_tables

menu.entry("get-involved", label=_("Get involved"), route="councils:index", order=15)
menu.entry("councils", label=_("Councils"), route="councils:list", audience=Permission.SEE_COUNCILS, order=45)


@door
def seat(receipt_id: UUID) -> str:
    """Applications, and wishes to be told, have a page of their own."""
    return "councils:tracking" if is_ours(receipt_id) else ""


@piece("web.home", order=30)
def free_seats(actor: Actor) -> Panel | None:
    """Where somebody is looked for."""
    tables = open_tables(Wanted(), timezone.localdate())[:3]
    return Panel("councils/panels/free_seats.html", {"tables": tables}) if tables else None


@piece("web.today", order=40)
def who_is_wanted(actor: Actor) -> Panel | None:
    """Councils in the actor's scope with free seats, and how many people wait for an answer."""
    if not actor.may(Permission.SEE_COUNCILS):
        return None
    return Panel("councils/panels/wanted.html", {"councils": councils(actor, timezone.localdate())[:5]})
