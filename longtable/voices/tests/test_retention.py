"""What people said stays; what could tell who they are goes when its time is over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.retention import scrub_all_due
from longtable.voices.models import Comment, Conversation, HelpRequest, Participant
from longtable.voices.tests.stage import WORDS, send, shown, speak

pytestmark = pytest.mark.django_db

YEAR = timedelta(days=366)


def sweep(years: int) -> None:
    scrub_all_due(by=Actor.system("test"), now=timezone.now() + years * YEAR)


def test_what_others_read_stays(conversation: Conversation) -> None:
    comment = shown(conversation)
    sweep(20)
    comment.refresh_from_db()
    assert comment.shown_text == WORDS


def test_words_under_a_mask_go_and_the_mask_stays(conversation: Conversation) -> None:
    comment = shown(conversation, "Ask Maria")
    Comment.objects.update(public_text="Ask [name]")
    sweep(2)
    comment.refresh_from_db()
    assert comment.text == "Ask Maria"
    sweep(4)
    comment.refresh_from_db()
    assert (comment.text, comment.shown_text) == ("", "Ask [name]")


def test_words_that_were_not_shown_go(conversation: Conversation) -> None:
    comment = speak(conversation, state=Comment.State.NOT_SHOWN)
    sweep(4)
    comment.refresh_from_db()
    assert comment.text == ""


def test_ones_own_case_goes_first(client: Client, conversation: Conversation) -> None:
    comment = speak(conversation, state=Comment.State.PRIVATE)
    request = HelpRequest.objects.create(
        conversation=conversation,
        office=conversation.organization,
        about="An inhaler",
        outcome="Sent",
        language="en",
        state=HelpRequest.State.CALLED,
    )
    sweep(2)
    comment.refresh_from_db()
    request.refresh_from_db()
    assert (comment.text, request.about, request.outcome) == ("", "", "")


def test_a_call_that_is_still_owed_is_kept(conversation: Conversation) -> None:
    HelpRequest.objects.create(
        conversation=conversation,
        office=conversation.organization,
        about="An inhaler",
        language="en",
        state=HelpRequest.State.OPEN,
    )
    sweep(2)
    assert HelpRequest.objects.get().about == "An inhaler"


def test_what_people_told_about_themselves_goes_after_the_conversation(
    client: Client, conversation: Conversation
) -> None:
    link = send(client, conversation).url
    client.post(f"{link}about-you/", {"race_ethnicity": ["hispanic"]})
    sweep(4)
    assert Participant.objects.get().about
    Conversation.objects.update(closes_at=timezone.now())
    sweep(4)
    assert Participant.objects.get().about == {}
