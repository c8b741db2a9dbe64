"""A file of a webinar tool that was wrong, broken or half brought in: nothing is lost, all can go back."""

from unittest.mock import patch

import pytest
from django.test import Client

from longtable.accounts.models import Organization, User
from longtable.core.states import IllegalMove
from longtable.gatherings.actions import platform
from longtable.gatherings.actions.platform import let_in_attendance, put_aside, settle, take_back
from longtable.gatherings.models import Attendance, Gathering, PlatformFile
from longtable.gatherings.selectors.platform import doubts_of
from longtable.gatherings.tests.live_stage import on_now
from longtable.gatherings.tests.stage import STAGE, page
from longtable.gatherings.tests.test_platform import bring, signed_up
from longtable.methods.tests import webinar_files as files
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

HEAD = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)"
CSV = f"{HEAD}\nAna Reyes,ana@example.org,,,30\nAna R,,,,12\n,,06/05/2026 10:00:00 AM,,12\n"


@pytest.fixture
def webinar(agency: Organization) -> Gathering:
    """On now; Ana signed up."""
    gathering = on_now(agency, "webinar", way="online", online_url="https://example.org/join")
    signed_up(gathering, "Ana Reyes", "ana@example.org")
    return gathering


def test_lines_that_were_not_understood_stand_on_the_page(webinar: Gathering, faye: User) -> None:
    file = bring(webinar, CSV)
    address = f"/convening/webinar/platform/{file.pk}/"
    staff = signed_in(Client(), faye)
    for _ in ("before", "after"):
        read = page(staff.get(address))
        assert "1 line was not understood" in read
        assert "06/05/2026 10:00:00 AM · 12" in read
        staff.post(f"{address}let-in/")


def test_what_was_brought_in_can_be_taken_back_and_brought_again(webinar: Gathering, faye: User) -> None:
    Attendance.objects.create(gathering=webinar, source="door", match="none", key="door", shown_name="Wade")
    file = bring(webinar, files.ZOOM_MEETING)
    let_in_attendance(by=STAGE, file=file)
    came = webinar.attendance.count()
    for doubt in doubts_of(webinar):
        settle(by=STAGE, attendance=doubt, attendee=None)
    with pytest.raises(IllegalMove):
        put_aside(by=STAGE, file=file)
    signed_in(Client(), faye).post(f"/convening/webinar/platform/{file.pk}/back/")
    assert [each.shown_name for each in webinar.attendance.all()] == ["Wade"]
    file.refresh_from_db()
    assert file.state == PlatformFile.State.LOOKED_AT
    let_in_attendance(by=STAGE, file=file)
    assert webinar.attendance.count() == came
    assert take_back(by=STAGE, file=file) == came - 1
    assert take_back(by=STAGE, file=file) == 0


def test_killed_on_the_way_nothing_is_half_brought_in(webinar: Gathering) -> None:
    file = bring(webinar, CSV)
    with patch.object(platform, "record", side_effect=SystemExit), pytest.raises(SystemExit):
        let_in_attendance(by=STAGE, file=file)
    assert not webinar.attendance.exists()
    let_in_attendance(by=STAGE, file=PlatformFile.objects.get())
    assert webinar.attendance.count() == 2


def test_a_transcript_of_another_meeting_can_be_put_aside(webinar: Gathering, faye: User) -> None:
    file = bring(webinar, files.ZOOM_TRANSCRIPT, "a.vtt")
    signed_in(Client(), faye).post(f"/convening/webinar/platform/{file.pk}/aside/")
    file.refresh_from_db()
    assert (file.state, file.file) == ("put_aside", None)
