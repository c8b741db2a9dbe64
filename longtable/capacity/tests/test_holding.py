"""Places are kept while somebody fills in a form, for some minutes and not for ever."""

from datetime import timedelta
from uuid import uuid4

import pytest

from longtable.capacity import jobs
from longtable.capacity.actions import hold, lapse_holds, let_go, take
from longtable.capacity.errors import Busy, Full, TooMany
from longtable.capacity.models import Hold, Pool
from longtable.capacity.selectors import differences
from longtable.capacity.tests.conftest import NOW, SOON, SYSTEM, do, places, wait
from longtable.core.access import Actor, Denied, Kind
from longtable.core.attempts import TooManyAttempts

ABOUT = uuid4()


def keep(wanted: dict[Pool, int], visit: str = "ana", **also: object) -> Hold:
    kept: Hold = do(hold, wanted=wanted, visit=visit, about=ABOUT, **also)
    return kept


def left(pool: Pool) -> int:
    pool.refresh_from_db()
    return pool.remaining


def test_who_holds_places_has_them_when_the_form_is_done(pool: Pool) -> None:
    other = places(4)
    kept = keep({pool: 6, other: 4})
    found = Hold.objects.get(visit="ana", about=ABOUT)
    assert (found, found.is_live(NOW)) == (kept, True)
    with pytest.raises(Full):
        do(take, holder=uuid4(), wanted={other: 1})
    holder = uuid4()
    taken = do(take, holder=holder, hold=kept)
    assert {(place.pool_id, place.size, place.holder) for place in taken} == {
        (pool.pk, 6, holder),
        (other.pk, 4, holder),
    }
    assert (left(pool), pool.anonymous_held, left(other)) == (4, 0, 0)


def test_a_hold_that_ran_out_is_tried_anew_by_itself(pool: Pool) -> None:
    kept = keep({pool: 6})
    assert not Hold.objects.get(visit="ana", about=ABOUT).is_live(SOON)
    do(take, holder=uuid4(), hold=kept, now=SOON)
    assert left(pool) == 4
    assert not list(differences())


def test_and_is_refused_only_when_others_took_the_places(pool: Pool) -> None:
    kept = keep({pool: 6})
    do(take, by=SYSTEM, holder=uuid4(), wanted={pool: 10}, now=SOON)
    with pytest.raises(Full):
        do(take, holder=uuid4(), hold=kept, now=SOON)


def test_what_ran_out_does_not_stand_in_the_way_before_the_clock_has_struck(pool: Pool) -> None:
    keep({pool: 5})
    do(take, by=SYSTEM, holder=uuid4(), wanted={pool: 5})
    do(take, holder=uuid4(), wanted={pool: 4}, now=SOON)
    assert Hold.objects.get().state == Hold.State.LAPSED
    assert left(pool) == 1


def test_the_clock_puts_back_what_ran_out_and_the_line_gets_it(pool: Pool) -> None:
    keep({pool: 5})
    do(take, by=SYSTEM, holder=uuid4(), wanted={pool: 5})
    entry = wait(pool, "ben", 3)
    assert lapse_holds(by=SYSTEM, now=NOW) == 0
    assert lapse_holds(by=SYSTEM, now=SOON) == 1
    assert entry.offers.get().size == 3
    assert left(pool) == 2
    jobs.put_back_what_ran_out()


def test_a_new_hold_of_a_visit_takes_the_place_of_the_earlier_one(pool: Pool) -> None:
    keep({pool: 5})
    keep({pool: 6})
    assert (left(pool), pool.anonymous_held) == (4, 6)
    other = places(9)
    keep({other: 2})
    assert (left(pool), left(other)) == (10, 7)
    assert not list(differences())


def test_a_new_hold_that_finds_no_place_leaves_the_earlier_one(pool: Pool) -> None:
    small = places(2)
    first = keep({pool: 5})
    with pytest.raises(Full):
        keep({pool: 1, small: 3})
    first.refresh_from_db()
    assert first.state == Hold.State.LIVE
    assert (left(pool), left(small)) == (5, 2)


def test_a_hold_that_is_let_go_is_free_at_once(pool: Pool) -> None:
    kept = keep({pool: 5})
    assert do(let_go, hold=kept)
    assert not do(let_go, hold=kept)
    assert (left(pool), pool.anonymous_held) == (10, 0)


def test_strangers_cannot_hold_all_places(db: None) -> None:
    """Five visits of somebody who means ill, six places each, of fifty."""
    pool = places(50)
    for number in range(4):
        keep({pool: 6}, visit=f"ill {number}")
    with pytest.raises(Busy) as refused:
        keep({pool: 6}, visit="ill 4")
    assert refused.value.pool.remaining == 26
    assert left(pool) == 26
    do(take, holder=uuid4(), wanted={pool: 6})
    do(hold, by=SYSTEM, wanted={pool: 6}, visit="ben", about=ABOUT)
    lapse_holds(by=SYSTEM, now=SOON)
    assert left(pool) == 44


def test_a_hold_is_not_prolonged_for_ever(pool: Pool) -> None:
    for _ in range(4):
        keep({pool: 1})
    with pytest.raises(TooManyAttempts):
        keep({pool: 1})


def test_who_throws_away_the_cookie_is_known_by_the_network(pool: Pool) -> None:
    for number in range(10):
        keep({pool: 6}, visit=f"ill {number}", address="203.0.113.7")
        lapse_holds(by=SYSTEM, now=SOON)
    with pytest.raises(TooManyAttempts):
        keep({pool: 1}, visit="ill 10", address="203.0.113.7")
    keep({pool: 1}, visit="ana", address="203.0.113.8")


def test_nobody_holds_more_than_a_household_needs(pool: Pool) -> None:
    for size in (0, 7):
        with pytest.raises(TooMany):
            keep({pool: size})


def test_a_step_alone_is_nobodys(pool: Pool) -> None:
    with pytest.raises(Denied):
        take(by=SYSTEM, holder=uuid4(), wanted={pool: 1}, now=NOW)
    with pytest.raises(Denied):
        do(take, by=Actor(Kind.API_KEY, "1"), holder=uuid4(), wanted={pool: 1})
    with pytest.raises(Denied):
        lapse_holds(by=Actor.visitor(), now=NOW + timedelta(days=1))
