"""Afterwards: who came against who lives there, and one letter to each in their language."""

from uuid import uuid4

import pytest
from django.test import Client

from longtable.accounts.models import Organization, User
from longtable.core.work import run_all
from longtable.gatherings.actions.after import NotOver, ask_for_counts, send_follow_up
from longtable.gatherings.models import Attendance, Gathering
from longtable.gatherings.selectors.attendance import who_came
from longtable.gatherings.tests.live_stage import letters, on_now, over
from longtable.gatherings.tests.stage import STAGE, page
from longtable.gatherings.tests.test_platform import signed_up
from longtable.places.models import Area, Population
from longtable.releases.models import Cell, Release
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening(agency: Organization, alder: Area, birch: Area) -> Gathering:
    """For two counties of equal size; it is on now and asks for one's age."""
    for area in (alder, birch):
        Population.objects.create(
            area=area,
            stratum=Population.EVERYBODY,
            group=Population.EVERYBODY,
            year=2024,
            count=50_000,
            source="Census",
        )
    return on_now(agency, "evening", alder, birch, about_you=["age_band"])


def came(gathering: Gathering, count: int, area: Area | None, **also: object) -> None:
    Attendance.objects.bulk_create(
        Attendance(
            gathering=gathering, source="sign_in_sheet", match="none", key=str(uuid4()), area=area, **also
        )
        for _ in range(count)
    )


# --- Who came ------------------------------------------------------------------------------------------


def test_counties_are_held_against_who_lives_there(evening: Gathering, alder: Area, birch: Area) -> None:
    came(evening, 30, alder, role="parents")
    came(evening, 3, birch)
    found = who_came(evening)
    county = next(table for table in found.tables if table.name == "county")
    verdicts = {row.code: str(row.compared.verdict) for row in county.rows}
    assert verdicts == {alder.code: "more", birch.code: "fewer"}
    assert found.by_role == [("parents", 30)]
    assert {table.name for table in found.tables} >= {"county", "age"} or len(found.tables) > 1


def test_the_page_of_who_came_is_for_staff(evening: Gathering, alder: Area, faye: User) -> None:
    came(evening, 12, alder)
    path = f"/convening/{evening.slug}/who-came/"
    assert "12 people were there" in page(signed_in(Client(), faye).get(path))
    assert Client().get(path).status_code in (302, 403)


def test_small_groups_are_withheld_from_what_is_published(
    evening: Gathering, alder: Area, birch: Area
) -> None:
    came(evening, 40, alder)
    came(evening, 3, birch)
    ask_for_counts(by=STAGE, gathering=evening)
    run_all()
    release = Release.objects.get()
    assert (release.subject_kind, release.state) == ("gatherings.gathering", "draft")
    cells = {tuple(cell.coordinates): cell for cell in Cell.objects.filter(table__name="county")}
    assert cells[(birch.code,)].state == "suppressed"
    assert cells[(birch.code,)].value is None


# --- The letter ----------------------------------------------------------------------------------------


def test_everybody_gets_one_letter_in_their_language(evening: Gathering, alder: Area) -> None:
    ana = signed_up(evening, "Ana Reyes", "ana@example.org", language="es")
    signed_up(evening, "Ben Tall", "ben@example.org")
    with pytest.raises(NotOver):
        send_follow_up(by=STAGE, gathering=evening)
    over(evening)
    Attendance.objects.create(gathering=evening, attendee=ana, source="door", match="sure", key="1")
    send_follow_up(by=STAGE, gathering=evening)
    came_letter, missed = sorted(letters(), key=lambda each: each.language, reverse=True)
    assert (came_letter.notice, came_letter.language) == ("gatherings.follow_up", "es")
    assert "/evaluation/" in came_letter.body
    assert "Gracias por ser parte" in came_letter.body
    assert (missed.notice, missed.language) == ("gatherings.missed", "en")
    assert "/evaluation/" not in missed.body
    with pytest.raises(NotOver):
        send_follow_up(by=STAGE, gathering=evening)


def test_where_nobody_counted_all_are_thanked(evening: Gathering) -> None:
    signed_up(evening, "Ben Tall", "ben@example.org")
    over(evening)
    send_follow_up(by=STAGE, gathering=evening)
    assert [letter.notice for letter in letters()] == ["gatherings.follow_up"]


def test_staff_send_it_from_a_page(evening: Gathering, faye: User) -> None:
    over(evening)
    visit = signed_in(Client(), faye)
    path = f"/convening/{evening.slug}/follow-up/"
    assert visit.get(path).status_code == 200
    visit.post(path)
    evening.refresh_from_db()
    assert evening.followed_up_at
