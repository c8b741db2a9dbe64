"""A paper list comes in from a spreadsheet: each row signs up like anybody, and bad rows say why."""

from typing import Any

import pytest

from longtable.accounts.models import Organization, User
from longtable.capacity.models import Drawing
from longtable.core.imports import selectors, uploads
from longtable.core.models import ImportReject, Upload
from longtable.core.tests.bringing import done
from longtable.gatherings.actions import publish_gathering
from longtable.gatherings.actions.spreadsheets import PaperListImporter
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.tests.stage import STAGE, drafted, gathering_of, in_days, sign_up
from tests.cast import actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

HEADER = "Name,Phone,People,Needs"
ANA = "Ana Reyes,910-555-0142,2,A ride"
BEN = "Ben Luz,ben@example.org,,"


@pytest.fixture
def storage(tmp_path: Any, settings: Any) -> None:
    """Files in a folder of the test's own."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


def bring(by: User, gathering: Gathering, *lines: str) -> Upload:
    """These lines are brought and let in."""
    who = actor(by)
    upload = uploads.receive(
        by=who,
        kind_code=PaperListImporter.name,
        destination=gathering,
        content="\n".join((HEADER, *lines)).encode(),
        name="list.csv",
        source="Church list",
    )
    uploads.say_columns(by=who, upload=upload, columns=upload.columns, answers={"language": "es"})
    done(upload)
    uploads.let_in(by=who, upload=selectors.opened(who, upload.pk).upload)
    return done(upload)


def test_rows_sign_up_and_wait_where_it_is_full(faye: User, agency: Organization) -> None:
    small = gathering_of(agency, "small", seats=2)
    upload = bring(faye, small, ANA, BEN, "Nobody,not a phone,,")
    assert upload.run is not None
    assert upload.run.created == 2
    states = dict(Registration.objects.values_list("party_size", "state"))
    assert states == {2: "confirmed", 1: "waiting"}
    assert set(Registration.objects.values_list("channel", "language")) == {("paper", "es")}
    assert ImportReject.objects.filter(run=upload.run).count() == 1


def test_who_has_signed_up_is_left_as_they_are(faye: User, summit: Gathering) -> None:
    sign_up(summit)
    bring(faye, summit, ANA)
    assert Registration.objects.get().party_size == 1


def refused(upload: Upload) -> list[str]:
    """Why rows did not come in, the first first."""
    assert upload.state == Upload.State.FINISHED
    return [each.reason for each in ImportReject.objects.filter(run=upload.run).order_by("line")]


def test_one_number_written_in_two_ways_signs_up_once(faye: User, summit: Gathering) -> None:
    upload = bring(faye, summit, ANA, "Luis Reyes,(910) 555 0142,,", BEN)
    assert refused(upload) == ["An earlier row already says this."]
    assert Registration.objects.count() == 2


def test_a_list_that_comes_too_late_says_so_row_by_row(faye: User, agency: Organization) -> None:
    late = gathering_of(agency, "late", opens_at=in_days(-1), closes_at=in_days(-0.5))
    assert refused(bring(faye, late, ANA, BEN)) == ["Sign-up is not open."] * 2


def test_more_than_the_room_holds_is_no_group(faye: User, agency: Organization) -> None:
    room = gathering_of(agency, "room", seats=20)
    [reason] = refused(bring(faye, room, "Church,church@example.org,25,", ANA))
    assert "more than all 20 places" in reason
    assert Registration.objects.get().party_size == 2


def test_where_places_are_drawn_by_group_nobody_is_put_into_one_unasked(
    faye: User, agency: Organization
) -> None:
    evening = drafted(agency, "evening", mode="drawn")
    Drawing.objects.update(strata=[{"code": each, "words": {}, "share": "1/2"} for each in ("a", "b")])
    publish_gathering(by=STAGE, gathering=evening)
    [reason] = refused(bring(faye, evening, ANA))
    assert "drawn by group" in reason
