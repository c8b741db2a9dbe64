"""Examples of gatherings that one can read of and sign up for."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from longtable.accounts.models import Organization
from longtable.gatherings.actions.gatherings import Plan
from longtable.gatherings.tests.stage import drafted, gathering_of, in_days, session_plan
from tests.cast import OrganizationFactory


def routes() -> dict[str, dict[str, Any]]:
    """A summit of the agency, statewide."""
    gathering = gathering_of(Organization.objects.get(name="Department of Health"))
    return {"gatherings:public": {"slug": gathering.slug}}


def arguments() -> dict[str, dict[str, Any]]:
    """A draft of an organisation that nobody of the cast belongs to."""
    draft = drafted(OrganizationFactory(), f"draft-{uuid4().hex[:8]}")
    plan = Plan(
        slug="another",
        title=draft.title,
        kind=draft.kind,
        organization=draft.organization,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
    )
    return {
        "gatherings.create_gathering": {
            "plan": plan,
            "sessions": [session_plan()],
            "opens_at": in_days(-1),
        },
        "gatherings.publish_gathering": {"gathering": draft},
    }


def lists() -> dict[str, Callable[[int], None]]:
    """The pages that list gatherings."""
    return {"gatherings:index": _more}


def _more(count: int) -> None:
    for _ in range(count):
        gathering_of(OrganizationFactory(), f"more-{uuid4().hex[:10]}")
