"""What a conversation prints and has read out: the same facts everywhere, in both languages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.localized import LocalizedText
from longtable.voices import actions
from longtable.voices.announcements import Announcement, announcements
from longtable.voices.models import Comment, Conversation
from longtable.voices.selectors.printing import paper_statements
from longtable.voices.tests.stage import close, page, shown, speak
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_text(demo: None, conversation: Conversation, conrad: User) -> Conversation:
    """The conversation has keywords, an end, and says whom it asks."""
    words = {"en": "RIDES", "es": "VIAJES"}
    actions.set_keywords(by=actor(conrad), conversation=conversation, words=words)
    conversation.asked = LocalizedText.of(en="people in Alder County", es="personas del condado de Alder")
    conversation.closes_at = timezone.now() + timedelta(days=30)
    conversation.save()
    return conversation


def text_of(conversation: Conversation, kind: str, language: str) -> Announcement:
    found = (each for each in announcements(conversation) if (each.kind, each.language) == (kind, language))
    return next(found)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_bulletin_holds_60_to_80_words(by_text: Conversation, language: str) -> None:
    assert 60 <= text_of(by_text, "bulletin", language).words <= 80


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_radio_text_takes_half_a_minute(by_text: Conversation, language: str) -> None:
    assert 22 <= text_of(by_text, "radio", language).seconds <= 31


def test_both_name_the_way_in_their_language(by_text: Conversation) -> None:
    assert "text RIDES to (919) 555-0100" in text_of(by_text, "bulletin", "en").text
    assert "envíe VIAJES por mensaje de texto al (919) 555-0100" in text_of(by_text, "bulletin", "es").text


def test_what_is_heard_is_said_in_words_and_twice(by_text: Conversation) -> None:
    english, spanish = (text_of(by_text, "radio", each).text for each in ("en", "es"))
    assert english.count("nine one nine, five five five, zero one zero zero") == 2
    assert spanish.count("nueve uno nueve, cinco cinco cinco, cero uno cero cero") == 2
    assert not any(sign.isdigit() for sign in english.partition("until")[0])


def test_a_question_put_as_a_heading_ends_where_the_next_sentence_begins(by_text: Conversation) -> None:
    by_text.question = LocalizedText.of(en="Improving Alder County", es="¿Cómo mejorar el condado?")
    for kind in ("bulletin", "radio"):
        assert "Improving Alder County. " in text_of(by_text, kind, "en").text
        assert "¿Cómo mejorar el condado? " in text_of(by_text, kind, "es").text


def test_a_long_question_leaves_out_what_matters_least(by_text: Conversation) -> None:
    by_text.question = LocalizedText.of(
        en="What keeps you " + "and your neighbors " * 12 + "away?", es="¿Qué?"
    )
    text = text_of(by_text, "bulletin", "en")
    assert text.words <= 80
    assert "RIDES" in text.text
    assert "leave out names" not in text.text


def test_without_a_number_nothing_mentions_text_messages(conversation: Conversation, conrad: User) -> None:
    actions.set_keywords(by=actor(conrad), conversation=conversation, words={"en": "RIDES"})
    for each in announcements(conversation):
        assert "RIDES" not in each.text
        assert "rides" not in each.text


def test_the_number_is_the_one_that_sends(conversation: Conversation, conrad: User, settings: object) -> None:
    settings.MESSAGING = {  # type: ignore[attr-defined]
        "sms": {"kind": "twilio", "from": "+19195550123"},
        "quiet_hours": (0, 0),
    }
    actions.set_keywords(by=actor(conrad), conversation=conversation, words={"en": "RIDES"})
    assert "(919) 555-0123" in text_of(conversation, "bulletin", "en").text


def test_anybody_may_print_the_poster(by_text: Conversation, client: Client) -> None:
    kit = page(client.get(reverse("voices:print", args=[by_text.slug])))
    assert reverse("voices:poster", args=[by_text.slug]) in kit
    assert reverse("voices:print-sheet", args=[by_text.slug]) not in kit
    poster = page(client.get(reverse("voices:poster", args=[by_text.slug])))
    for words in (
        "What keeps you from a doctor?",
        "¿Qué le impide ir al médico?",
        "RIDES",
        "VIAJES",
        "555-0100",
    ):
        assert words in poster
    assert poster.count("<svg") == 10


def test_nothing_invites_to_what_is_closed(by_text: Conversation, client: Client) -> None:
    close(by_text)
    for name in ("print", "poster"):
        answer = client.get(reverse(f"voices:{name}", args=[by_text.slug]))
        assert answer.headers["Location"] == reverse("voices:conversation", args=[by_text.slug])


def test_a_draft_is_printed_by_its_team_alone(
    conversation: Conversation, client: Client, conrad: User
) -> None:
    Conversation.objects.update(state=Conversation.State.DRAFT)
    assert client.get(reverse("voices:poster", args=[conversation.slug])).status_code == 404
    signed_in(client, conrad)
    assert client.get(reverse("voices:print-poster", args=[conversation.slug])).status_code == 200


def test_strangers_do_not_see_the_sheet(conversation: Conversation, client: Client, eve: User) -> None:
    assert (
        signed_in(client, eve).get(reverse("voices:print-sheet", args=[conversation.slug])).status_code == 403
    )


def test_the_sheet_holds_everything_in_both_languages(
    conversation: Conversation, client: Client, conrad: User
) -> None:
    comment = shown(conversation, "The bus stops at six.")
    actions.translate(by=actor(conrad), comment=comment, language="es", text="El autobús para a las seis.")
    sheet = page(signed_in(client, conrad).get(reverse("voices:print-sheet", args=[conversation.slug])))
    for words in (
        "What keeps you from a doctor?",
        "¿Qué le impide ir al médico?",
        "The bus stops at six.",
        "El autobús para a las seis.",
        "¿Cuál es su raza o etnicidad?",
        "En desacuerdo",
    ):
        assert words in sheet


def numbered(sheet: str, conversation: Conversation) -> list[int]:
    """Numbers of the comments whose words stand on a sheet."""
    return [each.number for each in conversation.comments.order_by("number") if each.text in sheet]


def test_a_sheet_is_printed_again_by_its_numbers(
    conversation: Conversation, client: Client, conrad: User
) -> None:
    for number in range(1, 13):
        shown(conversation, f"We need more of what is called {chr(64 + number)}.")
    address = reverse("voices:print-sheet", args=[conversation.slug])
    signed_in(client, conrad)
    assert numbered(page(client.get(address, {"statements": "3,7, 12"})), conversation) == [3, 7, 12]
    assert len(numbered(page(client.get(address)), conversation)) == 8
    assert numbered(page(client.get(address, {"statements": "0"})), conversation) == []
    assert numbered(page(client.get(address, {"statements": "999999999999999999"})), conversation) == []


def test_only_what_others_may_read_is_printed(conversation: Conversation) -> None:
    held = speak(conversation, "Nobody has read this.")
    seen = shown(conversation, "Everybody may read this.")
    assert paper_statements(conversation) == [seen]
    assert paper_statements(conversation, [held.number]) == []


def test_copies_and_long_letters_are_not_proposed(conversation: Conversation) -> None:
    first = shown(conversation, "The bus stops at six.")
    copy = shown(conversation, "The bus stops at six!")
    Comment.objects.filter(pk=copy.pk).update(copy_of=first)
    shown(conversation, "The bus stops at six. " * 20)
    assert paper_statements(conversation) == [first]
