"""Signing up: places for all or none, once for each household, and nothing lost."""

from dataclasses import replace
from uuid import uuid4

import pytest

from longtable.accounts.models import Organization
from longtable.capacity.errors import Closed, Full, TooMany
from longtable.capacity.models import Pool
from longtable.core.access import Actor, Denied
from longtable.gatherings import selectors
from longtable.gatherings.actions import (
    accept_offer,
    cancel_registration,
    change_registration,
    decline_offer,
    hold_places,
    register,
)
from longtable.gatherings.actions.changing import Changes, NotStanding
from longtable.gatherings.actions.registering import Line, OtherWords, SignedUpAlready
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.parties import Guest
from longtable.gatherings.tests.stage import (
    STAGE,
    gathering_of,
    in_days,
    letters,
    party,
    session_of,
    session_plan,
    sign_up,
    work_off,
)
from longtable.people.models import Person

pytestmark = pytest.mark.django_db

VISITOR = Actor.visitor()
LINE = Line(waits=True)


def own(registration: Registration) -> Actor:
    return Actor.receipt(registration.receipt_id)


def left(gathering: Gathering) -> int:
    return Pool.objects.get(gathering_session__gathering=gathering).remaining


def test_a_family_has_places_and_each_says_what_they_need(summit: Gathering) -> None:
    done = sign_up(summit, "Ana Reyes", Guest("Rosa Luz", needs=["ride"], interpreter="es"), "")
    assert left(summit) == 7
    assert selectors.tally(summit) == selectors.registrations.Tally(10, 3, 0, 0, 0)
    ana, rosa, nameless = done.registration.attendees.select_related("person")
    assert ana.person.name == "Ana Reyes"
    assert (rosa.needs, rosa.interpreter) == (["interpreter", "ride"], "es")
    assert nameless.person is None


def test_the_same_form_sent_twice_is_one_registration(summit: Gathering) -> None:
    key = uuid4()
    first, second = (sign_up(summit, key=key, digest="x") for _ in range(2))
    assert first.registration == second.registration
    assert first.opened.token == second.opened.token
    assert left(summit) == 9


def test_the_same_key_with_other_words_leads_to_the_first(summit: Gathering) -> None:
    key = uuid4()
    first = sign_up(summit, key=key, digest="x")
    with pytest.raises(OtherWords) as refused:
        sign_up(summit, key=key, digest="y")
    assert refused.value.registered.registration == first.registration


def test_a_household_signs_up_once_and_a_stranger_learns_nothing(summit: Gathering) -> None:
    first = sign_up(summit)
    again = sign_up(summit, "Somebody Else", contact="(910) 555-0142")
    assert again.registration.state == Registration.State.SENT_AGAIN
    assert again.opened.token != first.opened.token
    assert left(summit) == 9
    work_off()
    told, mine = sorted(letters(), key=lambda text: "already" not in text)
    assert mine.startswith("You are signed up: Gathering summit")
    assert told.startswith("You are already signed up for Gathering summit (places: 1)")
    assert first.opened.token in told
    assert again.opened.token not in told


def test_staff_learn_that_a_caller_has_signed_up(summit: Gathering) -> None:
    first = sign_up(summit)
    with pytest.raises(SignedUpAlready) as refused:
        sign_up(summit, by=STAGE)
    assert refused.value.registration == first.registration


def test_who_comes_too_late_leaves_nothing_behind(agency: Organization) -> None:
    small = gathering_of(agency, seats=2)
    with pytest.raises(Full):
        sign_up(small, "Ana", "Rosa", "Luz")
    assert not Registration.objects.exists()
    assert not Person.objects.exists()
    assert left(small) == 2


def test_nobody_signs_up_before_it_opens_or_for_more_than_a_household(agency: Organization) -> None:
    later = gathering_of(agency, "later", opens_at=in_days(1))
    with pytest.raises(Closed):
        sign_up(later)
    with pytest.raises(TooMany):
        sign_up(gathering_of(agency, "now"), *["Ana"] * 7)


