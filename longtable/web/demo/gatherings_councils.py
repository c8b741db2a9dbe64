"""The invented councils meet: notice, who came, and minutes that everybody can read."""

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.councils.models import Attendance, Council
from longtable.councils.selectors import members
from longtable.gatherings import actions
from longtable.gatherings.actions.gatherings import Plan, SessionPlan
from longtable.gatherings.actions.meetings import Terms, met_on
from longtable.gatherings.clock import local
from longtable.gatherings.models import Gathering, Meeting
from longtable.web.demo.cast import Cast

MEETINGS = Path(__file__).parent / "gatherings_councils.toml"
TEXTS = ("title", "summary", "venue")


def let_councils_meet(cast: Cast) -> None:
    """One has met, one has posted notice, and one still has to."""
    by = cast.actor("carmen")
    for entry in tomllib.loads(MEETINGS.read_text(encoding="utf-8"))["meetings"]:
        _meet(by, Council.objects.get(slug=entry["council"]), entry)


def _meet(by: Actor, council: Council, entry: dict[str, Any]) -> None:
    starts_at, ends_at = _period(entry, entry["days"] if entry["days"] > 0 else 30)
    texts: dict[str, Any] = {name: LocalizedText.of(**entry[name]) for name in TEXTS}
    gathering = actions.create_gathering(
        by=by,
        plan=Plan(
            slug=entry["slug"],
            kind=Gathering.Kind.MEETING,
            organization=council.organization,
            council=council,
            areas=list(council.areas.all()),
            topics=council.topics,
            starts_at=starts_at,
            ends_at=ends_at,
            **texts,
            **{name: entry[name] for name in ("way", "online_url", "dial_in")},
        ),
        sessions=[SessionPlan("meeting", texts["title"], starts_at, ends_at)],
        opens_at=timezone.now(),
    )
    meeting = gathering.meeting
    agenda = LocalizedText.of(**entry["agenda"])
    terms = Terms(agenda=agenda, notice_hours=meeting.notice_hours, notice_law=meeting.notice_law)
    actions.set_terms(by=by, gathering=gathering, terms=terms)
    actions.publish_gathering(by=by, gathering=gathering)
    if "posted_days_before" in entry:
        actions.post_notice(by=by, gathering=gathering)
    _put_on_its_day(gathering, entry)
    if "minutes" in entry:
        _write_down(by, gathering, entry)


def _write_down(by: Actor, gathering: Gathering, entry: dict[str, Any]) -> None:
    assert gathering.council
    sitting = members(gathering.council, met_on(gathering))
    states = {term: str(Attendance.State.PRESENT) for term in sitting}
    states |= {term: str(Attendance.State.EXCUSED) for term in sitting[-entry["away"] :]}
    actions.note_presence(by=by, gathering=gathering, states=states)
    approved_on = timezone.localdate() - timedelta(days=entry["approved_days_ago"])
    minutes = LocalizedText.of(**entry["minutes"])
    actions.write_minutes(by=by, gathering=gathering, minutes=minutes, approved_on=approved_on)
    actions.publish_minutes(by=by, gathering=gathering)
    actions.note_held(by=by, gathering=gathering)


def _put_on_its_day(gathering: Gathering, entry: dict[str, Any]) -> None:
    """A demo has seconds where a council has months."""
    starts_at, ends_at = _period(entry, entry["days"])
    gathering.starts_at, gathering.ends_at = starts_at, ends_at
    gathering.save(update_fields=["starts_at", "ends_at"])
    gathering.sessions.update(starts_at=starts_at, ends_at=ends_at)
    if before := entry.get("posted_days_before"):
        posted_at = min(starts_at - timedelta(days=before), timezone.now())
        Meeting.objects.filter(gathering=gathering).update(notice_posted_at=posted_at)
        gathering.meeting.refresh_from_db()


def _period(entry: dict[str, Any], days: int) -> tuple[datetime, datetime]:
    day = timezone.localdate() + timedelta(days=days)
    starts_at = local(datetime.combine(day, time(entry["hour"])))
    return starts_at, starts_at + timedelta(hours=entry["hours"])
