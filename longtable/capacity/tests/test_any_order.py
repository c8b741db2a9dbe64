"""Whatever people do, in whatever order: places and line are as a few lines of plain Python say."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from longtable.capacity.actions import (
    accept,
    change_size,
    decline,
    give_back,
    hold,
    lapse_holds,
    lapse_offers,
    leave_line,
    let_go,
    resize,
    stand_in_line,
    take,
)
from longtable.capacity.errors import InUse, NoPlace, TooLate
from longtable.capacity.models import Hold, Offer, Place, Pool, WaitlistEntry
from longtable.capacity.selectors import differences
from longtable.capacity.tests.conftest import NOW, SYSTEM, do, places
from longtable.core.models import Attempt

PARTY = st.integers(1, 3)
WHICH = st.integers(0, 30)


@dataclass
class Waiting:
    """Somebody in line, and what they were offered until when."""

    holder: UUID
    size: int
    together: bool
    offer: int = 0
    until: datetime = NOW


@dataclass
class Room:
    """What a pool should be, by counting."""

    size: int
    taken: dict[UUID, int] = field(default_factory=dict)
    line: list[Waiting] = field(default_factory=list)
    held: dict[str, tuple[int, datetime]] = field(default_factory=dict)

    @property
    def free(self) -> int:
        held = sum(size for size, _until in self.held.values())
        return self.size - sum(self.taken.values()) - held - sum(each.offer for each in self.line)

    def serve(self, now: datetime, closes: datetime) -> None:
        """The first for whom it is enough, and again."""
        for each in self.line:
            wanted = each.size if each.together else min(each.size, self.free)
            if not each.offer and 0 < wanted <= self.free:
                each.offer, each.until = wanted, now + min(timedelta(days=1), (closes - now) / 2)


class AnyOrder(RuleBasedStateMachine):
    """Two pools; what is done to them is done to two rooms, which have no database."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = NOW
        self.pools = [places(4, anonymous_limit=4), places(3, anonymous_limit=3)]
        self.rooms = [Room(4), Room(3)]
        for which, size in ((0, 2), (0, 2), (1, 1), (1, 2)):  # full, because then it becomes interesting
            self.somebody_takes(which, size)
        for which, size, together in ((0, 3, True), (0, 2, False), (1, 1, True), (1, 2, False), (1, 1, True)):
            self.somebody_stands_in_line(which, size, together)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def did(self, step: Any, **arguments: Any) -> bool:
        """Whether it was done; a refusal must have changed nothing."""
        Attempt.objects.all().delete()  # how often one may try is tested elsewhere
        try:
            do(step, now=self.now, **arguments)
        except (NoPlace, TooLate):
            return False
        return True

    def serve(self, *which: int) -> None:
        for number in which or (0, 1):
            self.rooms[number].serve(self.now, self.pools[number].closes_at)

    def drop(self, visit: str) -> None:
        for room in self.rooms:
            room.held.pop(visit, None)
        self.serve()

    @rule(visit=st.sampled_from("abcd"), first=st.integers(0, 3), second=st.integers(0, 3))
    def somebody_holds(self, visit: str, first: int, second: int) -> None:
        wanted = {number: size for number, size in enumerate((first, second)) if size}
        if not wanted:
            return
        self.clock()
        free = [room.free + room.held.get(visit, (0, NOW))[0] for room in self.rooms]
        fits = all(size <= free[number] for number, size in wanted.items())
        pools = {self.pools[number]: size for number, size in wanted.items()}
        assert self.did(hold, wanted=pools, visit=visit, about=uuid4()) == fits
        if fits:
            for number, room in enumerate(self.rooms):
                room.held.pop(visit, None)
                if number in wanted:
                    room.held[visit] = (wanted[number], self.now + timedelta(minutes=5))
            self.serve()

    @rule(visit=st.sampled_from("abcd"))
    def somebody_goes_away(self, visit: str) -> None:
        for kept in Hold.objects.filter(visit=visit, state="live"):
            self.did(let_go, hold=kept)
        self.drop(visit)

    @rule(visit=st.sampled_from("abcd"))
    def somebody_confirms(self, visit: str) -> None:
        kept, holder = Hold.objects.filter(visit=visit, state="live").first(), uuid4()
        if kept and self.now < kept.expires_at:
            assert self.did(take, holder=holder, hold=kept)
            for room in self.rooms:
                if visit in room.held:
                    room.taken[holder] = room.held.pop(visit)[0]

    @rule(which=st.integers(0, 1), size=PARTY)
    def somebody_takes(self, which: int, size: int) -> None:
        self.clock()
        room, holder = self.rooms[which], uuid4()
        fits = size <= room.free
        assert self.did(take, holder=holder, wanted={self.pools[which]: size}) == fits
        if fits:
            room.taken[holder] = size

    @rule(number=WHICH)
    def somebody_cancels(self, number: int) -> None:
        if place := self.one(Place.objects.filter(state="taken"), number):
            which, room = self.room_of(place.pool_id)
            assert self.did(give_back, place=place)
            del room.taken[place.holder]
            room.line = [each for each in room.line if each.holder != place.holder]
            self.serve(which)

    @rule(number=WHICH, size=PARTY)
    def more_or_fewer_come(self, number: int, size: int) -> None:
        self.clock()
        if place := self.one(Place.objects.filter(state="taken"), number):
            which, room = self.room_of(place.pool_id)
            fits = size - place.size <= room.free
            assert self.did(change_size, place=place, size=size) == fits
            if fits:
                room.taken[place.holder] = size
                self.serve(which)

    @rule(which=st.integers(0, 1), size=PARTY, together=st.booleans())
    def somebody_stands_in_line(self, which: int, size: int, together: bool) -> None:
        holder, pool = uuid4(), self.pools[which]
        fits = size <= self.rooms[which].size or not together
        asked = {"holder": holder, "who": holder.hex, "size": size, "is_together": together}
        assert self.did(stand_in_line, pool=Pool.objects.get(pk=pool.pk), **asked) == fits
        if fits:
            self.rooms[which].line.append(Waiting(holder, size, together))
            self.serve(which)

    @rule(number=WHICH)
    def somebody_leaves_the_line(self, number: int) -> None:
        if entry := self.one(WaitlistEntry.objects.filter(state__in=["waiting", "offered"]), number):
            which, room = self.room_of(entry.pool_id)
            assert self.did(leave_line, entry=entry)
            room.line = [each for each in room.line if each.holder != entry.holder]
            self.serve(which)

    @rule(number=WHICH, wants=st.booleans())
    def somebody_answers(self, number: int, wants: bool) -> None:
        if offer := self.one(Offer.objects.filter(state="open").select_related("entry"), number):
            which, room = self.room_of(offer.entry.pool_id)
            mine = next(each for each in room.line if each.holder == offer.entry.holder)
            if wants:
                assert self.did(accept, offer=offer) == (self.now < mine.until)
                if self.now >= mine.until:
                    return
                room.taken[mine.holder] = room.taken.get(mine.holder, 0) + mine.offer
                mine.size, mine.offer = mine.size - mine.offer, 0
            else:
                assert self.did(decline, offer=offer)
                mine.size = mine.offer = 0
            room.line = [each for each in room.line if each.size]
            self.serve(which)

    @rule(which=st.integers(0, 1), size=st.integers(1, 8))
    def the_room_changes(self, which: int, size: int) -> None:
        room = self.rooms[which]
        fits = size >= room.size - room.free
        try:
            do(resize, by=SYSTEM, pool=self.pools[which], size=size, now=self.now)
        except InUse:
            assert not fits
        else:
            assert fits
            room.size = size
            Pool.objects.update(anonymous_limit=12)
            self.serve(which)

    @rule(minutes=st.sampled_from([1, 6, 60, 1000]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def clock(self) -> None:
        """The job that runs each minute."""
        lapse_holds(by=SYSTEM, now=self.now)
        over = {v for room in self.rooms for v, (_size, until) in room.held.items() if until <= self.now}
        for room in self.rooms:
            room.held = {v: kept for v, kept in room.held.items() if v not in over}
        self.serve()
        lapse_offers(by=SYSTEM, now=self.now)
        for number, room in enumerate(self.rooms):
            room.line = [each for each in room.line if not each.offer or self.now < each.until]
            self.serve(number)

    @invariant()
    def counters_say_what_the_rows_say(self) -> None:
        assert not list(differences())

    @invariant()
    def all_is_as_in_the_rooms(self) -> None:
        for pool, room in zip(self.pools, self.rooms, strict=True):
            pool.refresh_from_db()
            assert pool.remaining == room.free >= 0
            taken = Place.objects.filter(pool=pool, state="taken").values_list("holder", "size")
            assert dict(taken) == room.taken
            line = pool.entries.filter(state__in=["waiting", "offered"]).order_by("number")
            assert [entry.holder for entry in line] == [each.holder for each in room.line]
            offers = Offer.objects.filter(state="open", entry__pool=pool).values_list("entry__holder", "size")
            assert dict(offers) == {each.holder: each.offer for each in room.line if each.offer}

    @staticmethod
    def one(rows: Any, number: int) -> Any:
        found = list(rows.order_by("pk"))
        return found[number % len(found)] if found else None

    def room_of(self, pool_id: UUID) -> tuple[int, Room]:
        which = [pool.pk for pool in self.pools].index(pool_id)
        return which, self.rooms[which]


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        ),
    )


@pytest.mark.django_db
def test_a_few_orders() -> None:
    run(examples=10, steps=30)


@pytest.mark.slow
@pytest.mark.django_db
def test_many_orders() -> None:
    run(examples=15, steps=50)
