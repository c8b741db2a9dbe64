"""Where a council stands: who sits where, what is free or will be, what its rules say, nothing more."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from longtable.accounts.models import Organization
from longtable.councils.models import Attendance, Council, Seat, Term
from longtable.councils.selectors import standing_of
from longtable.councils.tests.stage import council_of, fill, rule, sit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _it_is_that_day() -> Iterator[None]:
    """Whoever sits somewhere has sat there for some time on that day, whatever the day of the run."""
    with time_machine.travel(TODAY, tick=False):
        yield


def seats(council: Council) -> list[Seat]:
    return list(council.seats.all())


def test_an_empty_seat_is_free(council: Council) -> None:
    sit(seats(council)[0], since=date(2026, 1, 1))
    assert [place.seat.number for place in standing_of(council, TODAY).free] == [2, 3]


def test_a_member_whose_term_is_over_stays_and_is_replaced(council: Council) -> None:
    sit(seats(council)[0], since=date(2023, 1, 1), until=date(2026, 1, 1))
    standing = standing_of(council, TODAY)
    assert len(standing.free) == 3
    assert [place.holds_over for place in standing.held] == [True]


def test_where_nobody_holds_over_the_seat_is_empty_when_the_term_is(council: Council) -> None:
    council.holds_over = False
    sit(seats(council)[0], since=date(2023, 1, 1), until=date(2026, 1, 1))
    assert standing_of(council, TODAY).held == []


def test_a_term_that_ends_soon_is_told_ahead(council: Council) -> None:
    one, two, three = seats(council)
    sit(one, since=date(2024, 1, 1), until=date(2027, 1, 1))
    sit(two, since=date(2024, 1, 1), until=date(2027, 6, 1))
    sit(three, since=date(2024, 1, 1), ended_on=date(2026, 10, 1), ending=Term.Ending.RESIGNED)
    assert [place.seat.number for place in standing_of(council, TODAY).coming] == [3, 1]


def test_a_seat_with_a_successor_is_not_looked_for(council: Council) -> None:
    one = seats(council)[0]
    sit(one, since=date(2023, 1, 1), ended_on=date(2026, 10, 1), ending=Term.Ending.OVER)
    sit(one, since=date(2026, 10, 1), name="Next One")
    standing = standing_of(council, TODAY)
    assert one.pk not in {place.seat.pk for place in (*standing.free, *standing.coming)}


def test_free_seats_by_the_list_are_those_of_the_council_page(council: Council) -> None:
    one, two, three = seats(council)
    sit(one, since=date(2023, 1, 1), until=date(2026, 1, 1))
    sit(two, since=date(2023, 1, 1), until=date(2027, 1, 1))
    sit(three, since=date(2026, 10, 1), name="Next One")
    by_page = {place.seat.pk for place in standing_of(council, TODAY).free}
    assert by_page == set(council.seats.free(TODAY).values_list("pk", flat=True)) == {one.pk}


def test_somebody_in_their_second_of_two_terms_is_at_the_limit(council: Council) -> None:
    council.term_limit = 2
    one = seats(council)[0]
    first = sit(one, since=date(2021, 7, 1), ended_on=date(2024, 7, 1), ending=Term.Ending.OVER)
    sit(one, person=first.person, since=date(2024, 7, 1), until=date(2027, 7, 1))
    assert [place.in_a_row for place in standing_of(council, TODAY).at_limit] == [2]


def test_two_records_of_one_person_are_one_person(council: Council) -> None:
    council.term_limit = 2
    one = seats(council)[0]
    first = sit(one, since=date(2021, 7, 1), ended_on=date(2024, 7, 1), ending=Term.Ending.OVER)
    second = sit(one, name="R. Luz", since=date(2024, 7, 1), until=date(2027, 7, 1))
    assert standing_of(council, TODAY).at_limit == []
    second.person.merged_into = first.person
    second.person.save(update_fields=["merged_into"])
    assert len(standing_of(council, TODAY).at_limit) == 1


def test_absences_are_said_and_nobody_is_removed(council: Council) -> None:
    council.absence_limit = 2
    term = sit(seats(council)[0], since=date(2025, 1, 1))
    for month in (3, 6):
        Attendance.objects.create(term=term, met_on=date(2026, month, 1), state=Attendance.State.UNEXCUSED)
    assert [place.absent for place in standing_of(council, TODAY).over_absences] == [2]
    term.refresh_from_db()
    assert term.ended_on is None


def test_only_voting_seats_count_for_the_quorum(agency: Organization) -> None:
    council = council_of(agency, "brain", quorum=Council.Quorum.MAJORITY_OF_ALL)
    fill(council, *["consumer"] * 3)
    Seat.objects.create(council=council, number=9, name={}, category="ex_officio", is_voting=False)
    Seat.objects.create(council=council, number=10, name={}, category="consumer")
    standing = standing_of(council, TODAY)
    assert (standing.voting, standing.voting_held, standing.quorum) == (4, 3, 3)
    assert not standing.cannot_decide


def test_a_quarter_must_also_sit_on_the_other_council(agency: Organization) -> None:
    members = council_of(agency, "bac", seats=2)
    medical = council_of(agency, "mac")
    there = sit(seats(members)[0], since=date(2026, 1, 1))
    fill(medical, *["at_large"] * 3)
    sit(Seat.objects.create(council=medical, number=9, name={}, category="consumer"), person=there.person)
    rule(medical, "from_council", percent=25, other=members)
    state = standing_of(medical, TODAY).rules[0]
    assert (state.balance.holds, state.balance.have, state.balance.need) == (True, 1, 1)
    Term.objects.filter(pk=there.pk).update(ended_on=TODAY, ending=Term.Ending.RESIGNED)
    assert standing_of(medical, TODAY).rules[0].balance.holds is False


def test_thirty_seats_cost_no_more_queries_than_three(agency: Organization) -> None:
    small, large = council_of(agency, "small"), council_of(agency, "large")
    fill(small, *["family"] * 3)
    fill(large, *["family"] * 30)
    counted = []
    for each in (small, large):
        with CaptureQueriesContext(connection) as queries:
            standing_of(each, TODAY)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_term_entered_by_mistake_does_not_count(council: Council) -> None:
    council.term_limit = 1
    one = seats(council)[0]
    term = sit(one, since=TODAY - timedelta(days=9), ended_on=TODAY, ending=Term.Ending.MISTAKE)
    sit(seats(council)[1], person=term.person, since=TODAY)
    assert standing_of(council, TODAY).places[1].in_a_row == 1
