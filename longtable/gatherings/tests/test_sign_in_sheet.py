"""A sign-in sheet comes in from a spreadsheet: whoever stands on it was there, and counts once."""

from typing import Any
from uuid import uuid4

import pytest

from longtable.accounts.models import Organization, User
from longtable.core.imports import selectors, uploads
from longtable.core.models import ImportReject, Upload
from longtable.core.tests.bringing import done
from longtable.gatherings.actions.door import WalkIn, check_in, walk_in
from longtable.gatherings.actions.sign_in_sheets import SignInSheetImporter
from longtable.gatherings.models import Gathering
from longtable.gatherings.tests.stage import gathering_of, in_days, sign_up
from longtable.places.models import Area
from tests.cast import actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

HEADER = "Name,Phone,County,Organization"
ANA = "Ana Reyes,910-555-0142,Alder,Parent"
BEN = "Benita Luz,,alder county,School board"


@pytest.fixture
def storage(tmp_path: Any, settings: Any) -> None:
    """Files in a folder of the test's own."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


@pytest.fixture
def tonight(agency: Organization, alder: Area) -> Gathering:
    """In two hours."""
    return gathering_of(agency, "tonight", alder, starts_at=in_days(0.1))


def bring(by: User, gathering: Gathering, *lines: str, source: str = "Front desk") -> Upload:
    """These lines are brought and let in."""
    who = actor(by)
    upload = uploads.receive(
        by=who,
        kind_code=SignInSheetImporter.name,
        destination=gathering,
        content="\n".join((HEADER, *lines)).encode(),
        name="sheet.csv",
        source=source,
    )
    uploads.say_columns(by=who, upload=upload, columns=upload.columns, answers={})
    done(upload)
    uploads.let_in(by=who, upload=selectors.opened(who, upload.pk).upload)
    return done(upload)


def test_rows_are_people_who_were_there_with_what_the_sheet_says(tonight: Gathering, faye: User) -> None:
    sign_up(tonight, "Ana Reyes")
    upload = bring(faye, tonight, ANA, BEN, "Cy,,Nowhere,")
    rows = tonight.attendance.order_by("match").values_list("match", "source", "role", "area__name")
    assert list(rows) == [
        ("none", "sign_in_sheet", "School board", "Alder"),
        ("sure", "sign_in_sheet", "Parent", "Alder"),
    ]
    assert ImportReject.objects.filter(run=upload.run).count() == 1


def test_whoever_was_noted_at_the_door_or_on_another_sheet_counts_once(
    tonight: Gathering, faye: User, ben: User
) -> None:
    made = sign_up(tonight, "Ana Reyes").registration
    check_in(by=actor(ben), gathering=tonight, attendees=list(made.attendees.all()))
    walk_in(by=actor(ben), gathering=tonight, who=WalkIn(1, "Benita Luz"), form_key=uuid4())
    bring(faye, tonight, ANA, BEN, "Cy Moss,,,")
    bring(faye, tonight, ANA, BEN, "Cy Moss,,,", source="Side door")
    assert sorted(tonight.attendance.values_list("source", flat=True)) == ["door", "sign_in_sheet", "walk_in"]


def test_who_was_on_the_sheet_first_is_not_checked_in_again(
    tonight: Gathering, faye: User, ben: User
) -> None:
    made = sign_up(tonight, "Ana Reyes").registration
    bring(faye, tonight, ANA)
    assert not check_in(by=actor(ben), gathering=tonight, attendees=list(made.attendees.all()))
    assert tonight.attendance.count() == 1


def test_a_sheet_that_was_the_wrong_one_is_taken_back(tonight: Gathering, faye: User) -> None:
    upload = bring(faye, tonight, ANA, BEN)
    uploads.take_back(by=actor(faye), upload=upload)
    done(upload)
    assert tonight.attendance.count() == 0
