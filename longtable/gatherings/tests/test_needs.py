"""What people need is gathered into assignments; each person hears once of every change."""

from typing import Any

import pytest
from django.test import Client

from longtable.accounts.models import User
from longtable.core.access import Actor, Denied
from longtable.core.states import IllegalMove
from longtable.gatherings.actions import call_off, cancel_registration
from longtable.gatherings.actions.assignments import Job, edit_assignment, gather_needs, move_assignment
from longtable.gatherings.actions.registering import Registered
from longtable.gatherings.jobs.assignments import tell_providers
from longtable.gatherings.models import Assignment, Gathering, NeedMet
from longtable.gatherings.need_work import AGAIN, CALLING
from longtable.gatherings.parties import Guest
from longtable.gatherings.selectors.needs import needs_of
from longtable.gatherings.tests.live_stage import letters
from longtable.gatherings.tests.stage import STAGE, page, sign_up, words, work_off
from longtable.messaging.models import Message
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client, ben: User) -> Client:
    """Ben, who sees to it."""
    return signed_in(client, ben)


@pytest.fixture
def ana(summit: Gathering) -> Registered:
    """Ana needs a Spanish interpreter; her mother too, and a ride."""
    return sign_up(
        summit,
        Guest("Ana Reyes", interpreter="es"),
        Guest("Rosa Luz", interpreter="es", needs=["ride"], needs_words="I walk with a cane"),
        language="es",
    )


@pytest.fixture
def wade(summit: Gathering) -> Registered:
    """Wade needs the same interpreter, and papers in large print."""
    wade = Guest("Wade", interpreter="es", needs=["large_print"])
    return sign_up(summit, wade, contact="wade@example.org")


def gathered(summit: Gathering, by: User, need: str = "interpreter") -> Assignment:
    """Everybody of one need in one assignment."""
    wanted = next(each for each in needs_of(summit).wanted if each.need == need)
    return gather_needs(
        by=actor(by),
        gathering=summit,
        need=need,
        language=wanted.language,
        session=wanted.session,
        attendees=wanted.people,
    )


def test_the_page_says_who_needs_what_and_one_press_makes_one_assignment(
    staff: Client, summit: Gathering, ana: Registered, wade: Registered
) -> None:
    shown = page(staff.get("/convening/summit/needs/"))
    assert "An interpreter, free of charge: Spanish" in shown
    assert "A ride there and back" in shown
    assert "Papers in large print: 1" in shown
    assert "I walk with a cane" in shown
    people = [attendee.pk for attendee in needs_of(summit).wanted[0].people]
    assert len(people) == 3
    fields: dict[str, Any] = {"need": "interpreter", "language": "es", "person": people}
    after = page(staff.post("/convening/summit/needs/gather/", fields, follow=True))
    assert "to be found" in after
    staff.post("/convening/summit/needs/gather/", fields)  # a second click
    made = Assignment.objects.get()
    assert (made.need, made.language, made.people.count()) == ("interpreter", "es", 3)
    assert [each.need for each in needs_of(summit).wanted] == ["ride"]


def test_everybody_concerned_hears_once_in_their_language(
    summit: Gathering, ben: User, ana: Registered, wade: Registered
) -> None:
    letters()
    Message.objects.all().delete()
    job = gathered(summit, ben)
    edit_assignment(
        by=actor(ben), assignment=job, job=Job("Luz Interpreters", words=words("At the door: Luz."))
    )
    move_assignment(by=actor(ben), assignment=job, to="asked")
    assert letters() == []
    move_assignment(by=actor(ben), assignment=job, to="confirmed")
    told = letters("gatherings.need_confirmed")
    assert sorted((each.language, "Luz" in each.body) for each in told) == [
        ("en", True),
        ("es", True),
        ("es", True),
    ]
    assert len(letters()) == 3


def test_who_joins_what_is_confirmed_hears_of_it_and_the_others_do_not_again(
    summit: Gathering, ben: User, ana: Registered
) -> None:
    job = gathered(summit, ben)
    move_assignment(by=actor(ben), assignment=job, to="confirmed")
    assert len(letters("gatherings.need_confirmed")) == 2
    sign_up(summit, Guest("Wade", interpreter="es"), contact="wade@example.org")
    wanted = needs_of(summit).wanted[0]
    assert wanted.others == [job]
    gather_needs(
        by=actor(ben),
        gathering=summit,
        need="interpreter",
        language="es",
        session=None,
        attendees=wanted.people,
        into=job,
    )
    assert len(letters("gatherings.need_confirmed")) == 3


