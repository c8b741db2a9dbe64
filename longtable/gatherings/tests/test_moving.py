"""A gathering is moved or called off: calendars follow, and everybody is told once, in their language."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.gatherings import actions
from longtable.gatherings.actions.gatherings import SessionPlan
from longtable.gatherings.actions.moving import WhenAndWhere
from longtable.gatherings.actions.seating import Line
from longtable.gatherings.clock import NoSuchTime, TwiceThatDay, local, shifted
from longtable.gatherings.models import Gathering, Session
from longtable.gatherings.tests.stage import (
    drafted,
    gathering_of,
    page,
    session_of,
    session_plan,
    sign_up,
    words,
    work_off,
)
from longtable.gatherings.work import PHONING
from longtable.messaging.models import Message
from longtable.people.models import Consent
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in


def later(gathering: Gathering, **by: int) -> WhenAndWhere:
    """The same place, at another time."""
    further = timedelta(**by)
    return WhenAndWhere(
        starts_at=gathering.starts_at + further,
        ends_at=gathering.ends_at + further,
        way=gathering.way,
        venue=gathering.venue,
        online_url=gathering.online_url,
        dial_in=gathering.dial_in,
    )


def told(notice: str) -> list[Message]:
    """Messages of one kind, the first first."""
    return list(Message.objects.filter(notice=f"gatherings.{notice}").order_by("created_at"))


def test_everybody_is_told_once_in_their_language_with_a_moved_entry(summit: Gathering, faye: User) -> None:
    sign_up(summit, contact="ana@example.org", language="es")
    sign_up(summit, contact="luis@example.org", language="en")
    work_off()
    summit.refresh_from_db()
    actions.move_gathering(by=actor(faye), gathering=summit, to=later(summit, days=7))
    work_off()
    work_off()
    messages = told("moved")
    assert [message.language for message in messages] == ["es", "en"]
    assert "Cambió la hora o el lugar" in messages[0].subject
    entry = icalendar.Calendar.from_ical(messages[0].calendar).walk("VEVENT")[0]
    assert (entry["SEQUENCE"], entry.decoded("DTSTART")) == (1, summit.starts_at.replace(microsecond=0))


def test_what_stays_as_it_was_is_told_to_nobody(summit: Gathering, faye: User) -> None:
    sign_up(summit, contact="ana@example.org")
    summit.refresh_from_db()
    actions.move_gathering(by=actor(faye), gathering=summit, to=later(summit))
    work_off()
    assert not told("moved")
    assert Gathering.objects.get().calendar_sequence == 0


def test_nobody_is_sent_to_a_place_that_is_not_said(client: Client, summit: Gathering, faye: User) -> None:
    day = timezone.localdate() + timedelta(days=9)
    form = {"day": day.isoformat(), "begins": "10:00", "ends": "12:00", "way": "in_person"}
    answer = signed_in(client, faye).post("/convening/summit/move/", form)
    assert answer.status_code == 422
    assert "Say where it is" in page(answer)
    form |= {"day": "2026-01-05", "venue_en": "Library", "venue_es": "Biblioteca"}
    assert "Choose today or a later day" in page(client.post("/convening/summit/move/", form))
    assert Gathering.objects.get().calendar_sequence == 0


def test_what_was_called_off_meanwhile_is_not_moved(client: Client, summit: Gathering, faye: User) -> None:
    day = timezone.localdate() + timedelta(days=9)
    form = {"day": day.isoformat(), "begins": "10:00", "ends": "12:00", "way": "in_person"}
    form |= {"venue_en": "Library", "venue_es": "Biblioteca"}
    actions.call_off(by=actor(faye), gathering=summit, why=words("Snow."))
    answer = signed_in(client, faye).post("/convening/summit/move/", form)
    assert answer.status_code == 422
    assert "was called off" in page(answer)


def test_a_draft_is_moved_in_silence(agency: Organization, faye: User) -> None:
    draft = drafted(agency)
    actions.move_gathering(by=actor(faye), gathering=draft, to=later(draft, days=1))
    work_off()
    assert (draft.calendar_sequence, told("moved")) == (0, [])


def test_moved_twice_in_a_row_people_hear_of_the_last(summit: Gathering, faye: User) -> None:
    sign_up(summit, contact="ana@example.org")
    work_off()
    for _ in range(2):
        summit.refresh_from_db()
        actions.move_gathering(by=actor(faye), gathering=summit, to=later(summit, days=1))
    work_off()
    assert len(told("moved")) == 1


def test_the_agenda_moves_along_and_sign_up_stays_open_until_it_begins(summit: Gathering, faye: User) -> None:
    summit.refresh_from_db()
    before = session_of(summit)
    moved = actions.move_gathering(by=actor(faye), gathering=summit, to=later(summit, days=14))
    after = session_of(moved)
    days = timezone.localtime(after.starts_at).date() - timezone.localtime(before.starts_at).date()
    assert days == timedelta(days=14)
    assert after.pool.closes_at == after.starts_at


def test_who_takes_no_messages_is_phoned_by_a_person(client: Client, summit: Gathering, faye: User) -> None:
    made = sign_up(summit, "Luis Reyes", contact="910-555-0142").registration
    work_off()
    Consent.objects.filter(contact_point=made.contact).update(withdrawn_at=timezone.now())
    summit.refresh_from_db()
    actions.move_gathering(by=actor(faye), gathering=summit, to=later(summit, days=7))
    work_off()
    assert WorkItem.objects.open().filter(kind=PHONING).count() == 1
    shown = page(signed_in(client, faye).get("/convening/summit/phone/"))
    assert "Luis Reyes" in shown
    assert "(910) 555-0142" in shown
    client.post(f"/convening/summit/phone/{made.pk}/", {"reached": "1"})
    assert not WorkItem.objects.open().filter(kind=PHONING).exists()
    assert "Nobody is left to phone" in page(client.get("/convening/summit/phone/"))


def test_called_off_calendars_take_it_out_and_nobody_can_sign_up(
    client: Client, summit: Gathering, faye: User
) -> None:
    sign_up(summit, contact="ana@example.org", language="es")
    work_off()
    form = {"why_en": "Snow.", "why_es": "Nieve."}
    assert signed_in(client, faye).post("/convening/summit/call-off/", form).status_code == 302
    work_off()
    [message] = told("called_off")
    assert "Nieve." in message.body
    calendar = icalendar.Calendar.from_ical(message.calendar)
    entry = calendar.walk("VEVENT")[0]
    assert (calendar["METHOD"], entry["STATUS"], entry["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert session_of(summit).pool.closes_at <= timezone.now()


def test_a_session_at_another_time_is_told_too(summit: Gathering, faye: User) -> None:
    sign_up(summit, contact="ana@example.org")
    work_off()
    session = session_of(summit)
    half = timedelta(minutes=30)
    plan = SessionPlan("main", words("Session main"), session.starts_at + half, session.ends_at, seats=12)
    session.gathering = Gathering.objects.get()
    actions.edit_session(by=actor(faye), session=session, plan=plan)
    work_off()
    assert len(told("moved")) == 1
    assert session_of(summit).pool.remaining == 11


def moved_session(faye: User, session: Session, **by: int) -> None:
    """It begins later."""
    session = Session.objects.select_related("gathering", "pool").get(pk=session.pk)
    plan = SessionPlan(
        session.slug, session.title, session.starts_at + timedelta(**by), session.ends_at, seats=10
    )
    actions.edit_session(by=actor(faye), session=session, plan=plan)


@pytest.fixture
def two_parts(agency: Organization) -> Gathering:
    """A morning, which is full, and an afternoon: Ana comes to the second, Luis to both, Wade waits."""
    start = local(datetime.combine(timezone.localdate() + timedelta(days=7), time(9)))
    plans = [
        session_plan("morning", seats=2, starts_at=start),
        session_plan("afternoon", starts_at=start + timedelta(hours=4)),
    ]
    day = gathering_of(
        agency, "day", sessions=plans, starts_at=start, ends_at=start + timedelta(hours=8), title=words("Day")
    )
    first, second = session_of(day, "morning"), session_of(day, "afternoon")
    sign_up(day, contact="ana@example.org", sessions=[second])
    sign_up(day, contact="luis@example.org", language="es", sessions=[first, second])
    sign_up(day, contact="full@example.org", sessions=[first])
    sign_up(day, contact="wade@example.org", sessions=[first], line=Line(waits=True))
    work_off()
    return day


def heard_of_it() -> Counter[str]:
    """How many messages of a change each got."""
    return Counter(message.contact.value.partition("@")[0] for message in told("moved") if message.contact)


def test_a_part_at_another_time_is_told_to_those_who_signed_up_for_it(
    two_parts: Gathering, faye: User
) -> None:
    moved_session(faye, session_of(two_parts, "morning"), minutes=30)
    work_off()
    work_off()
    heard = {message.contact.value: message for message in told("moved") if message.contact}
    assert sorted(heard) == ["full@example.org", "luis@example.org", "wade@example.org"]
    assert "Day: Session morning" in heard["full@example.org"].subject
    assert "9:30 a.m. to 11 a.m." in heard["full@example.org"].body
    assert "Day (es): Session morning (es)" in heard["luis@example.org"].subject


def test_two_changes_of_a_part_are_told_as_the_last_one_and_those_of_two_parts_both(
    two_parts: Gathering, faye: User
) -> None:
    moved_session(faye, session_of(two_parts, "afternoon"), minutes=15)
    moved_session(faye, session_of(two_parts, "morning"), minutes=30)
    moved_session(faye, session_of(two_parts, "afternoon"), minutes=30)
    work_off()
    heard = Counter(message.contact.value for message in told("moved") if message.contact)
    assert heard == {
        "ana@example.org": 1,
        "luis@example.org": 2,
        "full@example.org": 1,
        "wade@example.org": 1,
    }
    moved_session(faye, session_of(two_parts, "afternoon"), minutes=-45)
    work_off()
    assert len(told("moved")) == 7


def test_a_change_of_the_whole_is_told_to_everybody_whatever_else_changed(
    two_parts: Gathering, faye: User
) -> None:
    actions.move_gathering(by=actor(faye), gathering=two_parts, to=later(two_parts, days=7))
    moved_session(faye, session_of(two_parts, "morning"), minutes=30)
    work_off()
    heard = Counter(message.contact.value for message in told("moved") if message.contact)
    assert heard == {
        "ana@example.org": 1,
        "luis@example.org": 2,
        "full@example.org": 2,
        "wade@example.org": 2,
    }


def test_over_a_clock_change_the_clock_on_the_wall_decides() -> None:
    """At 10 on Saturday and at 10 on Sunday are 23 hours apart when the clock is put forward."""
    saturday = local(datetime.combine(date(2027, 3, 13), time(10)))
    assert shifted(saturday, timedelta(days=1)) - saturday == timedelta(hours=23)
    autumn = local(datetime.combine(date(2027, 11, 6), time(10)))
    assert shifted(autumn, timedelta(days=1)) - autumn == timedelta(hours=25)


@pytest.mark.parametrize(
    ("day", "refusal"), [(date(2027, 3, 14), NoSuchTime), (date(2027, 11, 7), TwiceThatDay)]
)
def test_an_hour_that_is_skipped_or_comes_twice_is_no_moment(day: date, refusal: type[Exception]) -> None:
    hour = time(2, 30) if refusal is NoSuchTime else time(1, 30)
    with pytest.raises(refusal):
        local(datetime.combine(day, hour))
