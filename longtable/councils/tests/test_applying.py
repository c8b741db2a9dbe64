"""/get-involved/<council>/apply/: a seat asked for without an account, once, and taken back by oneself."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from longtable.core.access import Actor, Denied
from longtable.core.models import AuditEntry, Receipt
from longtable.core.work import run_all
from longtable.councils import actions
from longtable.councils.models import Application, Council
from longtable.councils.tests.stage import PHONE, WHY, apply, page, seat_on, send, sit
from longtable.messaging.models import Message
from longtable.people.models import Consent, Person
from longtable.worklists.models import WorkItem
from tests.cast import Resident

pytestmark = pytest.mark.django_db


def test_whoever_applies_is_led_to_a_page_of_their_own(client: Client, council: Council) -> None:
    answer = send(client, council, council.seats.first())
    assert answer.status_code == 302
    assert answer.url.startswith("/track/")
    assert WHY in page(client.get(answer.url))


@pytest.mark.parametrize("where", ["why", "experience", "needs_words", "availability", "conflicts"])
def test_words_of_danger_show_where_to_call(client: Client, council: Council, where: str) -> None:
    assert 'href="tel:988"' not in page(client.get(send(client, council).url))
    answer = send(client, council, form_key=str(uuid4()), **{where: "Some days I want to kill myself."})
    assert 'href="tel:988"' in page(client.get(answer.url))


def test_a_second_click_changes_nothing(client: Client, council: Council) -> None:
    key = str(uuid4())
    assert send(client, council, form_key=key).url == send(client, council, form_key=key).url
    assert Application.objects.count() == Person.objects.count() == 1


def test_the_same_person_applies_once_for_a_seat_and_learns_nothing_by_trying(
    client: Client, council: Council
) -> None:
    first, again = send(client, council), send(client, council, why="Once more.")
    assert first.url != again.url
    states = Application.objects.order_by("created_at").values_list("state", flat=True)
    assert list(states) == ["received", "sent_again"]
    shown = [page(client.get(each.url)).partition("A person reads it")[2] for each in (first, again)]
    assert without_links(shown[0]) == without_links(shown[1]) != ""


def without_links(shown: str) -> str:
    """The words of a page: its addresses and tokens differ in any case."""
    return re.sub(r"<[^>]*>", " ", shown)


def test_one_may_apply_for_two_seats(council: Council) -> None:
    one, two, _three = council.seats.all()
    apply(council, one)
    apply(council, two)
    assert Application.objects.waiting().count() == 2


def test_two_of_a_family_with_one_telephone_are_two(council: Council) -> None:
    apply(council)
    apply(council, name="Luis Reyes")
    assert Application.objects.waiting().count() == 2


def test_after_the_answer_one_may_apply_again(council: Council) -> None:
    actions.withdraw(
        by=Actor.receipt(apply(council).opened.receipt.pk), application=Application.objects.get()
    )
    assert apply(council).application.state == Application.State.RECEIVED


def test_words_and_contact_are_not_readable_in_the_database(council: Council) -> None:
    apply(council, why="We lost our house.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT why, who FROM councils_application")
        stored = str(cursor.fetchall())
    assert "house" not in stored
    assert PHONE[-4:] not in stored


def test_the_contact_agreed_to_hear_of_this_application_and_of_nothing_else(council: Council) -> None:
    apply(council, words="We write only about this application.")
    assert list(Consent.objects.values_list("topic", "words")) == [
        ("seat_application", "We write only about this application.")
    ]


def test_the_link_is_sent_at_once_in_ones_own_language(council: Council) -> None:
    applied = apply(council, language="es")
    message = Message.objects.get(notice="councils.application_received")
    assert applied.opened.token in message.body
    assert "Consejo" in message.body


def test_nobody_can_flood_a_telephone_by_applying(council: Council) -> None:
    for number in range(7):
        apply(council, name=f"Ana {number}")
    assert Message.objects.filter(notice="councils.application_received").count() == 5


def test_one_can_apply_for_a_seat_that_is_free_and_no_other(client: Client, council: Council) -> None:
    held = council.seats.first()
    sit(held)
    assert send(client, council, held).status_code == 422


def test_a_seat_by_office_takes_no_application(client: Client, council: Council) -> None:
    office = seat_on(council, 9, "ex_officio", takes_applications=False)
    assert send(client, council, office).status_code == 422
    with pytest.raises(Denied):
        apply(council, office)


def test_a_council_in_preparation_is_not_there(client: Client, council: Council) -> None:
    Council.objects.update(state=Council.State.DRAFT)
    assert client.get("/get-involved/families/").status_code == 404
    assert send(client, council).status_code == 404


@pytest.mark.parametrize("missing", ["name", "contact", "why"])
def test_what_is_needed_is_asked_for_and_nothing_is_lost(
    client: Client, council: Council, missing: str
) -> None:
    answer = send(client, council, **{missing: ""})
    assert answer.status_code == 422
    assert missing == "why" or WHY in page(answer)
    assert not Application.objects.exists()


def test_what_is_no_contact_says_so(client: Client, council: Council) -> None:
    assert "neither a phone number" in page(send(client, council, contact="me"))


def test_only_what_the_council_asks_about_oneself_is_kept(client: Client, council: Council) -> None:
    send(client, council, race_ethnicity=["hispanic"], religion=["none"], age_band="45_64")
    assert Application.objects.get().about == {"race_ethnicity": ["hispanic"], "age_band": ["45_64"]}


def test_taking_it_back_removes_the_words(client: Client, council: Council) -> None:
    link = send(client, council, race_ethnicity=["hispanic"], needs=["rides"]).url
    assert client.post(f"{link}withdraw/").status_code == 302
    application = Application.objects.get()
    assert (application.state, application.why, application.about, application.needs) == (
        "withdrawn",
        "",
        {},
        [],
    )
    assert "You took it back" in page(client.get(link))


def test_nobody_else_takes_it_back(council: Council, ana: Resident) -> None:
    application = apply(council).application
    for stranger in (ana.actor, Actor.visitor()):
        with pytest.raises(Denied):
            actions.withdraw(by=stranger, application=application)


def test_a_code_opens_the_page_from_either_door(client: Client, council: Council) -> None:
    code = apply(council).opened.code
    for door in ("/get-involved/code/", "/track/"):
        answer = Client().post(door, {"code": code})
        assert (answer.status_code, answer.url) == (302, "/track/here/seat/")
    client.post("/track/", {"code": code})
    assert WHY in page(client.get("/track/here/seat/"))


def test_the_general_link_leads_there_too(client: Client, council: Council) -> None:
    opened = apply(council).opened
    assert client.get(opened.path).url == f"{opened.path}seat/"


def test_a_link_that_nobody_has_opens_nothing(client: Client, ana: Resident) -> None:
    assert client.get("/track/AAAAAAAAAAAAAAAAAAAAAA/seat/").status_code == 404
    assert client.get(f"{ana.receipt.path}seat/").status_code == 404


def test_the_page_sends_no_referrer_and_is_not_kept(client: Client, council: Council) -> None:
    answer = client.get(f"{apply(council).opened.path}seat/")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_neither_database_nor_audit_knows_the_link(council: Council) -> None:
    token = apply(council).opened.token
    assert token not in str(list(Receipt.objects.values()))
    assert token not in str(list(AuditEntry.objects.values()))


def test_an_answer_is_owed_by_a_day(council: Council) -> None:
    application = apply(council).application
    run_all()
    item = WorkItem.objects.open().about(application).get()
    assert item.organization == council.organization
    assert item.due_at > timezone.now()
    actions.withdraw(by=Actor.receipt(application.receipt_id), application=application)
    run_all()
    assert not WorkItem.objects.open().about(application).exists()


def test_what_was_sent_twice_is_one_thing_to_do(council: Council) -> None:
    apply(council)
    apply(council, why="Once more.")
    run_all()
    assert WorkItem.objects.open().filter(kind="councils.application").count() == 1
