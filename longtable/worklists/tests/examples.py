"""Examples of work for the laws of the house."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Permission
from longtable.core.localized import LocalizedText
from longtable.places.models import Area
from longtable.worklists.models import Clock, DutyShift, WorkItem
from tests.cast import UserFactory

TITLE = LocalizedText.of(en="Call somebody back", es="Devuelva una llamada")


def _item(**also: Any) -> WorkItem:
    return WorkItem.objects.create(
        **{"kind": "example", "title": TITLE, "due_at": timezone.now() + timedelta(days=3), **also}
    )


def _shift(organization: Organization, user: User) -> dict[str, Any]:
    now = timezone.now()
    shift = DutyShift.objects.create(
        organization=organization, user=user, starts_at=now, ends_at=now + timedelta(hours=8)
    )
    return {"shift_id": shift.pk}


def routes() -> dict[str, dict[str, Any]]:
    """Work in Alder for whoever calls people back, and a shift of the agency."""
    agency = Organization.objects.get(name="Department of Health")
    item = _item(
        organization=agency, area=Area.objects.get(name="Alder"), permission=Permission.TAKE_CALLS.name
    )
    return {
        **{f"worklists:{name}": {"item_id": item.pk} for name in ("one", "take", "done", "hand_over")},
        "worklists:remove_shift": _shift(agency, User.objects.get(name="Ben")),
    }


def arguments() -> dict[str, dict[str, Any]]:
    """Work of somebody, which nobody else may touch, and the clock it runs by."""
    ben = User.objects.get(name="Ben")
    item = _item(owner=ben)
    clock, _ = Clock.objects.get_or_create(kind="example", defaults={"working_days": 3})
    return {
        "worklists.add_work": {"owner": ben},
        "worklists.escalate": {"item": item, "clock": clock},
        "worklists.finish": {"item": item},
        "worklists.finish_work": {"subject": item},
        "worklists.hand_over": {"item": item},
        "worklists.reassign": {"item": item},
    }


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """A roster belongs to an organisation: a region keeps none."""
    own, other = (Organization.objects.get(name=name) for name in ("Good Neighbors", "Open Hands"))
    dev = User.objects.get(name="Dev")
    elsewhere = _shift(other, dev)
    return {
        "worklists:remove_shift": {
            "own organization": _shift(own, dev),
            "other organization": elsewhere,
            "other region": elsewhere,
        }
    }


def lists() -> dict[str, Callable[[int], None]]:
    """The pages of work that list things."""
    return {"worklists:mine": _more_work, "worklists:all": _more_work, "worklists:duty": _more_shifts}


def _more_work(count: int) -> None:
    for number in range(count):
        area = Area.objects.get(name="Alder") if number % 2 else None
        _item(organization=Organization.objects.get(name="Department of Health"), area=area)
        _item(owner=UserFactory(), organization=Organization.objects.get(name="Open Hands"), area=area)


def _more_shifts(count: int) -> None:
    for user in UserFactory.create_batch(count):
        _shift(Organization.objects.get(name="Open Hands"), user)
