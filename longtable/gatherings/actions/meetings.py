"""A council's meeting: notice in time, members invited, who was there, and minutes for everybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import File
from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.files import store
from longtable.core.localized import LocalizedText
from longtable.core.models import StoredFile
from longtable.councils import actions as councils
from longtable.councils.models import Attendance, Term
from longtable.councils.selectors import standing_of
from longtable.gatherings.models import Gathering, Meeting
from longtable.gatherings.policies import may_run
from longtable.gatherings.work import (
    ask_for_notice,
    stop_asking_for_minutes,
    stop_asking_for_notice,
)
from longtable.places.selectors import notice_rules

TOLD_ANEW = frozenset({"starts_at", "ends_at", "way", "location", "venue", "online_url", "dial_in"})
"""What stands in a notice: when it changes, notice begins anew."""

SAID_ANEW = frozenset({"agenda", "is_open"})
"""The same of the terms: notice of something else was no notice of this."""


class NotYet(Exception):
    """Something has to be done first; the message says what."""


@dataclass(frozen=True)
class Terms:
    """What the law wants of a meeting, and what will be decided. The fields are those of :class:`Meeting`."""

    agenda: LocalizedText
    is_open: bool = True
    closed_ground: str = ""
    notice_hours: int | None = None
    notice_law: str = ""


def begin_meeting(gathering: Gathering) -> Meeting:
    """The meeting of a gathering that belongs to a council, within the caller's action.

    By the council's rules where they are known, and by when notice must stand by the state's pack. A council
    to which open-meeting law does not apply needs no notice.
    """
    council = gathering.council
    is_open = council is None or council.is_open_meeting is not False
    rule = next(iter(notice_rules()), {}) if is_open else {}
    meeting, _is_new = Meeting.objects.get_or_create(
        gathering=gathering,
        defaults={
            "is_open": is_open,
            "closed_ground": "" if council is None or is_open else (council.authority or str(council))[:200],
            "notice_hours": rule.get("hours"),
            "notice_law": rule.get("statute", "")
            or (council.open_meeting_law if council and is_open else ""),
        },
    )
    gathering.meeting = meeting
    if gathering.by_invitation and meeting.notice_posted_at:  # it stands nowhere any more
        meeting.notice_posted_at = None
        meeting.save(update_fields=["notice_posted_at"])
    _keep_the_clock(Actor.system("gatherings"), gathering)
    return meeting


@action
def set_terms(*, by: Actor, gathering: Gathering, terms: Terms) -> Meeting:
    """By when notice must stand, whether anybody may listen, and what will be decided.

    Where notice stands already and says something else, it holds from now on.
    """
    require(by, may_run(by, gathering))
    meeting = gathering.meeting
    wanted: dict[str, Any] = vars(terms)
    changed = [name for name, value in wanted.items() if getattr(meeting, name) != value]
    if not changed:
        return Unchanged(meeting)  # type: ignore[return-value]
    for name in changed:
        setattr(meeting, name, wanted[name])
    meeting.save(update_fields=changed)
    _touch(gathering)
    record(by, "gatherings.meeting.changed", meeting, gathering, fields=changed)
    if meeting.notice_posted_at and not SAID_ANEW.isdisjoint(changed):
        _post(by, gathering, "gatherings.notice.changed")
    _keep_the_clock(by, gathering)
    return meeting


@action
def post_notice(*, by: Actor, gathering: Gathering) -> Meeting:
    """Notice stands on the public page and on the council's from this moment on: never from an earlier one.

    Raises :class:`NotYet` before the gathering is public (by invitation it never is) or has an agenda to
    give notice of.
    """
    require(by, may_run(by, gathering))
    meeting = gathering.meeting
    if gathering.state != Gathering.State.PUBLISHED or gathering.by_invitation:
        raise NotYet("public")
    if not meeting.agenda:
        raise NotYet("agenda")
    if meeting.notice_posted_at:
        return Unchanged(meeting)  # type: ignore[return-value]
    _post(by, gathering, "gatherings.notice.posted")
    return meeting


def post_again(by: Actor, gathering: Gathering, changed: Iterable[str]) -> None:
    """Within the action that moved it: the notice that stood said something else; its clock begins anew."""
    meeting = meeting_of(gathering)
    if meeting is None or TOLD_ANEW.isdisjoint(changed):
        return
    if meeting.notice_posted_at:
        _post(by, gathering, "gatherings.notice.changed")
    else:
        _keep_the_clock(by, gathering)


@action
def note_presence(*, by: Actor, gathering: Gathering, states: Mapping[Term, str]) -> Meeting:
    """Who of the members came, in the council's book too, and whether by its rule they could decide.

    ``states``: term -> state of ``councils.Attendance``. Raises :class:`NotYet` before the day.
    """
    require(by, may_run(by, gathering))
    meeting, council, day = gathering.meeting, gathering.council, met_on(gathering)
    if council is None or day > timezone.localdate():
        raise NotYet("day")
    standing = standing_of(council, day)
    voting = {place.term.pk for place in standing.held if place.term and place.seat.is_voting}
    councils.note_attendance(by=by, council=council, met_on=day, states=states)
    present = {term.pk for term, state in states.items() if state == Attendance.State.PRESENT}
    meeting.quorum_needed = standing.quorum
    meeting.members_present = len(present & voting)
    meeting.save(update_fields=["quorum_needed", "members_present"])
    record(by, "gatherings.meeting.attended", meeting, gathering, fields=["members_present", "quorum_needed"])
    return meeting


@action
def write_minutes(
    *,
    by: Actor,
    gathering: Gathering,
    minutes: LocalizedText,
    file: File | None = None,
    approved_on: date | None = None,
) -> Meeting:
    """What was decided is written down; who reads it: staff, until it is published.

    ``approved_on``: the day on which the council approved these words. ``file``: the signed minutes, as PDF.
    Raises ``FileRefused``, and :class:`NotYet` for approval of nothing.
    """
    require(by, may_run(by, gathering))
    meeting = gathering.meeting
    stored: StoredFile | None = meeting.minutes_file
    if file is not None:
        stored = store(by=by, content=file, name=file.name or "minutes.pdf", kinds={"pdf"})
    if approved_on and not minutes and stored is None:
        raise NotYet("minutes")
    meeting.minutes, meeting.minutes_file, meeting.minutes_approved_on = minutes, stored, approved_on
    meeting.save(update_fields=["minutes", "minutes_file", "minutes_approved_on"])
    record(by, "gatherings.minutes.written", meeting, gathering, fields=["minutes", "minutes_approved_on"])
    return meeting


@action
def publish_minutes(*, by: Actor, gathering: Gathering) -> Meeting:
    """Everybody can read them, as a draft until the council has approved them. Raises :class:`NotYet`."""
    require(by, may_run(by, gathering))
    meeting = gathering.meeting
    if not meeting.minutes and meeting.minutes_file is None:
        raise NotYet("minutes")
    if meeting.minutes_posted_at:
        return Unchanged(meeting)  # type: ignore[return-value]
    meeting.minutes_posted_at = timezone.now()
    meeting.save(update_fields=["minutes_posted_at"])
    record(by, "gatherings.minutes.published", meeting, gathering, fields=["minutes_posted_at"])
    stop_asking_for_minutes(by, gathering)
    return meeting


def meeting_of(gathering: Gathering) -> Meeting | None:
    """Its meeting, if it is one of a council."""
    return getattr(gathering, "meeting", None)


def met_on(gathering: Gathering) -> date:
    """The day on which it begins, here."""
    return timezone.localtime(gathering.starts_at).date()


def _post(by: Actor, gathering: Gathering, verb: str) -> None:
    meeting = gathering.meeting
    meeting.notice_posted_at = timezone.now()
    meeting.save(update_fields=["notice_posted_at"])
    _touch(gathering)
    record(by, verb, meeting, gathering, fields=["notice_posted_at"])
    stop_asking_for_notice(by, gathering)


def _keep_the_clock(by: Actor, gathering: Gathering) -> None:
    """One item with the deadline as it is now, and none where notice stands already or none is wanted."""
    meeting = gathering.meeting
    meeting.gathering = gathering
    due_at = None if meeting.notice_posted_at else meeting.notice_due_at
    ask_for_notice(by, gathering, due_at)


def _touch(gathering: Gathering) -> None:
    gathering.changed_at = timezone.now()
    gathering.save(update_fields=["changed_at"])
