"""Changing when or where a gathering is, and calling it off: everybody who signed up is told, once."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise

from longtable.capacity.actions import set_period, shut
from longtable.capacity.models import Pool
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.core.states import IllegalMove
from longtable.core.work import emit
from longtable.directory.models import Location
from longtable.gatherings.actions.meetings import post_again
from longtable.gatherings.clock import shifted, shown
from longtable.gatherings.models import Gathering
from longtable.gatherings.policies import may_run
from longtable.gatherings.selectors.readiness import still_missing
from longtable.gatherings.work import stop_asking_for_notice


class SignUpOpensLater(Exception):
    """People could not sign up before it begins: the day on which sign-up opens comes after."""


class Unfinished(Exception):
    """Nobody could come: the day is over, or nobody says where. ``words``: what is missing."""

    def __init__(self, words: list[str | Promise]) -> None:
        super().__init__(" ".join(str(each) for each in words))
        self.words = words


@dataclass(frozen=True)
class WhenAndWhere:
    """When and where a gathering is. The fields are those of :class:`Gathering`."""

    starts_at: datetime
    ends_at: datetime
    way: str
    location: Location | None = None
    venue: LocalizedText = field(default_factory=LocalizedText)
    online_url: str = ""
    dial_in: str = ""


@action
def move_gathering(*, by: Actor, gathering: Gathering, to: WhenAndWhere) -> Gathering:
    """It is at another time or place, and its agenda moves along by what clocks show.

    Once it is public, calendars move their entry and everybody who signed up is told, once. Raises
    ``NoSuchTime`` or ``TwiceThatDay`` where a session would begin in an hour that a clock change skips or
    repeats, :class:`SignUpOpensLater`, :class:`Unfinished`, and ``IllegalMove`` for one over or called off.
    """
    require(by, may_run(by, gathering))
    Gathering.objects.one_at_a_time(gathering.pk)
    gathering.refresh_from_db()
    if gathering.state not in (Gathering.State.DRAFT, Gathering.State.PUBLISHED):
        raise IllegalMove(f"A gathering that is {gathering.state} cannot be moved")
    wanted: dict[str, Any] = vars(to)
    changed = [name for name, value in wanted.items() if getattr(gathering, name) != value]
    if not changed:
        return Unchanged(gathering)  # type: ignore[return-value]
    began = gathering.starts_at
    for name in changed:
        setattr(gathering, name, wanted[name])
    is_public, now = gathering.state == Gathering.State.PUBLISHED, timezone.now()
    if is_public and (missing := still_missing(gathering, now)):
        raise Unfinished([lack.words for lack in missing])
    if "starts_at" in changed:
        _move_agenda(by, gathering, began)
    gathering.changed_at = now
    gathering.save(update_fields=[*changed, "changed_at"])
    record(by, "gatherings.gathering.moved", gathering, fields=changed)
    if is_public:
        let_know(gathering)
    post_again(by, gathering, changed)
    return gathering


@action
def call_off(*, by: Actor, gathering: Gathering, why: LocalizedText) -> Gathering:
    """It does not take place. Calendars take it out, and everybody who signed up is told why, once.

    Raises ``IllegalMove`` unless it is public and not over.
    """
    require(by, may_run(by, gathering))
    Gathering.lifecycle.move(
        gathering, Gathering.State.CANCELLED, why_cancelled=why, changed_at=timezone.now()
    )
    record(by, "gatherings.gathering.called_off", gathering, fields=["state", "why_cancelled"])
    stop_asking_for_notice(by, gathering)
    for pool in Pool.objects.filter(gathering_session__gathering=gathering):
        shut(by=by, pool=pool, now=timezone.now())
    let_know(gathering)
    return gathering


@action
def note_held(*, by: Actor, gathering: Gathering) -> Gathering:
    """It took place. Raises ``IllegalMove`` unless it was public."""
    require(by, may_run(by, gathering))
    Gathering.lifecycle.move(gathering, Gathering.State.HELD, changed_at=timezone.now())
    record(by, "gatherings.gathering.held", gathering, fields=["state"])
    return gathering


def let_know(gathering: Gathering) -> None:
    """One number more for calendars, and one event for whoever tells people."""
    Gathering.objects.filter(pk=gathering.pk).update(calendar_sequence=F("calendar_sequence") + 1)
    gathering.refresh_from_db(fields=["calendar_sequence"])
    sequence = gathering.calendar_sequence
    emit(
        "gatherings.changed",
        gathering_id=str(gathering.pk),
        sequence=sequence,
        key=f"changed {gathering.pk} {sequence}",
    )


def _move_agenda(by: Actor, gathering: Gathering, began: datetime) -> None:
    """Every session by as much as the clock on the wall; sign-up that ended with a session still does."""
    further = shown(gathering.starts_at) - shown(began)
    for session in gathering.sessions.select_related("pool"):
        before, pool = session.starts_at, session.pool
        session.starts_at, session.ends_at = shifted(before, further), shifted(session.ends_at, further)
        session.save(update_fields=["starts_at", "ends_at"])
        if pool and pool.closes_at == before:
            if pool.opens_at >= session.starts_at:
                raise SignUpOpensLater
            set_period(
                by=by, pool=pool, opens_at=pool.opens_at, closes_at=session.starts_at, now=timezone.now()
            )
