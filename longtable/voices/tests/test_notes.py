"""Notes from a table and the chat of a webinar: told apart by seat or name, no name kept, nothing twice."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.models import AuditEntry
from longtable.voices.models import Batch, Comment, Conversation, Participant
from longtable.voices.tests.stage import page
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

AT_THE_TABLE = "1: The bus is late.\n2: It is far.\nNobody answers the phone.\n1: And it is full."
CHAT = (
    "14:02:11 From Ana López to Everyone: The bus is late.\n"
    "14:02:40 From Bob to Everyone: It is far.\n"
    "14:03:02 From ana lópez to Everyone: Está lleno."
)


@pytest.fixture
def at_work(client: Client, ben: User) -> Client:
    """Ben's browser."""
    return signed_in(client, ben)


def begin(client: Client, conversation: Conversation, channel: str) -> Batch:
    client.post(
        reverse("voices:start-batch", args=[conversation.slug]),
        {
            "form_key": uuid4(),
            "channel": channel,
            "label": "Library",
            "collected_on": timezone.localdate(),
            "language": "en",
            "people": 12,
        },
    )
    return Batch.objects.get(channel=channel)


def note(client: Client, batch: Batch, lines: str, **more: Any) -> Any:
    address = reverse("voices:notes", args=[batch.conversation.slug, batch.pk])
    return client.post(address, {"form_key": uuid4(), "lines": lines, "language": "en", **more})


def seats(batch: Batch) -> dict[int | None, list[str]]:
    return {
        person.sheet: [comment.text for comment in person.comments.order_by("number")]
        for person in batch.participants.all()
    }


def test_the_same_seat_is_the_same_person(at_work: Client, conversation: Conversation) -> None:
    batch = begin(at_work, conversation, "table")
    assert note(at_work, batch, AT_THE_TABLE).status_code == 302
    note(at_work, batch, "2: The clinic closes.")
    assert seats(batch) == {
        0: ["Nobody answers the phone."],
        1: ["The bus is late.", "And it is full."],
        2: ["It is far.", "The clinic closes."],
    }
    assert {each.channel for each in Comment.objects.all()} == {"table"}


def test_a_form_sent_twice_keeps_each_line_once(at_work: Client, conversation: Conversation) -> None:
    batch = begin(at_work, conversation, "table")
    key = uuid4()
    for _ in range(2):
        note(at_work, batch, AT_THE_TABLE, form_key=key)
    assert Comment.objects.count() == 4


def test_a_chat_is_always_looked_over_first(at_work: Client, conversation: Conversation) -> None:
    batch = begin(at_work, conversation, "chat")
    answer = note(at_work, batch, CHAT)
    text = page(answer)
    assert answer.status_code == 200
    assert "2 people are told apart by their names." in text
    assert Comment.objects.count() == 0


def test_what_was_looked_over_is_kept_without_names(at_work: Client, conversation: Conversation) -> None:
    batch = begin(at_work, conversation, "chat")
    chosen = {"looked_at": "1", "keep_0": "on", "keep_2": "on"}
    languages = {"language_0": "en", "language_1": "en", "language_2": "es"}
    note(at_work, batch, CHAT, **chosen, **languages)
    person = batch.participants.get()
    assert [(each.text, each.language) for each in person.comments.order_by("number")] == [
        ("The bus is late.", "en"),
        ("Está lleno.", "es"),
    ]
    kept = [*Participant.objects.values(), *Comment.objects.values(), *AuditEntry.objects.values()]
    assert "lópez" not in str(kept).casefold()


def test_the_same_name_in_a_later_part_is_the_same_person(
    at_work: Client, conversation: Conversation
) -> None:
    batch = begin(at_work, conversation, "chat")
    for words in ("One.", "Two."):
        note(at_work, batch, f"Ana: {words}", looked_at="1", keep_0="on", language_0="en")
    assert seats(batch) == {1: ["One.", "Two."]}
    other = Batch.objects.create(
        conversation=conversation,
        channel="chat",
        label="Later",
        collected_on=timezone.localdate(),
        language="en",
        organization=batch.organization,
    )
    note(at_work, other, "Ana: Three.", looked_at="1", keep_0="on", language_0="en")
    assert conversation.participants.count() == 2


def test_the_text_can_be_changed_after_looking(at_work: Client, conversation: Conversation) -> None:
    batch = begin(at_work, conversation, "chat")
    text = page(note(at_work, batch, CHAT, looked_at="1", change="1"))
    assert "<textarea" in text
    assert "From Bob to Everyone" in text


def test_paper_is_not_noted_line_by_line(at_work: Client, conversation: Conversation) -> None:
    batch = begin(at_work, conversation, "paper")
    assert note(at_work, batch, "1: Words.").status_code == 404


def test_danger_at_a_table_is_shown_to_whoever_notes_it(at_work: Client, conversation: Conversation) -> None:
    batch = begin(at_work, conversation, "table")
    answer = note(at_work, batch, "4: Mi esposo me pega y ya no quiero vivir.")
    assert "tel:988" in page(at_work.get(answer.url))


def test_too_many_lines_come_in_parts(at_work: Client, conversation: Conversation) -> None:
    batch = begin(at_work, conversation, "table")
    answer = note(at_work, batch, "\n".join(f"Line {number}." for number in range(301)))
    assert "Please enter at most 300 at a time." in page(answer)
    assert Comment.objects.count() == 0