def test_a_draft_takes_nobody(agency: Organization, summit: Gathering) -> None:
    with pytest.raises(Denied):
        sign_up(replace_state(summit, Gathering.State.CANCELLED))


def replace_state(gathering: Gathering, state: str) -> Gathering:
    gathering.state = state
    return gathering


def test_several_sessions_are_had_all_or_none(agency: Organization) -> None:
    starts = in_days(7)
    plans = [session_plan(slug, seats=seats, starts_at=starts) for slug, seats in [("one", 5), ("two", 1)]]
    both = gathering_of(agency, sessions=plans, starts_at=starts)
    sessions = list(both.sessions.select_related("pool"))
    with pytest.raises(Full):
        sign_up(both, "Ana", "Rosa", sessions=sessions)
    done = sign_up(both, "Ana", sessions=sessions)
    assert done.registration.seats.count() == 2
    assert list(Pool.objects.order_by("size").values_list("remaining", flat=True)) == [0, 4]


def test_places_are_kept_while_one_fills_in_the_form(agency: Organization) -> None:
    small = gathering_of(agency, seats=2)
    sessions = [session_of(small)]
    kept = hold_places(by=VISITOR, gathering=small, sessions=sessions, size=2, visit="ana")
    with pytest.raises(Full):
        sign_up(small, "Ben", contact="ben@example.org")
    done = sign_up(small, "Ana", "Rosa", hold=kept)
    assert done.registration.seats.get().place.size == 2
    assert selectors.tally(small).held == 0


def test_who_would_stand_in_line_and_has_places_kept_by_now_gets_those(agency: Organization) -> None:
    small = gathering_of(agency, seats=1)
    kept = hold_places(by=VISITOR, gathering=small, sessions=[session_of(small)], size=1, visit="ana")
    assert sign_up(small, hold=kept, line=LINE).registration.state == Registration.State.CONFIRMED
    assert selectors.tally(small) == selectors.registrations.Tally(1, 1, 0, 0, 0)


def test_a_hold_that_ran_out_is_tried_anew(summit: Gathering) -> None:
    kept = hold_places(by=VISITOR, gathering=summit, sessions=[session_of(summit)], size=2, visit="ana")
    type(kept).objects.update(expires_at=in_days(-1))
    sign_up(summit, "Ana", "Rosa", hold=kept)
    assert selectors.tally(summit) == selectors.registrations.Tally(10, 2, 0, 0, 0)


def test_whoever_waits_is_offered_what_is_given_back_and_says_yes(agency: Organization) -> None:
    small = gathering_of(agency, seats=2)
    first = sign_up(small, "Ana", "Rosa").registration
    waits = sign_up(small, "Ben", contact="ben@example.org", line=LINE).registration
    assert waits.state == Registration.State.WAITING
    work_off()
    cancel_registration(by=own(first), registration=first)
    work_off()
    [offer] = selectors.tracked(own(waits), in_days(0)).offers
    assert any(text.startswith("There is room for you at Gathering summit: 1 places") for text in letters())
    accept_offer(by=own(waits), registration=waits, offer=offer)
    assert waits.state == Registration.State.CONFIRMED
    assert selectors.tally(small) == selectors.registrations.Tally(2, 1, 0, 0, 2)
    chair = selectors.tracked(own(waits), in_days(0)).chairs[0]
    assert (chair.size, chair.offer) == (1, None)


def test_whoever_says_no_to_an_offer_can_begin_anew(agency: Organization) -> None:
    small = gathering_of(agency, seats=1)
    first = sign_up(small).registration
    waits = sign_up(small, contact="ben@example.org", line=LINE).registration
    cancel_registration(by=own(first), registration=first)
    [offer] = selectors.tracked(own(waits), in_days(0)).offers
    decline_offer(by=own(waits), registration=waits, offer=offer)
    assert waits.state == Registration.State.CANCELLED
    assert sign_up(small, contact="ben@example.org").registration.state == Registration.State.CONFIRMED


