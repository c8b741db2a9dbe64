"""What ties a telephone to words goes when it is over, or when the person asks; the words stay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.retention import scrub_all_due
from longtable.people.actions import leave_contact
from longtable.voices import actions
from longtable.voices.models import Comment, Conversation, Dialogue
from longtable.voices.tests.stage import speak

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests")


@pytest.fixture
def dialogue(conversation: Conversation) -> Dialogue:
    comment = speak(conversation)
    return Dialogue.objects.create(
        conversation=conversation,
        number_index="a" * 64,
        participant=comment.participant,
        language="es",
        step=Dialogue.Step.REST,
        last_at=timezone.now(),
    )


def scrub() -> None:
    scrub_all_due(by=SYSTEM, now=timezone.now())


def test_it_stays_while_somebody_may_go_on(dialogue: Dialogue) -> None:
    scrub()
    assert Dialogue.objects.exists()


def test_it_goes_half_a_year_after_the_last_message(dialogue: Dialogue) -> None:
    Dialogue.objects.update(last_at=timezone.now() - timedelta(days=181))
    scrub()
    assert not Dialogue.objects.exists()
    assert Comment.objects.get().participant == dialogue.participant


def test_it_goes_a_month_after_the_conversation(dialogue: Dialogue) -> None:
    now = timezone.now()
    Conversation.objects.update(opens_at=now - timedelta(days=90), closes_at=now - timedelta(days=31))
    scrub()
    assert not Dialogue.objects.exists()


def test_it_goes_when_the_record_is_erased(dialogue: Dialogue) -> None:
    participant = dialogue.participant
    assert participant is not None
    participant.contact = leave_contact(by=Actor.visitor(), language="es", phone="919-555-0142")
    participant.save()
    actions.forget_person(by=SYSTEM, person_id=participant.contact.person_id)
    assert not Dialogue.objects.exists()
    assert Comment.objects.exists()
