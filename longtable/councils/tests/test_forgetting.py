"""What people wrote to get a seat goes: after years, and when they ask. That a seat was held stays."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor
from longtable.core.retention import rules, scrub_due
from longtable.core.work import run_all
from longtable.councils import actions
from longtable.councils.actions.terms import Mandate
from longtable.councils.models import Application, ApplicationNote, Council, Interest, Term
from longtable.councils.tests.stage import WHY, apply, offered
from longtable.people.actions import erase_person
from longtable.people.portability import everything_about
from tests.cast import actor

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


@pytest.fixture
def seated(faye: User, council: Council) -> Term:
    """Ana applied, told about herself, and sits there."""
    application = offered(actor(faye), council, council.seats.get(number=1), about={"age_band": ["25_44"]})
    actions.add_note(by=actor(faye), application=application, text="Spoke with her.")
    mandate = Mandate(starts_on=timezone.localdate(), is_public=True)
    return actions.appoint(by=actor(faye), application=application, mandate=mandate)


def wipe(model: type, years: int) -> int:
    return scrub_due(by=SYSTEM, rule=rules[model], now=timezone.now() + timedelta(days=years * 366))


def test_an_answered_application_is_emptied_after_three_years(seated: Term) -> None:
    assert wipe(Application, 2) == 0
    assert wipe(Application, 3) == 1
    application = Application.objects.get()
    assert (application.why, application.about, application.who) == ("", {}, "")
    assert wipe(ApplicationNote, 3) == 1


def test_one_that_waits_is_kept(council: Council) -> None:
    apply(council)
    assert wipe(Application, 9) == 0


def test_what_a_member_told_goes_a_year_after_they_left(seated: Term) -> None:
    assert wipe(Term, 9) == 0
    actions.end_term(by=SYSTEM, term=seated, ending=Term.Ending.RESIGNED, day=timezone.localdate())
    assert wipe(Term, 2) == 1
    seated.refresh_from_db()
    assert seated.about == {}
    assert seated.ended_on is not None


def test_a_wish_that_nobody_confirmed_is_emptied(council: Council) -> None:
    actions.leave_interest(
        by=Actor.visitor(),
        form_key=uuid4(),
        contact="luis@example.org",
        topics=["food"],
        area=None,
        language="en",
    )
    assert wipe(Interest, 1) == 1


def test_whoever_asks_gets_everything_that_they_wrote(seated: Term) -> None:
    told = everything_about([seated.person_id])
    assert told["seats_you_applied_for"][0]["why"] == WHY
    assert told["seats_you_applied_for"][0]["notes_about_it"] == ["Spoke with her."]
    assert told["seats_you_held"][0]["name_is_published"] is True


def test_whoever_asks_to_be_forgotten_is(seated: Term) -> None:
    erase_person(by=SYSTEM, person=seated.person, why="asked on the telephone")
    run_all()
    application = Application.objects.get()
    assert (application.why, application.about, application.area) == ("", {}, None)
    seated.refresh_from_db()
    assert (seated.about, seated.is_public, seated.person.name) == ({}, False, "")
    assert seated.starts_on == timezone.localdate()
    assert ApplicationNote.objects.get().text == ""
