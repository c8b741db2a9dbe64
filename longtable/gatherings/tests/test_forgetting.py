"""Whoever asks sees what we know of them, and what they needed and told goes with them."""

import pytest

from longtable.core.access import Actor
from longtable.gatherings.models import Attendance, Gathering
from longtable.gatherings.parties import Guest
from longtable.gatherings.tests.stage import sign_up, work_off
from longtable.people.actions import erase_person
from longtable.people.portability import everything_about

pytestmark = pytest.mark.django_db


def test_a_person_sees_what_they_said_when_they_signed_up(summit: Gathering) -> None:
    mine = sign_up(summit, Guest("Ana Reyes", needs=["ride"])).registration
    [told] = everything_about([mine.contact.person_id])["gatherings_you_signed_up_for"]
    assert (told["gathering"], told["people"]) == ("Gathering summit", 1)
    assert told["needs"][0]["needs"] == ["ride"]


def test_what_they_needed_goes_with_them(summit: Gathering) -> None:
    mine = sign_up(summit, Guest("Ana Reyes", needs=["ride"], needs_words="At noon")).registration
    noted = {"gathering": summit, "source": "sign_in_sheet", "match": "sure", "key": "1"}
    Attendance.objects.create(
        **noted, attendee=mine.attendees.get(), shown_name="Ana Reyes", contact="x@example.org"
    )
    erase_person(by=Actor.system("test"), person=mine.contact.person, why="asked")
    work_off()
    attendee = mine.attendees.get()
    assert (attendee.needs, attendee.needs_words, attendee.person_id) == ([], "", mine.contact.person_id)
    there = Attendance.objects.get()
    assert (there.shown_name, there.contact, there.attendee_id) == ("", "", attendee.pk)
    mine.refresh_from_db()
    assert (mine.who, mine.party_size) == ("", 1)
