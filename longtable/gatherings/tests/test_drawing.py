"""Where places are drawn it does not matter who asks first, and everybody hears of the result."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Denied
from longtable.gatherings import selectors
from longtable.gatherings.actions import cancel_registration, close_drawing, draw
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.tests.stage import (
    STAGE,
    gathering_of,
    in_days,
    letters,
    page,
    session_of,
    sign_up,
    work_off,
)
from longtable.messaging.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanted(agency: Organization) -> Gathering:
    """Two places, drawn among those who ask within two days."""
    return gathering_of(agency, "wanted", seats=2, mode="drawn", closes_at=in_days(2))


def test_whoever_asks_takes_part_and_hears_the_result(wanted: Gathering, client: Client) -> None:
    asked = [sign_up(wanted, contact=f"p{number}@example.org") for number in range(5)]
    assert {each.registration.state for each in asked} == {Registration.State.IN_DRAWING}
    assert "You are in the drawing" in page(client.get(f"{asked[0].opened.path}gathering/"))
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=True):
        session = session_of(wanted)
        assert session.pool is not None
        drawing = close_drawing(by=STAGE, session=session, drawing=session.pool.drawing)
        draw(by=STAGE, session=session, drawing=drawing, seed="07 11 23")
        work_off()
    states = sorted(Registration.objects.values_list("state", flat=True))
    assert states == ["confirmed", "confirmed", "waiting", "waiting", "waiting"]
    assert selectors.tally(wanted).confirmed == 2
    told = [text for text in letters() if "this time it was not you" in text]
    assert len(told) == 3


def test_the_form_speaks_of_the_drawing(wanted: Gathering, client: Client) -> None:
    shown = page(client.post("/gatherings/wanted/hold/", {"size": 1}, follow=True))  # type: ignore[arg-type]
    assert "Take part in the drawing" in shown


def test_only_whoever_runs_it_draws(wanted: Gathering) -> None:
    session = session_of(wanted)
    assert session.pool is not None
    with pytest.raises(Denied):
        draw(by=Actor.visitor(), session=session, drawing=session.pool.drawing, seed="1")


def test_who_takes_it_back_before_hearing_the_result_keeps_no_place(wanted: Gathering) -> None:
    asked = [sign_up(wanted, contact=f"p{number}@example.org").registration for number in range(2)]
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=True):
        session = session_of(wanted)
        assert session.pool is not None
        drawing = close_drawing(by=STAGE, session=session, drawing=session.pool.drawing)
        draw(by=STAGE, session=session, drawing=drawing, seed="07 11 23")
        cancel_registration(by=STAGE, registration=asked[0])
        work_off()
    assert selectors.tally(wanted).confirmed == 1
    told = Message.objects.filter(contact=asked[0].contact)
    assert not [each.body for each in told if each.body.startswith("You are signed up")]
