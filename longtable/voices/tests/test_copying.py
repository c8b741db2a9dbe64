"""Campaign letters: found, shown once, counted as many, answered to all, and a person has the last word."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from longtable.accounts.models import User
from longtable.core.access import Actor, Denied
from longtable.core.localized import LocalizedText
from longtable.core.states import IllegalMove
from longtable.core.work import run_all
from longtable.voices import actions, selectors
from longtable.voices.jobs.copying import look_for_copies
from longtable.voices.models import Analysis, Comment, Conversation, Theme
from longtable.voices.selectors.copies import voices_in
from longtable.voices.tests.stage import join, page, shown, speak
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db

MACHINE = Actor.system("test")
LETTER = (
    "Please keep the clinic on Main Street open in the evening. Many of us work until six and cannot come "
    "earlier. A second evening every week would help families in our part of the county very much."
)


def letter(conversation: Conversation, copies: int = 2) -> list[Comment]:
    """A first comment that others may read, and copies that wait to be read."""
    first = shown(conversation, LETTER)
    return [first, *(speak(conversation, f"{LETTER} {name}") for name in ("Thanks!", "Please.")[:copies])]


def found(conversation: Conversation) -> None:
    """The machine looks."""
    actions.ask_for_analysis(by=MACHINE, conversation=conversation, kind=Analysis.Kind.COPIES)
    run_all()


def firsts(*comments: Comment) -> list[int | None]:
    """Of which comment each is a copy, by number."""
    fresh = [Comment.objects.select_related("copy_of").get(pk=each.pk) for each in comments]
    return [each.copy_of.number if each.copy_of else None for each in fresh]


def theme_of(conversation: Conversation) -> Theme:
    return Theme.objects.create(conversation=conversation, name=LocalizedText.of(en="Hours"), is_public=True)


def test_a_letter_is_found_every_night_and_others_words_are_left_alone(conversation: Conversation) -> None:
    first, *copies = letter(conversation)
    other = shown(conversation, "There is no bus to the clinic after five, so I have to pay for a taxi.")
    look_for_copies()
    run_all()
    assert firsts(first, other, *copies) == [None, None, first.number, first.number]
    look_for_copies()
    assert Analysis.objects.count() == 1  # nothing was said since


def test_a_person_has_the_last_word(conversation: Conversation, conrad: User) -> None:
    first, one, two = letter(conversation)
    found(conversation)
    actions.say_no_copy(by=actor(conrad), comment=one)
    shown(conversation, "Something new.")
    found(conversation)
    assert firsts(one, two) == [None, first.number]


def test_what_a_person_calls_a_copy_stays_one(conversation: Conversation, conrad: User) -> None:
    first, one, _two = letter(conversation)
    mine = shown(conversation, "Evening hours, please, as in the letter.")
    actions.say_copy(by=actor(conrad), comment=mine, first=one)
    found(conversation)
    assert firsts(mine, first) == [first.number, None]


def test_copies_of_a_copy_are_copies_of_the_first(conversation: Conversation, conrad: User) -> None:
    one, two, three = (shown(conversation, words) for words in ("One.", "Two.", "Three."))
    actions.say_copy(by=actor(conrad), comment=three, first=two)
    actions.say_copy(by=actor(conrad), comment=two, first=one)
    assert firsts(two, three) == [one.number, one.number]


def test_a_persons_word_never_leads_in_a_circle(conversation: Conversation, conrad: User) -> None:
    first, one, _two = letter(conversation)
    actions.say_copy(by=actor(conrad), comment=first, first=one)
    found(conversation)
    assert firsts(first, one) == [one.number, None]
    with pytest.raises(IllegalMove):
        actions.say_copy(by=actor(conrad), comment=one, first=first)


def test_a_comment_of_another_conversation_is_no_first(
    conversation: Conversation, elsewhere: Conversation, conrad: User
) -> None:
    with pytest.raises(IllegalMove):
        actions.say_copy(by=actor(conrad), comment=shown(conversation), first=shown(elsewhere))


def test_everybody_who_sent_a_letter_is_answered_with_it(conversation: Conversation, conrad: User) -> None:
    first, *copies = letter(conversation)
    found(conversation)
    theme = theme_of(conversation)
    actions.cite(by=actor(conrad), theme=theme, comments=[first])
    assert set(theme.comments.all()) == {first, *copies}
    late = speak(conversation, f"{LETTER} Thank you.")
    found(conversation)
    assert late in theme.comments.all()
    assert (voices_in(theme).people, voices_in(theme).copies) == (1, 3)
    actions.uncite(by=actor(conrad), theme=theme, comment=first)
    assert not theme.comments.exists()


def test_who_is_no_copy_leaves_the_theme_that_the_letter_brought(
    conversation: Conversation, conrad: User
) -> None:
    first, one, _two = letter(conversation)
    theme = theme_of(conversation)
    actions.cite(by=actor(conrad), theme=theme, comments=[first])
    found(conversation)
    assert one in theme.comments.all()
    actions.say_no_copy(by=actor(conrad), comment=one)
    assert one not in theme.comments.all()


def test_the_public_reads_a_letter_once_and_how_many_sent_it(
    client: Client, conversation: Conversation
) -> None:
    _first, *copies = letter(conversation)
    found(conversation)
    Comment.objects.filter(pk__in=[each.pk for each in copies]).update(state=Comment.State.SHOWN)
    words = page(client.get(reverse("voices:said", args=["clinics"])))  # type: ignore[arg-type]
    assert words.count("keep the clinic on Main Street") == 1
    assert "2 more people sent nearly the same words" in words


def test_a_letter_is_asked_once(conversation: Conversation) -> None:
    first, *copies = letter(conversation)
    found(conversation)
    Comment.objects.filter(pk__in=[each.pk for each in copies]).update(state=Comment.State.SHOWN)
    statement = selectors.next_statement(conversation, join(conversation).participant)
    assert statement
    assert (statement.comment, statement.left) == (first, 1)


def test_copies_that_were_read_together_are_settled_together(
    conversation: Conversation, conrad: User, ben: User
) -> None:
    first, one, two = letter(conversation)
    found(conversation)
    with pytest.raises(Denied):
        actions.settle_copies(by=actor(ben), comment=first, numbers=[one.number])
    assert actions.settle_copies(by=actor(conrad), comment=first, numbers=[one.number, first.number]) == 1
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.state, one.latest_reason) == ("not_shown", "the same words were already sent")
    assert two.state == Comment.State.WAITING


def test_what_is_private_is_nobodys_copy(conversation: Conversation) -> None:
    first, one, _two = letter(conversation)
    Comment.objects.filter(pk=one.pk).update(state=Comment.State.PRIVATE)
    found(conversation)
    assert firsts(first, one) == [None, None]


def test_the_pages_show_the_letter_and_take_a_word(
    client: Client, conversation: Conversation, conrad: User
) -> None:
    first, one, two = letter(conversation)
    found(conversation)
    signed_in(client, conrad)
    assert "and 2 nearly the same" in page(client.get(reverse("voices:letters", args=["clinics"])))  # type: ignore[arg-type]
    assert f"nearly the same as comment {first.number}" in page(
        client.get(reverse("voices:queue", args=["clinics"]))  # type: ignore[arg-type]
    )
    assert "and 2 nearly the same" in page(client.get(reverse("voices:gather", args=["clinics"])))  # type: ignore[arg-type]
    theme = theme_of(conversation)
    actions.cite(by=actor(conrad), theme=theme, comments=[first])
    stands_on = page(client.get(reverse("voices:theme", args=[theme.pk])))  # type: ignore[arg-type]
    assert stands_on.count("keep the clinic on Main Street") == 1
    assert "Copies of letters: 2." in stands_on
    say = reverse("voices:say-copy", args=["clinics", first.number])
    assert client.post(say, {"number": one.number, "none": "1"}).status_code == 302
    assert firsts(one, two) == [None, first.number]
    assert client.post(say, {"number": 4711}).status_code == 422
    settle = reverse("voices:settle-copies", args=["clinics", first.number])
    client.post(settle, {"copy": [two.number]})
    two.refresh_from_db()
    assert two.state == Comment.State.NOT_SHOWN
    assert client.post(reverse("voices:letters", args=["clinics"])).status_code == 302


def test_many_letters_cost_no_more_queries_than_one(
    client: Client, conversation: Conversation, conrad: User
) -> None:
    first, *_copies = letter(conversation)
    found(conversation)
    theme = theme_of(conversation)
    actions.cite(by=actor(conrad), theme=theme, comments=[first])
    signed_in(client, conrad)
    pages = [
        reverse("voices:letters", args=["clinics"]),
        reverse("voices:letter", args=["clinics", first.number]),
        reverse("voices:queue", args=["clinics"]),
        reverse("voices:gather", args=["clinics"]),
        reverse("voices:said", args=["clinics"]),
        reverse("voices:theme", args=[theme.pk]),
    ]

    def needed(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    few = {address: needed(address) for address in pages}
    for place in range(5):
        other = shown(conversation, f"{place} words of a letter of its own kind")
        for each in (speak(conversation, f"Another {place}"), speak(conversation, f"And another {place}")):
            Comment.objects.filter(pk=each.pk).update(copy_of=other)
        more = speak(conversation, f"{LETTER} {place}")
        Comment.objects.filter(pk=more.pk).update(copy_of=first)
        actions.cite(by=actor(conrad), theme=theme, comments=[other])
    assert {address: needed(address) for address in pages} == few