def test_somebody_whose_need_cannot_be_met_is_told_and_called(
    staff: Client, summit: Gathering, ben: User, ana: Registered
) -> None:
    job = gathered(summit, ben, "ride")
    move_assignment(by=actor(ben), assignment=job, to="not_possible")
    assert len(letters("gatherings.need_not_possible")) == 1
    item = WorkItem.objects.get(kind=CALLING)
    assert item.url == f"/convening/summit/needs/{job.pk}/"
    met = NeedMet.objects.get(assignment=job)
    assert "I called them" in page(staff.get(item.url))
    staff.post(f"{item.url}{met.pk}/", {"reached": "1"})
    assert not WorkItem.objects.open().filter(kind=CALLING).exists()


def test_what_falls_through_is_told_too_and_what_was_never_promised_is_not(
    summit: Gathering, ben: User, ana: Registered
) -> None:
    ride, interpreter = gathered(summit, ben, "ride"), gathered(summit, ben)
    move_assignment(by=actor(ben), assignment=interpreter, to="dropped")
    move_assignment(by=actor(ben), assignment=ride, to="confirmed")
    letters()
    move_assignment(by=actor(ben), assignment=ride, to="wanted")
    notices = [each.notice for each in letters() if "need" in each.notice]
    assert notices == ["gatherings.need_confirmed", "gatherings.need_again"]
    with pytest.raises(IllegalMove):
        move_assignment(by=actor(ben), assignment=ride, to="done")


def test_a_change_that_is_overtaken_is_told_once(summit: Gathering, ben: User, ana: Registered) -> None:
    ride = gathered(summit, ben, "ride")
    for state in ("asked", "confirmed", "wanted", "confirmed"):
        move_assignment(by=actor(ben), assignment=ride, to=state)
    assert len(letters("gatherings.need_confirmed")) == 1


def test_who_signed_up_reads_on_their_page_how_it_stands(
    client: Client, summit: Gathering, ben: User, ana: Registered
) -> None:
    ride = gathered(summit, ben, "ride")
    own = f"{ana.opened.path}gathering/"
    assert "we are looking for somebody" in page(client.get(own))
    edit_assignment(by=actor(ben), assignment=ride, job=Job("Van", words=words("We come at nine.")))
    move_assignment(by=actor(ben), assignment=ride, to="confirmed")
    shown = page(client.get(own))
    assert "We come at nine." in shown
    assert ">Van<" not in shown


def test_who_cancels_needs_nothing_and_hears_nothing(summit: Gathering, ben: User, ana: Registered) -> None:
    ride = gathered(summit, ben, "ride")
    cancel_registration(by=Actor.receipt(ana.registration.receipt_id), registration=ana.registration)
    move_assignment(by=actor(ben), assignment=ride, to="confirmed")
    work_off()
    assert not letters("gatherings.need_confirmed")
    assert needs_of(summit).wanted == []


def test_whoever_interprets_or_drives_hears_of_a_change_from_a_person(
    summit: Gathering, ben: User, ana: Registered
) -> None:
    ride = gathered(summit, ben, "ride")
    call_off(by=STAGE, gathering=summit, why=words("Snow"))
    work_off()
    assert not WorkItem.objects.filter(kind=AGAIN).exists(), "nobody was asked yet"
    Assignment.objects.filter(pk=ride.pk).update(state="asked")
    tell_providers(str(summit.pk), summit.calendar_sequence, None)  # type: ignore[arg-type]
    tell_providers(str(summit.pk), summit.calendar_sequence, None)  # type: ignore[arg-type]
    assert WorkItem.objects.get(kind=AGAIN).url == "/convening/summit/needs/"


def test_staff_see_who_does_not_ask_for_it_any_more(
    staff: Client, summit: Gathering, ben: User, ana: Registered
) -> None:
    ride = gathered(summit, ben, "ride")
    address = f"/convening/summit/needs/{ride.pk}/"
    assert "no longer asks for it" not in page(staff.get(address))
    ana.registration.attendees.update(needs=[])
    assert "no longer asks for it" in page(staff.get(address))


def test_nobody_of_another_gathering_is_gathered_in(
    staff: Client, summit: Gathering, ben: User, ana: Registered, elsewhere: Gathering
) -> None:
    other = sign_up(elsewhere, Guest("Wade", needs=["ride"]), contact="wade@example.org").registration
    people = list(other.attendees.all())
    with pytest.raises(Denied):
        gather_needs(
            by=actor(ben), gathering=summit, need="ride", language="", session=None, attendees=people
        )
