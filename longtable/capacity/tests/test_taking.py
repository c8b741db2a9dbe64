"""Places are taken, changed and given back, and never more than there are."""

from contextlib import nullcontext, suppress
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from longtable.capacity.actions import change_size, give_back, give_back_all, take
from longtable.capacity.errors import Closed, Full, TooMany
from longtable.capacity.models import Offer, Place, Pool
from longtable.capacity.tests.conftest import LATER, NOW, SYSTEM, do, places, wait
from longtable.core.access import Actor, action
from longtable.core.access.guard import Unchanged
from longtable.core.states import IllegalMove


def left(pool: Pool) -> int:
    pool.refresh_from_db()
    return pool.remaining


def test_places_are_taken_until_there_are_none(pool: Pool) -> None:
    for size in (6, 3):
        do(take, holder=uuid4(), wanted={pool: size})
    with pytest.raises(Full) as refused:
        do(take, holder=uuid4(), wanted={pool: 2})
    assert refused.value.pool.remaining == left(pool) == 1


def test_who_is_refused_can_go_on_only_beside_what_was_tried(pool: Pool) -> None:
    do(take, holder=uuid4(), wanted={pool: 6})

    @action
    def take_or_not(*, by: Actor, in_savepoint: bool) -> Unchanged:
        with suppress(Full), transaction.atomic() if in_savepoint else nullcontext():
            take(by=by, holder=uuid4(), wanted={pool: 5}, now=NOW)
        return Unchanged(Place.objects.count())

    assert take_or_not(by=SYSTEM, in_savepoint=True) == 1
    with pytest.raises(TransactionManagementError):
        take_or_not(by=SYSTEM, in_savepoint=False)


def test_several_pools_are_taken_together_or_not_at_all(pool: Pool) -> None:
    small = places(1)
    with pytest.raises(Full) as refused:
        do(take, holder=uuid4(), wanted={pool: 2, small: 2})
    assert refused.value.pool == small
    assert (left(pool), left(small)) == (10, 1)
    do(take, holder=uuid4(), wanted={pool: 1, small: 1})
    assert (left(pool), left(small)) == (9, 0)


def test_who_comes_before_or_after_the_time_is_told_so(pool: Pool) -> None:
    for moment, is_early in ((NOW - (LATER - NOW), True), (pool.closes_at, False)):
        with pytest.raises(Closed) as refused:
            do(take, holder=uuid4(), wanted={pool: 1}, now=moment)
        assert refused.value.is_early == is_early


def test_a_household_takes_no_more_than_its_limit_and_staff_can_seat_a_group(pool: Pool) -> None:
    with pytest.raises(TooMany) as refused:
        do(take, holder=uuid4(), wanted={pool: 7})
    assert refused.value.limit == 6
    do(take, by=SYSTEM, holder=uuid4(), wanted={pool: 7})
    assert left(pool) == 3


def test_more_or_fewer_come_than_were_said(pool: Pool) -> None:
    [place] = do(take, holder=uuid4(), wanted={pool: 4})
    do(change_size, place=place, size=6)
    assert left(pool) == 4
    do(take, holder=uuid4(), wanted={pool: 4})
    waiting = wait(pool, "neighbor", 2)
    do(change_size, place=place, size=3)
    assert Offer.objects.get().entry == waiting
    assert left(pool) == 1


def test_a_place_is_given_back_once(pool: Pool) -> None:
    [place] = do(take, holder=uuid4(), wanted={pool: 4})
    again = Place.objects.get(pk=place.pk)
    do(give_back, place=place)
    with pytest.raises(IllegalMove):
        do(give_back, place=again)
    assert left(pool) == 10


def test_places_of_several_pools_are_given_back_together(pool: Pool) -> None:
    other = places(3)
    taken = do(take, holder=uuid4(), wanted={pool: 2, other: 2})
    do(give_back_all, places=taken)
    assert (left(pool), left(other)) == (10, 3)
