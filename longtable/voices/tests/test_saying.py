"""POST /c/<slug>/say/: somebody's words are kept once, as they are, whatever they typed."""

import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils.html import escape

from longtable.core.access import Actor, Denied
from longtable.core.models import AuditEntry, Receipt
from longtable.voices import actions
from longtable.voices.models import Comment, Conversation, Participant
from longtable.voices.tests.stage import WORDS, close, join, page, send

pytestmark = pytest.mark.django_db


def test_words_are_kept_and_lead_to_a_tracking_page(client: Client, conversation: Conversation) -> None:
    response = send(client, conversation)
    comment = Comment.objects.get()
    assert (comment.text, comment.number, comment.state) == (WORDS, 1, Comment.State.WAITING)
    assert response.status_code == 302
    assert WORDS in page(client.get(response.url))


def test_who_speaks_stays_one_person_in_this_browser(client: Client, conversation: Conversation) -> None:
    send(client, conversation, "First this.")
    send(client, conversation, "Then that.")
    assert Comment.objects.count() == 2
    assert Participant.objects.count() == 1
    assert list(Comment.objects.values_list("number", flat=True).order_by("number")) == [1, 2]


def test_a_double_click_is_one_comment_and_one_page(conversation: Conversation) -> None:
    key = uuid4()
    first, second = (send(Client(), conversation, key=key) for _ in range(2))
    assert Comment.objects.count() == Participant.objects.count() == Receipt.objects.count() == 1
    assert first.url == second.url


def test_other_words_from_the_same_form_are_kept_too(client: Client, conversation: Conversation) -> None:
    key = uuid4()  # going back in the browser shows the form that was sent
    first, second = (send(client, conversation, text, key) for text in ("First this.", "Then that."))
    assert first.url == second.url
    assert {each.text for each in Comment.objects.all()} == {"First this.", "Then that."}


def test_whose_key_somebody_else_has_loses_nothing(conversation: Conversation) -> None:
    key, other = uuid4(), Client()
    send(Client(), conversation, "Mine.", key)
    own_page = send(other, conversation, "Before.").url  # type: ignore[attr-defined]
    assert send(other, conversation, "Mine.", key).url == own_page  # type: ignore[attr-defined]
    assert Comment.objects.filter(text="Mine.").values("participant").distinct().count() == 2


def test_a_form_of_another_conversation_says_nothing_here(
    conversation: Conversation, elsewhere: Conversation
) -> None:
    key = uuid4()
    send(Client(), conversation, key=key)
    assert send(Client(), elsewhere, "Something else.", key).status_code == 404
    assert Comment.objects.count() == 1


def test_the_table_does_not_hold_the_key_that_opens_the_page(conversation: Conversation) -> None:
    key = uuid4()
    send(Client(), conversation, key=key)
    assert Comment.objects.get().form_key != key


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_comment(conversation: Conversation) -> None:
    key, together, answers = uuid4(), threading.Barrier(4), []

    def click() -> None:
        try:
            together.wait(10)
            answers.append(send(Client(raise_request_exception=False), conversation, key=key))
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert [answer.status_code for answer in answers] == [302] * 4
    assert len({answer.url for answer in answers}) == 1
    assert Comment.objects.count() == Participant.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_who_speak_at_once_each_get_a_number(conversation: Conversation) -> None:
    together = threading.Barrier(4)

    def say_something(words: str) -> None:
        try:
            together.wait(10)
            send(Client(raise_request_exception=False), conversation, words)
        finally:
            connection.close()

    people = [threading.Thread(target=say_something, args=[f"Words {n}"]) for n in range(4)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert sorted(Comment.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    conversation.refresh_from_db()
    assert conversation.comment_count == 4


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧 We wait 3 hours 🕒",
        "لا أستطيع الوصول إلى العيادة",
        "¿Por qué no hay intérprete? Ñandú",
        "Ich wohne in Straße 7 — naïve 日本語",
    ],
)
def test_every_letter_stays(client: Client, conversation: Conversation, text: str) -> None:
    address = send(client, conversation, text).url
    assert Comment.objects.get().text == text
    assert text in page(client.get(address))


def test_what_nobody_can_see_does_not_come_in(client: Client, conversation: Conversation) -> None:
    send(client, conversation, "The\x00 bus\x07 is\u202e late\r\n\r\nvery")
    assert Comment.objects.get().text == "The bus is late\n\nvery"


