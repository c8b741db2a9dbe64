"""Every channel counts once: who came two ways is one person, and a channel says how many it brought."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor
from longtable.voices import actions, selectors
from longtable.voices.actions.batches import Collected
from longtable.voices.actions.sheets import Sheet
from longtable.voices.analyses.groups import opinion_groups
from longtable.voices.models import Batch, Comment, Conversation, Dialogue, Fold, Participant, Vote
from longtable.voices.selectors.people import ChannelCount
from longtable.voices.selectors.results import answered, results
from longtable.voices.tests.stage import join, page, shown, speak
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db


def leave(participant: Participant, value: str) -> None:
    """On the tracking page."""
    actions.leave_contact(
        by=Actor.receipt(participant.receipt_id), participant=participant, value=value, language="en"
    )


def sheet(conversation: Conversation, by: User, channel: str = "paper", **more: Any) -> Participant:
    """One sheet of a new stack."""
    batch = actions.start_batch(
        by=actor(by),
        conversation=conversation,
        collected=Collected(channel, "Church", date(2026, 1, 5), "en", people=more.pop("people", None)),
        form_key=uuid4(),
    )
    return actions.keep_sheet(
        by=actor(by),
        batch=batch,
        number=1,
        form_key=uuid4(),
        sheet=Sheet(**{"language": "en", "words": ("It is far.",), **more}),
    ).participant


def people(conversation: Conversation) -> int:
    return selectors.figures(conversation)["people"]


def by_channel(conversation: Conversation) -> dict[str, ChannelCount]:
    return {str(each.channel): each for each in selectors.channels(conversation)}


def test_the_same_number_on_paper_and_on_the_site_is_one_person(
    conversation: Conversation, ben: User
) -> None:
    leave(join(conversation).participant, "910 555 0142")
    sheet(conversation, ben, contact="(910) 555-0142")
    join(conversation)
    assert people(conversation) == 2
    found = by_channel(conversation)
    assert (found["web"].people, found["paper"].people) == (2, 1)


def test_who_writes_from_a_telephone_and_leaves_its_number_is_one_person(conversation: Conversation) -> None:
    wrote, came = join(conversation).participant, join(conversation).participant
    leave(came, "910 555 0142")
    Dialogue.objects.create(
        conversation=conversation,
        participant=wrote,
        number_index=came.contact.value_index,  # type: ignore[union-attr]
        language="en",
        step=Dialogue.Step.REST,
        last_at=timezone.now(),
    )
    assert people(conversation) == 1
    for each in (wrote, came):
        Vote.objects.create(participant=each, comment=shown(conversation), value=1, at=timezone.now())
    assert answered(conversation).folded == 1


def test_the_list_of_conversations_counts_them_once_too(conversation: Conversation, ben: User) -> None:
    for _ in range(2):
        leave(join(conversation).participant, "910 555 0142")
    (listed,) = selectors.conversations(actor(ben))
    assert listed.people == 1


def test_the_same_number_twice_by_one_channel_is_one_person_there(conversation: Conversation) -> None:
    for _ in range(2):
        leave(join(conversation).participant, "ana@example.org")
    assert people(conversation) == 1
    assert by_channel(conversation)["web"].people == 1


def test_the_same_number_elsewhere_is_another_person_there(
    conversation: Conversation, elsewhere: Conversation
) -> None:
    for each in (conversation, elsewhere):
        leave(join(each).participant, "ana@example.org")
    assert selectors.people_in([conversation.pk, elsewhere.pk]) == {conversation.pk: 1, elsewhere.pk: 1}


def test_who_is_folded_counts_once_until_somebody_says_otherwise(conversation: Conversation) -> None:
    fold = Fold.objects.create(conversation=conversation)
    for _ in range(3):
        Participant.objects.filter(pk=join(conversation).participant.pk).update(fold=fold)
    assert people(conversation) == 1
    Fold.objects.update(state=Fold.State.UNFOLDED)
    assert people(conversation) == 3


def test_a_chain_of_folds_and_numbers_is_one_person(conversation: Conversation) -> None:
    one, two, three = (join(conversation).participant for _ in range(3))
    fold = Fold.objects.create(conversation=conversation)
    Participant.objects.filter(pk__in=[one.pk, two.pk]).update(fold=fold)
    two.refresh_from_db()
    leave(two, "ana@example.org")
    leave(three, "ana@example.org")
    joined = selectors.same_person([conversation.pk])
    assert joined.first == {one.pk: one.pk, two.pk: one.pk, three.pk: one.pk}
    assert people(conversation) == 1


def test_a_table_counts_for_its_seats_or_once_for_itself(conversation: Conversation, ben: User) -> None:
    first = sheet(conversation, ben, "table", people=9)
    Participant.objects.filter(pk=first.pk).update(sheet=0)
    assert people(conversation) == 1
    batch = Batch.objects.get()
    for seat in (1, 2):
        Participant.objects.create(
            conversation=conversation, batch=batch, sheet=seat, channel="table", language="en"
        )
    assert people(conversation) == 2
    assert by_channel(conversation)["table"].people == 2


def on_paper_and_again_on_the_site(
    conversation: Conversation, ben: User, comment: Comment
) -> tuple[Participant, Participant]:
    """Somebody with one telephone who first agreed, and disagreed on the site a day later."""
    paper = sheet(conversation, ben, contact="910 555 0142")
    site = join(conversation).participant
    leave(site, "(910) 555-0142")
    Vote.objects.create(participant=paper, comment=comment, value=1, at=timezone.now())
    tomorrow = timezone.now() + timedelta(days=1)
    Vote.objects.create(participant=site, comment=comment, value=-1, at=tomorrow)
    return paper, site


def test_of_two_answers_of_one_person_the_latest_counts(conversation: Conversation, ben: User) -> None:
    comment = shown(conversation)
    on_paper_and_again_on_the_site(conversation, ben, comment)
    (result,) = results(conversation)
    assert (result.everybody.agrees, result.everybody.disagrees) == (1, 1)
    assert (result.folded.agrees, result.folded.disagrees) == (0, 1)
    assert (result.confirmed.agrees, result.confirmed.disagrees) == (1, 0)  # the site is open, paper is not
    counted = answered(conversation)
    assert (counted.everybody, counted.folded, counted.confirmed) == (2, 1, 1)
    (by_web,) = results(conversation, channel="web")
    (by_paper,) = results(conversation, channel="paper")
    assert (by_web.folded.disagrees, by_paper.folded.agrees) == (1, 1)


def test_who_came_two_ways_stands_once_among_the_groups(conversation: Conversation, ben: User) -> None:
    comment = shown(conversation)
    on_paper_and_again_on_the_site(conversation, ben, comment)
    assert opinion_groups(conversation, {}, lambda share: None)["people"] == 1
    assert opinion_groups(conversation, {"without_open": True}, lambda share: None)["people"] == 1


def test_an_answer_without_a_time_gives_way_to_one_with(conversation: Conversation, ben: User) -> None:
    comment = shown(conversation)
    _paper, site = on_paper_and_again_on_the_site(conversation, ben, comment)
    Vote.objects.filter(participant=site).update(at=None)
    (result,) = results(conversation)
    assert (result.folded.agrees, result.folded.disagrees) == (1, 0)


def test_who_confirmed_a_contact_is_somebody_in_every_count(conversation: Conversation) -> None:
    comment = shown(conversation)
    fold = Fold.objects.create(conversation=conversation)
    for confidence in ("open", "open", "confirmed"):
        person = join(conversation).participant
        Participant.objects.filter(pk=person.pk).update(fold=fold, confidence=confidence)
        Vote.objects.create(participant=person, comment=comment, value=1, at=timezone.now())
    assert people(conversation) == 3  # with whoever said what they answer
    assert answered(conversation).folded == 2
    assert opinion_groups(conversation, {}, lambda share: None)["people"] == 2
    assert opinion_groups(conversation, {"without_open": True}, lambda share: None)["people"] == 1


def test_a_channel_says_what_came_by_it(conversation: Conversation, ben: User) -> None:
    comment = shown(conversation)
    sheet(conversation, ben, people=30)
    sheet(conversation, ben, people=12)
    person = join(conversation)
    actions.answer(
        by=Actor.receipt(person.opened.receipt.pk), participant=person.participant, comment=comment, value=1
    )
    paper, web = selectors.channels(conversation)
    assert (web.channel, web.people, web.comments, web.answers, web.counted) == ("web", 2, 1, 1, None)
    assert (paper.channel, paper.people, paper.comments, paper.answers, paper.counted) == (
        "paper",
        2,
        2,
        0,
        42,
    )


def test_the_page_of_a_conversation_shows_every_channel(
    client: Client, conversation: Conversation, ben: User
) -> None:
    speak(conversation)
    sheet(conversation, ben, people=30)
    text = page(signed_in(client, ben).get(reverse("voices:overview", args=[conversation.slug])))
    assert "on paper" in text
    assert "30" in text


def test_counting_asks_as_often_for_many_as_for_few(conversation: Conversation) -> None:
    leave(join(conversation).participant, "ana@example.org")
    with CaptureQueriesContext(connection) as few:
        selectors.people_in([conversation.pk])
    for _ in range(5):
        leave(join(conversation).participant, "ana@example.org")
    with CaptureQueriesContext(connection) as many:
        selectors.people_in([conversation.pk])
    assert len(many) == len(few) == 3
