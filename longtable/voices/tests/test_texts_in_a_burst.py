"""Several text messages of one telephone at once: read in their order, and each kept once."""

from itertools import count

import pytest

from longtable.accounts.models import User
from longtable.core.access import Actor, Kind
from longtable.core.work import run_all
from longtable.messaging.actions import receive
from longtable.voices import actions
from longtable.voices.models import Comment, Conversation, Vote
from longtable.voices.tests.stage import shown
from tests.cast import actor

pytestmark = pytest.mark.django_db

_ids = count()


@pytest.fixture
def asked(demo: None, conversation: Conversation, conrad: User) -> Conversation:
    """The conversation can be answered by text message."""
    actions.set_keywords(by=actor(conrad), conversation=conversation, words={"en": "RIDES"})
    return conversation


def arrive(*bodies: str) -> None:
    """They come one after the other, before anybody reads the first."""
    for body in bodies:
        receive(
            by=Actor(Kind.SMS, "test"),
            transport="test",
            provider_id=f"test {next(_ids)}",
            sender="+19195550142",
            body=body,
        )


def test_messages_that_wait_together_are_read_in_their_order(
    asked: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(asked, "Nobody answers the phone.")
    run_all()
    monkeypatch.setattr("longtable.core.work.worker.random.shuffle", list.reverse)
    arrive("RIDES", "The bus does not come here", "skip", "1", "ok")
    run_all()
    assert Comment.objects.filter(channel="sms").get().text == "The bus does not come here"
    assert Vote.objects.get().value == Vote.Value.AGREE


def test_the_same_words_sent_again_are_one_comment_but_danger_is_told_again(asked: Conversation) -> None:
    arrive("RIDES")
    for words in ("The bus does not come here", "I want to kill myself"):
        for _ in range(2):
            arrive(words)
            run_all()
    assert Comment.objects.filter(text="The bus does not come here").count() == 1
    assert Comment.objects.filter(state=Comment.State.HELD).count() == 2
