"""Staff announce a drawing, close its list and draw; everybody reads how, and draws again."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.capacity.models import Drawing, Pool
from longtable.gatherings.actions.seating import Line
from longtable.gatherings.clock import shown
from longtable.gatherings.models import Gathering, Registration, Seat
from longtable.gatherings.tests.stage import (
    drafted,
    gathering_of,
    in_days,
    page,
    session_of,
    session_plan,
    sign_up,
    work_off,
)
from longtable.methods.drawing import redraw
from longtable.places.models import Area
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

PUBLIC, STAFF = "/gatherings/evening/drawing/", "/convening/evening/drawing/"
SOURCE = {"seed_source_en": "Pick 5 of December 1", "seed_source_es": "Pick 5 del 1 de diciembre"}
GROUPS = {
    "group_1_en": "I lived it",
    "group_1_es": "Lo viví",
    "share_1": "60",
    "group_2_en": "I work on it",
    "group_2_es": "Trabajo en esto",
    "share_2": "40",
}


@pytest.fixture
def evening(agency: Organization, alder: Area) -> Gathering:
    """Three places that will be drawn; nothing is announced yet."""
    starts = in_days(7)
    session = session_plan(seats=3, mode="drawn", starts_at=starts)
    return drafted(agency, "evening", alder, sessions=[session], starts_at=starts)


def until(moment: datetime) -> dict[str, str]:
    """Day and time, as staff type them."""
    return {"last_day": f"{shown(moment):%Y-%m-%d}", "hour": f"{shown(moment):%H:%M}"}


def announce(client: Client, **also: Any) -> Any:
    """With two groups, for two days."""
    return client.post(f"{STAFF}main/announce/", {**SOURCE, **until(in_days(2)), **GROUPS, **also})


def test_from_the_announcement_to_the_file_that_anybody_draws_again(
    evening: Gathering, faye: User, client: Client
) -> None:
    staff = signed_in(Client(), faye)
    assert "Say how places are drawn" in page(staff.get("/convening/evening/"))
    assert announce(staff).status_code == 302
    staff.post("/convening/evening/state/", {"publish": "1"})
    shown_before = page(client.get(PUBLIC))
    for told in ("I lived it", "Pick 5 of December 1", "The list is still open"):
        assert told in shown_before
    assert client.get(f"{PUBLIC}main/list/").status_code == 404

    form = page(client.get("/gatherings/evening/register/?size=1"))
    group = "1-i-lived-it"
    assert group in form
    for number in range(5):
        typed = {"size": 1, "name_1": "Ana", "contact": f"p{number}@example.org", "language": "en"}
        key = {"form_key": f"00000000-0000-4000-8000-00000000000{number}", "stratum": group}
        assert client.post("/gatherings/evening/register/", {**typed, **key}).status_code == 302

    early = staff.post(f"{STAFF}main/close/", {"sure": "on"}, follow=True)
    assert "people can still ask" in page(early)  # type: ignore[arg-type]
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=True):
        staff = signed_in(Client(), faye)
        assert staff.post(f"{STAFF}main/close/").status_code == 422
        staff.post(f"{STAFF}main/close/", {"sure": "on"})
        closed = page(client.get(PUBLIC))
        text = client.get(f"{PUBLIC}main/list/").content
        drawing = Drawing.objects.get()
        assert hashlib.sha256(text).hexdigest() == drawing.list_hash
        assert drawing.list_hash[:16] in closed
        assert client.get(f"{PUBLIC}main/file/").status_code == 404
        assert staff.post(f"{STAFF}main/draw/", {"seed": "07 11 23"}).status_code == 422
        for _again in range(2):
            drawn = staff.post(f"{STAFF}main/draw/", {"seed": " 07 11  23", "sure": "on"}, follow=True)
        assert "It was drawn already" in page(drawn)  # type: ignore[arg-type]
        work_off()
        audit = json.loads(client.get(f"{PUBLIC}main/file/").content)
        assert redraw(audit) == []
        assert "07 11 23" in page(client.get(PUBLIC))
    states = sorted(Registration.objects.values_list("state", flat=True))
    assert states == ["confirmed", "confirmed", "confirmed", "waiting", "waiting"]


def test_staff_who_prepare_a_gathering_choose_that_places_are_drawn(
    agency: Organization, alder: Area, faye: User
) -> None:
    starts_at = in_days(7).replace(second=0, microsecond=0)
    evening = drafted(agency, "evening", alder, seats=3, starts_at=starts_at)
    staff, agenda = signed_in(Client(), faye), f"/convening/evening/agenda/{session_of(evening).pk}/"
    typed = {"title_en": "Evening", "title_es": "Tarde", "seats": 3, "mode": "drawn"}
    when = {"day": f"{shown(evening.starts_at):%Y-%m-%d}", "begins": f"{shown(evening.starts_at):%H:%M}"}
    times = {**when, "ends": f"{shown(evening.ends_at):%H:%M}"}
    assert "How places are given" in page(staff.get(agenda))
    assert staff.post(agenda, {**typed, **times}).status_code == 302
    assert announce(staff).status_code == 302
    refused = staff.post(agenda, {**typed, **times, "mode": "in_turn"})
    assert refused.status_code == 422
    assert "It cannot be changed now." in page(refused)  # type: ignore[arg-type]
    staff.post("/convening/evening/state/", {"publish": "1"})
    assert "How places are given" not in page(staff.get(agenda))
    assert Pool.objects.get().mode == Pool.Mode.DRAWN


def test_only_the_holder_knows_which_ticket_is_theirs(evening: Gathering, faye: User, client: Client) -> None:
    staff = signed_in(Client(), faye)
    announce(staff)
    staff.post("/convening/evening/state/", {"publish": "1"})
    evening.refresh_from_db()
    mine = sign_up(evening, "Ana Reyes", line=Line(stratum="2-i-work-on-it"))
    Pool.objects.update(closes_at=in_days(-0.5))
    staff.post(f"{STAFF}main/close/", {"sure": "on"})
    ticket = Seat.objects.get(registration=mine.registration).entry.drawn.ticket  # type: ignore[union-attr]
    assert ticket in page(client.get(f"{mine.opened.path}gathering/"))
    listed = page(client.get(PUBLIC, {"ticket": ticket.lower()}))
    assert ticket in listed
    assert "Ana" not in listed
    assert "no such ticket" in page(client.get(PUBLIC, {"ticket": "X"}))


def test_what_is_announced_must_add_up_and_leave_time(evening: Gathering, faye: User) -> None:
    staff = signed_in(Client(), faye)
    assert "add up to 90" in page(announce(staff, share_2="30"))
    assert "in every language" in page(announce(staff, group_1_es=""))
    assert "after it begins" in page(announce(staff, **until(in_days(9))))
    assert "Choose a later day" in page(announce(staff, **until(in_days(-0.5))))
    assert not Drawing.objects.exists()
    pool = session_of(evening).pool
    assert announce(staff).status_code == 302
    assert "announced before" in page(staff.get(f"{STAFF}main/announce/", follow=True))  # type: ignore[arg-type]
    assert pool is not None
    assert Pool.objects.get(pk=pool.pk).closes_at < pool.closes_at


def test_where_nothing_is_drawn_there_is_no_such_page(summit: Gathering, faye: User, client: Client) -> None:
    assert client.get("/gatherings/summit/drawing/").status_code == 404
    assert signed_in(Client(), faye).get("/convening/summit/drawing/").status_code == 404


def test_before_it_is_drawn_staff_read_how_many_asked_and_not_that_nobody_signed_up(
    client: Client, agency: Organization, alder: Area, faye: User
) -> None:
    evening = gathering_of(agency, "evening", alder, seats=3, mode="drawn")
    for number in range(2):
        sign_up(evening, "Ana", "Luz", contact=f"a{number}@example.org")
    signed_in(client, faye)
    for address in ("", "evening/", "evening/agenda/", "evening/people/"):
        shown = page(client.get(f"/convening/{address}"))
        assert "4 have asked for places; 3 will be drawn" in shown
        assert "3 free" not in shown
        assert "0 people signed up" not in shown
        assert "0 of 3" not in shown
    assert "4 have asked" in page(client.get("/today/"))
