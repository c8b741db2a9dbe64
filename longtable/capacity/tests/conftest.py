"""Steps need an action around them: here it is, and pools to try them on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from longtable.capacity import actions
from longtable.capacity.models import Pool, WaitlistEntry
from longtable.core.access import Actor, action
from longtable.core.audit import record

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
SOON, LATER = NOW + timedelta(minutes=6), NOW + timedelta(days=2)
SYSTEM, STRANGER = Actor.system("tests"), Actor.visitor()

Step = Callable[..., Any]


@action
def within(*, by: Actor, step: Step, arguments: dict[str, Any]) -> Any:
    """What a package that has places does: its own action, of which ours is a step."""
    outcome = step(by=by, **arguments)
    record(by, "tests.did", ("tests.step", step.__name__))
    return outcome


def do(step: Step, *, by: Actor = STRANGER, **arguments: Any) -> Any:
    """One step within an action of its own, at noon unless told another ``now``."""
    if step not in (actions.open_pool, actions.announce_drawing):
        arguments.setdefault("now", NOW)
    return within(by=by, step=step, arguments=arguments)


def places(size: int, **also: Any) -> Pool:
    """A pool that is open for ten days."""
    times = {"opens_at": NOW - timedelta(days=1), "closes_at": NOW + timedelta(days=10)}
    pool: Pool = do(actions.open_pool, by=SYSTEM, kind="tests.seats", size=size, **times | also)
    return pool


def wait(pool: Pool, who: str, size: int = 1, *, is_together: bool = True, **also: Any) -> WaitlistEntry:
    """Somebody stands in line."""
    entry: WaitlistEntry = do(
        actions.stand_in_line,
        pool=pool,
        holder=uuid4(),
        who=who,
        size=size,
        is_together=is_together,
        **also,
    )
    return entry


@pytest.fixture
def pool(db: None) -> Pool:
    """Ten places."""
    return places(10)
