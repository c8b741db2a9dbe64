"""What somebody is asked next: what few have answered and what divides, of all that there is."""

from collections import Counter
from uuid import uuid4

import pytest
from django.test import Client

from longtable.voices import selectors
from longtable.voices.models import Comment, Conversation
from longtable.voices.tests.stage import agree, join, shown

pytestmark = pytest.mark.django_db


def drawn(conversation: Conversation, people: int = 40) -> Counter[int]:
    """What so many new people are asked first, by number."""
    asked = [selectors.next_statement(conversation, join(conversation).participant) for _ in range(people)]
    return Counter(each.comment.number for each in asked if each)


def test_what_nobody_has_answered_comes_before_what_many_have(conversation: Conversation) -> None:
    old, new = shown(conversation, "Old words"), shown(conversation, "New words")
    Comment.objects.filter(pk=old.pk).update(agrees=50, disagrees=50, answers=100)
    asked = drawn(conversation)
    assert asked[new.number] > asked[old.number]


def test_what_divides_the_groups_comes_before_what_does_not(conversation: Conversation) -> None:
    dull, telling = shown(conversation, "Dull words"), shown(conversation, "Telling words")
    Comment.objects.update(agrees=50, disagrees=50, answers=100)
    Comment.objects.filter(pk=telling.pk).update(extremity=9.0)
    asked = drawn(conversation)
    assert asked[telling.number] > 5 * asked[dull.number]


def test_what_many_have_answered_is_still_among_what_can_be_drawn(conversation: Conversation) -> None:
    """Fifty statements that few have answered do not shut out the one that divides most."""
    Comment.objects.filter(pk__in=[shown(conversation, f"Words {place}").pk for place in range(50)]).update(
        disagrees=9, answers=9
    )
    telling = shown(conversation, "Telling words")
    Comment.objects.filter(pk=telling.pk).update(agrees=90, answers=90, extremity=9999.0)
    assert drawn(conversation, 5) == {telling.number: 5}


def test_the_same_person_sees_the_same_until_they_answer(client: Client, conversation: Conversation) -> None:
    for place in range(9):
        shown(conversation, f"Words {place} {uuid4()}")
    participant = join(conversation).participant
    first, again = (selectors.next_statement(conversation, participant) for _ in range(2))
    assert first == again
    assert first
    assert first.left == 9


def test_what_was_answered_is_not_asked_again(client: Client, conversation: Conversation) -> None:
    comment = shown(conversation)
    agree(client, comment)
    answered_by = comment.votes.get().participant
    assert selectors.next_statement(conversation, answered_by) is None
