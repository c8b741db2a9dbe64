"""Among thousands who signed up staff find one, on a telephone too."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from longtable.accounts.models import User
from longtable.core.ids import show_code
from longtable.gatherings import selectors
from longtable.gatherings.badges import badge_code
from longtable.gatherings.models import Gathering
from longtable.gatherings.parties import Guest
from longtable.gatherings.tests.stage import page, sign_up
from longtable.gatherings.views import callers
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

PEOPLE = "/convening/summit/people/"


@pytest.fixture
def staff(client: Client, ben: User) -> Client:
    """Ben, with somebody on the phone."""
    return signed_in(client, ben)


@pytest.mark.parametrize("typed", ["peña", "PENA", "luz pe", "ana@EXAMPLE.org ", "example.org", "Iglesia"])
def test_one_is_found_by_any_part_of_a_name_or_by_the_contact(summit: Gathering, typed: str) -> None:
    sign_up(summit, "Wade Boone", contact="910-555-0171")
    mine = sign_up(summit, "Ana Reyes", "Luz Peña", contact="ana@example.org").registration
    mine.group_name = "Iglesia San José"
    mine.save()
    assert list(selectors.registrations_of(summit, typed)) == [mine]


@pytest.mark.parametrize("typed", ["(910) 555-0142", "0142", "+1 910 555 0142"])
def test_one_is_found_by_a_number_or_the_end_of_it(summit: Gathering, typed: str) -> None:
    sign_up(summit, "Wade Boone", contact="910-555-0171")
    mine = sign_up(summit, contact="910-555-0142").registration
    assert list(selectors.registrations_of(summit, typed)) == [mine]


def test_one_is_found_by_either_code(summit: Gathering) -> None:
    sign_up(summit, contact="910-555-0171")
    done = sign_up(summit, Guest("Ana Reyes"), Guest("Luz"))
    at_the_door = show_code(badge_code(done.registration.form_key, 2))
    for code in (done.opened.code, at_the_door, at_the_door.lower().replace("-", " ")):
        assert list(selectors.registrations_of(summit, code)) == [done.registration]


def test_a_code_of_another_gathering_finds_nobody(summit: Gathering, elsewhere: Gathering) -> None:
    code = sign_up(elsewhere).opened.code
    assert not selectors.registrations_of(summit, code)


def test_the_list_comes_in_pages_which_keep_what_was_looked_for(
    staff: Client, summit: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(callers, "PER_PAGE", 2)
    for number in range(5):
        sign_up(summit, f"Ana Number{number}", contact=f"a{number}@example.org")
    first, last = page(staff.get(f"{PEOPLE}?q=ana")), page(staff.get(f"{PEOPLE}?q=ana&page=3"))
    assert re.findall(r"Ana Number\d", first) == ["Ana Number4", "Ana Number3"]
    assert re.findall(r"Ana Number\d", last) == ["Ana Number0"]
    assert "5 sign-ups" in first
    assert re.search(r'href="\?q=ana&(amp;)?page=2"', first)
    assert "Nobody with this name" in page(staff.get(f"{PEOPLE}?q=Zebulon"))


def test_a_page_asks_as_often_whatever_stands_before_and_after_it(
    staff: Client, summit: Gathering, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(callers, "PER_PAGE", 2)
    for number in range(2):
        sign_up(summit, contact=f"a{number}@example.org")
    staff.get(PEOPLE)
    with CaptureQueriesContext(connection) as few:
        staff.get(PEOPLE)
    for number in range(2, 7):
        sign_up(summit, contact=f"a{number}@example.org")
    with django_assert_num_queries(len(few)):
        staff.get(f"{PEOPLE}?page=2")
