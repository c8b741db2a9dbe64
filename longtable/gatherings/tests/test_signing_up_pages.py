"""Without an account and without a script: places are kept, the form is filled in, nothing typed is lost."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
import vobject
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from longtable.accounts.models import Organization
from longtable.capacity.jobs import put_back_what_ran_out
from longtable.capacity.models import Hold
from longtable.core.access import Actor
from longtable.gatherings import selectors
from longtable.gatherings.actions import add_material, cancel_registration
from longtable.gatherings.actions.showing import Paper
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.selectors.registrations import Tally
from longtable.gatherings.tests.stage import (
    PHONE,
    STAGE,
    gathering_of,
    in_days,
    letters,
    page,
    sign_up,
    words,
    work_off,
)

pytestmark = pytest.mark.django_db


def begin(client: Client, slug: str = "summit", size: int = 1) -> str:
    """Say how many come; the form that follows."""
    return page(client.post(f"/gatherings/{slug}/hold/", {"size": size}, follow=True))  # type: ignore[arg-type]


def send(client: Client, form: str, slug: str = "summit", **fields: Any) -> HttpResponse:
    """What a browser sends of that form."""
    hidden = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]+)"', form))
    typed = {"name_1": "Ana Reyes", "contact": PHONE, "language": "en", **fields}
    return client.post(f"/gatherings/{slug}/register/", {**hidden, **typed}, follow=True)  # type: ignore[return-value]


def test_somebody_signs_up_with_her_mother_and_sees_her_page(client: Client, summit: Gathering) -> None:
    form = begin(client, size=2)
    assert "We are keeping 2 places for you until" in form
    shown = page(send(client, form, interpreter_2="es", name_2="Rosa", needs_2=["ride"]))
    assert "You are signed up" in shown
    assert "An interpreter, free of charge: Spanish" in shown
    assert "Rosa" in shown
    assert selectors.tally(summit) == Tally(10, 2, 0, 0, 0)


def test_sending_twice_leads_to_the_same_page(client: Client, summit: Gathering) -> None:
    form = begin(client)
    first, second = send(client, form), send(client, form)
    assert first.redirect_chain == second.redirect_chain  # type: ignore[attr-defined]
    assert Registration.objects.count() == 1


def test_a_form_sent_again_with_other_words_says_that_the_first_ones_stand(
    client: Client, summit: Gathering
) -> None:
    form = begin(client)
    first = send(client, form)
    second = send(client, form, contact="910-555-0143")
    assert first.redirect_chain == second.redirect_chain  # type: ignore[attr-defined]
    assert "You already sent this form, with different words" in page(second)
    assert Registration.objects.count() == 1


def test_whoever_takes_longer_loses_nothing(client: Client, summit: Gathering) -> None:
    form = begin(client, size=3)
    Hold.objects.update(expires_at=in_days(-1))
    assert "You are signed up" in page(send(client, form))
    assert selectors.tally(summit) == Tally(10, 3, 0, 0, 0)


def test_when_others_took_the_places_what_was_typed_stays_and_one_can_wait(
    client: Client, agency: Organization
) -> None:
    small = gathering_of(agency, "summit", seats=2)
    form = begin(client, size=2)
    Hold.objects.update(expires_at=in_days(-1))
    sign_up(small, "Ben", contact="ben@example.org")
    refused = send(client, form, needs_words_1="A chair by the door")
    assert refused.status_code == 409
    kept = page(refused)
    assert "A chair by the door" in kept
    assert "Join the waitlist" in kept
    shown = page(send(client, kept, line="1", together="no"))
    assert "There is a place for you" in shown  # one of the two is free, and they come apart


def test_a_form_with_a_mistake_keeps_what_was_typed(client: Client, summit: Gathering) -> None:
    refused = send(client, begin(client), contact="nobody", needs_words_1="Sit near the door")
    assert refused.status_code == 422
    assert "Sit near the door" in page(refused)


def test_one_visit_holds_places_once(client: Client, summit: Gathering) -> None:
    begin(client, size=6)
    begin(client, size=2)
    assert selectors.tally(summit).held == 2


def test_five_who_hold_all_they_can_leave_half_of_the_places_and_for_five_minutes(
    agency: Organization,
) -> None:
    clinic = gathering_of(agency, "clinic", seats=50)
    for number in range(5):
        visitor = Client(REMOTE_ADDR=f"10.0.0.{number}")
        assert visitor.post("/gatherings/clinic/hold/", {"size": 10}).status_code == 422
        begin(visitor, "clinic", size=6)
        begin(visitor, "clinic", size=6)
    assert selectors.tally(clinic).held <= 25
    assert "You are signed up" in page(send(Client(), begin(Client(), "clinic", size=6), "clinic"))
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=True):
        put_back_what_ran_out()
        assert selectors.tally(clinic) == Tally(50, 6, 0, 0, 0)


def test_without_cookies_one_signs_up_all_the_same(summit: Gathering) -> None:
    form = page(Client().get("/gatherings/summit/register/?size=2"))
    assert "You are signed up" in page(send(Client(), form))


def test_the_address_alone_asks_how_many_come(client: Client, summit: Gathering) -> None:
    assert "How many people are coming" in page(client.get("/gatherings/summit/register/"))


def test_before_sign_up_opens_the_page_says_when(client: Client, agency: Organization) -> None:
    gathering_of(agency, "later", opens_at=in_days(1))
    assert "You can sign up from" in page(client.get("/gatherings/later/"))
    assert "You can sign up from" in page(client.get("/gatherings/later/register/?size=1"))


def test_a_stranger_with_somebody_else_s_number_sees_the_same_page(client: Client, summit: Gathering) -> None:
    sign_up(summit)
    shown = page(send(client, begin(client), name_1="Somebody Else"))
    assert "You are signed up" in shown
    assert "Ana Reyes" not in shown
    assert selectors.tally(summit) == Tally(10, 1, 0, 0, 0)


def test_how_to_join_stands_on_the_page_that_is_opened_from_our_message(
    client: Client, agency: Organization
) -> None:
    web = gathering_of(
        agency, "web", way="online", online_url="https://meet.example.org/x", dial_in="910-555-0100"
    )
    paper = add_material(
        by=STAGE,
        gathering=web,
        paper=Paper(words("To read"), "en", url="https://example.org/p", is_public=False),
    )
    assert "meet.example.org" not in page(client.get("/gatherings/web/"))
    assert "meet.example.org" not in begin(client, "web")
    mine = page(send(client, begin(client, "web"), "web"))
    assert "Open this page from the message" in mine
    stranger = page(send(Client(), begin(Client(), "web"), "web"))
    for shown in (mine, stranger):
        assert "meet.example.org" not in shown
        assert "910-555-0100" not in shown
        assert str(paper.url) not in shown
    work_off()
    [link] = {address for text in letters() for address in re.findall(r"/track/\S+", text)}
    shown = page(client.get(link, follow=True))  # type: ignore[arg-type]
    for told in ("https://meet.example.org/x", "910-555-0100", str(paper.url)):
        assert told in shown


def test_what_a_stranger_sees_of_a_known_contact_is_what_anybody_sees(
    client: Client, agency: Organization
) -> None:
    small = gathering_of(agency, "small", seats=2)
    sign_up(small)
    fresh = page(send(client, begin(client, "small"), "small", name_1="Eve", contact="eve@example.org"))
    own_one = Registration.objects.get(who=Registration.objects.latest("created_at").who)
    cancel_registration(by=Actor.receipt(own_one.receipt_id), registration=own_one)
    known = page(send(client, begin(client, "small"), "small", name_1="Eve"))
    assert without_what_is_ones_own(known) == without_what_is_ones_own(fresh)


def without_what_is_ones_own(shown: str) -> str:
    """Without code, key, contact and time of a page."""
    main = shown[shown.index("<main") :]
    main = re.sub(
        r"/track/[^/]+/|We will write to you here: .*?<span|[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}", "", main
    )
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|datetime="[^"]+"', "", main)


def test_one_changes_and_cancels_on_ones_own_page(client: Client, summit: Gathering) -> None:
    done = sign_up(summit, "Ana Reyes", "Rosa Luz")
    own = f"/track/{done.opened.token}/gathering/"
    form = page(client.get(f"{own}change/"))
    assert "Rosa Luz" in form
    client.post(f"{own}change/", {"needs_1": ["ride"], "language": "es"})
    assert selectors.tally(summit).confirmed == 1
    assert "A ride there and back" in page(client.get(own))
    shown = page(client.post(f"{own}cancel/", follow=True))  # type: ignore[arg-type]
    assert "You are no longer signed up" in shown
    assert selectors.tally(summit) == Tally(10, 0, 0, 0, 1)
    left_open = page(client.post(f"{own}change/", {"language": "es"}, follow=True))  # type: ignore[arg-type]
    assert "Please look again" in left_open
    assert "You are no longer signed up" in left_open


def test_when_it_is_over_nobody_is_asked_whether_they_cannot_come(client: Client, summit: Gathering) -> None:
    own = f"/track/{sign_up(summit).opened.token}/gathering/"
    assert "Can you not come?" in page(client.get(own))
    Gathering.objects.update(starts_at=in_days(-2), ends_at=in_days(-1))
    over = page(client.get(own))
    assert "You are signed up" in over
    for late in ("Can you not come?", "Cancel my sign-up", "Put it in my calendar", "change/"):
        assert late not in over


def test_the_code_opens_the_page_too(client: Client, summit: Gathering) -> None:
    done = sign_up(summit)
    shown = page(client.post("/track/", {"code": done.opened.code}, follow=True))  # type: ignore[arg-type]
    assert "You are signed up" in shown


def test_two_readers_of_calendars_agree_about_one_s_own_file(client: Client, summit: Gathering) -> None:
    done = sign_up(summit)
    answer = client.get(f"/track/{done.opened.token}/gathering/calendar.ics")
    text = answer.content.decode()
    ours = Calendar.from_ical(text).walk("VEVENT")[0]
    theirs = vobject.readOne(text).vevent
    assert (ours.start, ours.end) == (theirs.dtstart.value, theirs.dtend.value)
    assert str(ours["summary"]) == theirs.summary.value == "Gathering summit"
    assert "METHOD:PUBLISH" in text
    assert "ATTENDEE" not in text
