"""An entry as partners have one: two services, a place with hours, a phone and somebody to ask."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.directory import rows
from longtable.directory.actions.editing import Edit
from longtable.directory.models import (
    Address,
    Contact,
    Location,
    OrganizationEntry,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from longtable.places.models import Area


def both(english: str, spanish: str) -> LocalizedText:
    """Words in both languages."""
    return LocalizedText.of(en=english, es=spanish)


@dataclass(frozen=True)
class Made:
    """The rows of one entry."""

    entry: OrganizationEntry
    pantry: Service
    classes: Service
    hall: Location
    site: ServiceAtLocation
    phone: Phone
    contact: Contact


def make_entry(
    organization: Organization, area: Area | None = None, *, reviewed: bool = True, published: bool = True
) -> Made:
    """A published entry with a pantry that is published and classes that are a draft."""
    now = timezone.now() - timedelta(days=400)
    entry = OrganizationEntry.objects.create(
        organization=organization,
        description=both("We share food.", "Compartimos comida."),
        email="hello@neighbors.example",
        area=area,
        published_at=now if published else None,
        reviewed_at=now if reviewed else None,
        changed_at=now,
    )
    pantry = _service(entry, both("Food pantry", "Despensa de comida"), now if published else None, now)
    classes = _service(entry, both("Cooking classes", "Clases de cocina"), None, now)
    hall = Location.objects.create(organization=entry, name="Parish hall", area=area)
    Address.objects.create(
        location=hall, address_1="1 Main Street", city="Alderton", state_province="NC", postal_code="27000"
    )
    site = ServiceAtLocation.objects.create(service=pantry, location=hall)
    Schedule.objects.create(
        service=pantry, freq="WEEKLY", byday="MO,WE", opens_at=time(9), closes_at=time(12)
    )
    phone = Phone.objects.create(service=pantry, number="919-555-0100", type="voice")
    contact = Contact.objects.create(
        organization=entry, name="Delia", email="delia@neighbors.example", is_asked=True, is_public=False
    )
    return Made(entry, pantry, classes, hall, site, phone, contact)


def edit(row: Any, **values: Any) -> Edit:
    """Fields of a row as they are to be, seen a moment ago."""
    table = rows.NAMES[type(row)]
    said = {
        name: value.as_json() if isinstance(value, LocalizedText) else value for name, value in values.items()
    }
    return Edit(table, row.pk, said, rows.seen(row, said))


def _service(
    entry: OrganizationEntry, name: LocalizedText, published_at: datetime | None, now: datetime
) -> Service:
    return Service.objects.create(
        organization=entry,
        name=name,
        description=name,
        status=Service.Status.ACTIVE,
        published_at=published_at,
        changed_at=now,
    )
