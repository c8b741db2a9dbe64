"""What people need and who comes to the door, on the pages of staff and of whoever signed up."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.panels import Panel, panel
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.policies import AROUND, may_evaluate, may_help
from longtable.gatherings.selectors.door import Guest, group_of
from longtable.gatherings.selectors.needs import arranged_for
from longtable.gatherings.squares import square_of


@panel("gatherings.staff", order=40)
def needs_and_door(actor: Actor, gatherings: Sequence[Gathering]) -> Mapping[UUID, Panel]:
    """For whoever helps: interpreters and rides to arrange, and the door."""
    return {
        each.pk: Panel("gatherings/panels/door.html", {"gathering": each})
        for each in gatherings
        if each.state != Gathering.State.DRAFT and may_help(actor, each)
    }


@panel("gatherings.registration", order=10)
def mine(actor: Actor, registrations: Sequence[Registration]) -> Mapping[UUID, Panel]:
    """For whoever signed up: what is arranged, the square for the door, and a certificate afterwards."""
    now = timezone.now()
    found = {}
    for each in registrations:
        gathering = each.gathering
        is_over = gathering.ends_at <= now
        is_near = gathering.starts_at - AROUND <= now <= gathering.ends_at
        is_mine = each.shown_state == Registration.State.CONFIRMED
        is_on = is_mine and gathering.state == Gathering.State.PUBLISHED
        comes_soon = is_on and is_near and gathering.is_in_person
        guests = group_of(gathering, each.pk).guests if comes_soon or is_over else []
        context = {
            "met": arranged_for(each) if is_on else [],
            "squares": _squares(guests) if comes_soon else [],
            "certificates": [guest for guest in guests if guest.came and guest.name and is_over],
            "evaluates": is_mine and is_over and may_evaluate(gathering, now),
        }
        if any(context.values()):
            found[each.pk] = Panel("gatherings/panels/mine.html", context)
    return found


def _squares(guests: Sequence[Guest]) -> list[tuple[Guest, str]]:
    """Of those who are still expected."""
    return [(guest, square_of(guest.code)) for guest in guests if guest.came is None]
