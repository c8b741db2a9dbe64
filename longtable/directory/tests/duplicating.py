"""Entries for tests about duplicates: two that are one organisation, with what belongs to them."""

from typing import Any

from django.utils import timezone

from longtable.core.localized import LocalizedText
from longtable.directory.models import (
    Address,
    Location,
    OrganizationEntry,
    Phone,
    Service,
    ServiceAtLocation,
)
from tests.cast import OrganizationFactory


def entry(name: str, *, phone: str = "", **fields: Any) -> OrganizationEntry:
    """A published entry with one telephone number."""
    fields.setdefault("published_at", timezone.now())
    made = OrganizationEntry.objects.create(organization=OrganizationFactory(name=name), **fields)
    if phone:
        Phone.objects.create(organization=made, number=phone)
    return made


def place(owner: OrganizationEntry | None, address: str, zip_code: str = "28110", **fields: Any) -> Location:
    """A place with an address in Alderton."""
    made = Location.objects.create(organization=owner, **fields)
    Address.objects.create(location=made, address_1=address, city="Alderton", postal_code=zip_code)
    return made


def service(owner: OrganizationEntry, name: str, at: Location | None = None, **fields: Any) -> Service:
    """A published service, given at one place."""
    fields.setdefault("published_at", timezone.now())
    made = Service.objects.create(
        organization=owner, name=LocalizedText.of(en=name), changed_at=timezone.now(), **fields
    )
    if at:
        ServiceAtLocation.objects.create(service=made, location=at)
    return made
