"""Who waits gets what is free, in the order in which they came, and is asked once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from longtable.capacity.actions import (
    accept,
    decline,
    give_back,
    lapse_offers,
    leave_line,
    resize,
    set_period,
    shut,
    stand_in_line,
    take,
)
from longtable.capacity.errors import Closed, Full, InLineAlready, InUse, TooLate, TooMany
from longtable.capacity.models import Offer, Place, Pool, WaitlistEntry
from longtable.capacity.selectors import differences, position
from longtable.capacity.tests.conftest import LATER, NOW, SYSTEM, do, places, wait
from longtable.core.models import AuditEntry


@pytest.fixture
def full(db: None) -> tuple[Pool, list[Place]]:
    """Six places, all of them taken: three by two, two, and two."""
    pool = places(6)
    return pool, [do(take, holder=uuid4(), wanted={pool: 2})[0] for _ in range(3)]


def offered(*entries: WaitlistEntry) -> list[int]:
    """How many places each is offered at this moment."""
    return [
        sum(Offer.objects.filter(entry=entry, state="open").values_list("size", flat=True))
        for entry in entries
    ]


def test_a_place_that_is_given_back_is_offered_to_the_first_in_line(full: tuple[Pool, list[Place]]) -> None:
    pool, taken = full
    first, second = wait(pool, "ana", 2), wait(pool, "ben", 2)
    assert [position(first), position(second)] == [1, 2]
    [offer] = do(give_back, place=taken[0])
    assert (offer.entry_id, offered(first, second)) == (first.pk, [2, 0])
    with pytest.raises(Full):
        do(take, holder=uuid4(), wanted={pool: 1})
    place = do(accept, offer=offer)
    assert (place.holder, place.size) == (first.holder, 2)
    assert position(second) == 1
    assert not list(differences())


def test_an_offer_that_nobody_answers_goes_to_the_next(full: tuple[Pool, list[Place]]) -> None:
    pool, taken = full
    first, second = wait(pool, "ana", 2), wait(pool, "ben", 2)
    [offer] = do(give_back, place=taken[0])
    assert offer.expires_at == NOW + timedelta(days=1)
    assert lapse_offers(by=SYSTEM, now=NOW) == 0
    assert lapse_offers(by=SYSTEM, now=LATER) == 1
    assert offered(first, second) == [0, 2]
    with pytest.raises(TooLate):
        do(accept, offer=offer, now=LATER)
    first.refresh_from_db()
    assert first.state == WaitlistEntry.State.LEFT
    assert AuditEntry.objects.filter(verb="capacity.offers.lapsed").count() == 1


def test_an_offer_is_too_late_when_its_time_is_over_before_the_clock_has_struck(
    full: tuple[Pool, list[Place]],
) -> None:
    pool, taken = full
    wait(pool, "ana", 2)
    [offer] = do(give_back, place=taken[0])
    with pytest.raises(TooLate):
        do(accept, offer=offer, now=offer.expires_at)


def test_who_says_no_is_not_asked_again(full: tuple[Pool, list[Place]]) -> None:
    pool, taken = full
    first, second = wait(pool, "ana", 2), wait(pool, "ben", 2)
    [offer] = do(give_back, place=taken[0])
    do(decline, offer=offer)
    assert offered(first, second) == [0, 2]
    with pytest.raises(TooLate):
        do(decline, offer=offer)


def test_a_place_never_comes_back_to_who_gave_it_back(full: tuple[Pool, list[Place]]) -> None:
    pool, taken = full
    mine = do(
        stand_in_line,
        pool=pool,
        holder=taken[0].holder,
        who="ana",
        size=2,
        is_together=True,
    )
    assert do(give_back, place=taken[0]) == []
    mine.refresh_from_db()
    assert (mine.state, offered(mine)) == (WaitlistEntry.State.LEFT, [0])
    again = wait(pool, "ana", 2)
    assert again.number == 2
    assert offered(again) == [2], "nobody else wanted it: a newcomer could have had it"


def test_a_group_that_stays_together_is_passed_over_by_who_fits(full: tuple[Pool, list[Place]]) -> None:
    pool, taken = full
    group, couple = wait(pool, "church", 4), wait(pool, "ben", 2)
    do(give_back, place=taken[0])
    assert offered(group, couple) == [0, 2]
    do(give_back, place=taken[1])
    assert offered(group, couple) == [0, 2]
    assert pool.entries.get(pk=group.pk).state == WaitlistEntry.State.WAITING
    do(give_back, place=taken[2])
    assert offered(group, couple) == [4, 2]


def test_a_group_that_splits_takes_what_there_is_and_waits_for_the_rest(
    full: tuple[Pool, list[Place]],
) -> None:
    pool, taken = full
    group, couple = wait(pool, "church", 3, is_together=False), wait(pool, "ben", 2)
    [offer] = do(give_back, place=taken[0])
    assert offered(group, couple) == [2, 0]
    place = do(accept, offer=offer)
    group.refresh_from_db()
    assert (group.state, group.size, position(group)) == (WaitlistEntry.State.WAITING, 1, 1)
    do(give_back, place=taken[1])
    assert offered(group, couple) == [1, 0]
    grown = do(accept, offer=Offer.objects.get(state="open"))
    assert (grown.pk, grown.size) == (place.pk, 3)
    assert not list(differences())


def test_new_places_are_offered_to_the_line_at_once(full: tuple[Pool, list[Place]]) -> None:
    pool, _taken = full
    line = [wait(pool, name, 2) for name in ("ana", "ben", "cal")]
    do(resize, by=SYSTEM, pool=pool, size=11)
    assert offered(*line) == [2, 2, 0]
    assert pool.remaining == 1


def test_a_pool_never_becomes_smaller_than_what_is_taken(full: tuple[Pool, list[Place]]) -> None:
    pool, taken = full
    with pytest.raises(InUse) as refused:
        do(resize, by=SYSTEM, pool=pool, size=5)
    assert refused.value.used == 6
    do(give_back, place=taken[0])
    do(resize, by=SYSTEM, pool=pool, size=4)
    assert (pool.size, pool.remaining) == (4, 0)


def test_who_leaves_the_line_gives_the_offer_to_the_next(full: tuple[Pool, list[Place]]) -> None:
    pool, taken = full
    first, second = wait(pool, "ana", 2), wait(pool, "ben", 2)
    do(give_back, place=taken[0])
    assert do(leave_line, entry=first)
    assert offered(first, second) == [0, 2]
    assert not do(leave_line, entry=first)


def test_a_household_stands_in_line_once(full: tuple[Pool, list[Place]]) -> None:
    pool, _taken = full
    first = wait(pool, "ana", 2)
    with pytest.raises(InLineAlready) as refused:
        wait(pool, "ana", 1)
    assert refused.value.entry == first
    wait(pool, "", 1)
    wait(pool, "", 1)


def test_who_stands_in_line_when_there_are_places_is_offered_them(pool: Pool) -> None:
    entry = wait(pool, "ana", 2)
    assert entry.state == WaitlistEntry.State.OFFERED
    assert offered(entry) == [2]


def test_who_could_never_be_seated_is_told_so(db: None) -> None:
    with pytest.raises(TooMany) as refused:
        wait(places(3), "ana", 4)
    assert refused.value.limit == 3


def test_nothing_is_offered_when_all_is_over(full: tuple[Pool, list[Place]]) -> None:
    pool, taken = full
    first = wait(pool, "ana", 2)
    with pytest.raises(Closed):
        wait(pool, "ben", now=pool.closes_at)
    do(give_back, place=taken[0], now=pool.closes_at)
    assert offered(first) == [0]
    later = pool.closes_at + timedelta(days=1)
    do(set_period, by=SYSTEM, pool=pool, opens_at=pool.opens_at, closes_at=later, now=pool.closes_at)
    assert offered(first) == [2]
    assert Offer.objects.get().expires_at == later - timedelta(hours=12), "half of the time that is left"


def test_when_it_is_called_off_nobody_waits(full: tuple[Pool, list[Place]]) -> None:
    pool, taken = full
    first, second = wait(pool, "ana", 2), wait(pool, "ben", 2)
    do(give_back, place=taken[0])
    do(shut, by=SYSTEM, pool=pool)
    states = {each.state for each in (first, second) if each.refresh_from_db() is None}
    assert states == {WaitlistEntry.State.LEFT}
    assert (pool.waiting, pool.remaining, pool.closes_at) == (0, 2, NOW)
    assert not list(differences())
