"""Words by which a conversation is answered: one for each language, nobody else's, and no STOP."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import User
from longtable.core.access import Denied
from longtable.voices import actions
from longtable.voices.actions.keywords import KeywordTaken, NotAKeyword
from longtable.voices.models import Conversation, Keyword
from longtable.voices.tests.stage import close
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db


def choose(user: User, conversation: Conversation, **words: str) -> None:
    actions.set_keywords(by=actor(user), conversation=conversation, words=words)


def standing(conversation: Conversation) -> dict[str, str]:
    return dict(conversation.keywords.filter(ended_at=None).values_list("language", "word"))


def test_the_team_chooses_one_for_each_language(conversation: Conversation, conrad: User) -> None:
    choose(conrad, conversation, en="rides", es="Viajes")
    assert standing(conversation) == {"en": "RIDES", "es": "VIAJES"}


def test_a_changed_word_leaves_the_old_one(conversation: Conversation, conrad: User) -> None:
    choose(conrad, conversation, en="rides", es="Viajes")
    choose(conrad, conversation, en="buses", es="")
    assert standing(conversation) == {"en": "BUSES"}


def test_saving_the_same_changes_nothing(conversation: Conversation, conrad: User) -> None:
    for _ in range(2):
        choose(conrad, conversation, en="rides")
    assert Keyword.objects.count() == 1


@pytest.mark.parametrize(
    "word",
    [
        "stop",
        "ALTO",
        "help",
        "Sí",
        "more",
        "llamar",
        "ok",
        "ab",
        "two words",
        "x" * 21,
        "2buses",
        "!!!",
        "bus2!",
    ],
)
def test_what_cannot_be_a_keyword(conversation: Conversation, conrad: User, word: str) -> None:
    with pytest.raises(NotAKeyword):
        choose(conrad, conversation, en=word)


def test_one_word_cannot_stand_for_two_languages(conversation: Conversation, conrad: User) -> None:
    with pytest.raises(NotAKeyword):
        choose(conrad, conversation, en="hospital", es="Hóspital")


def test_a_word_belongs_to_one_conversation_until_that_is_over(
    conversation: Conversation, elsewhere: Conversation, faye: User
) -> None:
    choose(faye, elsewhere, en="rides")
    with pytest.raises(KeywordTaken):
        choose(faye, conversation, en="Rídes")
    close(elsewhere)
    choose(faye, conversation, en="rides")
    assert standing(elsewhere) == {}


def test_the_database_holds_it_too(conversation: Conversation, elsewhere: Conversation) -> None:
    Keyword.objects.create(conversation=elsewhere, word="A", folded="rides", language="en")
    with pytest.raises(IntegrityError):
        Keyword.objects.create(conversation=conversation, word="B", folded="rides", language="en")


def test_others_may_not_choose(conversation: Conversation, dev: User) -> None:
    with pytest.raises(Denied):
        choose(dev, conversation, en="rides")


def test_the_page_proposes_a_word_of_the_question(
    client: Client, conversation: Conversation, conrad: User
) -> None:
    page = signed_in(client, conrad).get(reverse("voices:keywords", args=[conversation.slug]))
    assert "For example DOCTOR" in page.content.decode()
    assert "For example MEDICO" in page.content.decode()


def test_the_page_shows_what_people_get(
    demo: None, client: Client, conversation: Conversation, conrad: User
) -> None:
    address = reverse("voices:keywords", args=[conversation.slug])
    page = signed_in(client, conrad).post(address, {"en": "rides", "es": "viajes"}, follow=True)
    text = page.content.decode()
    assert "Please no names, phone numbers or addresses." in text
    assert "(919) 555-0100" in text
    assert "It is sent as 2 text messages." in text


def test_a_word_that_is_taken_is_said_beside_its_box(
    client: Client, conversation: Conversation, elsewhere: Conversation, faye: User
) -> None:
    choose(faye, elsewhere, en="rides")
    answer = signed_in(client, faye).post(
        reverse("voices:keywords", args=[conversation.slug]), {"en": "rides", "es": ""}
    )
    assert answer.status_code == 422
    assert "Another conversation uses this word" in str(answer.context["form"].errors["en"])


def test_without_a_number_the_page_says_whom_to_ask(
    client: Client, conversation: Conversation, conrad: User
) -> None:
    page = signed_in(client, conrad).get(reverse("voices:keywords", args=[conversation.slug]))
    assert "No phone number for text messages is set" in page.content.decode()


def test_the_public_page_says_what_to_text(
    demo: None, client: Client, conversation: Conversation, conrad: User
) -> None:
    choose(conrad, conversation, en="rides", es="viajes")
    page = client.get(reverse("voices:conversation", args=[conversation.slug])).content.decode()
    assert "VIAJES" in page
    assert "(919) 555-0100" in page


def test_the_demos_telephones_say_what_to_text(
    demo: None, client: Client, conversation: Conversation, conrad: User
) -> None:
    choose(conrad, conversation, es="viajes")
    assert "VIAJES" in client.get(reverse("messaging:inbox")).content.decode()
