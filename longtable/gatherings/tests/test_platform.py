"""Files of Zoom, Teams and Webex: people are found among those who signed up, and nobody is added twice."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from longtable.accounts.models import Organization, User
from longtable.core.receipts import give_receipt
from longtable.core.secrets import token_hash
from longtable.gatherings.actions.platform import (
    NotUnderstood,
    bring_file,
    let_in_attendance,
    let_in_questions,
    put_aside,
    settle,
)
from longtable.gatherings.models import Attendance, Attendee, Gathering, PlatformFile, Question, Registration
from longtable.gatherings.selectors.attendance import who_came
from longtable.gatherings.selectors.platform import doubts_of, written_in
from longtable.gatherings.tests.live_stage import on_now
from longtable.gatherings.tests.stage import STAGE, page
from longtable.methods.tests import webinar_files as files
from longtable.people.actions import leave_contact
from longtable.places.models import Area
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def signed_up(
    gathering: Gathering, name: str, contact: str, *, area: Area | None = None, language: str = "en"
) -> Attendee:
    """Somebody who has a place. Written down as the machine does it, so that no place need be taken."""
    point = leave_contact(by=STAGE, value=contact, name=name, language=language, topics=("gathering",))
    registration = Registration.objects.create(
        gathering=gathering,
        contact=point,
        who=point.value_index,
        receipt=give_receipt(uuid4()).receipt,
        language=language,
        area=area,
        channel="web",
        form_key=uuid4(),
        sent_digest="x",
        state="confirmed",
    )
    return Attendee.objects.create(
        registration=registration, person=point.person, number=1, badge_hash=token_hash(str(uuid4()))
    )


@pytest.fixture
def webinar(agency: Organization, alder: Area) -> Gathering:
    """On now; Ana left her phone, Ben and Luz their e-mail, Theo his phone."""
    gathering = on_now(agency, "webinar", alder, way="online", online_url="https://example.org/join")
    for name, contact in (
        ("Ana Reyes", "+1 919 555 0142"),
        ("Ben Tall", "ben@example.org"),
        ("Luz Marín", "luz@example.org"),
        ("Theo Ward", "+1 910 555 0131"),
    ):
        signed_up(gathering, name, contact, area=alder)
    return gathering


def bring(gathering: Gathering, content: bytes | str, name: str = "report.csv") -> PlatformFile:
    raw = content if isinstance(content, bytes) else content.encode()
    return bring_file(by=STAGE, gathering=gathering, content=raw, name=name)


def told(gathering: Gathering) -> dict[str, str]:
    return {row.shown_name: row.match for row in gathering.attendance.all()}


def test_zoom_people_are_matched_by_mail_phone_and_name(webinar: Gathering) -> None:
    let_in_attendance(by=STAGE, file=bring(webinar, files.ZOOM_MEETING))
    assert told(webinar) == {
        "Faye Osei (Host)": "none",
        "Ana R. (Ana Reyes)": "sure",
        "Ben Tall (he/him)": "sure",
        "iPhone": "none",
        "1919***0142": "doubtful",
    }
    assert webinar.attendance.count() == 6  # two iPhones
    ben = webinar.attendance.get(match="sure", attendee__registration__contact__kind="email")
    assert (ben.minutes, ben.area) == (55, webinar.areas.get())


def test_a_webinar_finds_a_whole_number_and_a_name(webinar: Gathering) -> None:
    let_in_attendance(by=STAGE, file=bring(webinar, files.ZOOM_WEBINAR))
    found = told(webinar)
    assert (found["19105550131"], found["Luz Marín"], found["Call-in User_2"]) == ("sure", "sure", "phone")


@pytest.mark.parametrize("content", [files.TEAMS, files.WEBEX], ids=["teams", "webex"])
def test_files_in_utf_16_come_in(webinar: Gathering, content: bytes) -> None:
    file = let_in_attendance(by=STAGE, file=bring(webinar, content))
    assert file.tool in ("teams", "webex")
    assert webinar.attendance.filter(match="sure").count() == 1


def test_the_same_people_again_add_nobody(webinar: Gathering) -> None:
    let_in_attendance(by=STAGE, file=bring(webinar, files.ZOOM_MEETING))
    again = bring(webinar, files.ZOOM_MEETING)
    let_in_attendance(by=STAGE, file=again)
    assert PlatformFile.objects.count() == 1
    longer = files.ZOOM_MEETING.replace("06:58:00 PM,55", "07:03:00 PM,60")
    let_in_attendance(by=STAGE, file=bring(webinar, longer))
    assert webinar.attendance.count() == 6
    assert {row.shown_name: row.minutes for row in webinar.attendance.all()}["Ben Tall (he/him)"] == 60


def test_who_was_checked_in_at_the_door_is_not_counted_again(webinar: Gathering) -> None:
    attendees = Attendee.objects.select_related("person")
    ben = next(each for each in attendees if each.person and each.person.name == "Ben Tall")
    Attendance.objects.create(gathering=webinar, attendee=ben, source="door", match="sure", key="door 1")
    let_in_attendance(by=STAGE, file=bring(webinar, files.ZOOM_MEETING))
    assert webinar.attendance.filter(attendee=ben).count() == 1


def test_doubts_wait_for_a_person_who_settles_them(webinar: Gathering, faye: User) -> None:
    text = files.ZOOM_MEETING.replace("Ana R. (Ana Reyes)", "Ana R.")
    let_in_attendance(by=STAGE, file=bring(webinar, text))
    doubts = doubts_of(webinar)
    assert [row.shown_name for row in doubts] == ["Ana R.", "1919***0142"]
    visit = signed_in(Client(), faye)
    path = f"/convening/{webinar.slug}/who-came/doubts/"
    assert "Ana R." in page(visit.get(path))
    data = {"attendance": str(doubts[0].pk), "attendee": str(doubts[0].attendee_id)}
    visit.post(path, data)
    doubts[0].refresh_from_db()
    assert doubts[0].match == "sure"
    assert visit.post(path, {"attendance": "nobody"}).status_code == 302


def test_who_joined_by_computer_and_by_phone_is_one_person(webinar: Gathering) -> None:
    let_in_attendance(by=STAGE, file=bring(webinar, files.ZOOM_MEETING))
    (caller,) = doubts_of(webinar)
    settle(by=STAGE, attendance=caller, attendee=caller.attendee)
    assert caller.match == "again"
    assert who_came(webinar).people == 5


def test_a_doubt_that_is_nobody_stays_counted(webinar: Gathering) -> None:
    text = files.ZOOM_MEETING.replace("Ana R. (Ana Reyes)", "Ana R.")
    let_in_attendance(by=STAGE, file=bring(webinar, text))
    for doubt in doubts_of(webinar):
        settle(by=STAGE, attendance=doubt, attendee=None)
    found = told(webinar)
    assert (found["Ana R."], found["1919***0142"]) == ("none", "phone")
    assert who_came(webinar).people == 6


def test_questions_of_a_chat_stand_in_the_queue_once(webinar: Gathering) -> None:
    file = bring(webinar, files.ZOOM_CHAT, "chat.txt")
    lines = [(each.name, each.words, "es") for each in written_in(file) if "?" in each.words]
    for _ in range(2):
        let_in_questions(by=STAGE, file=file, lines=lines)
    question = Question.objects.get()
    assert question.text == "¿Habrá transporte a la clínica? Vivo lejos."
    assert (question.channel, question.state) == ("chat", "shown")


def test_a_transcript_is_kept_for_staff_to_read(webinar: Gathering, faye: User) -> None:
    file = bring(webinar, files.TEAMS_TRANSCRIPT, "talk.vtt")
    assert (file.kind, file.state) == ("transcript", "let_in")
    path = f"/convening/{webinar.slug}/platform/{file.pk}/"
    assert "Welcome, everybody." in page(signed_in(Client(), faye).get(path))
    assert Client().get(path).status_code in (302, 403, 404)


def test_what_is_none_of_these_is_refused(webinar: Gathering) -> None:
    with pytest.raises(NotUnderstood):
        bring(webinar, "Shopping list\nmilk\n", "list.txt")


def test_the_wrong_file_is_put_aside_and_can_come_again(webinar: Gathering) -> None:
    put_aside(by=STAGE, file=bring(webinar, files.ZOOM_MEETING))
    assert webinar.attendance.count() == 0
    assert bring(webinar, files.ZOOM_MEETING).state == "looked_at"


def test_the_page_shows_what_is_in_a_file_before_it_is_brought_in(webinar: Gathering, faye: User) -> None:
    visit = signed_in(Client(), faye)
    upload = SimpleUploadedFile("teams.csv", files.TEAMS)
    answer = visit.post(f"/convening/{webinar.slug}/platform/", {"file": upload}, follow=True)
    assert "Reyes, Ana (Unverified)" in page(answer)
    assert webinar.attendance.count() == 0
    file = PlatformFile.objects.get()
    visit.post(f"/convening/{webinar.slug}/platform/{file.pk}/let-in/")
    assert webinar.attendance.count() == 3
    assert "3 people were there" in page(visit.get(f"/convening/{webinar.slug}/who-came/"))
    upload = SimpleUploadedFile("c.txt", files.ZOOM_CHAT.encode())
    chat = visit.post(f"/convening/{webinar.slug}/platform/", {"file": upload}, follow=True)
    assert "Vivo lejos" in page(chat)
    brought = PlatformFile.objects.get(kind="chat")
    data = {"take_0": "on", "language_0": "es", "language_1": "es", "language_2": "en"}
    visit.post(f"/convening/{webinar.slug}/platform/{brought.pk}/let-in/", data)
    assert Question.objects.count() == 1