def test_html_is_text(client: Client, conversation: Conversation) -> None:
    typed = "<script>alert(1)</script> & <b>bold</b>"
    address = send(client, conversation, typed).url
    Comment.objects.update(state=Comment.State.SHOWN)
    for where in (address, f"/c/{conversation.slug}/said/", f"/c/{conversation.slug}/"):
        shown = page(Client().get(where))
        assert escape(typed) in shown
        assert "<script>alert" not in shown


def test_too_many_words_come_back_to_be_shortened(client: Client, conversation: Conversation) -> None:
    long = "way too long " * 385
    response = send(client, conversation, long)
    assert response.status_code == 422
    assert "5004" in page(response)
    assert long in page(response)
    assert not Comment.objects.exists()
    assert not Receipt.objects.exists()


def test_five_thousand_characters_are_not_too_many(client: Client, conversation: Conversation) -> None:
    assert send(client, conversation, "a" * 5000).status_code == 302
    assert send(client, conversation, "a" * 5001).status_code == 422


@pytest.mark.parametrize("nothing", ["", "   ", "\n\n", "\x00\u200b"])
def test_nothing_is_not_kept(client: Client, conversation: Conversation, nothing: str) -> None:
    assert send(client, conversation, nothing).status_code == 422
    assert not Comment.objects.exists()


def test_a_form_without_its_key_is_not_taken(client: Client, conversation: Conversation) -> None:
    response = client.post(f"/c/{conversation.slug}/say/", {"text": WORDS, "form_key": "no key"})
    assert response.status_code == 422
    assert WORDS in page(response)


def test_too_late_gives_the_words_back(client: Client, conversation: Conversation) -> None:
    close(conversation)
    response = send(client, conversation)
    assert response.status_code == 409
    assert WORDS in page(response)
    assert not Comment.objects.exists()


def test_shown_at_once_where_the_team_reads_afterwards(client: Client, conversation: Conversation) -> None:
    conversation.moderation = Conversation.Moderation.AFTER
    conversation.save()
    send(client, conversation)
    assert WORDS in page(Client().get(f"/c/{conversation.slug}/said/"))


def test_a_draft_is_not_known_to_anybody(client: Client, conversation: Conversation) -> None:
    Conversation.objects.update(state=Conversation.State.DRAFT)
    assert send(client, conversation).status_code == 404
    assert client.get(f"/c/{conversation.slug}/").status_code == 404


def test_without_cookies_one_is_told_and_keeps_the_words(conversation: Conversation) -> None:
    response = send(Client(enforce_csrf_checks=True), conversation)
    assert response.status_code == 403
    assert WORDS in page(response)
    assert not Comment.objects.exists()


def test_the_cookie_of_one_conversation_opens_no_other(
    client: Client, conversation: Conversation, elsewhere: Conversation
) -> None:
    send(client, conversation)
    (cookie,) = [client.cookies[name] for name in client.cookies if name.startswith("p")]
    assert cookie["path"] == f"/c/{conversation.slug}/"
    assert cookie["httponly"]
    send(client, elsewhere)
    assert Participant.objects.count() == 2


def test_a_cookie_that_was_changed_is_nobodys(client: Client, conversation: Conversation) -> None:
    send(client, conversation)
    (name,) = [name for name in client.cookies if name.startswith("p")]
    client.cookies[name] = client.cookies[name].value[:-1] + "x"
    send(client, conversation)
    assert Participant.objects.count() == 2


def test_nobody_speaks_for_another(conversation: Conversation) -> None:
    mine, other = join(conversation), join(conversation)
    with pytest.raises(Denied):
        actions.say(
            by=Actor.receipt(other.opened.receipt.pk),
            participant=mine.participant,
            text=WORDS,
            language="en",
            form_key=uuid4(),
        )


def test_the_audit_says_that_and_not_what(client: Client, conversation: Conversation) -> None:
    send(client, conversation)
    entry = AuditEntry.objects.get(verb="voices.comment.said")
    assert entry.actor_kind == "receipt"
    assert WORDS not in str(list(AuditEntry.objects.values()))


def test_one_address_cannot_flood_a_conversation(
    client: Client, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("longtable.voices.views.taking_part.LIMIT", 2)
    assert [send(client, conversation).status_code for _ in range(3)] == [302, 302, 429]
    assert WORDS in page(send(client, conversation))
    assert Comment.objects.count() == 2
