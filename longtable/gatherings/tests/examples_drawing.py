"""Examples of gatherings of which places are drawn."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.capacity.models import Pool
from longtable.gatherings.actions import close_drawing, draw
from longtable.gatherings.models import Gathering
from longtable.gatherings.tests.stage import STAGE, gathering_of, in_days, session_of, sign_up
from longtable.places.models import Area
from tests.cast import OrganizationFactory

PUBLIC, STAFF = ("drawing-list", "drawing-file"), ("announce-drawing", "close-drawing", "draw")


def _drawn(organization: Organization, slug: str, *areas: Area) -> Gathering:
    """One whose places were drawn among one household."""
    gathering = gathering_of(organization, slug, *areas, mode="drawn", opens_at=in_days(-2))
    sign_up(gathering, contact=f"{uuid4().hex[:10]}@example.org")
    session = session_of(gathering)
    assert session.pool is not None
    Pool.objects.filter(pk=session.pool.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    session = session_of(gathering)
    assert session.pool is not None
    drawing = close_drawing(by=STAGE, session=session, drawing=session.pool.drawing)
    draw(by=STAGE, session=session, drawing=drawing, seed="07 11 23")
    return gathering


def _staff_routes(gathering: Gathering) -> dict[str, dict[str, Any]]:
    one = {"slug": gathering.slug, "session_slug": "main"}
    return {
        "gatherings:staff-drawing": {"slug": gathering.slug},
        **{f"gatherings:{name}": one for name in STAFF},
    }


def routes() -> dict[str, dict[str, Any]]:
    """A gathering of the agency, statewide."""
    gathering = _drawn(Organization.objects.get(name="Department of Health"), "drawn")
    one = {"slug": gathering.slug, "session_slug": "main"}
    return {
        "gatherings:drawing": {"slug": gathering.slug},
        **{f"gatherings:{name}": one for name in PUBLIC},
        **_staff_routes(gathering),
    }


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """Of one's own and of other organisations, in one's own and in other regions."""
    alder, cedar = Area.objects.get(name="Alder"), Area.objects.get(name="Cedar")
    somebody = OrganizationFactory(name="Somebody who draws")
    held = {
        "own organization": _drawn(Organization.objects.get(name="Good Neighbors"), "drawn-own"),
        "other organization": _drawn(Organization.objects.get(name="Open Hands"), "drawn-other"),
        "own region": _drawn(somebody, "drawn-near", alder),
        "other region": _drawn(somebody, "drawn-far", cedar),
    }
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for place, gathering in held.items():
        for route, arguments in _staff_routes(gathering).items():
            found.setdefault(route, {})[place] = arguments
    return found
