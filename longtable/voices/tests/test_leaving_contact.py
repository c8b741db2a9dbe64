"""POST /track/<key>/contact/: a number is left once, is never read back, and tells nothing about others."""

import re

import pytest
from django.db import connection
from django.test import Client

from longtable.messaging.models import Message, MessageState
from longtable.people.models import ContactPoint, Person
from longtable.voices.actions.speaking import WELCOMES_A_DAY
from longtable.voices.models import Conversation
from longtable.voices.tests.stage import page, send

pytestmark = pytest.mark.django_db

NUMBER = "919-555-0142"


@pytest.fixture
def link(conversation: Conversation) -> str:
    return send(Client(), conversation).url


def leave(link: str, value: str = NUMBER) -> str:
    """What somebody sees who leaves a number in a browser of which we know nothing."""
    return page(Client().post(f"{link}contact/", {"contact": value}, follow=True))


def test_who_leaves_a_number_is_written_to(link: str) -> None:
    leave(link)
    message = Message.objects.get()
    assert (message.notice, message.state) == ("voices.contact_left", MessageState.QUEUED)
    assert message.contact
    assert message.contact.value == "+19195550142"
    assert link in message.body


def test_an_address_is_as_good_as_a_number(link: str) -> None:
    leave(link, "Ana@Example.org")
    assert ContactPoint.objects.get().value == "ana@example.org"


def test_the_page_shows_only_enough_to_know_it_again(link: str) -> None:
    leave(link)
    shown = page(Client().get(link))
    assert "0142" in shown
    assert "555" not in shown


def test_the_second_time_changes_nothing(link: str) -> None:
    leave(link)
    leave(link, "919-555-0199")
    assert ContactPoint.objects.get().value == "+19195550142"
    assert Message.objects.count() == 1


def test_a_number_that_is_left_again_and_again_is_not_flooded(conversation: Conversation) -> None:
    shown = {"0142" in leave(send(Client(), conversation).url) for _ in range(WELCOMES_A_DAY + 2)}
    assert shown == {True}
    assert Message.objects.count() == WELCOMES_A_DAY
    assert ContactPoint.objects.count() == WELCOMES_A_DAY + 2


def test_nobody_learns_whether_a_number_is_known(conversation: Conversation, link: str) -> None:
    leave(link)
    answers = []
    for number in (NUMBER, "919-555-0177"):
        own = send(Client(), conversation).url
        answers.append(leave(own, number).split("<h1")[0].replace(own, ""))
    assert answers[0] == answers[1]
    assert Person.objects.count() == 3, "an existing record is neither read nor changed"


@pytest.mark.parametrize("typed", ["hello", "12", "ana@", ""])
def test_what_is_no_contact_is_asked_for_again(link: str, typed: str) -> None:
    response = Client().post(f"{link}contact/", {"contact": typed})
    assert response.status_code == 422
    assert not ContactPoint.objects.exists()


def test_a_wrong_link_leaves_nothing(link: str) -> None:
    assert Client().post("/track/AAAAAAAAAAAAAAAAAAAAAA/contact/", {"contact": NUMBER}).status_code == 404
    assert Client().post("/track/here/contact/", {"contact": NUMBER}).status_code == 404
    assert not ContactPoint.objects.exists()


def test_a_number_is_unreadable_in_the_database(link: str) -> None:
    leave(link)
    with connection.cursor() as cursor:
        cursor.execute("SELECT value, value_index FROM people_contactpoint")
        assert "5550142" not in str(cursor.fetchall())


def test_a_code_is_not_sent_back_as_a_link(conversation: Conversation) -> None:
    client = Client()
    link = send(client, conversation).url
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", page(client.get(link)))
    assert code
    client.post("/track/", {"code": code[0]})
    client.post("/track/here/contact/", {"contact": NUMBER})
    assert "/track/here" not in Message.objects.get().body
