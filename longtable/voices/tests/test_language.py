"""People read every page in their language, and others' words in the language in which they were said."""

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import override

from longtable.core.localized import LocalizedText
from longtable.voices.models import Comment, Conversation
from longtable.voices.tests.stage import page, send, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def spanish() -> Client:
    """A browser that asks for Spanish."""
    return Client(headers={"Accept-Language": "es-MX,es;q=0.9"})


def test_the_question_is_asked_in_spanish(spanish: Client, conversation: Conversation) -> None:
    shown_page = page(spanish.get(f"/c/{conversation.slug}/"))
    assert '<html lang="es"' in shown_page
    assert "¿Qué le impide ir al médico?" in shown_page


def test_words_keep_the_language_they_were_said_in(spanish: Client, conversation: Conversation) -> None:
    send(spanish, conversation, "No hay intérprete")
    assert Comment.objects.get().language == "es"
    assert Comment.objects.get().participant.language == "es"


def test_words_of_another_language_are_marked(spanish: Client, conversation: Conversation) -> None:
    shown(conversation, "The bus is late")
    assert 'lang="en"' in page(spanish.get(f"/c/{conversation.slug}/said/"))


def test_a_question_without_a_translation_says_its_language(
    spanish: Client, conversation: Conversation
) -> None:
    Conversation.objects.update(question=LocalizedText.of(en="Only in English?"))
    shown_page = page(spanish.get(f"/c/{conversation.slug}/"))
    assert "Only in English?" in shown_page
    assert 'lang="en"' in shown_page


def test_the_language_chosen_in_a_link_stays(conversation: Conversation) -> None:
    client = Client()
    client.get(f"/c/{conversation.slug}/?lang=es")
    assert '<html lang="es"' in page(client.get(f"/c/{conversation.slug}/said/"))


def test_every_page_of_a_visitor_is_in_spanish(spanish: Client, conversation: Conversation) -> None:
    if gettext("Send", "es") == "Send":
        pytest.skip("The catalogue of translations is not compiled yet.")
    link = send(spanish, conversation, "No hay intérprete").url
    for address in ("/c/", f"/c/{conversation.slug}/", f"/c/{conversation.slug}/agree/", "/track/", link):
        shown_page = page(spanish.get(address))
        for english in ("Do you agree?", "Send", "What became of your words", "Sign in", "Nothing is open"):
            assert f">{english}<" not in shown_page


def gettext(text: str, language: str) -> str:
    with override(language):
        return translation.gettext(text)
