"""Somebody reads on a phone how places are drawn, and finds her ticket in the list."""

import pytest

from longtable.accounts.models import Organization
from longtable.capacity.models import Pool
from longtable.core.localized import LocalizedText
from longtable.gatherings.actions import announce, close_drawing, draw, publish_gathering
from longtable.gatherings.actions.registering import Line
from longtable.gatherings.models import Gathering, Seat, Session
from longtable.gatherings.tests.stage import STAGE, drafted, in_days, session_of, session_plan, sign_up
from longtable.places.models import Area
from tests.stories.browsing import DESK, PHONE
from tests.stories.conftest import Visitor

pytestmark = pytest.mark.story

LIVED = {"code": "lived", "words": {"en": "I lived it", "es": "Lo viví"}, "share": "60/100"}
WORK = {"code": "work", "words": {"en": "I work on it", "es": "Trabajo en esto"}, "share": "40/100"}
SEED = LocalizedText.of(en="Pick 5 of December 1", es="Pick 5 del 1 de diciembre")


@pytest.fixture
def evening(demo: None, any_hour: None, agency: Organization, alder: Area) -> Gathering:
    """Two places among five households, drawn."""
    starts = in_days(7)
    plan = session_plan(seats=2, mode="drawn", starts_at=starts)
    gathering = drafted(agency, "evening", alder, sessions=[plan], starts_at=starts)
    announce(by=STAGE, session=session_of(gathering), strata=[LIVED, WORK], seed_source=SEED)
    publish_gathering(by=STAGE, gathering=gathering)
    for number in range(4):
        sign_up(gathering, contact=f"p{number}@example.org", line=Line(stratum="work"))
    return gathering


def closed(gathering: Gathering) -> Session:
    """The time to ask is over, and nobody is added."""
    Pool.objects.filter(gathering_session__gathering=gathering).update(closes_at=in_days(-0.1))
    session = session_of(gathering)
    assert session.pool is not None
    close_drawing(by=STAGE, session=session, drawing=session.pool.drawing)
    return session


def test_a_ticket_is_found_in_the_list(evening: Gathering, visitor: Visitor, language: str) -> None:
    ana = visitor(language)
    ana.open("/gatherings/evening/")
    ana.follow("How places are drawn")
    ana.sees(SEED.show(language).text)
    ana.is_fit_for_all(PHONE, DESK)
    mine = sign_up(evening, "Ana Reyes", line=Line(stratum="lived"))
    session = closed(evening)
    ana.open(f"{mine.opened.path}gathering/")
    seat = Seat.objects.select_related("entry__drawn").get(registration=mine.registration)
    assert seat.entry is not None
    ana.sees(seat.entry.drawn.ticket)
    ana.is_fit_for_all(PHONE)
    assert session.pool is not None
    draw(by=STAGE, session=session, drawing=session.pool.drawing, seed="07 11 23 31 40")
    ana.open(f"/gatherings/evening/drawing/?ticket={seat.entry.drawn.ticket}")
    ana.sees("07 11 23 31 40")
    ana.is_fit_for_all(PHONE, DESK)
