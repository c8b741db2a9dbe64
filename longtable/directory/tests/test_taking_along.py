"""A service goes along with somebody: one message, and nothing is kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.retention import scrub_all_due
from longtable.directory.actions.texting import TO_ONE_CONTACT
from longtable.directory.models import Phone, Service
from longtable.directory.tests.directory_of import service
from longtable.messaging.models import Message
from longtable.people.actions import withdraw_consent
from longtable.people.models import Channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def pantry() -> Service:
    """A pantry with a telephone, open on Mondays."""
    made = service("Food pantry", by="Good Neighbors", town="Alder", hours=(("MO", 9, 13),))
    Phone.objects.create(service=made, number="910-555-0102")
    return made


def send(client: Client, subject: Service, contact: str, key: object = None, **also: str) -> HttpResponse:
    form = {"contact": contact, "form_key": str(key or uuid4()), **also}
    return client.post(f"/find/services/{subject.pk}/send/", form)


def test_one_text_message_has_all_that_one_needs(client: Client, pantry: Service) -> None:
    answer = send(client, pantry, "910 555 0142")
    assert answer.headers["Location"] == f"/find/services/{pantry.pk}/"
    sent = Message.objects.get()
    assert sent.channel == "sms"
    assert sent.address == "+19105550142"
    for fact in ("Food pantry, Good Neighbors", "1 Main Street, Alder", "Monday", "910-555-0102", "?lang=en"):
        assert fact in sent.body


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1-900-555-0142", "that cost extra"),
        ("900 976 1234", "that cost extra"),
        ("212-976-1234", "that cost extra"),
        ("40404", "too few"),
        ("911", "too few"),
        ("555-0142", "area code"),
    ],
)
def test_no_message_goes_to_a_number_that_is_nobodys_own(
    client: Client, pantry: Service, number: str, words: str
) -> None:
    answer = send(client, pantry, number)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Message.objects.exists()


def test_by_e_mail_as_well(client: Client, pantry: Service) -> None:
    send(client, pantry, "ana@example.org")
    assert Message.objects.get().channel == "email"


def test_it_comes_in_the_language_of_the_page(client: Client, pantry: Service) -> None:
    client.get("/find/?lang=es")
    send(client, pantry, "910 555 0142")
    sent = Message.objects.get()
    assert sent.language == "es"
    assert "?lang=es" in sent.body


def test_a_second_click_sends_nothing_more(client: Client, pantry: Service) -> None:
    key = uuid4()
    for _ in range(2):
        assert send(client, pantry, "910 555 0142", key).status_code == 302
    assert Message.objects.count() == 1


def test_what_is_no_number_is_said_so(client: Client, pantry: Service) -> None:
    answer = send(client, pantry, "12")
    assert answer.status_code == 422
    assert "too few or too many digits" in answer.content.decode()
    assert not Message.objects.exists()


def test_nobody_can_be_flooded(client: Client, pantry: Service) -> None:
    for _ in range(TO_ONE_CONTACT):
        assert send(client, pantry, "910 555 0142").status_code == 302
    assert send(client, pantry, "(910) 555-0142").status_code == 429
    assert Message.objects.count() == TO_ONE_CONTACT


def test_who_said_stop_gets_nothing_and_nobody_learns_of_it(client: Client, pantry: Service) -> None:
    withdraw_consent(by=Actor.system("test"), contact_value="+19105550142", channel=Channel.SMS)
    assert send(client, pantry, "910 555 0142").status_code == 302
    assert not Message.objects.exists()


def test_the_number_is_gone_after_days(client: Client, pantry: Service) -> None:
    send(client, pantry, "910 555 0142")
    scrub_all_due(by=Actor.system("test"), now=timezone.now() + timedelta(days=3))
    assert not Message.objects.exists()


def test_other_messages_stay(client: Client, pantry: Service) -> None:
    send(client, pantry, "910 555 0142")
    Message.objects.update(notice="voices.contact_left")
    scrub_all_due(by=Actor.system("test"), now=timezone.now() + timedelta(days=3))
    assert Message.objects.exists()


def test_a_draft_cannot_be_sent(client: Client) -> None:
    assert send(client, service("Food pantry", published=False), "910 555 0142").status_code == 404
