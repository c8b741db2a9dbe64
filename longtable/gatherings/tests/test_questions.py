"""Anybody asks without an account, says what they want to know too; what asks the same is joined."""

from uuid import uuid4

import pytest
from django.test import Client

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Denied
from longtable.core.states import IllegalMove
from longtable.core.work import run_all
from longtable.gatherings.actions import questions as acts
from longtable.gatherings.actions.asking import ask, want_to_know
from longtable.gatherings.models import Gathering, Question
from longtable.gatherings.selectors.questions import public_questions, queue
from longtable.gatherings.tests.live_stage import MAIL, RIDE, TRANSPORT, asked, letters, on_now, shown
from longtable.gatherings.tests.stage import STAGE, gathering_of, page
from longtable.gatherings.visits import voter_of
from longtable.places.models import Area
from longtable.worklists.models import WorkItem

pytestmark = pytest.mark.django_db

DANGER = "My husband hits me and I am afraid. Where can I go?"


@pytest.fixture
def evening(agency: Organization, alder: Area) -> Gathering:
    """A listening session of the agency in Alder that is on now."""
    return on_now(agency, "evening", alder)


def address(gathering: Gathering, more: str = "") -> str:
    return f"/gatherings/{gathering.slug}/questions/{more}"


def test_somebody_asks_in_spanish_without_an_account(client: Client, evening: Gathering) -> None:
    data = {"form_key": str(uuid4()), "text": TRANSPORT, "contact": ""}
    answer = client.post(f"{address(evening)}?lang=es", data, headers={"accept-language": "es"}, follow=True)
    question = Question.objects.get()
    assert (question.text, question.language, question.state) == (TRANSPORT, "es", "asked")
    assert TRANSPORT in page(answer)
    assert answer.redirect_chain[0][0].startswith("/track/")


def test_sent_twice_it_is_one_question(evening: Gathering) -> None:
    key = uuid4()
    first, second = (
        ask(by=Actor.visitor(), gathering=evening, form_key=key, text=RIDE, language="en") for _ in range(2)
    )
    assert first.question == second.question
    assert first.opened.code == second.opened.code


def test_nobody_else_reads_it_before_a_person_has(client: Client, evening: Gathering) -> None:
    question = asked(evening).question
    assert RIDE not in page(client.get(address(evening)))
    acts.show(by=STAGE, question=question)
    assert RIDE in page(client.get(address(evening)))


def test_what_tells_who_somebody_is_is_covered(client: Client, evening: Gathering) -> None:
    shown(evening, "Can you call me at 919-555-0142 about rides?")
    text = page(client.get(address(evening)))
    assert "919-555-0142" not in text
    assert "[phone number]" in text


def test_before_the_day_before_and_after_the_day_after_nothing_is_asked(agency: Organization) -> None:
    with pytest.raises(Denied):
        asked(gathering_of(agency, "next-week"))


def test_of_one_by_invitation_strangers_learn_nothing(client: Client, agency: Organization) -> None:
    closed = on_now(agency, "closed", by_invitation=True)
    assert client.get(address(closed)).status_code == 404


def test_a_contact_is_sent_the_page_of_the_question(evening: Gathering) -> None:
    asked(evening, contact=MAIL)
    (letter,) = letters("gatherings.question_received")
    assert "/track/" in letter.body


def test_what_is_neither_phone_nor_mail_is_said(client: Client, evening: Gathering) -> None:
    data = {"form_key": str(uuid4()), "text": RIDE, "contact": "no thanks"}
    answer = client.post(address(evening), data)
    assert answer.status_code == 422
    assert RIDE in page(answer)


def test_words_of_danger_show_help_and_call_whoever_is_on_duty(client: Client, evening: Gathering) -> None:
    data = {"form_key": str(uuid4()), "text": DANGER, "contact": ""}
    answer = client.post(address(evening), data, follow=True)
    assert "988" in page(answer)
    run_all()
    assert WorkItem.objects.open().filter(kind="gatherings.danger").count() == 1


def test_who_wants_to_know_too_counts_once_for_each_visit(client: Client, evening: Gathering) -> None:
    question = shown(evening)
    for _ in range(2):
        client.post(address(evening, f"{question.number}/want/"))
    Client().post(address(evening, f"{question.number}/want/"))
    question.refresh_from_db()
    assert question.votes == 2
    assert "You want to know this, too." in page(client.get(address(evening)))


def test_nobody_votes_for_what_they_cannot_read(client: Client, evening: Gathering) -> None:
    question = asked(evening).question
    assert client.post(address(evening, f"{question.number}/want/")).status_code == 404
    with pytest.raises(Denied):
        want_to_know(by=Actor.visitor(), question=question, voter="x")


def test_those_that_most_want_to_know_stand_first(evening: Gathering) -> None:
    one, other = shown(evening), shown(evening, "Who pays for the interpreter?")
    want_to_know(by=Actor.visitor(), question=other, voter=voter_of("a"))
    assert [each.question for each in public_questions(evening)] == [other, one]


def test_what_asks_the_same_is_suggested_and_a_person_joins_it(evening: Gathering) -> None:
    one = shown(evening)
    other = asked(evening, "How do I get a ride to the clinic in the evening?").question
    (listed,) = queue(evening).to_read
    assert listed.alike == [one]
    acts.join(by=STAGE, question=other, into=one)
    (together,) = queue(evening).asked
    assert (together.question, together.joined, together.wanted) == (one, [other], 2)


def test_votes_add_up_and_each_visit_counts_once(evening: Gathering) -> None:
    one, other = shown(evening), shown(evening, TRANSPORT, language="es")
    for question, visit in ((one, "a"), (one, "b"), (other, "b"), (other, "c")):
        want_to_know(by=Actor.visitor(), question=question, voter=voter_of(visit))
    head = acts.join(by=STAGE, question=other, into=one)
    assert head.votes == 3
    acts.separate(by=STAGE, question=other)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.votes, other.votes) == (2, 2)


def test_what_was_joined_goes_along_and_nothing_joins_itself(evening: Gathering) -> None:
    one, two, three = (shown(evening, f"{RIDE} {n}") for n in range(3))
    acts.join(by=STAGE, question=two, into=one)
    one.refresh_from_db()
    acts.join(by=STAGE, question=one, into=three)
    two.refresh_from_db()
    assert two.joined_to == three
    with pytest.raises(IllegalMove):
        acts.join(by=STAGE, question=three, into=Question.objects.get(pk=one.pk))
