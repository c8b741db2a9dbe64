"""Examples of entries that are kept, asked about and reported, for the laws of the house."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.receipts import give_receipt
from longtable.core.secrets import token_hash
from longtable.directory.actions.capacity import Saying
from longtable.directory.actions.reporting import Told
from longtable.directory.models import Ask, Change, OrganizationEntry, Report, ServiceCapacity
from longtable.directory.selectors.asking import token_of
from longtable.directory.tests.entries import Made, make_entry
from longtable.places.models import Area
from tests.cast import OrganizationFactory


def _kept(organization: Organization, area: Area | None = None) -> Made:
    """An entry with a change that waits, an open question, a report, and a saying about capacity."""
    there = OrganizationEntry.objects.filter(organization=organization)
    made = make_entry(organization if not there.exists() else OrganizationFactory(), area)
    now = timezone.now()
    Change.objects.create(
        entry=made.entry,
        resource_type="service",
        resource_id=made.pantry.pk,
        action=Change.Action.UPDATE,
        field_name="wait_time",
        previous_value="",
        replacement_value="A week",
        state=Change.State.WAITING,
        set=uuid4(),
        said_at=now,
        said_by="user:",
        said_for=made.entry.name,
    )
    _ask(made.entry)
    Report.objects.create(
        service=made.pantry,
        receipt=give_receipt(uuid4()).receipt,
        problem=Report.Problem.PHONE,
        language="en",
    )
    ServiceCapacity.objects.create(service=made.pantry, state=ServiceCapacity.State.OPEN, updated_at=now)
    return made


def _ask(entry: OrganizationEntry) -> Ask:
    now = timezone.now()
    ask = Ask(entry=entry, address_index="x", asked_at=now, expires_at=now + timedelta(days=42))
    ask.token_hash = token_hash(token_of(ask))
    ask.save(force_insert=True)
    return ask


def _routes_of(made: Made) -> dict[str, dict[str, Any]]:
    entry, service = {"entry_id": made.entry.pk}, {"service_id": made.pantry.pk}
    change = Change.objects.get(entry=made.entry)
    phone = {"table": "phone", "row_id": made.phone.pk}
    return {
        "directory:start": {"organization_id": made.entry.pk},
        "directory:entry": entry,
        "directory:confirm": entry,
        "directory:capacity": entry,
        "directory:history": entry,
        "directory:undo": entry | {"set_id": change.set},
        "directory:kept-service": service,
        "directory:preview": service,
        "directory:publish": service,
        "directory:unpublish": service,
        "directory:service-capacity": service,
        "directory:place": {"location_id": made.hall.pk},
        "directory:edit-row": phone,
        "directory:remove-row": phone,
        "directory:hours": {"table": "service", "row_id": made.pantry.pk},
        "directory:add-row": {"owner_table": "service", "owner_id": made.pantry.pk, "table": "phone"},
        "directory:review": {"set_id": change.set},
        "directory:error": {"report_id": Report.objects.get(service=made.pantry).pk},
    }


def routes() -> dict[str, dict[str, Any]]:
    """An entry of the agency's state, the link of its question, and the tracking page of a report."""
    made = _kept(OrganizationFactory(name="Kept"))
    opened = give_receipt(uuid4())
    routes_of = _routes_of(made)
    Report.objects.create(
        service=made.pantry, receipt=opened.receipt, problem=Report.Problem.HOURS, language="en"
    )
    return routes_of | {
        "directory:report": {"service_id": made.pantry.pk},
        "directory:report-tracking": {"key": opened.token},
        "directory:still-right": {"token": token_of(Ask.objects.get(entry=made.entry))},
    }


def arguments() -> dict[str, dict[str, Any]]:
    """Where the law cannot make the arguments of an action by itself."""
    return {
        "directory.change_entry": {"edits": []},
        "directory.say_capacity": {"saying": Saying("full")},
        "directory.say_capacity_by_link": {"saying": Saying("full")},
        "directory.report_error": {"told": Told("phone")},
    }


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """Entries of one's own and of other organisations, in one's own and in other regions."""
    alder, cedar = Area.objects.get(name="Alder"), Area.objects.get(name="Cedar")
    held = {
        "own organization": _kept(Organization.objects.get(name="Good Neighbors")),
        "other organization": _kept(Organization.objects.get(name="Open Hands")),
        "own region": _kept(OrganizationFactory(name="Near"), alder),
        "other region": _kept(OrganizationFactory(name="Far"), cedar),
    }
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for place, made in held.items():
        for route, given in _routes_of(made).items():
            found.setdefault(route, {})[place] = given
    return found


def lists() -> dict[str, Any]:
    """The pages that list entries, changes and reports."""

    def make(count: int) -> None:
        for _ in range(count):
            _kept(OrganizationFactory())

    return {f"directory:{name}": make for name in ("ours", "reviews", "errors")}
