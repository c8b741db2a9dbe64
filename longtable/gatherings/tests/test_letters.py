"""Whoever signed up is written to in their language: once, the day before, and only what is theirs."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor
from longtable.gatherings import selectors
from longtable.gatherings.actions import cancel_registration, invite, withdraw_invitation
from longtable.gatherings.jobs.registering import remind_of_tomorrow, tell_what_came_of_it
from longtable.gatherings.models import Gathering, Invitation, Registration
from longtable.gatherings.tests.stage import (
    STAGE,
    gathering_of,
    in_days,
    letters,
    page,
    session_plan,
    sign_up,
    work_off,
)
from longtable.messaging.models import Message

pytestmark = pytest.mark.django_db


class NoLease:
    """A worker that nobody waits for."""

    def renew(self, **_: object) -> None:
        """Go on."""


def test_the_calendar_takes_the_entry_and_takes_it_out_again(summit: Gathering) -> None:
    mine = sign_up(summit, contact="ana@example.org").registration
    work_off()
    cancel_registration(by=Actor.receipt(mine.receipt_id), registration=mine)
    work_off()
    first, second = Message.objects.order_by("created_at")
    assert "METHOD:REQUEST" in first.calendar
    assert "METHOD:CANCEL" in second.calendar
    assert "https://" not in first.calendar.partition("URL")[0]


def test_they_are_reminded_the_day_before_in_their_language_and_once(summit: Gathering) -> None:
    sign_up(summit, language="es")
    sign_up(summit, contact="ben@example.org")
    with time_machine.travel(summit.starts_at - timedelta(hours=20), tick=True):
        for _ in range(2):
            remind_of_tomorrow(NoLease())  # type: ignore[arg-type]
    assert sorted(text[:12] for text in letters()) == ["Recordatorio", "We look forw"]


def test_nobody_is_reminded_who_does_not_want_it_or_cancelled(summit: Gathering) -> None:
    sign_up(summit)
    Registration.objects.update(wants_reminder=False)
    with time_machine.travel(summit.starts_at - timedelta(hours=20), tick=True):
        remind_of_tomorrow(NoLease())  # type: ignore[arg-type]
    assert letters() == []


def test_an_invitation_is_good_for_one_and_once(agency: Organization, client: Client, faye: User) -> None:
    table = gathering_of(agency, "table", by_invitation=True)
    assert client.get("/gatherings/table/").status_code == 404
    assert client.get("/gatherings/table/register/").status_code == 404
    invited = invite(by=STAGE, gathering=table, name="Luis", contact="luis@example.org", language="en")
    link = next(word for word in letters()[0].split() if "/invitation/gathering/" in word)
    path = "/" + link.split("/", 3)[3]
    form = page(client.get(path))
    assert "Luis" in form
    key = form.partition('name="form_key" value="')[2][:36]
    fields = {"form_key": key, "name_1": "Luis", "language": "en", "size": "1"}
    assert "You are signed up" in page(client.post(path, fields, follow=True))  # type: ignore[arg-type]
    invited.refresh_from_db()
    assert invited.registration is not None
    assert "You are signed up" in page(client.get(path, follow=True))  # type: ignore[arg-type]
    assert Registration.objects.count() == 1


def test_an_invitation_that_was_taken_back_opens_nothing(agency: Organization, client: Client) -> None:
    table = gathering_of(agency, "table", by_invitation=True)
    invite(by=STAGE, gathering=table, name="Luis", contact="luis@example.org", language="en")
    link = next(word for word in letters()[0].split() if "/invitation/gathering/" in word)
    withdraw_invitation(by=STAGE, invitation=Invitation.objects.get())
    assert client.get("/" + link.split("/", 3)[3]).status_code == 404


def test_a_letter_is_written_once_however_often_the_queue_asks(summit: Gathering) -> None:
    mine = sign_up(summit).registration
    for _ in range(2):  # a worker was killed before it could say that it is done
        tell_what_came_of_it(registration_id=str(mine.pk))
    assert len(letters()) == 1


def test_the_invited_say_how_many_come_and_to_what_and_then_ask_there(
    agency: Organization, client: Client
) -> None:
    starts = in_days(0.5)
    parts = [session_plan(slug, starts_at=starts) for slug in ("morning", "evening")]
    gathering_of(agency, "table", by_invitation=True, sessions=parts, starts_at=starts)
    table = Gathering.objects.get()
    invite(by=STAGE, gathering=table, name="Luis", contact="luis@example.org", language="en", party_limit=3)
    link = next(word for word in letters()[0].split() if "/invitation/gathering/" in word)
    path = "/" + link.split("/", 3)[3]
    first = page(client.get(path))
    assert '<option value="3">' in first
    assert '<option value="4">' not in first
    assert "Session evening" in first
    assert client.get(path, {"size": 4, "session": "evening"}).status_code == 422
    chosen = {"size": 2, "session": ["morning", "evening"]}
    form = page(client.get(path, chosen))
    assert "name_2" in form
    key = form.partition('name="form_key" value="')[2][:36]
    typed = {**chosen, "form_key": key, "name_1": "Luis", "language": "en"}
    assert "You are signed up" in page(client.post(path, typed, follow=True))  # type: ignore[arg-type]
    assert selectors.tally(table).confirmed == 4

    for address in ("", "questions/"):
        assert client.get(f"/gatherings/table/{address}").status_code == 200
        assert Client().get(f"/gatherings/table/{address}").status_code == 404
    assert client.get("/gatherings/table/register/").status_code == 404
    mine = Registration.objects.get()
    cancel_registration(by=Actor.receipt(mine.receipt_id), registration=mine)
    assert client.get("/gatherings/table/questions/").status_code == 404
