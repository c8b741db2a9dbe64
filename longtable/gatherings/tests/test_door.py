"""At the door people are found by square, code or name, count once; who did not sign up finds room."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.ids import show_code
from longtable.core.models import AuditEntry
from longtable.gatherings.actions import cancel_registration
from longtable.gatherings.actions.door import NoRoom, NotOpenYet, WalkIn, check_in, undo_check_in, walk_in
from longtable.gatherings.actions.registering import Line
from longtable.gatherings.badges import badge_code
from longtable.gatherings.models import Attendance, Gathering
from longtable.gatherings.parties import Guest
from longtable.gatherings.selectors.door import door_of, groups_at
from longtable.gatherings.tests.live_stage import on_now, over
from longtable.gatherings.tests.stage import STAGE, gathering_of, in_days, page, sign_up
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db
SOON = 0.1
"""Days: the doors are open, and people can still sign up."""


@pytest.fixture
def staff(client: Client, ben: User) -> Client:
    """Ben, who works at the door."""
    return signed_in(client, ben)


@pytest.fixture
def tonight(agency: Organization) -> Gathering:
    """Four seats, in two hours."""
    return gathering_of(agency, "tonight", seats=4, starts_at=in_days(SOON))


def came(gathering: Gathering) -> list[tuple[str, str]]:
    """How each person who came is known."""
    return sorted(gathering.attendance.values_list("source", "match"))


def test_the_square_leads_staff_to_the_person_andnobody_else_anywhere(
    staff: Client, tonight: Gathering, eve: User
) -> None:
    made = sign_up(tonight, "Ana Reyes", "Rosa Luz").registration
    square = f"/door/{badge_code(made.form_key, 2)}/"
    shown = page(staff.get(square, follow=True))
    assert "Rosa Luz" in shown
    assert "Check in all 2" in shown
    assert tonight.attendance.count() == 0, "looking is not checking in"
    assert Client().get(square).status_code == 302
    assert signed_in(Client(), eve).get(square).status_code in (403, 404)


def test_a_code_that_is_typed_and_the_code_of_the_message_lead_there_too(
    staff: Client, tonight: Gathering
) -> None:
    made = sign_up(tonight, "Ana Reyes", "Rosa Luz")
    badge = badge_code(made.registration.form_key, 2)
    for typed, name in ((f"{badge[:4]}-{badge[4:]}".lower(), "Rosa Luz"), (made.opened.code, "Ana Reyes")):
        assert f"<h1>{name}</h1>" in page(staff.get("/convening/tonight/door/", {"q": typed}, follow=True))


def test_names_are_found_without_accents_within_this_gathering_alone(
    staff: Client, tonight: Gathering, agency: Organization
) -> None:
    sign_up(tonight, "José Núñez")
    sign_up(gathering_of(agency, "other"), "Jose Elsewhere", contact="b@example.org")
    shown = page(staff.get("/convening/tonight/door/", {"q": "jose"}))
    assert "José Núñez" in shown
    assert "Elsewhere" not in shown


def test_whoever_is_scanned_twice_or_on_two_devices_counts_once(staff: Client, tonight: Gathering) -> None:
    made = sign_up(tonight, "Ana Reyes", "Rosa Luz").registration
    act = f"/convening/tonight/door/{made.pk}/check-in/"
    assert "Ana Reyes is here" in page(staff.post(act, {"number": "1"}, follow=True))
    assert "nobody counts twice" in page(staff.post(act, {"number": "1"}, follow=True))
    assert "1 person is here" not in page(staff.post(act, {"number": "1"}, follow=True))
    staff.post(act)
    assert came(tonight) == [("door", "sure"), ("door", "sure")]
    [group] = groups_at(tonight, "reyes")
    assert group.missing == []


def test_a_mistake_is_undone_and_can_be_done_again(staff: Client, tonight: Gathering) -> None:
    made = sign_up(tonight).registration
    act = f"/convening/tonight/door/{made.pk}/check-in/"
    staff.post(act)
    there = Attendance.objects.get()
    undo = f"/convening/tonight/door/{there.pk}/undo/"
    staff.post(undo)
    staff.post(undo)
    assert came(tonight) == []
    staff.post(act)
    assert came(tonight) == [("door", "sure")]


def test_walk_ins_take_places_that_are_free_and_no_others(tonight: Gathering, ben: User) -> None:
    sign_up(tonight, "Ana Reyes", "Rosa Luz")
    key = uuid4()
    by: dict[str, Any] = {"by": actor(ben), "gathering": tonight}
    walk_in(**by, who=WalkIn(2, "Wade"), form_key=key)
    assert len(walk_in(**by, who=WalkIn(2, "Wade"), form_key=key)) == 2
    assert door_of(tonight).free == 0
    with pytest.raises(NoRoom):
        walk_in(**by, who=WalkIn(), form_key=uuid4())
    walk_in(**by, who=WalkIn(), form_key=uuid4(), anyway=True)
    assert AuditEntry.objects.filter(why__contains="no place was free").count() == 1
    assert (door_of(tonight).walked_in, door_of(tonight).came) == (3, 3)


def test_who_walks_in_takes_the_place_from_those_who_could_still_sign_up_and_gives_it_back(
    tonight: Gathering, ben: User
) -> None:
    pool = tonight.sessions.get().pool
    assert pool
    [there] = walk_in(by=actor(ben), gathering=tonight, who=WalkIn(), form_key=uuid4())
    pool.refresh_from_db()
    assert pool.remaining == 3
    undo_check_in(by=actor(ben), attendance=there)
    pool.refresh_from_db()
    assert pool.remaining == 4


def test_walk_ins_are_counted_when_sign_up_is_over(agency: Organization, ben: User) -> None:
    late = on_now(agency, "late", seats=1)
    walk_in(by=actor(ben), gathering=late, who=WalkIn(), form_key=uuid4())
    assert door_of(late).free == 0
    with pytest.raises(NoRoom):
        walk_in(by=actor(ben), gathering=late, who=WalkIn(), form_key=uuid4())


def test_the_page_for_walk_ins_asks_before_it_lets_in_too_many(staff: Client, agency: Organization) -> None:
    gathering_of(agency, "tiny", seats=1, starts_at=in_days(SOON))
    fields = {"form_key": str(uuid4()), "people": "2", "name": "", "language": "es"}
    refused = staff.post("/convening/tiny/door/walk-in/", fields)
    assert refused.status_code == 422
    assert "Only 1 place is free." in page(refused)
    assert "2 people are here" in page(
        staff.post("/convening/tiny/door/walk-in/", fields | {"anyway": "1"}, follow=True)
    )
    assert set(Attendance.objects.values_list("source", "language")) == {("walk_in", "es")}


def test_who_has_no_place_comes_in_only_if_staff_say_so(staff: Client, agency: Organization) -> None:
    small = gathering_of(agency, "small", seats=1, starts_at=in_days(SOON))
    sign_up(small)
    waits = sign_up(small, "Wade", contact="wade@example.org", line=Line(waits=True)).registration
    act = f"/convening/small/door/{waits.pk}/check-in/"
    assert "They have no place" in page(staff.post(act, follow=True))
    staff.post(act, {"anyway": "1"})
    assert came(small) == [("door", "sure")]


def test_the_door_is_closed_until_the_day_before_and_to_strangers(
    summit: Gathering, ben: User, eve: User
) -> None:
    made = sign_up(summit).registration
    people = list(made.attendees.all())
    with pytest.raises(NotOpenYet):
        check_in(by=actor(ben), gathering=summit, attendees=people)
    with pytest.raises(Denied):
        check_in(by=actor(eve), gathering=summit, attendees=people)


def test_badges_and_the_list_name_those_who_have_a_place(staff: Client, tonight: Gathering) -> None:
    made = sign_up(tonight, "Ana Reyes").registration
    gone = sign_up(tonight, "Gone Away", contact="gone@example.org").registration
    cancel_registration(by=Actor.receipt(gone.receipt_id), registration=gone)
    code = badge_code(made.form_key, 1)
    for paper in ("badges", "list"):
        shown = page(staff.get(f"/convening/tonight/door/{paper}/"))
        assert "Ana Reyes" in shown
        assert f"{code[:4]}-{code[4:8]}-{code[8:]}" in shown
        assert "<svg" in shown
        assert "Gone Away" not in shown


def test_who_came_finds_a_certificate_in_their_language_once_it_is_over(
    client: Client, agency: Organization, ben: User
) -> None:
    evening = gathering_of(agency, "evening", starts_at=in_days(SOON))
    made = sign_up(evening, "Ana Reyes", "Rosa Luz", language="es")
    check_in(by=actor(ben), gathering=evening, attendees=list(made.registration.attendees.all()[:1]))
    own = f"{made.opened.path}gathering/"
    assert client.get(f"{own}certificate/1/").status_code == 404
    over(evening)
    assert "certificate/1/" in page(client.get(own))
    shown = page(client.get(f"{own}certificate/1/"))
    assert '<html lang="es">' in shown
    assert "Ana Reyes" in shown
    assert client.get(f"{own}certificate/2/").status_code == 404


def test_staff_print_one_for_somebody_who_did_not_sign_up_and_gave_a_name(
    staff: Client, tonight: Gathering, ben: User
) -> None:
    wade, nobody = walk_in(
        by=actor(ben), gathering=tonight, who=WalkIn(2, "Wade", language="es"), form_key=uuid4()
    )
    address = f"/convening/tonight/door/{wade.pk}/certificate/"
    assert staff.get(address).status_code == 404
    over(tonight)
    assert address in page(staff.get("/convening/tonight/door/", {"q": "wade"}))
    assert "Wade" in page(staff.get(address))
    assert staff.get(address.replace(str(wade.pk), str(nobody.pk))).status_code == 404


@pytest.mark.parametrize("path", ["needs/", "door/?q=an", "door/list/", "door/badges/", "door/"])
def test_however_many_people_a_page_asks_as_often(staff: Client, agency: Organization, path: str) -> None:
    big = gathering_of(agency, "big", seats=40, starts_at=in_days(SOON))

    def queries() -> int:
        staff.get(f"/convening/big/{path}")
        with CaptureQueriesContext(connection) as asked:
            staff.get(f"/convening/big/{path}")
        return len(asked)

    def arrive(start: int, count: int) -> None:
        for number in range(start, start + count):
            guest = Guest(f"Ana {number}", needs=["ride", "captions"])
            made = sign_up(big, guest, contact=f"ana{number}@example.org").registration
            check_in(by=STAGE, gathering=big, attendees=list(made.attendees.all()))

    arrive(0, 2)
    few = queries()
    arrive(2, 8)
    assert queries() == few


def test_of_many_with_one_name_a_telephone_shows_the_first(
    staff: Client, tonight: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("longtable.gatherings.views.door.FOUND_SHOWN", 2)
    for number in range(4):
        sign_up(tonight, f"Ana Reyes {number}", contact=f"a{number}@example.org")
    shown = page(staff.get("/convening/tonight/door/?q=reyes"))
    assert "2 more were found. Type more of the name." in shown
    assert [f"Ana Reyes {number}" in shown for number in range(4)] == [True, True, False, False]


def test_of_two_codes_on_ones_own_page_it_is_plain_which_one_is_for_the_door(
    client: Client, summit: Gathering, tonight: Gathering
) -> None:
    early, near = (sign_up(each) for each in (summit, tonight))
    shown = page(client.get(f"{early.opened.path}gathering/"))
    assert early.opened.code in shown
    assert "<details>" not in shown
    shown = page(client.get(f"{near.opened.path}gathering/"))
    at_the_door = show_code(badge_code(near.registration.form_key, 1))
    assert f'Or say this code: <strong translate="no">{at_the_door}</strong>' in shown
    folded = shown.partition("<details><summary>Your tracking code, to come back to this page")[2]
    assert near.opened.code in folded.partition("</details>")[0]
