"""Who has only a telephone texts a word and a question, and gets the answer there."""

import pytest
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.work import run_all
from longtable.gatherings.actions.keywords import set_keywords
from longtable.gatherings.actions.questions import answer_in_writing, show
from longtable.gatherings.jobs import live
from longtable.gatherings.models import Gathering, Question
from longtable.gatherings.tests.live_stage import on_now
from longtable.gatherings.tests.stage import STAGE, gathering_of, in_days, words
from longtable.messaging.actions import receive
from longtable.messaging.models import InboundMessage, Message
from longtable.places.models import Area
from longtable.voices.actions.keywords import KeywordTaken, NotAKeyword
from longtable.voices.actions.keywords import set_keywords as of_conversation
from longtable.voices.models import Conversation

pytestmark = pytest.mark.django_db

PHONE = "+19105550142"


@pytest.fixture
def evening(agency: Organization, alder: Area) -> Gathering:
    """On now; RIDES opens it in English, VIAJES in Spanish."""
    gathering = on_now(agency, "evening", alder)
    set_keywords(by=STAGE, gathering=gathering, words={"en": "rides", "es": "viajes"})
    return gathering


def text(body: str) -> list[str]:
    """Somebody texts this; what they got back so far."""
    number = InboundMessage.objects.count()
    receive(by=STAGE, transport="demo", provider_id=str(number), sender=PHONE, body=body)
    run_all()
    return [each.body for each in Message.objects.order_by("created_at")]


def test_a_word_and_a_question_in_one_message(evening: Gathering) -> None:
    (reply,) = text("Viajes ¿habrá transporte en la tarde?")
    question = Question.objects.get()
    assert (question.text, question.language, question.channel) == (
        "¿habrá transporte en la tarde?",
        "es",
        "sms",
    )
    assert "tenemos su pregunta" in reply
    assert "/track/" in reply


def test_the_word_alone_asks_for_the_question_and_the_next_message_is_it(evening: Gathering) -> None:
    assert "reply with your question" in text("RIDES")[0]
    text("Who pays for the interpreter?")
    assert Question.objects.get().text == "Who pays for the interpreter?"
    assert Message.objects.count() == 2


def test_the_answer_comes_as_a_text_message(evening: Gathering) -> None:
    text("RIDES Is there a van?")
    question = show(by=STAGE, question=Question.objects.get())
    answer_in_writing(by=STAGE, question=question, answer=words("Yes, until nine."))
    run_all()
    answer = Message.objects.get(notice="gatherings.question_answered")
    assert (answer.channel, answer.state != "held") == ("sms", True)


def test_the_same_message_twice_is_one_question(evening: Gathering) -> None:
    for _ in range(2):
        receive(by=STAGE, transport="demo", provider_id="same", sender=PHONE, body="RIDES Is there a van?")
    run_all()
    assert Question.objects.count() == 1


def test_words_of_danger_get_the_help_lines_first(evening: Gathering) -> None:
    (reply,) = [each for each in text("RIDES I want to kill myself") if "988" in each]
    assert reply.index("988") < reply.index("/track/")


def test_one_number_cannot_fill_the_queue(evening: Gathering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "TEXTS_A_DAY", 2)
    for number in range(4):
        text(f"RIDES Question {number}")
    assert (Question.objects.count(), Message.objects.count()) == (2, 2)
    assert any("988" in each for each in text("RIDES I want to kill myself"))


def test_when_it_is_over_nothing_is_kept_and_that_is_said(evening: Gathering) -> None:
    Gathering.objects.filter(pk=evening.pk).update(starts_at=in_days(-3), ends_at=in_days(-2))
    assert "did not keep" in text("RIDES Is there a van?")[0]
    assert Question.objects.count() == 0


def test_what_begins_otherwise_is_not_ours(evening: Gathering) -> None:
    text("Hello there everybody")
    assert Question.objects.count() == 0


def test_a_word_belongs_to_one_thing_alone(evening: Gathering, agency: Organization) -> None:
    other = gathering_of(agency, "other")
    with pytest.raises(KeywordTaken):
        set_keywords(by=STAGE, gathering=other, words={"en": "Rides"})
    with pytest.raises(NotAKeyword):
        set_keywords(by=STAGE, gathering=other, words={"en": "stop"})
    conversation = Conversation.objects.create(
        slug="c", question=words("How?"), organization=agency, opens_at=timezone.now()
    )
    with pytest.raises(KeywordTaken):
        of_conversation(by=STAGE, conversation=conversation, words={"en": "RIDES"})
    of_conversation(by=STAGE, conversation=conversation, words={"en": "TALK"})
    with pytest.raises(KeywordTaken):
        set_keywords(by=STAGE, gathering=other, words={"en": "talk"})
