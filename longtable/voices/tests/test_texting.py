"""A conversation by text message: a keyword, a question, one's words, and whether one agrees with others."""

from itertools import count

import pytest

from longtable.accounts.models import User
from longtable.core.access import Actor, Kind
from longtable.core.receipts import open_by_token
from longtable.core.work import run_all
from longtable.messaging.actions import receive
from longtable.messaging.models import InboundMessage, Message
from longtable.places.models import Area
from longtable.voices import actions
from longtable.voices.models import (
    Channel,
    Comment,
    Confidence,
    Conversation,
    Dialogue,
    Participant,
    Vote,
)
from longtable.voices.tests.stage import shown
from tests.cast import actor

pytestmark = pytest.mark.django_db

PHONE, OTHER_PHONE = "+1 919 555 0142", "+1 919 555 0143"
_ids = count()


def texted(body: str, *, sender: str = PHONE, provider_id: str = "") -> str:
    """What the telephone gets in answer to this; empty when it gets nothing."""
    inbound = receive(
        by=Actor(Kind.SMS, "test"),
        transport="test",
        provider_id=provider_id or f"test {next(_ids)}",
        sender=sender,
        body=body,
    )
    run_all()
    answer = Message.objects.filter(key=f"text {inbound.pk}").first()
    return answer.body if answer else ""


@pytest.fixture
def asked(demo: None, conversation: Conversation, conrad: User) -> Conversation:
    """The conversation can be answered by text message in both languages."""
    words = {"en": "RIDES", "es": "VIAJES"}
    actions.set_keywords(by=actor(conrad), conversation=conversation, words=words)
    return conversation


def test_a_keyword_brings_the_question_in_its_language(asked: Conversation) -> None:
    assert texted("viajes").startswith("¿Qué le impide ir al médico? No escriba nombres")
    assert texted("Rides", sender=OTHER_PHONE).startswith("What keeps you from a doctor? Please no names")


@pytest.mark.parametrize("word", ["VIAJES", "¡Viajes!", "viajés.", " viajes por favor"])
def test_a_keyword_is_known_however_a_telephone_spells_it(asked: Conversation, word: str) -> None:
    assert "¿Qué le impide" in texted(word)


def test_a_whole_conversation(asked: Conversation, alder: Area) -> None:
    other = shown(asked, "Nadie contesta el teléfono.", language="es")
    texted("VIAJES")
    assert "/track/" in texted("El bus no llega a la clínica.")
    answer = texted("condado de Alder")
    assert answer.startswith('Anotado: Alder. Alguien dijo: "Nadie contesta el teléfono." Responda 1')
    assert texted("1").startswith("Anotado: de acuerdo.")
    said = Comment.objects.get(text="El bus no llega a la clínica.")
    assert (said.channel, said.language, said.state) == (Channel.SMS, "es", Comment.State.WAITING)
    who = said.participant
    assert (who.channel, who.confidence, who.area, who.language) == ("sms", Confidence.CONFIRMED, alder, "es")
    assert Vote.objects.get(participant=who).comment == other


def test_a_keyword_alone_is_no_voice(asked: Conversation) -> None:
    texted("VIAJES")
    assert not Participant.objects.exists()


def test_the_link_opens_what_was_said(asked: Conversation) -> None:
    texted("VIAJES")
    reply = texted("El bus no llega a la clínica.")
    token = reply.partition("/track/")[2].partition("/")[0]
    opened = open_by_token(token)
    assert opened is not None
    assert opened.receipt.participant.comments.get().text == "El bus no llega a la clínica."


def test_the_same_message_delivered_twice_is_answered_once(asked: Conversation) -> None:
    texted("VIAJES")
    for _ in range(2):
        texted("El bus no llega a la clínica.", provider_id="same")
    assert Comment.objects.count() == 1
    assert Message.objects.count() == 2


def test_a_worker_that_died_after_its_work_does_nothing_the_second_time(asked: Conversation) -> None:
    texted("VIAJES")
    texted("El bus no llega a la clínica.")
    inbound = InboundMessage.objects.get(pk=InboundMessage.objects.latest("received_at").pk)
    actions.take_text(by=Actor.system("voices.texting"), inbound=inbound)
    assert Comment.objects.count() == 1
    assert Dialogue.objects.get().step == Dialogue.Step.COUNTY
