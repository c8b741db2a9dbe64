"""Ana asks in Spanish at a webinar; it is joined with an English one, and the answer reaches both."""

import pytest

from longtable.accounts.models import Organization
from longtable.core.work import run_all
from longtable.gatherings.models import Gathering, Question
from longtable.gatherings.tests.live_stage import on_now, shown
from longtable.messaging.models import Message
from longtable.places.models import Area
from tests.cast import Cast
from tests.stories.browsing import DESK, PHONE, Visit
from tests.stories.conftest import Visitor

pytestmark = pytest.mark.story

RIDE = "Will there be a ride to the evening clinic?"
TRANSPORTE = "¿Habrá transporte a la clínica por la tarde?"


@pytest.fixture
def webinar(demo: None, any_hour: None, cast: Cast, agency: Organization, alder: Area) -> Gathering:
    """It is on now; Ben has asked about rides, in English, and left his e-mail."""
    gathering = on_now(agency, "rides", alder)
    shown(gathering, RIDE, contact="ben@example.org")
    return gathering


def asks(ana: Visit) -> str:
    """From the page of the webinar to the page of her own; its path."""
    ana.open("/gatherings/rides/questions/")
    ana.sees(RIDE)
    ana.write(text=TRANSPORTE, contact="910 555 0142")
    ana.press("Send my question")
    ana.sees(ana.words("You asked"), TRANSPORTE)
    return ana.page.url.removeprefix(ana.base).partition("?")[0]


def test_she_is_told_in_spanish_what_became_of_it(visitor: Visitor, webinar: Gathering) -> None:
    ana = visitor("es", script=False)
    mine = asks(ana)
    asked = Question.objects.get(language="es")

    conrad = visitor("en", width=DESK)
    conrad.sign_in_as("Conrad")
    conrad.open("/convening/rides/questions/")
    conrad.sees(TRANSPORTE)
    conrad.open(f"/convening/rides/questions/{asked.number}/")
    conrad.write(into="1")
    conrad.press("Join them")
    conrad.sees("2 people want to know this.")
    conrad.open("/convening/rides/questions/1/")
    conrad.write(answer_en="Yes, a van runs until nine.", answer_es="Sí, hay una camioneta hasta las nueve.")
    conrad.press("Publish the answer")
    conrad.sees("answered in writing")

    run_all()
    sent = {each.language: each for each in Message.objects.filter(notice="gatherings.question_answered")}
    assert "ya tiene respuesta" in sent["es"].body
    assert "a van runs until nine" in sent["en"].body
    ana.open(mine)
    ana.sees("Sí, hay una camioneta hasta las nueve.")
    neighbor = visitor("es", script=False)
    neighbor.open("/gatherings/rides/questions/")
    neighbor.sees("Sí, hay una camioneta hasta las nueve.")


def test_somebody_wants_to_know_it_too(visitor: Visitor, webinar: Gathering, language: str) -> None:
    neighbor = visitor(language, script=False)
    neighbor.open("/gatherings/rides/questions/")
    neighbor.press("I want to know this too")
    neighbor.sees(neighbor.words("You want to know this, too."))
    assert Question.objects.get().votes == 1


def test_the_pages_are_fit_for_all(visitor: Visitor, webinar: Gathering, language: str) -> None:
    ana = visitor(language)
    ana.open("/gatherings/rides/questions/")
    ana.is_fit_for_all(PHONE, DESK)
    ana.press("Send my question")
    ana.is_fit_for_all(PHONE, DESK)
    asks(ana)
    ana.is_fit_for_all(PHONE, DESK)
    ana.open("/gatherings/rides/evaluation/")
    ana.is_fit_for_all(PHONE, DESK)
    conrad = visitor(language, width=DESK)
    conrad.sign_in_as("Conrad")
    for path in ("questions/", "questions/1/", "polls/", "texting/", "platform/", "who-came/", "follow-up/"):
        conrad.open(f"/convening/rides/{path}")
        conrad.is_fit_for_all(PHONE, DESK)
