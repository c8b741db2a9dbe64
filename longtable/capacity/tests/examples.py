"""Examples of places for the laws of the house."""

from typing import Any
from uuid import uuid4

from longtable.capacity.actions import announce_drawing, give_back, hold, take
from longtable.capacity.models import Drawing, Offer, Place, Pool, WaitlistEntry
from longtable.capacity.tests.conftest import SYSTEM, do, places, wait
from longtable.core.localized import LocalizedText


def routes() -> dict[str, dict[str, Any]]:
    """No pages; but one of everything, because a step needs what it would change."""
    pool, drawn = places(2), places(2, mode=Pool.Mode.DRAWN)
    source = LocalizedText.of(en="The lottery", es="La lotería")
    do(announce_drawing, by=SYSTEM, pool=drawn, strata=[], seed_source=source)
    [place] = do(take, holder=uuid4(), wanted={pool: 2})
    wait(pool, "first", 1)
    do(give_back, place=place)
    do(hold, wanted={pool: 1}, visit="somebody", about=uuid4())
    return {}


def arguments() -> dict[str, dict[str, Any]]:
    """What each step would change."""
    return {
        "capacity.announce_drawing": {
            "pool": Drawing.objects.earliest("created_at").pool,
            "strata": [],
        },
        "capacity.change_size": {"place": Place.objects.earliest("created_at")},
        "capacity.accept": {"offer": Offer.objects.earliest("created_at")},
        "capacity.decline": {"offer": Offer.objects.earliest("created_at")},
        "capacity.leave_line": {"entry": WaitlistEntry.objects.earliest("created_at")},
    }
