"""The legal clock of an open meeting: real hours, and notice of what is really decided."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.councils.tests.stage import council_of
from longtable.gatherings import actions
from longtable.gatherings.actions.keeping import About
from longtable.gatherings.actions.meetings import NotYet, Terms
from longtable.gatherings.actions.moving import WhenAndWhere
from longtable.gatherings.models import Gathering, Meeting
from longtable.gatherings.tests.stage import STAGE, drafted, in_days, session_plan, words
from longtable.gatherings.work import NOTICE
from longtable.worklists.models import WorkItem

pytestmark = pytest.mark.django_db

EASTERN = ZoneInfo("America/New_York")
AGENDA = words("We vote on rides.")


@pytest.fixture
def council(agency: Organization) -> Any:
    """It falls under the law of open meetings."""
    return council_of(agency, "families", seats=3, is_open_meeting=True)


def called(agency: Organization, council: Any, starts: datetime, **also: Any) -> Gathering:
    """Its meeting, public, with an agenda and 48 hours of notice."""
    session = session_plan("meeting", seats=None, starts_at=starts)
    more = {"kind": Gathering.Kind.MEETING, "council": council, "sessions": [session], **also}
    gathering = actions.publish_gathering(
        by=STAGE, gathering=drafted(agency, "meets", starts_at=starts, **more)
    )
    say(gathering)
    return gathering


def say(gathering: Gathering, **also: Any) -> Meeting:
    terms = {"agenda": AGENDA, "notice_hours": 48, **also}
    return actions.set_terms(by=STAGE, gathering=gathering, terms=Terms(**terms))


def posted_before(gathering: Gathering, hours: float) -> Meeting:
    """Notice was posted so many hours before the beginning."""
    actions.post_notice(by=STAGE, gathering=gathering)
    moment = gathering.starts_at - timedelta(hours=hours)
    Meeting.objects.update(notice_posted_at=moment)
    gathering.meeting.notice_posted_at = moment
    return gathering.meeting


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (
            datetime(2031, 3, 10, 10, tzinfo=EASTERN),
            datetime(2031, 3, 8, 14, tzinfo=UTC),
        ),  # forward on the 9th
        (datetime(2031, 11, 3, 10, tzinfo=EASTERN), datetime(2031, 11, 1, 15, tzinfo=UTC)),  # back on the 2nd
    ],
)
def test_hours_are_real_ones_when_the_clock_changes_between(
    agency: Organization, council: Any, day: datetime, due: datetime
) -> None:
    gathering = called(agency, council, day)
    assert gathering.meeting.notice_due_at == due
    assert Meeting.objects.select_related("gathering").get().notice_due_at == due
    assert WorkItem.objects.open().get(kind=NOTICE).due_at == due


@pytest.mark.parametrize(("hours", "is_late"), [(48.01, False), (48, False), (47.99, True), (-1, True)])
def test_in_time_to_the_second(agency: Organization, council: Any, hours: float, is_late: bool) -> None:
    assert posted_before(called(agency, council, in_days(30)), hours).is_notice_late is is_late


def test_an_emergency_has_its_own_hours_and_none_means_that_none_are_known(
    agency: Organization, council: Any
) -> None:
    gathering = called(agency, council, in_days(0.1))
    assert posted_before(gathering, 1).is_notice_late
    assert not say(gathering, notice_hours=0).is_notice_late
    assert say(gathering, notice_hours=None).notice_due_at is None


def test_notice_of_something_else_was_no_notice_of_this(agency: Organization, council: Any) -> None:
    gathering = called(agency, council, in_days(1))
    assert not posted_before(gathering, 60).is_notice_late
    assert not say(gathering, notice_law="G.S. 143-318.12").is_notice_late
    swapped = say(gathering, agenda=words("We dissolve the council."))
    assert timezone.now() - (swapped.notice_posted_at or in_days(-9)) < timedelta(minutes=1)
    assert swapped.is_notice_late


def test_doors_that_close_after_notice_need_it_anew(agency: Organization, council: Any) -> None:
    gathering = called(agency, council, in_days(1))
    posted_before(gathering, 60)
    assert say(gathering, is_open=False, closed_ground="G.S. 143-318.11").is_notice_late


def test_moved_nearer_it_is_late_and_farther_it_holds_from_the_move(
    agency: Organization, council: Any
) -> None:
    gathering = called(agency, council, in_days(10))
    posted_before(gathering, 9 * 24)
    for days, is_late in ((1, True), (30, False)):
        to = WhenAndWhere(in_days(days), in_days(days + 0.1), gathering.way, venue=gathering.venue)
        gathering = actions.move_gathering(by=STAGE, gathering=gathering, to=to)
        meeting = Meeting.objects.select_related("gathering").get()
        assert meeting.is_notice_late is is_late
        assert timezone.now() - (meeting.notice_posted_at or in_days(-9)) < timedelta(minutes=1)


def test_by_invitation_notice_stands_nowhere(agency: Organization, council: Any, faye: User) -> None:
    with pytest.raises(NotYet, match="public"):
        actions.post_notice(by=STAGE, gathering=called(agency, council, in_days(10), by_invitation=True))


def test_notice_that_is_hidden_afterwards_is_asked_for_again(agency: Organization, council: Any) -> None:
    gathering = called(agency, council, in_days(10))
    actions.post_notice(by=STAGE, gathering=gathering)
    assert not WorkItem.objects.open().filter(kind=NOTICE).exists()
    same = {name: getattr(gathering, name) for name in ("title", "summary", "kind", "council")}
    about = About(**same, by_invitation=True)
    actions.edit_gathering(by=STAGE, gathering=gathering, about=about)
    assert Meeting.objects.get().notice_posted_at is None
    assert WorkItem.objects.open().filter(kind=NOTICE).exists()
