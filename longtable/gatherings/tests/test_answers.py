"""Answered now, later or by a promise: whoever asked is told once, in their language."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.commitments.terms import Terms
from longtable.core.access import Denied
from longtable.core.localized import LocalizedText
from longtable.gatherings.actions import questions as acts
from longtable.gatherings.jobs.live import see_to_what_is_left
from longtable.gatherings.models import Gathering
from longtable.gatherings.tests.live_stage import MAIL, RIDE, TRANSPORT, asked, letters, on_now, over, shown
from longtable.gatherings.tests.stage import STAGE, page
from longtable.places.models import Area
from longtable.worklists.models import WorkItem
from tests.cast import actor

pytestmark = pytest.mark.django_db

ANSWER = LocalizedText.of(en="Yes, from six o'clock on.", es="Sí, desde las seis.")


@pytest.fixture
def evening(agency: Organization, alder: Area) -> Gathering:
    """A listening session of the agency in Alder that is on now."""
    return on_now(agency, "evening", alder)


def address(gathering: Gathering, more: str = "") -> str:
    return f"/gatherings/{gathering.slug}/questions/{more}"


def test_the_answer_goes_to_all_who_asked_once_each_in_their_language(evening: Gathering) -> None:
    one = shown(evening, contact="ben@example.org")
    other = shown(evening, TRANSPORT, language="es", contact=MAIL)
    acts.join(by=STAGE, question=other, into=one)
    acts.answer_in_writing(by=STAGE, question=one, answer=ANSWER)
    sent = {letter.language: letter for letter in letters("gatherings.question_answered")}
    assert RIDE in sent["en"].body
    assert "from six o'clock" in sent["en"].body
    assert TRANSPORT in sent["es"].body
    assert "desde las seis" in sent["es"].body
    acts.answer_in_writing(by=STAGE, question=one, answer=LocalizedText.of(en="Yes.", es="Sí."))
    assert len(letters("gatherings.question_answered")) == 2


def test_who_is_joined_after_the_answer_is_told_too(evening: Gathering) -> None:
    one = shown(evening, contact="ben@example.org")
    acts.answer_in_writing(by=STAGE, question=one, answer=ANSWER)
    late = shown(evening, TRANSPORT, language="es", contact=MAIL)
    acts.join(by=STAGE, question=late, into=one)
    assert sorted(letter.language for letter in letters("gatherings.question_answered")) == ["en", "es"]


def test_an_answer_in_one_language_is_none(evening: Gathering) -> None:
    with pytest.raises(acts.NotSaid):
        acts.answer_in_writing(by=STAGE, question=shown(evening), answer=LocalizedText.of(en="Yes."))


def test_what_is_answered_later_stands_on_somebodys_list_until_it_is(evening: Gathering, faye: User) -> None:
    question = shown(evening)
    day = timezone.localdate() + timedelta(days=3)
    acts.answer_later(by=STAGE, question=question, owner=faye, due_on=day)
    item = WorkItem.objects.open().get(kind="gatherings.answer")
    assert (item.owner, timezone.localtime(item.due_at).date()) == (faye, day)
    acts.answer_in_writing(by=actor(faye), question=question, answer=ANSWER)
    assert not WorkItem.objects.open().filter(kind="gatherings.answer").exists()


def test_who_was_asked_to_answer_may_and_others_may_not(evening: Gathering, dev: User, eve: User) -> None:
    question = shown(evening)
    acts.answer_later(by=STAGE, question=question, owner=dev, due_on=timezone.localdate())
    with pytest.raises(Denied):
        acts.answer_in_writing(by=actor(eve), question=question, answer=ANSWER)
    acts.answer_in_writing(by=actor(dev), question=question, answer=ANSWER)


def test_why_it_is_not_shown_is_told(client: Client, evening: Gathering) -> None:
    sent = asked(evening, contact=MAIL)
    acts.do_not_show(by=STAGE, question=sent.question, reason="elsewhere")
    (letter,) = letters("gatherings.question_not_shown")
    assert "something other than this gathering" in letter.body
    assert "something other than" in page(client.get(f"{sent.opened.path}question/"))


def test_a_question_leads_to_a_proposal(evening: Gathering, dev: User, partner: Organization) -> None:
    question = shown(evening, contact=MAIL)
    terms = Terms(
        title=LocalizedText.of(en="Rides from six on", es="Transporte desde las seis"),
        promise="will",
        kind="service",
        owner=dev,
        division=partner,
        due_on=timezone.localdate() + timedelta(days=90),
    )
    acts.promise(by=STAGE, question=question, terms=terms, form_key=uuid4())
    question.refresh_from_db()
    assert question.commitment is not None
    assert question.commitment.state == "proposed"
    assert "Rides from six on" in letters("gatherings.question_promised")[0].body


def test_after_the_end_somebody_answers_what_is_left(evening: Gathering) -> None:
    shown(evening)
    over(evening)
    for _ in range(2):
        see_to_what_is_left()
    assert WorkItem.objects.open().filter(kind="gatherings.questions").count() == 1


def test_original_words_stay_and_a_translation_stands_beside_them(client: Client, evening: Gathering) -> None:
    question = shown(evening, TRANSPORT, language="es")
    acts.translate(by=STAGE, question=question, words={"en": "Will there be transport?", "es": "Otra cosa"})
    text = page(client.get(address(evening), headers={"accept-language": "en"}))
    assert TRANSPORT in text
    assert "Will there be transport?" in text
    assert "Otra cosa" not in text
