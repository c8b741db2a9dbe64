"""Examples of what anybody reads in the directory, for the laws of the house."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.utils import timezone

from longtable.directory.models import Service
from longtable.directory.selectors.entries import service_entry
from longtable.directory.tests.directory_of import service


def routes() -> dict[str, dict[str, Any]]:
    """A published service with a place, whose organisation is published."""
    made = _service()
    here = {"service_id": made.pk}
    site = made.sites.get()
    return {
        "directory:service": here,
        "directory:print": here,
        "directory:send": here,
        "directory:organization": {"organization_id": made.organization_id},
        "directory:location": {"location_id": site.location_id},
    }


def arguments() -> dict[str, dict[str, Any]]:
    """A published service may be sent by any reader; somebody signed in without a role is none."""
    entry = service_entry(_service().pk, timezone.now())
    return {"directory.send_service": {"entry": entry, "contact": "910 555 0142", "language": "en"}}


def lists() -> dict[str, Callable[[int], None]]:
    """The page on which one finds help."""
    return {"directory:find": _more}


def _more(count: int) -> None:
    for _ in range(count):
        _service()


def _service() -> Service:
    return service(
        "Food pantry", "Bread and beans", by=f"Pantry {uuid4().hex[:8]}", town="Alder", at=(34.6, -79.0)
    )
