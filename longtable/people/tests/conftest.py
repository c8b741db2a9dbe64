"""People whom several tests need."""

from collections.abc import Callable
from typing import Any

import pytest

from longtable.core.access import Actor
from longtable.core.models import Job
from longtable.people.actions import leave_contact
from longtable.people.models import ContactPoint, Person

NUMBER = "919-555-0142"


@pytest.fixture
def left(db: None) -> Callable[..., ContactPoint]:
    """Leaves contact details as a visitor does; ``at`` a number that several may share."""

    def leave(value: str = NUMBER, **more: Any) -> ContactPoint:
        point = leave_contact(by=Actor.visitor(), value=value, language="en", **more)
        return ContactPoint.objects.select_related("person").get(pk=point.pk)

    return leave


@pytest.fixture
def rosa(left: Callable[..., ContactPoint]) -> Person:
    """Somebody who left a number."""
    return left(name="Rosa Hernández", topics=["voices.answer"]).person


def told(event: str) -> int:
    """How often listeners of ``event`` have work waiting."""
    return Job.objects.filter(kind__startswith=f"{event} -> ").count()
