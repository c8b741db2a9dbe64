"""/councils/: staff keep councils, seats and terms in their scope; what is owed stands on lists."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied, Grant, Kind, Permission, Scope
from longtable.core.localized import LocalizedText
from longtable.core.work import run_all
from longtable.councils import actions
from longtable.councils.actions.councils import Charter, NotReady
from longtable.councils.actions.seats import SeatPlan, StillHeld
from longtable.councils.actions.terms import Mandate
from longtable.councils.jobs import look_at_one_council
from longtable.councils.models import Attendance, Council, Seat, Term
from longtable.councils.tests.stage import page, seat_on, sit, words
from longtable.places.models import Area
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(faye: User) -> Actor:
    """State staff."""
    return actor(faye)


def charter(organization: Organization, **also: Any) -> Charter:
    columns: dict[str, Any] = {
        "slug": "new-one",
        "name": words("New one"),
        "kind": Council.Kind.BOARD,
        "purpose": words("It advises."),
        "organization": organization,
    }
    return Charter(**columns | also)


def filled_in(organization: Organization, **also: str) -> dict[str, Any]:
    """The form as a browser sends it."""
    return {
        "name_en": "Rides council",
        "name_es": "Consejo de transporte",
        "purpose_en": "Rides to care.",
        "purpose_es": "Transporte.",
        "slug": "rides",
        "kind": "council",
        "organization": str(organization.pk),
        "answer_days": "20",
        "notice_months": "6",
        "break_months": "12",
        "absences_counted": "in_a_row",
        "quorum": "",
        **also,
    }


def test_what_is_written_down_is_read_by_nobody_else_at_first(
    client: Client, faye: User, agency: Organization
) -> None:
    answer = signed_in(client, faye).post("/councils/new/", filled_in(agency))
    assert answer.url == "/councils/rides/"
    assert Client().get("/get-involved/rides/").status_code == 404
    client.post("/councils/rides/state/", {"publish": "1"})
    assert Client().get("/get-involved/rides/").status_code == 200


@pytest.mark.parametrize("slug", ["new", "interest", "code"])
def test_an_address_of_our_own_pages_cannot_be_taken(
    client: Client, faye: User, agency: Organization, slug: str
) -> None:
    answer = signed_in(client, faye).post("/councils/new/", filled_in(agency, slug=slug))
    assert answer.status_code == 422


def test_a_quorum_of_a_share_needs_its_number(client: Client, faye: User, agency: Organization) -> None:
    form = filled_in(agency, quorum="share_of_all")
    assert signed_in(client, faye).post("/councils/new/", form).status_code == 422
    assert client.post("/councils/new/", form | {"quorum_number": "120"}).status_code == 422
    assert client.post("/councils/new/", form | {"quorum_number": "40"}).status_code == 302


def test_saving_without_a_change_changes_nothing(client: Client, faye: User, agency: Organization) -> None:
    signed_in(client, faye).post("/councils/new/", filled_in(agency, is_open_meeting="no"))
    before = Council.objects.values().get()
    form = client.get("/councils/rides/edit/").context["form"]
    data = {name: value for name, value in form.initial.items() if value not in (None, [])}
    client.post("/councils/rides/edit/", {**data, "holds_over": ""})
    assert Council.objects.values().get() == before


def test_both_languages_are_there_before_anybody_reads_it(by: Actor, agency: Organization) -> None:
    plan = charter(agency, purpose=LocalizedText.of(en="It advises."))
    with pytest.raises(NotReady):
        actions.publish_council(by=by, council=actions.prepare_council(by=by, charter=plan))


def test_the_regional_team_keeps_councils_of_its_region(
    regina: User, other_partner: Organization, alder: Area, cedar: Area
) -> None:
    actions.prepare_council(by=actor(regina), charter=charter(other_partner, areas=[alder]))
    with pytest.raises(Denied):
        actions.prepare_council(by=actor(regina), charter=charter(other_partner, slug="x", areas=[cedar]))


def test_a_council_cannot_be_moved_out_of_ones_reach(
    regina: User, council: Council, other_partner: Organization, cedar: Area
) -> None:
    moved = charter(other_partner, slug="families", areas=[cedar])
    with pytest.raises(Denied):
        actions.edit_council(by=actor(regina), council=council, charter=moved)


def test_seats_are_numbered_one_after_the_other(by: Actor, council: Council) -> None:
    plan = SeatPlan(name=words("Neighbor"), category=Seat.Category.COMMUNITY)
    assert actions.add_seat(by=by, council=council, plan=plan).number == 4


def test_a_seat_on_which_somebody_sits_is_not_closed(by: Actor, council: Council) -> None:
    seat = council.seats.get(number=1)
    term = sit(seat)
    with pytest.raises(StillHeld):
        actions.close_seat(by=by, seat=seat, day=timezone.localdate())
    actions.end_term(by=by, term=term, ending=Term.Ending.RESIGNED, day=timezone.localdate())
    assert actions.close_seat(by=by, seat=seat, day=timezone.localdate()).closed_on


def test_a_member_is_named_without_changing_anybodys_record(by: Actor, council: Council) -> None:
    known = sit(council.seats.get(number=2), name="Rosa Luz").person
    seat, mandate = council.seats.get(number=1), Mandate(starts_on=date(2026, 1, 1))
    term = actions.seat_member(by=by, seat=seat, name="Rosa Luz", mandate=mandate)
    assert term.person.pk != known.pk
    assert (term.person.name, term.person.held_by) == ("Rosa Luz", council.organization)


def test_a_member_is_seated_over_the_page(client: Client, faye: User, council: Council) -> None:
    seat = council.seats.get(number=1)
    address = f"/councils/families/seats/{seat.pk}/member/"
    data = {"name": "Rosa Luz", "starts_on": "2026-01-01", "counts": "on", "race_ethnicity": ["hispanic"]}
    assert signed_in(client, faye).post(address, data).status_code == 302
    assert seat.terms.get().about == {"race_ethnicity": ["hispanic"]}
    assert client.post(address, data | {"starts_on": "2026-02-01"}).status_code == 422


def test_a_term_ends_for_a_reason_and_frees_the_seat(client: Client, faye: User, council: Council) -> None:
    term = sit(council.seats.get(number=1))
    address = f"/councils/families/terms/{term.pk}/end/"
    assert signed_in(client, faye).post(address, {"day": "2026-10-01"}).status_code == 422
    client.post(address, {"day": timezone.localdate().isoformat(), "ending": "resigned"})
    term.refresh_from_db()
    assert term.ending == Term.Ending.RESIGNED
    assert council.seats.free(timezone.localdate()).filter(number=1).exists()


def test_who_came_is_noted_and_put_right(client: Client, faye: User, council: Council) -> None:
    term = sit(council.seats.get(number=1))
    field, day = f"term_{term.pk}", timezone.localdate().isoformat()
    for state in ("unexcused", "excused"):
        signed_in(client, faye).post("/councils/families/attendance/", {"met_on": day, field: state})
    assert Attendance.objects.get().state == Attendance.State.EXCUSED


def test_nobody_notes_the_absence_of_another_councils_member(
    by: Actor, council: Council, elsewhere: Council
) -> None:
    term = sit(elsewhere.seats.get())
    states = {term: Attendance.State.UNEXCUSED}
    assert actions.note_attendance(by=by, council=council, met_on=date(2026, 1, 1), states=states) == 0


def test_a_seat_that_is_free_soon_stands_on_the_list_until_it_is_settled(by: Actor, council: Council) -> None:
    one, two, three = council.seats.all()
    until = timezone.localdate() + timedelta(days=60)
    term = sit(one, until=until)
    sit(two, name="A B")
    sit(three, name="C D")
    for _ in range(2):
        look_at_one_council(council_id=str(council.pk))
    item = WorkItem.objects.open().get(kind="councils.vacancy")
    assert timezone.localdate(item.due_at) == until
    actions.change_term(by=by, term=term, role="", is_public=False, ends_on=None)
    run_all()
    assert not WorkItem.objects.open().filter(kind="councils.vacancy").exists()


def test_a_rule_is_added_and_removed_over_the_page(client: Client, faye: User, council: Council) -> None:
    data = {"words_en": "Half families", "words_es": "La mitad", "kind": "at_least", "percent": "50"}
    browser = signed_in(client, faye)
    assert browser.post("/councils/families/rules/", data).status_code == 422
    assert browser.post("/councils/families/rules/", data | {"categories": ["family"]}).status_code == 302
    rule = council.compositions.get()
    browser.post(f"/councils/families/rules/{rule.pk}/remove/")
    assert not council.compositions.exists()


def test_whoever_only_sees_changes_nothing(council: Council) -> None:
    sees = Grant("reader", frozenset({Permission.SEE_COUNCILS}), Scope("state"))
    reader, plan = Actor(Kind.USER, "1", "R", (sees,)), SeatPlan(words("X"), Seat.Category.FAMILY)
    with pytest.raises(Denied):
        actions.withdraw_council(by=reader, council=council)
    with pytest.raises(Denied):
        actions.add_seat(by=reader, council=council, plan=plan)


def test_the_list_shows_who_is_most_missing_first(
    client: Client, faye: User, council: Council, elsewhere: Council
) -> None:
    sit(seat_on(elsewhere, 2))
    shown = page(signed_in(client, faye).get("/councils/"))
    assert shown.index("Council families") < shown.index("Council elsewhere")
