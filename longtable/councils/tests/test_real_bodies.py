"""The rules of real bodies, as they are published, can be held: each a fixture for the shape of a council."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from longtable.accounts.models import Organization
from longtable.councils.models import Attendance, Council, Seat
from longtable.councils.selectors import standing_of
from longtable.councils.selectors.standing import objections_to
from longtable.councils.tests.stage import council_of, fill, rule, seat_on, sit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _it_is_that_day() -> Iterator[None]:
    """Whoever sits somewhere has sat there for some time on that day, whatever the day of the run."""
    with time_machine.travel(TODAY, tick=False):
        yield


def test_21_consumers_and_families_with_two_terms_of_three_years(agency: Organization) -> None:
    """State Consumer and Family Advisory Committee, G.S. 122C-171."""
    body = council_of(agency, "cfac", term_months=36, term_limit=2)
    fill(body, *["consumer"] * 11, *["family"] * 10)
    seat = body.seats.get(number=1)
    member = seat.terms.get()
    member.starts_on, member.ends_on = date(2023, 7, 1), date(2026, 7, 1)
    member.save()
    standing = standing_of(body, TODAY)
    assert (len(standing.held), [place.seat for place in standing.free]) == (21, [seat])
    assert objections_to(seat, member.person, TODAY) == []  # a second term
    sit(seat_on(body, 99), person=member.person, since=date(2020, 7, 1), until=date(2023, 7, 1))
    assert [each.kind for each in objections_to(seat, member.person, TODAY)] == ["term_limit"]


def test_disability_groups_equally_represented(agency: Organization) -> None:
    """Local Consumer and Family Advisory Committees, G.S. 122C-170."""
    body = council_of(agency, "local")
    equal = ["consumer", "family", "community"]
    rule(body, "equal", categories=equal)
    fill(body, *equal, *equal)
    assert standing_of(body, TODAY).rules[0].balance.holds is True
    fill(body, "consumer", "consumer")
    assert standing_of(body, TODAY).rules[0].balance.holds is False


def test_13_districts_and_7_at_large_removed_after_two_unexcused_absences(agency: Organization) -> None:
    """Medical Care Advisory Committee: at most 20 members, three terms of three years, quarterly, open."""
    body = council_of(
        agency,
        "mcac",
        term_months=36,
        term_limit=3,
        absence_limit=2,
        absences_counted=Council.Absences.IN_A_TERM,
        is_open_meeting=True,
    )
    terms = fill(body, *["provider"] * 13, *["at_large"] * 7)
    for met_on in (date(2026, 6, 12), date(2026, 9, 11)):
        Attendance.objects.create(term=terms[4], met_on=met_on, state=Attendance.State.UNEXCUSED)
    standing = standing_of(body, TODAY)
    assert [place.seat.number for place in standing.over_absences] == [5]
    assert standing.quorum is None  # not published: not known


def test_a_quarter_of_the_committee_comes_from_the_beneficiary_council(agency: Organization) -> None:
    """Federal rule of 2024 on Medicaid advisory committees."""
    beneficiaries, medical = council_of(agency, "bac"), council_of(agency, "mac")
    people = [term.person for term in fill(beneficiaries, *["consumer"] * 5)]
    quarter = rule(medical, "from_council", percent=25, other=beneficiaries)
    fill(medical, *["provider"] * 15)
    for number, person in enumerate(people[:4], 50):
        sit(seat_on(medical, number, "at_large"), person=person)
    state = standing_of(medical, TODAY).rules[0]
    assert (state.rule, state.balance.have, state.balance.of, state.balance.need) == (quarter, 4, 19, 5)
    fifth = seat_on(medical, 60, "at_large")
    assert objections_to(fifth, people[4], TODAY) == []
    stranger = fill(council_of(agency, "x"), "provider")[0].person
    assert objections_to(fifth, stranger, TODAY) == []  # as broken as before: 5 of 20, 5 needed
    sit(fifth, person=people[4])
    assert standing_of(medical, TODAY).rules[0].balance.holds is True
    assert [each.kind for each in objections_to(seat_on(medical, 61), stranger, TODAY)] == ["composition"]


def test_a_working_group_with_community_seats_that_nobody_holds(agency: Organization) -> None:
    """Working groups of a state health improvement plan: three leads; unfilled community seats are marked."""
    body = council_of(agency, "ship", kind=Council.Kind.WORKING_GROUP)
    fill(body, "agency", "provider")
    seat_on(body, 9, "community")
    assert [place.seat.category for place in standing_of(body, TODAY).free] == ["community"]


def test_23_voting_members_and_10_by_office(agency: Organization) -> None:
    """Brain Injury Advisory Council, G.S. 143B-216.66."""
    body = council_of(agency, "biac", quorum=Council.Quorum.MAJORITY_OF_ALL)
    fill(body, *["family"] * 23)
    for number in range(24, 34):
        seat = seat_on(body, number, Seat.Category.EX_OFFICIO, is_voting=False, takes_applications=False)
        if number % 2:
            sit(seat)
    standing = standing_of(body, TODAY)
    assert (standing.voting, standing.voting_held, standing.quorum) == (23, 23, 12)
    assert len(standing.free) == 5
    assert not body.seats.open_to_all(TODAY).exists()