def test_fewer_come_and_need_something_else(summit: Gathering) -> None:
    mine = sign_up(summit, "Ana", "Rosa", "Luz").registration
    changes = Changes(
        guests=[Guest("Ana"), Guest("Luz", needs=["ride"], needs_words="At noon")],
        kept=[1, 3],
        language="es",
        is_online=False,
        wants_reminder=False,
    )
    change_registration(by=own(mine), registration=mine, changes=changes)
    mine.refresh_from_db()
    assert (mine.party_size, mine.language, left(summit)) == (2, "es", 8)
    assert mine.attendees.get(number=3).needs == ["ride", "other"]


def test_a_party_that_came_apart_and_becomes_smaller_waits_for_nobody(agency: Organization) -> None:
    small = gathering_of(agency, seats=3)
    first = sign_up(small, "Ben", "Luz", contact="ben@example.org").registration
    apart = Line(waits=True, is_together=False)
    mine = sign_up(small, "Ana", "Rosa", "Sol", line=apart).registration
    [offer] = selectors.tracked(own(mine), in_days(0)).offers
    accept_offer(by=own(mine), registration=mine, offer=offer)
    change_registration(by=own(mine), registration=mine, changes=coming(1))
    cancel_registration(by=own(first), registration=first)
    assert not selectors.tracked(own(mine), in_days(0)).offers
    assert (selectors.tally(small).confirmed, left(small)) == (1, 2)


def test_a_party_that_becomes_smaller_before_it_answers_takes_no_more_than_it_needs(
    agency: Organization,
) -> None:
    small = gathering_of(agency, seats=3)
    first = sign_up(small, "Ben", "Luz", "Eva", contact="ben@example.org").registration
    mine = sign_up(small, "Ana", "Rosa", "Sol", line=LINE).registration
    cancel_registration(by=own(first), registration=first)
    change_registration(by=own(mine), registration=mine, changes=coming(1))
    [offer] = selectors.tracked(own(mine), in_days(0)).offers
    accept_offer(by=own(mine), registration=mine, offer=offer)
    assert (selectors.tally(small).confirmed, left(small)) == (1, 2)


def test_a_second_click_on_cancel_finds_it_cancelled(summit: Gathering) -> None:
    mine = sign_up(summit, "Ana", "Rosa").registration
    clicked_twice = Registration.objects.get(pk=mine.pk)
    cancel_registration(by=own(mine), registration=mine)
    cancel_registration(by=own(mine), registration=clicked_twice)
    assert (clicked_twice.state, left(summit)) == (Registration.State.CANCELLED, 10)


def test_changes_of_what_was_cancelled_or_changed_meanwhile_are_refused(summit: Gathering) -> None:
    mine = sign_up(summit, "Ana", "Rosa").registration
    on_another_phone = Registration.objects.get(pk=mine.pk)
    change_registration(by=own(mine), registration=mine, changes=coming(1))
    with pytest.raises(NotStanding):
        change_registration(by=own(mine), registration=on_another_phone, changes=coming(1, 2))
    cancel_registration(by=own(mine), registration=mine)
    with pytest.raises(NotStanding):
        change_registration(by=own(mine), registration=on_another_phone, changes=coming(1))


def coming(*numbers: int) -> Changes:
    """These come, the others do not."""
    guests = [Guest(f"Guest {number}") for number in numbers]
    return Changes(guests, kept=numbers, language="en", is_online=False, wants_reminder=True)


def test_nobody_changes_what_is_another_household_s(summit: Gathering, elsewhere: Gathering) -> None:
    mine, other = sign_up(summit).registration, sign_up(elsewhere).registration
    with pytest.raises(Denied):
        cancel_registration(by=own(other), registration=mine)


def test_one_statement_takes_the_places_and_nothing_is_read_in_vain(
    summit: Gathering, django_assert_max_num_queries: object
) -> None:
    session = session_of(summit)
    arguments = {"gathering": summit, "sessions": [session], "form_key": uuid4()}
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        register(by=VISITOR, party=replace(party()), **arguments)
