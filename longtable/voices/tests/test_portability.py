"""Who asks what we know of them is given what they said, and nobody else's words."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from longtable.people.models import Person
from longtable.people.portability import everything_about
from longtable.voices.models import Conversation
from longtable.voices.tests.stage import WORDS, agree, send, shown

pytestmark = pytest.mark.django_db


def test_ones_own_words_answers_and_calls(client: Client, conversation: Conversation) -> None:
    other = shown(conversation, "Somebody else's words")
    link = send(client, conversation).url
    agree(client, other)
    client.post(f"{link}about-you/", {"race_ethnicity": ["hispanic"]})
    client.post(f"{link}contact/", {"contact": "919-555-0142"})
    told = everything_about([Person.objects.get().pk])
    assert [each["words"] for each in told["what_you_said"]] == [WORDS]
    (answer,) = told["what_you_answered"]
    assert (answer["to"], answer["answer"]) == ("Somebody else's words", 1)
    assert told["what_you_told_about_yourself"][0]["answers"] == {"race_ethnicity": ["hispanic"]}
    json.dumps(told)


def test_a_call_is_ones_own_too(client: Client, conversation: Conversation) -> None:
    data = {"contact": "919-555-0142", "about": "An inhaler", "form_key": str(uuid4())}
    client.post(f"/c/{conversation.slug}/help/", data)
    told = everything_about([Person.objects.get().pk])
    assert [each["about"] for each in told["calls_you_asked_for"]] == ["An inhaler"]
    assert told["what_you_said"] == []
