"""Where councils stand in the menu, on the home page, beside a day's work, and behind which link."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Actor, Permission
from longtable.core.panels import Panel, panel, piece
from longtable.core.tracking import door
from longtable.councils.models import Council
from longtable.councils.selectors import Wanted, councils, is_ours, open_tables
from longtable.directory.models import OrganizationEntry

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


@panel("partnerships.partner", order=20)
@panel("directory.organization", order=40)
def hosted(actor: Actor, entries: Sequence[OrganizationEntry]) -> dict[UUID, Panel]:
    """On the page of an organization: the councils that it hosts."""
    found = defaultdict(list)
    for council in Council.objects.public().filter(organization__in=[entry.pk for entry in entries]):
        found[council.organization_id].append(council)
    return {key: Panel("councils/panels/hosted.html", {"councils": held}) for key, held in found.items()}


@piece("web.today", order=40)
def who_is_wanted(actor: Actor) -> Panel | None:
    """Councils in the actor's scope with free seats, and how many people wait for an answer."""
    if not actor.may(Permission.SEE_COUNCILS):
        return None
    return Panel("councils/panels/wanted.html", {"councils": councils(actor, timezone.localdate())[:5]})
