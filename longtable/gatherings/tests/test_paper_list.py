"""A paper list comes in from a spreadsheet: each row signs up like anybody, and bad rows say why."""

from typing import Any

import pytest

from longtable.accounts.models import Organization, User
from longtable.core.imports import selectors, uploads
from longtable.core.models import ImportReject, Upload
from longtable.core.tests.bringing import done
from longtable.gatherings.actions.spreadsheets import PaperListImporter
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.tests.stage import gathering_of, sign_up
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
