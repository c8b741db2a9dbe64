"""What partnerships show in the menu, on the page of today, and on an organization's public page."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Actor, Permission
from longtable.core.panels import Panel, panel, piece
from longtable.partnerships.selectors.partners import renewals
from longtable.partnerships.selectors.public import public_agreements

menu.entry(
    "partnerships",
    label=_("Partners"),
    route="partnerships:list",
    audience=Permission.SEE_PARTNERSHIPS,
    order=40,
)


@panel("directory.organization", order=40)
def who_works_with_them(actor: Actor, organizations: Sequence[Any]) -> Mapping[UUID, Panel]:
    """Per organization or entry, the agreements in force that were opened to the public; for us a way on."""
    shown = public_agreements(organizations)
    sees = actor.may(Permission.SEE_PARTNERSHIPS)
    return {
        each.pk: Panel(
            "partnerships/panels/organization.html",
            {"agreements": shown[each.pk], "organization_id": each.pk, "sees": sees},
        )
        for each in organizations
        if shown[each.pk] or sees
    }


@piece("web.today", order=40)
def near_their_end(actor: Actor) -> Panel | None:
    """Agreements that end soon, for whoever sees agreements."""
    if not actor.may(Permission.SEE_PARTNERSHIPS):
        return None
    found = renewals(actor, timezone.localdate())
    return Panel("partnerships/panels/today.html", {"agreements": found}) if found else None
