"""Tell me when there is a seat for me: after six digits, once for each seat, and no more after saying so."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Denied
from longtable.core.work import run_all
from longtable.councils import actions
from longtable.councils.actions.terms import Mandate
from longtable.councils.jobs import look_at_one_council
from longtable.councils.models import Council, Interest, Term
from longtable.councils.tests.stage import council_of, page, sit
from longtable.messaging.models import Message
from longtable.places.models import Area
from tests.cast import Resident

pytestmark = pytest.mark.django_db


def ask(client: Client, **fields: object) -> str:
    """The form, sent; where it led."""
    data = {"form_key": str(uuid4()), "contact": "luis@example.org", **fields}
    answer = client.post("/get-involved/interest/", data)
    assert answer.status_code == 302
    return str(answer.url)


def digits() -> str:
    """The six digits that were sent last."""
    body = Message.objects.filter(notice="councils.digits").latest("created_at").body
    found = re.search(r"\d{6}", body)
    assert found
    return found[0]


def confirm(client: Client, link: str) -> None:
    assert client.post(f"{link}confirm/", {"digits": digits()}).status_code == 302


def told() -> int:
    return Message.objects.filter(notice="councils.seat_free").count()


def look(council: Council) -> None:
    look_at_one_council(council_id=str(council.pk))


def test_who_confirmed_is_told_once_for_each_free_seat(client: Client, elsewhere: Council) -> None:
    confirm(client, ask(client))
    look(elsewhere)
    look(elsewhere)
    assert told() == 1


def test_nothing_is_sent_to_a_contact_that_nobody_confirmed(client: Client, elsewhere: Council) -> None:
    ask(client)
    look(elsewhere)
    assert told() == 0


def test_wrong_digits_confirm_nothing(client: Client, elsewhere: Council) -> None:
    link = ask(client)
    wrong = "000000" if digits() != "000000" else "111111"
    answer = client.post(f"{link}confirm/", {"digits": wrong})
    assert answer.status_code == 422
    assert not Interest.objects.standing().exists()


def test_one_hears_of_the_topics_that_one_chose(client: Client, elsewhere: Council) -> None:
    confirm(client, ask(client, topics=["aging"]))
    look(elsewhere)
    assert told() == 0


def test_seats_of_a_county_are_told_to_those_who_live_there(
    client: Client, council: Council, alder: Area, cedar: Area
) -> None:
    confirm(client, ask(client, area=str(cedar.pk)))
    confirm(client, ask(client, area=str(alder.pk), contact="ana@example.org"))
    look(council)
    to = Message.objects.filter(notice="councils.seat_free").values_list("contact__person__area", flat=True)
    assert set(to) == {alder.pk}


def test_a_seat_that_is_free_again_is_told_again(client: Client, elsewhere: Council) -> None:
    seat = elsewhere.seats.get()
    look(elsewhere)
    confirm(client, ask(client))
    actions.seat_member(
        by=Actor.system("test"), seat=seat, name="Rosa Luz", mandate=Mandate(starts_on=timezone.localdate())
    )
    actions.end_term(
        by=Actor.system("test"),
        term=Term.objects.get(),
        ending=Term.Ending.RESIGNED,
        day=timezone.localdate(),
    )
    run_all()
    assert told() == 1


def test_whoever_wants_no_more_hears_no_more(client: Client, elsewhere: Council) -> None:
    link = ask(client)
    confirm(client, link)
    assert client.post(f"{link}end/").status_code == 302
    look(elsewhere)
    assert told() == 0
    assert "stop telling" in page(client.get(link))


def test_nobody_else_ends_it(client: Client, ana: Resident) -> None:
    ask(client)
    with pytest.raises(Denied):
        actions.end_interest(by=ana.actor, interest=Interest.objects.get())


def test_a_second_click_is_one_wish(client: Client) -> None:
    key = str(uuid4())
    assert ask(client, form_key=key) == ask(client, form_key=key)
    assert Interest.objects.count() == 1


def test_a_telephone_is_not_flooded_with_digits(client: Client) -> None:
    for _ in range(5):
        ask(client)
    data = {"form_key": str(uuid4()), "contact": "luis@example.org"}
    assert client.post("/get-involved/interest/", data).status_code == 422


def test_held_seats_are_told_to_nobody(client: Client, agency: Organization) -> None:
    full = council_of(agency, "full", seats=1)
    sit(full.seats.get())
    confirm(client, ask(client))
    look(full)
    assert told() == 0
