"""Work for tests."""

from datetime import UTC, datetime
from typing import Any

import pytest

from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.worklists.actions import add_work
from longtable.worklists.models import WorkItem

SYSTEM = Actor.system("tests")
WEDNESDAY = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def calendar(settings: object) -> None:
    """North Carolina's holidays, and no daylight saving to think of."""
    settings.STATE, settings.TIME_ZONE = "NC", "UTC"  # type: ignore[attr-defined]


def give(title: str = "Call the food bank", **more: Any) -> WorkItem:
    """One more thing to do."""
    more.setdefault("due_at", WEDNESDAY)
    return add_work(
        by=SYSTEM,
        kind=more.pop("kind", "tests.call"),
        title=LocalizedText.of(en=title, es=f"{title} (es)"),
        **more,
    )
