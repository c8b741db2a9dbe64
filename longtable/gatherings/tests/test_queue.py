"""Staff and panel see one queue, and decide there what becomes of each question."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.gatherings.actions.asking import ask_for_somebody
from longtable.gatherings.actions.findings import FindingPlan, make_finding
from longtable.gatherings.actions.telling import forget_questions
from longtable.gatherings.models import Attendance, Gathering, Panelist, Question
from longtable.gatherings.selectors.questions import public_questions
from longtable.gatherings.tests.live_stage import MAIL, RIDE, TRANSPORT, on_now, shown
from longtable.gatherings.tests.stage import STAGE, page, words
from longtable.people.portability import everything_about
from longtable.places.models import Area
from tests.cast import Cast, actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening(agency: Organization, alder: Area) -> Gathering:
    """A listening session of the agency in Alder that is on now."""
    return on_now(agency, "evening", alder)


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
