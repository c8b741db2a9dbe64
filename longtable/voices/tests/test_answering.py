"""/c/<slug>/agree/: one's latest answer counts, once, and only while the conversation is open."""

import random
import threading

import pytest
from django.db import connection
from django.db.models import Count, Q
from django.test import Client

from longtable.core.access import Actor, Denied
from longtable.voices import actions, selectors
from longtable.voices.models import Comment, Conversation, Participant, Vote
from longtable.voices.tests.stage import agree, close, join, page, send, shown, speak

pytestmark = pytest.mark.django_db


def counters(comment: Comment) -> tuple[int, int, int, int]:
    comment.refresh_from_db()
    return comment.agrees, comment.disagrees, comment.passes, comment.answers


def test_an_answer_is_counted(client: Client, conversation: Conversation) -> None:
    comment = shown(conversation)
    assert agree(client, comment).status_code == 302
    assert counters(comment) == (1, 0, 0, 1)


def test_changing_ones_mind_moves_the_count(client: Client, conversation: Conversation) -> None:
    comment = shown(conversation)
    for value, expected in ((1, (1, 0, 0, 1)), (-1, (0, 1, 0, 1)), (0, (0, 0, 1, 1)), (0, (0, 0, 1, 1))):
        agree(client, comment, value)
        assert counters(comment) == expected
    assert Vote.objects.get().value == Vote.Value.PASS


def test_the_counters_always_equal_the_rows(conversation: Conversation) -> None:
    chance = random.Random(7)
    comments = [shown(conversation, f"Comment {n}") for n in range(4)]
    people = [join(conversation) for _ in range(5)]
    for _ in range(60):
        begun = chance.choice(people)
        actions.answer(
            by=Actor.receipt(begun.opened.receipt.pk),
            participant=begun.participant,
            comment=chance.choice(comments),
            value=chance.choice([-1, 0, 1]),
        )
    rows = Comment.objects.annotate(
        a=Count("votes", Q(votes__value=1)),
        d=Count("votes", Q(votes__value=-1)),
        p=Count("votes", Q(votes__value=0)),
        all=Count("votes"),
    )
    for row in rows:
        assert (row.agrees, row.disagrees, row.passes, row.answers) == (row.a, row.d, row.p, row.all)
    assert sum(row.answers for row in rows) == Vote.objects.count() > 15


@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_moment_are_counted_once(conversation: Conversation) -> None:
    comment, begun, together = shown(conversation), join(conversation), threading.Barrier(4)
    failures: list[Exception] = []

    def click(value: int) -> None:
        try:
            together.wait(10)
            actions.answer(
                by=Actor.receipt(begun.opened.receipt.pk),
                participant=begun.participant,
                comment=comment,
                value=value,
            )
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click, args=[value]) for value in (1, 1, -1, -1)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert failures == []
    value = Vote.objects.get().value
    assert counters(comment) == ((1, 0, 0, 1) if value == 1 else (0, 1, 0, 1))


def test_after_closing_an_answer_is_refused_with_a_message(
    client: Client, conversation: Conversation
) -> None:
    comment = shown(conversation)
    close(conversation)
    response = agree(client, comment)
    assert response.status_code == 409
    assert "This conversation is closed" in page(response)
    assert counters(comment) == (0, 0, 0, 0)


def test_what_is_not_shown_cannot_be_answered(client: Client, conversation: Conversation) -> None:
    for state in (Comment.State.WAITING, Comment.State.HELD, Comment.State.NOT_SHOWN, Comment.State.PRIVATE):
        comment = speak(conversation, state=state)
        assert agree(client, comment).status_code == 404
    assert not Vote.objects.exists()


def test_the_action_refuses_what_the_page_would_not_offer(
    conversation: Conversation, elsewhere: Conversation
) -> None:
    begun = join(conversation)
    for comment in (speak(conversation), shown(elsewhere)):
        with pytest.raises(Denied):
            actions.answer(
                by=Actor.receipt(begun.opened.receipt.pk),
                participant=begun.participant,
                comment=comment,
                value=1,
            )


def test_nobody_answers_their_own_words(client: Client, conversation: Conversation) -> None:
    send(client, conversation)
    mine = Comment.objects.get()
    Comment.objects.update(state=Comment.State.SHOWN)
    assert agree(client, mine).status_code == 403
    mine.refresh_from_db()
    assert mine.answers == 0


@pytest.mark.parametrize("value", ["2", "", "yes"])
def test_only_the_three_answers_are_taken(client: Client, conversation: Conversation, value: str) -> None:
    assert agree(client, shown(conversation), value).status_code == 422  # type: ignore[arg-type]
    assert not Vote.objects.exists()


def test_with_a_script_only_the_next_words_are_sent(client: Client, conversation: Conversation) -> None:
    first, second = shown(conversation, "First words"), shown(conversation, "Second words")
    response = agree(client, first, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "<html" not in page(response)
    assert second.text in page(response)
    agree(client, second, headers={"HX-Request": "true"})
    assert Participant.objects.filter(votes__isnull=False).distinct().count() == 1


def test_nobody_is_asked_about_their_own_words(client: Client, conversation: Conversation) -> None:
    send(client, conversation)
    Comment.objects.update(state=Comment.State.SHOWN)
    assert selectors.next_statement(conversation, Participant.objects.get()) is None


def test_what_few_have_answered_comes_before_what_many_have(conversation: Conversation) -> None:
    many, few = shown(conversation, "Many answered"), shown(conversation, "Nobody answered")
    Comment.objects.filter(pk=many.pk).update(answers=400, agrees=200, disagrees=200)
    asked = [selectors.next_statement(conversation, join(conversation).participant) for _ in range(20)]
    chosen = [statement.comment.pk for statement in asked if statement]
    assert chosen.count(few.pk) > chosen.count(many.pk)
