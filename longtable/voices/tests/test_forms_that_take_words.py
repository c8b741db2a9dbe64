"""Every form that takes words says how long it takes, who reads it, and what never to write."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import User
from longtable.voices.actions import start_batch
from longtable.voices.actions.batches import Collected
from longtable.voices.models import Conversation
from longtable.voices.tests.stage import page
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db


def told(shown: str, *, reader: str = "Who reads it: the people who read comments") -> bool:
    return "It takes " in shown and reader in shown and "Please never write names" in shown


@pytest.mark.parametrize(
    ("channel", "form"), [("paper", "next-sheet"), ("table", "notes"), ("chat", "notes")]
)
def test_what_is_typed_in_for_others(conversation: Conversation, ben: User, channel: str, form: str) -> None:
    batch = start_batch(
        by=actor(ben),
        conversation=conversation,
        collected=Collected(channel, "Church", date(2026, 1, 5), "en"),
        form_key=uuid4(),
    )
    address = reverse(f"voices:{form}", args=[conversation.slug, batch.pk])
    assert told(page(signed_in(Client(), ben).get(address, follow=True)))


def test_a_call(conversation: Conversation, ben: User) -> None:
    assert told(page(signed_in(Client(), ben).get(reverse("voices:phone", args=[conversation.slug]))))


def test_the_sheet_of_paper_in_both_languages(conversation: Conversation, conrad: User) -> None:
    sheet = page(signed_in(Client(), conrad).get(reverse("voices:print-sheet", args=[conversation.slug])))
    for words in ("It takes 5 minutes.", "Toma 5 minutos.", "no names, phone numbers"):
        assert words in sheet


def test_what_anybody_says_on_the_site(conversation: Conversation) -> None:
    shown = page(Client().get(reverse("voices:conversation", args=[conversation.slug])))
    for words in ("2 minutes", "Please do not write names", "A person at Department of Health reads it"):
        assert words in shown
