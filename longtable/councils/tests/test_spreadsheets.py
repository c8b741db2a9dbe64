"""A roster comes in from a spreadsheet: seats, who holds them, and those that nobody holds."""

from datetime import date
from typing import Any

import pytest

from longtable.accounts.models import Organization, User
from longtable.core.imports import selectors, uploads
from longtable.core.localized import LocalizedText
from longtable.core.models import ImportReject, SourceRecord, Upload
from longtable.core.tests.bringing import done
from longtable.councils.actions.spreadsheets import RosterImporter
from longtable.councils.models import Attendance, Council, Term
from longtable.people.models import Person
from tests.cast import actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

HEADER = "Seat number,Seat,Category,Member,Term start,Term end"
HELD = "1,Family member,family members,Leo Marsh,7/1/2025,6/30/2028"
FREE = "2,At large,at large,*,,"


@pytest.fixture
def storage(tmp_path: Any, settings: Any) -> None:
    """Files in a folder of the test's own."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


@pytest.fixture
def council(agency: Organization) -> Council:
    """A council of the agency."""
    return Council.objects.create(
        slug="families", name=LocalizedText.of(en="Family council"), organization=agency, kind="council"
    )


def bring(by: User, council: Council, *lines: str) -> Upload:
    """These lines are brought and let in."""
    who = actor(by)
    upload = uploads.receive(
        by=who,
        kind_code=RosterImporter.name,
        destination=council,
        content="\n".join((HEADER, *lines)).encode(),
        name="roster.csv",
        source="Roster",
    )
    answers = {"language": "en", "day_order": "month", "public": "no", "category": "at_large"}
    uploads.say_columns(by=who, upload=upload, columns=upload.columns, answers=answers)
    done(upload)
    uploads.let_in(by=who, upload=selectors.opened(who, upload.pk).upload)
    return done(upload)


def test_seats_come_in_with_those_who_hold_them(faye: User, council: Council) -> None:
    upload = bring(faye, council, HELD, FREE)
    assert upload.run.created == 2
    term = Term.objects.get()
    assert (term.seat.number, term.person.name, str(term.ends_on)) == (1, "Leo Marsh", "2028-07-01")
    assert not term.is_public


def test_names_stand_nowhere_but_with_the_person(faye: User, council: Council) -> None:
    bring(faye, council, HELD)
    assert "Marsh" not in str(list(SourceRecord.objects.values_list("values", flat=True)))


def test_the_same_roster_again_changes_nothing(faye: User, council: Council) -> None:
    bring(faye, council, HELD, FREE)
    again = bring(faye, council, HELD, FREE)
    assert (again.run.created, again.run.changed, again.run.unchanged) == (0, 0, 2)
    assert Person.objects.count() == 1


def test_a_free_seat_is_taken_by_a_later_roster(faye: User, council: Council) -> None:
    bring(faye, council, FREE)
    again = bring(faye, council, "2,At large,at large,Ada Byrd,7/1/2025,6/30/2028")
    assert again.run.changed == 1
    assert Term.objects.get().person.name == "Ada Byrd"


def test_nobody_loses_a_seat_by_a_file(faye: User, council: Council) -> None:
    bring(faye, council, HELD)
    again = bring(faye, council, HELD.replace("Leo Marsh", "Ada Byrd"))
    assert "End their term first" in ImportReject.objects.get(run=again.run).reason
    assert Term.objects.get().person.name == "Leo Marsh"


def test_whoever_was_noted_as_having_come_stays_when_the_roster_is_taken_back(
    faye: User, council: Council
) -> None:
    upload = bring(faye, council, HELD, FREE)
    came = Attendance.objects.create(
        term=Term.objects.get(), met_on=date(2026, 9, 1), state=Attendance.State.PRESENT
    )
    uploads.take_back(by=actor(faye), upload=upload)
    done(upload)
    assert list(Attendance.objects.all()) == [came]
    assert [seat.number for seat in council.seats.all()] == [1]


def test_the_roster_is_taken_back(faye: User, council: Council) -> None:
    upload = bring(faye, council, HELD, FREE)
    uploads.take_back(by=actor(faye), upload=upload)
    done(upload)
    assert not council.seats.exists()
    assert not Person.objects.exists()
