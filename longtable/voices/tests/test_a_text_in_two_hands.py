"""One text message that several workers hold at once counts once, on either engine."""

import threading

import pytest
from django.db import connection

from longtable.accounts.models import User
from longtable.core.access import Actor, Kind
from longtable.messaging.actions import receive
from longtable.messaging.models import InboundMessage, Message
from longtable.voices import actions
from longtable.voices.models import Conversation, Vote
from longtable.voices.tests.stage import shown
from tests.cast import actor

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = "+19195550142"


def arrives(number: int, body: str) -> InboundMessage:
    return receive(
        by=Actor(Kind.SMS, "test"), transport="test", provider_id=str(number), sender=PHONE, body=body
    )


def take(inbound: InboundMessage) -> None:
    actions.take_text(by=Actor.system("tests"), inbound=InboundMessage.objects.get(pk=inbound.pk))


def test_an_answer_counts_for_the_words_that_were_put_and_for_no_others(
    demo: None, conversation: Conversation, conrad: User
) -> None:
    actions.set_keywords(by=actor(conrad), conversation=conversation, words={"es": "VIAJES"})
    for words in ("Uno es poco.", "Dos es poco.", "Tres es poco."):
        shown(conversation, words, language="es")
    for number, body in enumerate(("VIAJES", "El bus no llega nunca", "saltar")):
        take(arrives(number, body))
    inbound, together, faults = arrives(9, "1"), threading.Barrier(3), []

    def work() -> None:
        together.wait()
        try:
            take(inbound)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    hands = [threading.Thread(target=work) for _ in range(3)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert faults == []
    assert Vote.objects.count() == 1
    assert Message.objects.filter(notice="voices.text").count() == 4
