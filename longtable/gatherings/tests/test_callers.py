"""Staff with somebody on the phone do everything that the caller could do."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from longtable.accounts.models import Organization, User
from longtable.gatherings import selectors
from longtable.gatherings.actions import cancel_registration
from longtable.gatherings.actions.seating import Line
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.selectors.registrations import Tally
from longtable.gatherings.tests.stage import STAGE, gathering_of, page, sign_up
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client, conrad: User) -> Client:
    """Conrad convenes."""
    return signed_in(client, conrad)


def test_a_caller_is_signed_up_with_whoever_comes_along(staff: Client, summit: Gathering) -> None:
    assert "How many people are coming" in page(staff.get("/convening/summit/people/new/"))
    fields = {
        "form_key": str(uuid4()),
        "size": "2",
        "name_1": "Wade Jernigan",
        "contact": "910-555-0177",
        "language": "es",
        "interpreter_2": "ase",
    }
    shown = page(staff.post("/convening/summit/people/new/", fields, follow=True))  # type: ignore[arg-type]
    assert "Wade Jernigan" in shown
    made = Registration.objects.get()
    assert (made.channel, made.party_size) == ("phone", 2)
    assert made.entered_by is not None
    again = page(
        staff.post("/convening/summit/people/new/", fields | {"form_key": str(uuid4())}, follow=True)
    )  # type: ignore[arg-type]
    assert "signed up already" in again


def test_staff_find_change_and_cancel_it(staff: Client, summit: Gathering) -> None:
    mine = sign_up(summit, "Ana Reyes", "Rosa Luz").registration
    sign_up(summit, "Somebody Else", contact="else@example.org")
    found = page(staff.get("/convening/summit/people/?q=reyes"))
    assert "Ana Reyes" in found
    assert "Somebody Else" not in found
    one = f"/convening/summit/people/{mine.pk}/"
    staff.post(one, {"language": "en", "comes_2": "on", "needs_2": ["ride"]})
    assert "A ride there and back" in page(staff.get(one))
    staff.post(f"{one}cancel/")
    assert selectors.tally(summit) == Tally(10, 1, 0, 0, 2)


def test_staff_answer_an_offer_for_a_caller(staff: Client, agency: Organization) -> None:
    small = gathering_of(agency, "small", seats=1)
    first = sign_up(small).registration
    waits = sign_up(small, contact="ben@example.org", line=Line(waits=True)).registration
    cancel_registration(by=STAGE, registration=first)
    one = f"/convening/small/people/{waits.pk}/"
    form = page(staff.get(one))
    offer = form.partition('name="offer" value="')[2][:36]
    staff.post(f"{one}accept/", {"offer": offer})
    waits.refresh_from_db()
    assert waits.state == Registration.State.CONFIRMED


def test_whoever_only_signs_in_sees_nobody(client: Client, eve: User, summit: Gathering) -> None:
    client.force_login(eve)
    assert client.get("/convening/summit/people/").status_code == 403


def test_a_long_list_asks_no_more_than_a_short_one(
    staff: Client, summit: Gathering, django_assert_num_queries: Any
) -> None:
    address = "/convening/summit/people/"
    sign_up(summit)
    staff.get(address)
    with CaptureQueriesContext(connection) as few:
        staff.get(address)
    for number in range(4):
        sign_up(summit, contact=f"p{number}@example.org")
    with django_assert_num_queries(len(few)):
        staff.get(address)
