"""Ana answers on a bus, in Spanish, with a telephone that can do nothing but text; staff read her words."""

import re

import pytest
from playwright.sync_api import expect

from longtable.core.work import run_all
from longtable.voices.models import Comment, Conversation, Participant
from tests.stories.browsing import DESK, Visit
from tests.stories.conftest import Visitor

pytestmark = [pytest.mark.story, pytest.mark.slow]

WORDS = "El autobús ya no pasa y la clínica queda a una hora a pie."


def test_a_conversation_by_text_message(visitor: Visitor, conversation: Conversation) -> None:
    conrad_chooses_the_words(visitor("es", width=DESK))
    ana = visitor("es")
    assert "¿Qué hace difícil recibir atención?" in texts(ana, "Viajes")
    thanks = texts(ana, WORDS)
    assert "Gracias." in thanks
    assert "¿En qué condado vive?" in thanks
    asked = texts(ana, "condado de Alder")
    assert asked.startswith("Anotado: Alder. Alguien dijo")
    assert texts(ana, "Sí, de acuerdo").startswith("Anotado: de acuerdo.")
    assert texts(ana, "no sé").startswith("Anotado: no sabe.")
    she_follows_her_link(ana, thanks)
    staff_find_it_among_what_is_to_be_read(visitor("es", width=DESK))
    who = Participant.objects.get(channel="sms")
    assert (who.votes.count(), who.area and who.area.name, who.confidence) == (2, "Alder", "confirmed")
    assert Comment.objects.get(channel="sms").text == WORDS


def conrad_chooses_the_words(conrad: Visit) -> None:
    """One for each language, from the conversation's page."""
    conrad.sign_in_as("Conrad")
    conrad.open("/voices/evenings/")
    conrad.follow("By text message: choose the keywords")
    conrad.write(en="rides", es="viajes")
    conrad.press("Save")
    conrad.sees("VIAJES", "RIDES", "(919) 555-0100")
    conrad.is_fit_for_all(320, DESK)


def texts(ana: Visit, words: str) -> str:
    """What comes back when she texts this, on the page of the demo's telephones."""
    ana.open("/demo/inbox/")
    if not ana.page.locator("[name=text]").is_visible():
        ana.page.get_by_text(ana.words("Write a text message to us")).click()
    ana.write(number="910 555 0142", text=words)
    ana.press("Send the text message")
    ana.sees(words)
    run_all()
    ana.open("/demo/inbox/")
    phone = ana.page.locator(".phone", has_text="555-0142")
    newest = phone.locator(".bubbles li").first
    expect(newest).not_to_have_class("mine")
    ana.is_fit_for_all(320)
    return newest.locator("p").first.inner_text()


def she_follows_her_link(ana: Visit, thanks: str) -> None:
    """Later, in a library: the link in the message opens what became of her words."""
    found = re.search(r"/track/[\w-]+/", thanks)
    assert found
    ana.open(found[0])
    ana.sees(WORDS)


def staff_find_it_among_what_is_to_be_read(conrad: Visit) -> None:
    """Her words stand in the queue like everybody's, with the way they came."""
    conrad.sign_in_as("Conrad")
    conrad.open("/voices/evenings/read/")
    conrad.sees(WORDS, conrad.words("by text message"))
