"""What people agree on and speak of, raw and raked side by side, and weights that are refused."""

from collections.abc import Iterable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.localized import LocalizedText
from longtable.places.models import Area
from longtable.voices.models import Comment, Conversation, Fold, Participant, Theme, ThemeComment, Vote
from longtable.voices.selectors.heard import View, who_was_heard
from longtable.voices.tests.stage import page
from longtable.voices.tests.test_who_was_heard import come, people_live_in
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def divided(conversation: Conversation, alder: Area, birch: Area) -> Conversation:
    """As many live in Birch as in Alder, and 60 of Alder spoke but 30 of Birch."""
    conversation.areas.set([alder, birch])
    people_live_in(alder)
    people_live_in(birch)
    return conversation


@pytest.fixture
def alders(divided: Conversation, alder: Area) -> list[Participant]:
    return come(divided, 60, area=alder)


@pytest.fixture
def birches(divided: Conversation, birch: Area) -> list[Participant]:
    return come(divided, 30, area=birch)


def said(conversation: Conversation, by: Participant, text: str = "Words") -> Comment:
    number = conversation.comments.count() + 1
    return Comment.objects.create(
        conversation=conversation,
        participant=by,
        number=number,
        text=text,
        language="en",
        channel="web",
        state=Comment.State.SHOWN,
        said_at=timezone.now(),
    )


def answered(comment: Comment, agree: Iterable[Participant], disagree: Iterable[Participant] = ()) -> None:
    """These people answered; the counters of the comment follow."""
    votes = [
        Vote(participant=each, comment=comment, value=value, at=timezone.now())
        for people, value in ((agree, 1), (disagree, -1))
        for each in people
    ]
    Vote.objects.bulk_create(votes)
    comment.agrees, comment.answers = sum(vote.value > 0 for vote in votes), len(votes)
    comment.save()


def test_those_who_were_heard_less_weigh_more(
    divided: Conversation, alders: list[Participant], birches: list[Participant]
) -> None:
    both = [*alders, *birches]
    of_alder, of_birch = said(divided, alders[0], "Alder"), said(divided, birches[0], "Birch")
    answered(of_alder, alders[:54], [*alders[54:], *birches])
    answered(of_birch, birches, [*alders[20:]])
    found = who_was_heard(divided)
    assert found.weights.allowed
    assert found.weights.raked.deff == pytest.approx(90 * (60 * 0.75**2 + 30 * 1.5**2) / 90**2)
    first, second = found.statements
    assert (first.subject, first.raw.people) == (of_alder, len(both))
    assert first.raw.share == pytest.approx(54 / 90)
    assert first.raked is not None
    assert first.raked.share == pytest.approx(54 * 0.75 / 90)
    assert second.raked is not None
    assert second.raked.share == pytest.approx(30 * 1.5 / (30 * 1.5 + 40 * 0.75))
    assert (second.raw_rank, second.raked_rank, second.moved) == (2, 1, 1)
    assert first.raked.high - first.raked.low > first.raw.high - first.raw.low


def test_a_theme_counts_people_who_spoke(
    divided: Conversation, alders: list[Participant], birches: list[Participant]
) -> None:
    comments = [said(divided, each) for each in (alders[0], alders[0], alders[1], birches[0])]
    theme = Theme.objects.create(conversation=divided, name=LocalizedText.of(en="Hours"))
    for comment in (*comments[:2], comments[3]):
        ThemeComment.objects.create(theme=theme, comment=comment)
    (found,) = who_was_heard(divided).themes
    assert (found.raw.people, found.raw.share) == (3, pytest.approx(2 / 3))
    assert found.raked is not None
    assert found.raked.share == pytest.approx((0.75 + 1.5) / (0.75 * 2 + 1.5))


def test_private_words_are_nobodys_theme(divided: Conversation, alders: list[Participant]) -> None:
    comment = said(divided, alders[0])
    theme = Theme.objects.create(conversation=divided, name=LocalizedText.of(en="Hours"))
    ThemeComment.objects.create(theme=theme, comment=comment)
    Comment.objects.update(state=Comment.State.PRIVATE)
    assert who_was_heard(divided).themes == []


def test_who_is_folded_answers_once_and_the_last_word_counts(
    divided: Conversation, alders: list[Participant]
) -> None:
    comment = said(divided, alders[0])
    fold = Fold.objects.create(conversation=divided)
    Participant.objects.filter(pk__in=[each.pk for each in alders[:5]]).update(fold=fold)
    answered(comment, alders[5:20], alders[:4])
    Vote.objects.create(participant=alders[4], comment=comment, value=1, at=timezone.now())
    (found,) = who_was_heard(divided).statements
    assert (found.raw.people, found.raw.share) == (16, 1.0)


def test_a_statement_that_few_answered_is_no_priority(
    divided: Conversation, alders: list[Participant]
) -> None:
    answered(said(divided, alders[0]), alders[:9])
    assert who_was_heard(divided).statements == []


def test_a_view_holds_its_own_people_only(
    divided: Conversation, alders: list[Participant], birch: Area
) -> None:
    texted = come(divided, 12, area=birch, channel="sms")
    answered(said(divided, alders[0]), alders, texted)
    (found,) = who_was_heard(divided, View(channel="sms")).statements
    assert (found.raw.people, found.raw.share) == (12, 0.0)


def test_wild_weights_are_refused_on_the_page(
    divided: Conversation, alders: list[Participant], alder: Area, faye: User
) -> None:
    divided.about_you = ["age_band"]
    divided.save()
    come(divided, 60, area=alder, age_band=["25_44"])
    come(divided, 4, area=alder, age_band=["75_over"])
    found = who_was_heard(divided)
    assert not found.weights.allowed
    shown_page = page(signed_in(Client(), faye).get(f"/voices/{divided.slug}/heard/"))
    assert "We do not weight these voices: a few people would have to speak for too many." in shown_page
    assert "Age, 75 or older: 4 of the 10 people that it takes to speak for all of them." in shown_page
    assert "Age, Under 18: nobody was heard, so nobody can speak for them." in shown_page
    assert "Share, weighted" not in shown_page


def test_nothing_known_is_nothing_to_weight_by(divided: Conversation, faye: User) -> None:
    come(divided, 80)
    assert not who_was_heard(divided).weights.allowed
    shown_page = page(signed_in(Client(), faye).get(f"/voices/{divided.slug}/heard/"))
    assert "too little is known of who the people are" in shown_page


def test_the_price_of_weighting_is_said(
    divided: Conversation, alders: list[Participant], birches: list[Participant], faye: User
) -> None:
    shown_page = page(signed_in(Client(), faye).get(f"/voices/{divided.slug}/heard/"))
    assert "these 90 people now tell as much as 80 would without weights" in shown_page


def test_more_people_ask_no_more_of_the_database(
    divided: Conversation, alders: list[Participant], faye: User, alder: Area
) -> None:
    client, address = signed_in(Client(), faye), f"/voices/{divided.slug}/heard/?one=county&two=race"

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    def more(number: int) -> None:
        for person in come(divided, number, area=alder, race_ethnicity=["white"]):
            comment = said(divided, person)
            answered(comment, alders[:12])
            theme = Theme.objects.create(conversation=divided, name=LocalizedText.of(en=str(uuid4())))
            ThemeComment.objects.create(theme=theme, comment=comment)

    more(1)
    queries()
    before = queries()
    more(20)
    assert queries() == before
