"""Anybody asks without an account; staff and panel see one queue; whoever asked is told in their language."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.commitments.terms import Terms
from longtable.core.access import Actor, Denied
from longtable.core.localized import LocalizedText
from longtable.core.states import IllegalMove
from longtable.core.work import run_all
from longtable.gatherings.actions import questions as acts
from longtable.gatherings.actions.asking import ask, ask_for_somebody, want_to_know
from longtable.gatherings.actions.findings import FindingPlan, make_finding
from longtable.gatherings.actions.telling import forget_questions
from longtable.gatherings.jobs.live import see_to_what_is_left
from longtable.gatherings.models import Attendance, Gathering, Panelist, Question
from longtable.gatherings.selectors.questions import public_questions, queue
from longtable.gatherings.tests.live_stage import MAIL, RIDE, TRANSPORT, asked, letters, on_now, over, shown
from longtable.gatherings.tests.stage import STAGE, gathering_of, page, words
from longtable.gatherings.visits import voter_of
from longtable.people.portability import everything_about
from longtable.places.models import Area
from longtable.worklists.models import WorkItem
from tests.cast import Cast, actor, signed_in

pytestmark = pytest.mark.django_db

ANSWER = LocalizedText.of(en="Yes, from six o'clock on.", es="Sí, desde las seis.")
DANGER = "My husband hits me and I am afraid. Where can I go?"


@pytest.fixture
def evening(agency: Organization, alder: Area) -> Gathering:
    """A listening session of the agency in Alder that is on now."""
    return on_now(agency, "evening", alder)


def address(gathering: Gathering, more: str = "") -> str:
    return f"/gatherings/{gathering.slug}/questions/{more}"


# --- Asking --------------------------------------------------------------------------------------------


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


# --- I want to know this too ---------------------------------------------------------------------------


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


# --- Joining -------------------------------------------------------------------------------------------


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


# --- Answering -----------------------------------------------------------------------------------------


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
    assert "something else than this gathering" in letter.body
    assert "something else" in page(client.get(f"{sent.opened.path}question/"))


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


# --- The queue -----------------------------------------------------------------------------------------


def test_moderators_and_panel_see_one_queue(evening: Gathering, cast: Cast) -> None:
    shown(evening)
    evening.panelists.create(name="Dev", user=cast.dev)
    path = f"/convening/{evening.slug}/questions/"
    for user, buttons in ((cast.faye, True), (cast.dev, False)):
        visit = signed_in(Client(), user)
        text = page(visit.get(path))
        assert RIDE in text
        assert ("Answered now" in text) is buttons
    stranger = signed_in(Client(), cast.eve)
    assert stranger.get(path).status_code == 404


def test_who_sits_on_the_panel_reads_and_does_not_decide(evening: Gathering, dev: User) -> None:
    question = shown(evening)
    Panelist.objects.create(gathering=evening, name="Dev", user=dev)
    visit = signed_in(Client(), dev)
    address = f"/convening/{evening.slug}/questions/{question.number}/"
    assert visit.post(f"{address}live/").status_code == 404


def test_one_click_answers_it_and_the_list_renews_itself(evening: Gathering, faye: User) -> None:
    question = shown(evening)
    visit = signed_in(Client(), faye)
    visit.post(f"/convening/{evening.slug}/questions/{question.number}/live/")
    question.refresh_from_db()
    assert question.state == "answered_live"
    fragment = visit.get(f"/convening/{evening.slug}/questions/", headers={"HX-Request": "true"})
    assert page(fragment).lstrip().startswith('<div class="stack" id="queue"')


def test_every_form_of_a_question_does_what_it_says(evening: Gathering, faye: User) -> None:
    one, other = shown(evening), shown(evening, TRANSPORT, language="es")
    visit = signed_in(Client(), faye)
    base = f"/convening/{evening.slug}/questions/{other.number}/"
    assert visit.get(base).status_code == 200
    assert visit.post(f"{base}join/", {"into": "99"}).status_code == 422
    visit.post(f"{base}translate/", {"en": "Will there be transport?"})
    visit.post(f"{base}join/", {"into": str(one.number)})
    other.refresh_from_db()
    assert other.joined_to == one
    assert other.translations["en"]["text"] == "Will there be transport?"
    base = f"/convening/{evening.slug}/questions/{one.number}/"
    day = (timezone.localdate() + timedelta(days=2)).isoformat()
    visit.post(f"{base}later/", {"owner": str(faye.pk), "due_on": day})
    visit.post(f"{base}answer/", {"answer_en": "Yes.", "answer_es": ""})
    one.refresh_from_db()
    assert one.state == "later"
    visit.post(f"{base}answer/", {"answer_en": "Yes.", "answer_es": "Sí."})
    one.refresh_from_db()
    assert one.state == "answered"
    assert visit.post(f"{base}nonsense/").status_code in (404, 422, 200)


def test_staff_type_in_what_was_asked_aloud(evening: Gathering, faye: User) -> None:
    question = ask_for_somebody(
        by=actor(faye), gathering=evening, form_key=uuid4(), text=TRANSPORT, language="es"
    )
    assert (question.state, question.channel) == ("shown", "staff")
    visit = signed_in(Client(), faye)
    data = {"form_key": str(uuid4()), "text": "Who pays?", "language": "en", "session": ""}
    visit.post(f"/convening/{evening.slug}/questions/", data)
    assert Question.objects.count() == 2


def test_what_an_erased_person_asked_is_gone_and_before_they_could_have_it(evening: Gathering) -> None:
    question = shown(evening, contact=MAIL)
    assert question.contact
    person_id = question.contact.person_id
    told = everything_about([person_id])["questions_you_asked_at_gatherings"]
    assert [each["question"] for each in told] == [RIDE]
    forget_questions(by=STAGE, person_id=person_id)
    question.refresh_from_db()
    assert (question.text, question.contact) == ("", None)
    assert public_questions(evening) == []


@pytest.mark.parametrize(
    "path",
    [
        "/gatherings/evening/questions/",
        "/convening/evening/questions/",
        "/convening/evening/findings/",
        "/convening/evening/who-came/",
        "/gatherings/evening/findings/",
    ],
)
def test_thirty_things_cost_no_more_queries_than_three(evening: Gathering, faye: User, path: str) -> None:
    visit, counted = signed_in(Client(), faye), []
    for number in (3, 27):
        for _ in range(number):
            question = shown(evening, f"Question {uuid4().hex}")
            plan = FindingPlan("success", words(uuid4().hex), is_public=True, questions=[question])
            make_finding(by=STAGE, gathering=evening, plan=plan)
            Attendance.objects.create(gathering=evening, source="door", match="none", key=uuid4().hex)
        visit.get(path)
        with CaptureQueriesContext(connection) as queries:
            visit.get(path)
        counted.append(len(queries))
    assert counted[0] == counted[1]
