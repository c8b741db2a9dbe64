"""When a person's record is erased, what it says here about the same person goes too."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor, Denied
from longtable.core.files import SOUND, delete_expired, store
from longtable.core.work import run_all
from longtable.messaging.models import Message
from longtable.people.actions import erase_person
from longtable.voices import actions
from longtable.voices.models import Comment, Conversation, HelpRequest, Participant, Recording
from longtable.voices.tests.stage import WORDS, speak
from longtable.worklists.models import WorkItem
from tests.cast import actor

pytestmark = pytest.mark.django_db

ABOUT = {"race_ethnicity": ["white"]}


@pytest.fixture
def told(conversation: Conversation) -> Participant:
    """Somebody who left a number and said something about themselves."""
    participant = speak(conversation).participant
    me = Actor.receipt(participant.receipt_id)
    actions.leave_contact(by=me, participant=participant, value="919-555-0142", language="en")
    actions.tell_about_you(by=me, participant=participant, answers=ABOUT, area=None)
    run_all()
    return participant


def test_answers_about_oneself_and_messages_are_emptied_and_words_stay(told: Participant, ben: User) -> None:
    assert Message.objects.get().body
    erase_person(by=Actor.system("test"), person=told.contact.person, why="she asked")
    run_all()
    told.refresh_from_db()
    assert (told.about, told.area) == ({}, None)
    assert Message.objects.get().body == ""
    assert Comment.objects.get().text == WORDS


def test_a_request_for_help_is_emptied(client: Client, conversation: Conversation) -> None:
    data = {"contact": "919-555-0142", "about": "My inhaler", "best_time": "noon", "form_key": str(uuid4())}
    client.post(f"/c/{conversation.slug}/help/", data)
    erase_person(by=Actor.system("test"), person=HelpRequest.objects.get().contact.person, why="he asked")
    run_all()
    request = HelpRequest.objects.get()
    assert (request.about, request.best_time) == ("", "")
    assert WorkItem.objects.filter(kind="voices.call").exists()


def test_a_voice_is_deleted_the_same_night(told: Participant) -> None:
    stored = store(
        by=Actor.system("test"), content=b"OggS\x00\x02" + bytes(60), name="message.ogg", kinds=SOUND
    )
    Recording.objects.create(
        conversation=told.conversation,
        file=stored,
        digest="x",
        received_at=told.created_at,
        language="en",
        participant=told,
    )
    erase_person(by=Actor.system("test"), person=told.contact.person, why="she asked")
    run_all()
    assert delete_expired(by=Actor.system("test"), today=timezone.localdate()) == 1


def test_nobody_but_the_machine_may(told: Participant, faye: User) -> None:
    with pytest.raises(Denied):
        actions.forget_person(by=actor(faye), person_id=told.contact.person_id)
