"""A council meets: notice by the clock of the law, quorum by its own rule, minutes for everybody."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.localized import LocalizedText
from longtable.councils.models import Attendance, Council
from longtable.councils.notices import APPLICATION
from longtable.councils.tests.stage import council_of, sit
from longtable.gatherings import actions
from longtable.gatherings.actions.keeping import About
from longtable.gatherings.actions.meetings import NotYet, Terms
from longtable.gatherings.actions.moving import WhenAndWhere
from longtable.gatherings.jobs.changes import look_for_minutes
from longtable.gatherings.models import Gathering, Meeting
from longtable.gatherings.selectors.staff import gathering_for
from longtable.gatherings.tests.stage import drafted, in_days, page, session_plan, words, work_off
from longtable.gatherings.work import INVITING, MINUTES, NOTICE
from longtable.messaging.models import Message
from longtable.people.actions import leave_contact
from longtable.places.models import Area
from longtable.worklists.models import WorkItem
from tests.cast import OrganizationFactory, actor, signed_in


@pytest.fixture
def council(agency: Organization) -> Council:
    """Five seats, four of them held; more than half of all seats must be there."""
    made = council_of(
        agency, "families", seats=5, quorum=Council.Quorum.MAJORITY_OF_ALL, is_open_meeting=True
    )
    for seat in made.seats.filter(number__lte=4):
        sit(seat, name=f"Member {seat.number}")
    return made


@pytest.fixture
def meets(agency: Organization, council: Council, settings: Any) -> Gathering:
    """Its meeting in ten days, online too, not public yet; in a state whose law is known."""
    settings.STATE = "nc"
    starts = in_days(10)
    return drafted(
        agency,
        "families-2027-01",
        kind=Gathering.Kind.MEETING,
        council=council,
        way=Gathering.Way.BOTH,
        online_url="https://meet.example/families",
        starts_at=starts,
        sessions=[session_plan("meeting", seats=None, starts_at=starts)],
    )


def ready(meets: Gathering, by: Actor, **also: Any) -> Gathering:
    """Public, with something to give notice of."""
    hours, law = meets.meeting.notice_hours, meets.meeting.notice_law
    terms = {"agenda": words("We vote on rides."), "notice_hours": hours, "notice_law": law, **also}
    actions.set_terms(by=by, gathering=meets, terms=Terms(**terms))
    return actions.publish_gathering(by=by, gathering=meets)


def over(meets: Gathering) -> Gathering:
    """It was yesterday."""
    Gathering.objects.filter(pk=meets.pk).update(starts_at=in_days(-1), ends_at=in_days(-0.9))
    return Gathering.objects.select_related("council", "meeting", "organization").get(pk=meets.pk)


def test_the_law_comes_from_the_states_pack_and_stands_on_the_list(meets: Gathering) -> None:
    assert (meets.meeting.notice_hours, meets.meeting.is_open) == (48, True)
    item = WorkItem.objects.open().get(kind=NOTICE)
    assert item.due_at == meets.starts_at - timedelta(hours=48)


def test_without_a_pack_no_law_is_invented(agency: Organization, council: Council, settings: Any) -> None:
    settings.STATE = ""
    draft = drafted(agency, kind=Gathering.Kind.MEETING, council=council)
    assert (draft.meeting.notice_hours, draft.meeting.notice_due_at) == (None, None)
    assert not WorkItem.objects.filter(kind=NOTICE).exists()


def test_notice_stands_from_the_moment_it_is_posted(
    client: Client, meets: Gathering, council: Council, faye: User
) -> None:
    ready(meets, actor(faye))
    signed_in(client, faye).post("/convening/families-2027-01/meeting/notice/")
    meeting = Meeting.objects.get()
    assert timezone.now() - meeting.notice_posted_at < timedelta(minutes=1)
    assert not meeting.is_notice_late
    assert not WorkItem.objects.open().filter(kind=NOTICE).exists()
    assert "notice posted" in page(Client().get("/get-involved/families/"))


def test_notice_that_came_too_late_is_shown_as_late(meets: Gathering, faye: User) -> None:
    by = actor(faye)
    ready(meets, by, notice_hours=24 * 30)
    posted = actions.post_notice(by=by, gathering=meets)
    assert posted.is_notice_late
    assert "notice came late" in page(Client().get("/get-involved/families/"))


def test_notice_says_what_will_be_decided(meets: Gathering, faye: User) -> None:
    by = actor(faye)
    with pytest.raises(NotYet, match="public"):
        actions.post_notice(by=by, gathering=meets)
    actions.publish_gathering(by=by, gathering=meets)
    with pytest.raises(NotYet, match="agenda"):
        actions.post_notice(by=by, gathering=meets)


def test_a_meeting_that_is_moved_has_notice_from_then_on(meets: Gathering, faye: User) -> None:
    by = actor(faye)
    ready(meets, by)
    actions.post_notice(by=by, gathering=meets)
    Meeting.objects.update(notice_posted_at=in_days(-3))
    gathering = gathering_for(by, meets.slug)
    sooner = WhenAndWhere(
        in_days(1), in_days(1.1), gathering.way, venue=gathering.venue, online_url=gathering.online_url
    )
    actions.move_gathering(by=by, gathering=gathering, to=sooner)
    meeting = Meeting.objects.select_related("gathering").get()
    assert timezone.now() - meeting.notice_posted_at < timedelta(minutes=1)
    assert meeting.is_notice_late


def test_behind_closed_doors_needs_a_law(client: Client, meets: Gathering, faye: User) -> None:
    form = {"agenda_en": "x", "agenda_es": "x", "is_open": "", "notice_hours": "48"}
    address = "/convening/families-2027-01/meeting/terms/"
    assert signed_in(client, faye).post(address, form).status_code == 422
    assert client.post(address, form | {"closed_ground": "G.S. 143-318.11(a)(1)"}).status_code == 302


def test_the_link_of_an_open_meeting_is_for_everybody(meets: Gathering, faye: User) -> None:
    ready(meets, actor(faye))
    assert "https://meet.example/families" in page(Client().get("/gatherings/families-2027-01/"))


def test_the_link_of_a_closed_meeting_is_not(meets: Gathering, faye: User) -> None:
    ready(meets, actor(faye), is_open=False, closed_ground="G.S. 143-318.11(a)(1)")
    assert "https://meet.example/families" not in page(Client().get("/gatherings/families-2027-01/"))


def test_a_member_is_reached_where_they_agreed_though_they_left_another_contact_since(
    meets: Gathering, council: Council, faye: User
) -> None:
    person = council.seats.get(number=1).terms.get().person
    for value, topic in (("rosa@example.org", APPLICATION), ("rosa@other.example", "seats")):
        point = leave_contact(by=Actor.visitor(), value=value, language="es", area=None, topics=(topic,))
        type(point).objects.filter(pk=point.pk).update(person=person)
    ready(meets, actor(faye))
    assert actions.invite_members(by=actor(faye), gathering=meets) == 1
    message = Message.objects.get(notice="gatherings.member_invited")
    assert message.contact
    assert message.contact.value == "rosa@example.org"


def test_members_get_the_agenda_and_who_cannot_is_put_on_a_list(
    meets: Gathering, council: Council, faye: User
) -> None:
    term = council.seats.get(number=1).terms.get()
    point = leave_contact(
        by=Actor.visitor(), value="rosa@example.org", language="es", area=None, topics=(APPLICATION,)
    )
    type(point).objects.filter(pk=point.pk).update(person=term.person)
    ready(meets, actor(faye))
    assert actions.invite_members(by=actor(faye), gathering=meets) == 1
    message = Message.objects.get(notice="gatherings.member_invited")
    assert "We vote on rides. (es)" in message.body
    assert "https://meet.example/families" in message.body
    assert icalendar.Calendar.from_ical(message.calendar)["METHOD"] == "REQUEST"
    assert "3 members" in WorkItem.objects.open().get(kind=INVITING).detail.show("en").text
    actions.call_off(by=actor(faye), gathering=meets, why=words("Snow"))
    work_off()
    assert "CANCEL" in Message.objects.get(notice="gatherings.member_called_off").calendar


def test_who_came_is_in_the_councils_book_and_its_rule_says_whether_it_could_decide(
    meets: Gathering, council: Council, faye: User
) -> None:
    by = actor(faye)
    ready(meets, by)
    gathering = over(meets)
    terms = [seat.terms.get() for seat in council.seats.filter(number__lte=4)]
    states = dict.fromkeys(terms[:2], "present") | {terms[2]: "excused"}
    meeting = actions.note_presence(by=by, gathering=gathering, states=states)
    assert (meeting.members_present, meeting.quorum_needed) == (2, 3)
    assert Attendance.objects.filter(state="present").count() == 2
    meeting = actions.note_presence(by=by, gathering=gathering, states={terms[2]: "present", **states})
    assert (meeting.members_present, Attendance.objects.count()) == (2, 3)


def test_nobody_came_before_the_day(meets: Gathering, faye: User) -> None:
    with pytest.raises(NotYet):
        actions.note_presence(by=actor(faye), gathering=meets, states={})


def test_minutes_are_asked_for_and_say_whether_the_council_approved_them(
    client: Client, meets: Gathering, faye: User
) -> None:
    by = actor(faye)
    ready(meets, by)
    gathering = over(meets)
    look_for_minutes()
    look_for_minutes()
    assert WorkItem.objects.open().filter(kind=MINUTES).count() == 1
    text = LocalizedText.of(en="Rides were approved.", es="Se aprobó el transporte.")
    actions.write_minutes(by=by, gathering=gathering, minutes=text)
    public = "/gatherings/families-2027-01/"
    assert "Rides were approved" not in page(client.get(public))
    actions.publish_minutes(by=by, gathering=gathering)
    assert not WorkItem.objects.open().filter(kind=MINUTES).exists()
    assert "has not approved it yet" in page(client.get(public))
    actions.write_minutes(by=by, gathering=gathering, minutes=text, approved_on=date(2026, 1, 5))
    assert "Approved by the council on" in page(client.get(public))


def test_the_signed_minutes_are_a_pdf_for_everybody_once_published(
    client: Client, meets: Gathering, faye: User
) -> None:
    ready(meets, actor(faye))
    over(meets)
    file = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7 signed", content_type="application/pdf")
    signed_in(client, faye).post("/convening/families-2027-01/meeting/minutes/", {"file": file})
    assert Client().get("/gatherings/families-2027-01/minutes/").status_code == 404
    client.post("/convening/families-2027-01/meeting/minutes/publish/")
    answer = Client().get("/gatherings/families-2027-01/minutes/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 signed"


def test_only_who_keeps_a_council_calls_its_meeting(regina: User, agency: Organization, cedar: Area) -> None:
    """Regina works in the east; the council sits in Cedar, in the west."""
    council = council_of(OrganizationFactory(), "west")
    council.areas.add(cedar)
    east = drafted(OrganizationFactory(), "east", *Area.objects.filter(name="Alder"))
    about = About(east.title, east.summary, east.kind, areas=list(east.areas.all()))
    assert actions.edit_gathering(by=actor(regina), gathering=east, about=replace(about, topics=["food"]))
    with pytest.raises(Denied):
        actions.edit_gathering(by=actor(regina), gathering=east, about=replace(about, council=council))
