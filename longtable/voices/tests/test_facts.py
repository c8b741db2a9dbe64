"""Facts of conversations: who was heard, never what they said, and nobody's own case."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from longtable.core.facts import build, sources
from longtable.places.models import Area
from longtable.voices.models import Comment, Conversation, Fold, Participant, Vote
from longtable.voices.tests.stage import agree, send, shown, speak

pytestmark = pytest.mark.django_db


def rows(dataset: str, since: date | None = None, until: date | None = None) -> list[dict[str, Any]]:
    (source,) = [each for each in sources() if each.name == dataset]
    return [row for batch in source.read(since, until) for row in batch.to_pylist()]


def test_a_comment_is_a_fact_without_its_words(conversation: Conversation, alder: Area) -> None:
    comment = shown(conversation, "Somebody's own words")
    Participant.objects.update(area=alder)
    (row,) = rows("voices.comments")
    assert (row["comment_id"], row["state"], row["area_code"]) == (str(comment.pk), "shown", alder.code)
    assert "words" not in str(row)


def test_an_answer_is_a_fact(conversation: Conversation) -> None:
    comment = shown(conversation)
    agree(Client(), comment, -1)
    (row,) = rows("voices.votes")
    assert (row["answer"], row["comment_id"]) == ("disagree", str(comment.pk))
    assert row["conversation_id"] == str(conversation.pk)


def test_an_answer_without_a_time_is_of_the_last_day(conversation: Conversation) -> None:
    agree(Client(), shown(conversation))
    Vote.objects.update(at=None)
    conversation.closes_at = timezone.now() + timedelta(days=3)
    conversation.save()
    (row,) = rows("voices.votes")
    assert row["valid_on"] == timezone.localdate(conversation.closes_at)


def test_who_took_part_is_a_fact_without_a_contact(client: Client, conversation: Conversation) -> None:
    link = send(client, conversation).url
    client.post(f"{link}contact/", {"contact": "919-555-0142"})
    (row,) = rows("voices.participants")
    assert row["left_contact"] is True
    assert "0142" not in str(row)


def test_how_sure_we_are_of_a_person_is_a_fact(conversation: Conversation) -> None:
    speak(conversation)
    (row,) = rows("voices.participants")
    assert (row["confidence"], row["folded"], row["channel"]) == ("open", False, "web")
    Participant.objects.update(fold=Fold.objects.create(conversation=conversation), confidence="staff")
    (row,) = rows("voices.participants")
    assert (row["confidence"], row["folded"]) == ("staff", True)
    Fold.objects.update(state=Fold.State.UNFOLDED)
    (row,) = rows("voices.participants")
    assert not row["folded"]


def test_datasets_cannot_be_joined_on_people(conversation: Conversation) -> None:
    agree(Client(), shown(conversation))
    keys = [{row["person_key"] for row in rows(name)} for name in ("voices.comments", "voices.participants")]
    assert keys[0].isdisjoint(keys[1])


def test_ones_own_case_is_no_fact(conversation: Conversation) -> None:
    comment = shown(conversation)
    agree(Client(), comment)
    Comment.objects.update(state=Comment.State.PRIVATE)
    assert rows("voices.comments") == rows("voices.votes") == []


def test_only_the_months_that_were_asked_for(conversation: Conversation) -> None:
    speak(conversation)
    today = timezone.localdate()
    assert len(rows("voices.comments", today, today + timedelta(days=1))) == 1
    assert rows("voices.comments", today + timedelta(days=1)) == []
    assert rows("voices.comments", None, today) == []


def test_many_facts_are_few_queries(conversation: Conversation) -> None:
    for _ in range(5):
        agree(Client(), shown(conversation))
    for name in ("voices.comments", "voices.votes", "voices.participants"):
        with CaptureQueriesContext(connection) as asked:
            rows(name)
        assert len(asked) == 1


def test_all_of_them_can_be_written(conversation: Conversation, tmp_path: Path) -> None:
    agree(Client(), shown(conversation))
    for source in sources():
        if source.name.startswith("voices."):
            assert build(source, tmp_path).rows > 0
