"""Who is missing at the table: for staff, in people, with those of whom nothing is known."""

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import User
from longtable.councils.models import Council
from longtable.councils.selectors import resemblance
from longtable.councils.tests.stage import page, sit
from longtable.places.models import Area, Population
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(council: Council, alder: Area) -> Council:
    """Three members of whom two told; the population is half Hispanic."""
    for group in ("Hispanic", "Non-Hispanic"):
        Population.objects.create(
            area=alder, stratum="ethnicity", group=group, year=2024, source="Census", count=500
        )
    answers = ({"race_ethnicity": ["white"]}, {"race_ethnicity": ["black"]}, {})
    for seat, about in zip(council.seats.all(), answers, strict=True):
        sit(seat, name=f"M {seat.number}", about=about)
    return council


def test_who_is_missing_is_named_in_people(table: Council) -> None:
    found = {str(each.title): each for each in resemblance(table, timezone.localdate())}
    ethnicity = found["Hispanic or Latino"]
    assert (ethnicity.members, ethnicity.told, ethnicity.unknown) == (3, 2, 1)
    hispanic = ethnicity.rows[0]
    assert (hispanic.compared.people, hispanic.expected, hispanic.nobody) == (0, 1.0, True)


def test_preferring_not_to_say_is_told_apart_from_not_being_asked(table: Council) -> None:
    seat = table.seats.get(number=3)
    seat.terms.update(about={"race_ethnicity": ["declined"]})
    race = resemblance(table, timezone.localdate())[0]
    assert (race.told, race.declined, race.unknown) == (2, 1, 0)


def test_where_nobody_counted_nothing_is_expected(table: Council) -> None:
    race = resemblance(table, timezone.localdate())[0]
    assert {row.expected for row in race.rows} == {None}


def test_the_page_is_for_those_who_keep_the_council(
    client: Client, faye: User, ben: User, table: Council
) -> None:
    assert "nobody yet" in page(signed_in(client, faye).get("/councils/families/resemblance/"))
    assert signed_in(Client(), ben).get("/councils/families/resemblance/").status_code == 403


def test_members_are_given_in_no_percentage(client: Client, faye: User, table: Council) -> None:
    assert (
        "%" not in page(signed_in(client, faye).get("/councils/families/resemblance/")).partition("<h1>")[2]
    )
