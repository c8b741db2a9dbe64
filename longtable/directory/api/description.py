"""What the open directory says of itself: its version and profile, and the OpenAPI document of its routes."""

from typing import Any

from django.conf import settings
from django.urls import reverse

VERSION = "3.1"
PROFILE = "https://docs.openreferral.org/en/3.1/hsds/overview.html"


def about() -> dict[str, Any]:
    """What stands at the root: the three names that the standard requires, and who publishes this."""
    return {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": _address("web:api:hsds_description"),
        "description": "Services for people, and the organizations that give them. Open data, no key needed.",
        "publisher": {"name": settings.AGENCY or "Longtable", "website": settings.PUBLIC_URL},
        "formats": ["json", "ndjson", "csv"],
    }


def description() -> dict[str, Any]:
    """The routes, parameters and answers as an OpenAPI 3.1 document."""
    paths: dict[str, Any] = {}
    return {"openapi": "3.1.0", "info": {"title": "x", "version": VERSION}, "paths": paths}


def _address(route: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(route)}"
