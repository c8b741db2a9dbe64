"""Somebody is on the phone: what to say in their language, what they say, and a code for them to keep."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import Organization, User
from longtable.core.receipts import find_by_code
from longtable.voices.models import Batch, Comment, Conversation, HelpRequest, Participant
from longtable.voices.tests.stage import close, page, shown
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(client: Client, ben: User) -> Client:
    """Ben's browser."""
    return signed_in(client, ben)


def take_down(client: Client, conversation: Conversation, **more: Any) -> Any:
    typed = {"form_key": uuid4(), "words": "No bus.", "language": "es", **more}
    return client.post(reverse("voices:phone", args=[conversation.slug]), typed)


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', text)
    assert found, f"no {name} on the page"
    return found[1]


def test_what_to_say_stands_there_in_the_callers_language(
    at_work: Client, conversation: Conversation
) -> None:
    text = page(at_work.get(reverse("voices:phone", args=[conversation.slug]), {"caller": "es"}))
    assert "¿Qué le impide ir al médico?" in text
    assert 'lang="es"' in text
    assert "Somebody is on the phone" in text  # the page itself stays in the language of whoever works


def test_a_call_is_kept_and_its_code_opens_the_thread(at_work: Client, conversation: Conversation) -> None:
    text = page(take_down(at_work, conversation))
    code = re.search(r'class="code"[^>]*>([^<]+)<', text)
    assert code
    person = Participant.objects.get()
    assert find_by_code(code[1], tried_by="test") == person.receipt
    assert (person.channel, person.language, person.sheet) == ("phone", "es", 1)
    assert person.comments.get().channel == "phone"


def test_calls_of_one_day_stand_on_one_list(at_work: Client, conversation: Conversation) -> None:
    key = uuid4()
    for form_key in (key, key, uuid4()):
        take_down(at_work, conversation, form_key=form_key)
    assert sorted(Batch.objects.get().participants.values_list("sheet", flat=True)) == [1, 2]


def test_a_caller_can_answer_what_others_said(at_work: Client, conversation: Conversation) -> None:
    statement = shown(conversation, "Clinics close too early.")
    text = page(take_down(at_work, conversation))
    assert "Clinics close too early." in text
    typed = {name: hidden(text, name) for name in ("key", "number", "form_key")}
    address = reverse("voices:phone-answer", args=[conversation.slug])
    for _ in range(2):  # loaded again, it is the same answer
        text = page(at_work.post(address, {**typed, "answer": "1"}))
    assert "Clinics close too early." not in text
    statement.refresh_from_db()
    assert (statement.agrees, statement.answers) == (1, 1)


def test_nobody_answers_for_a_caller_of_somebody_else(
    client: Client, at_work: Client, conversation: Conversation, partner: Organization, dev: User
) -> None:
    shown(conversation)
    text = page(take_down(at_work, conversation))
    typed = {name: hidden(text, name) for name in ("key", "number", "form_key")}
    conversation.collectors.add(partner)
    at_church = signed_in(client, dev)
    address = reverse("voices:phone-answer", args=[conversation.slug])
    assert at_church.post(address, {**typed, "answer": "1"}).status_code == 404
    assert at_church.post(address, {"answer": "1"}).status_code == 404


def test_danger_on_the_phone_says_what_to_do_now(
    at_work: Client, conversation: Conversation, conrad: User
) -> None:
    text = page(take_down(at_work, conversation, words="Mi esposo me pega y ya no quiero vivir."))
    assert "tel:988" in text
    assert "Conrad" in text
    assert Comment.objects.get().state == Comment.State.HELD


def test_whose_own_case_it_is_will_be_called_back(at_work: Client, conversation: Conversation) -> None:
    address = reverse("voices:phone-call-back", args=[conversation.slug]) + "?caller=es"
    assert at_work.get(address).status_code == 200
    typed = {
        "form_key": uuid4(),
        "name": "Ana",
        "contact": "910 555 0142",
        "about": "Insulin.",
        "best_time": "",
    }
    assert 'class="code"' in page(at_work.post(address, typed))
    assert HelpRequest.objects.get().language == "es"
    assert Participant.objects.count() == 0


def test_once_closed_nobody_is_promised_a_call(at_work: Client, conversation: Conversation) -> None:
    close(conversation)
    assert at_work.get(reverse("voices:phone-call-back", args=[conversation.slug])).status_code == 404


def test_an_empty_call_is_not_kept(at_work: Client, conversation: Conversation) -> None:
    assert take_down(at_work, conversation, words="").status_code == 422
    assert Participant.objects.count() == 0
