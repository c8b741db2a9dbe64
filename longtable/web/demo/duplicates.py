"""What stands in the example's directory twice, found and waiting for somebody to decide."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.core.models import SourceRecord
from longtable.directory import models as tables
from longtable.directory.actions.indexing import index
from longtable.directory.actions.looking import look_through
from longtable.places.models import Area

FILE = Path(__file__).parent / "duplicates.toml"
SOURCE = "a list of 2024 (example)"


def bring_in_twice() -> None:
    """Entries from another list that are there already, and the look that finds them."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    index(_entry(number, each) for number, each in enumerate(told["organizations"]))
    by = Actor.system("demo")
    search = tables.DuplicateSearch.objects.create(by="system:demo")
    look_through(by=by, search=search, progress=lambda done, total: None)


def _entry(number: int, told: dict[str, Any]) -> Any:
    """The entry with a place and a service; the id of the service."""
    long_ago = timezone.now() - timedelta(days=400)
    kind = Organization.Kind.COMMUNITY
    entry = tables.OrganizationEntry.objects.create(
        organization=Organization.objects.create(name=told["name"], kind=kind),
        area=Area.objects.get(code=told["county"]),
        website=told["website"],
        published_at=long_ago,
        changed_at=long_ago,
    )
    tables.Phone.objects.create(organization=entry, number=told["phone"])
    place = tables.Location.objects.create(organization=entry, area=entry.area)
    written = told["place"]
    tables.Address.objects.create(
        location=place, address_1=written["street"], city=written["city"], postal_code=written["zip"]
    )
    service = tables.Service.objects.create(
        organization=entry,
        name=LocalizedText.of(**told["service"]),
        published_at=long_ago,
        changed_at=long_ago,
    )
    tables.ServiceAtLocation.objects.create(service=service, location=place)
    SourceRecord.objects.create(
        source=SOURCE,
        source_id=str(number + 1),
        subject_kind="directory.organizationentry",
        subject_id=str(entry.pk),
        values={"name": told["name"], "website": told["website"]},
    )
    return service.pk
