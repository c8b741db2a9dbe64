"""The work queue: each piece is done, by one worker at a time, however workers die or hurry."""

import threading
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from longtable.core.access import Actor, Missing, Permission
from longtable.core.access.errors import Denied
from longtable.core.models import Job, Schedule
from longtable.core.work import Lease, dead, emit, enqueue, every, job, on, registry, run_all, run_one
from longtable.core.work.schedule import enqueue_due, next_slot, overdue
from longtable.core.work.worker import LEASE, LONGEST_PAUSE, LeaseLost, claim, pause

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_other_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the handlers of the test itself, and nothing repeated."""
    monkeypatch.setattr(registry, "kinds", {})
    monkeypatch.setattr(registry, "listeners", defaultdict(list))
    monkeypatch.setattr(registry, "repetitions", {})
    for module in ("queue", "worker", "schedule"):
        for name in ("kinds", "listeners", "repetitions"):
            path = f"longtable.core.work.{module}.{name}"
            monkeypatch.setattr(path, getattr(registry, name), raising=False)


@pytest.fixture
def done() -> list[Any]:
    """What handlers have done."""
    return []


@pytest.fixture
def add(done: list[Any]) -> None:
    """The work ``add``: it notes its number."""

    @job("add")
    def add(number: int) -> None:
        done.append(number)


def short(handler: Callable[..., None]) -> Callable[..., None]:
    """``handler`` as if it stood at the top of its module: the name of a job has its limits."""
    handler.__qualname__ = handler.__name__
    return handler


def due_now() -> None:
    """Let the pause before the next attempt pass."""
    Job.objects.filter(done_at=None, dead_at=None).update(run_after=timezone.now(), leased_until=None)


def test_work_is_done_once(add: None, done: list[Any]) -> None:
    enqueue("add", number=7)
    assert run_all() == 1
    assert run_all() == 0
    assert done == [7]
    assert Job.objects.get().done_at


def test_work_exists_only_if_the_change_does(add: None) -> None:
    def change_that_fails() -> None:
        with transaction.atomic():
            enqueue("add", number=1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_that_fails()
    assert not Job.objects.exists()


def test_a_key_is_enqueued_once(add: None) -> None:
    assert enqueue("add", key="seven", number=7)
    assert enqueue("add", key="seven", number=7) is None
    run_all()
    assert enqueue("add", key="seven", number=7) is None
    assert Job.objects.count() == 1


def test_unknown_work_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        enqueue("nobody.knows")


def test_two_handlers_of_one_name_are_a_mistake(add: None) -> None:
    with pytest.raises(ValueError, match="Two handlers"):
        job("add")(lambda number: None)


def test_work_waits_for_its_moment(add: None, done: list[Any]) -> None:
    enqueue("add", run_after=timezone.now() + timedelta(hours=1), number=1)
    assert run_all() == 0
    due_now()
    assert run_all() == 1


def test_what_fails_is_tried_again_after_a_pause(done: list[Any]) -> None:
    @job("shaky")
    def shaky() -> None:
        done.append("tried")
        if len(done) < 3:
            raise RuntimeError("not yet")

    enqueue("shaky")
    assert run_one()
    tried = Job.objects.get()
    assert "not yet" in tried.last_error
    assert tried.run_after > timezone.now()
    assert not run_one(), "the pause is kept"
    for _ in range(2):
        due_now()
        run_one()
    assert done == ["tried"] * 3
    assert Job.objects.get().done_at


def test_pauses_grow_and_end_growing() -> None:
    for attempt in range(1, 9):
        expected = 5 * 2 ** (attempt - 1)
        assert 0.87 * expected <= pause(attempt).total_seconds() <= 1.13 * expected
    assert pause(30) <= LONGEST_PAUSE * 1.13


def test_after_the_last_attempt_a_person_is_told(done: list[Any]) -> None:
    @job("hopeless", max_attempts=2)
    def hopeless() -> None:
        raise RuntimeError("never")

    @on("work.dead")
    @short
    def tell(job_id: str, kind: str) -> None:
        done.append(kind)

    enqueue("hopeless")
    for _ in range(4):
        run_all()
        due_now()
    given_up = Job.objects.get(kind="hopeless")
    assert given_up.dead_at
    assert given_up.attempts == 2
    assert done == ["hopeless"]


def test_a_worker_that_died_each_time_ends_it_too(add: None, done: list[Any]) -> None:
    enqueue("add", number=1)
    Job.objects.update(attempts=8)
    run_all()
    assert Job.objects.get().dead_at
    assert "died during every attempt" in Job.objects.get().last_error
    assert done == []


def test_what_was_given_up_can_be_revived_by_who_may(add: None, done: list[Any]) -> None:
    enqueue("add", number=1)
    Job.objects.update(dead_at=timezone.now(), attempts=8)
    one = str(Job.objects.get().pk)
    with pytest.raises(Denied):
        dead.retry(by=Actor.visitor(), job_id=one)
    assert Actor.system("test").may(Permission.OPERATE)
    dead.retry(by=Actor.system("test"), job_id=one)
    run_all()
    assert done == [1]
    for nothing in (one, "no id"):
        with pytest.raises(Missing):
            dead.retry(by=Actor.system("test"), job_id=nothing)


def test_what_somebody_holds_nobody_else_takes(add: None) -> None:
    enqueue("add", number=1)
    assert claim("first")
    assert claim("second") is None


def test_what_a_dead_worker_held_is_taken_when_its_lease_ran_out(add: None, done: list[Any]) -> None:
    enqueue("add", number=1)
    claim("killed")
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert run_all() == 1
    assert done == [1]
    assert Job.objects.get().attempts == 2


def test_who_lost_the_lease_writes_nothing_more(add: None) -> None:
    enqueue("add", number=1)
    slow = claim("slow")
    assert slow
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    quick = claim("quick")
    assert quick
    with pytest.raises(LeaseLost):
        slow.renew()
    assert not slow.finish()
    slow.fail("too late")
    waiting = Job.objects.get()
    assert (waiting.leased_by, waiting.last_error, waiting.done_at) == ("quick", "", None)
    assert quick.finish()


def test_long_work_shows_how_far_it_is(done: list[Any]) -> None:
    @job("long")
    def long(lease: Lease) -> None:
        lease.renew(done=3, total=10)
        done.append(Job.objects.get().progress)
        assert lease.job.kind == "long"

    enqueue("long")
    run_all()
    assert done == [{"done": 3, "total": 10}]


def test_a_handler_that_lost_its_lease_is_not_counted_as_failed() -> None:
    @job("long")
    def long(lease: Lease) -> None:
        Job.objects.update(leased_by="another", leased_until=timezone.now() + LEASE)
        lease.renew()

    enqueue("long")
    run_one()
    taken = Job.objects.get()
    assert (taken.leased_by, taken.last_error, taken.done_at) == ("another", "", None)


def test_every_listener_hears_an_event_once(done: list[Any]) -> None:
    @on("said")
    @short
    def first(words: str) -> None:
        done.append(("first", words))

    @on("said")
    @short
    def second(words: str) -> None:
        done.append(("second", words))

    assert emit("said", key="k", words="hello") == 2
    assert emit("said", key="k", words="hello") == 0
    run_all()
    assert sorted(done) == [("first", "hello"), ("second", "hello")]


def test_a_listener_that_fails_disturbs_no_other(done: list[Any]) -> None:
    @on("said")
    @short
    def broken(words: str) -> None:
        raise RuntimeError

    @on("said")
    @short
    def sound(words: str) -> None:
        done.append(words)

    emit("said", words="hello")
    run_all()
    assert done == ["hello"]
    assert Job.objects.filter(done_at=None, dead_at=None).count() == 1


def test_an_event_without_listeners_is_no_work() -> None:
    assert emit("said", words="hello") == 0
    assert not Job.objects.exists()


def test_slots_lie_on_a_grid() -> None:
    every(timedelta(hours=1), offset=timedelta(minutes=10))(hourly)
    (repetition,) = registry.repetitions.values()
    at = timezone.datetime.fromisoformat("2026-01-05T12:34:00Z")
    assert next_slot(repetition, at).isoformat() == "2026-01-05T13:10:00+00:00"
    assert next_slot(repetition, next_slot(repetition, at)).isoformat() == "2026-01-05T14:10:00+00:00"


def hourly() -> None:
    """Work that is repeated."""


def test_a_slot_is_enqueued_once_and_missed_ones_are_not_made_up_for() -> None:
    every(timedelta(hours=1))(hourly)
    now = timezone.now()
    assert enqueue_due(now) == 0
    much_later = now + timedelta(hours=30)
    assert enqueue_due(much_later) == 1
    assert enqueue_due(much_later) == 0
    assert Job.objects.count() == 1


def test_a_schedule_that_nobody_moves_is_noticed() -> None:
    every(timedelta(hours=1))(hourly)
    now = timezone.now()
    enqueue_due(now)
    assert overdue(now, timedelta(minutes=5)) == []
    assert len(overdue(now + timedelta(hours=2), timedelta(minutes=5))) == 1


def at_once(what: Any, count: int) -> None:
    """Do ``what`` in several threads that begin together."""
    together = threading.Barrier(count)

    def run() -> None:
        try:
            together.wait(10)
            what()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


@pytest.mark.django_db(transaction=True)
def test_workers_that_hurry_do_each_piece_once(add: None, done: list[Any]) -> None:
    for number in range(12):
        enqueue("add", number=number)
    at_once(run_all, 3)
    run_all()
    assert sorted(done) == list(range(12))


@pytest.mark.django_db(transaction=True)
def test_two_workers_who_look_at_the_clock_enqueue_one_slot() -> None:
    every(timedelta(hours=1))(hourly)
    now = timezone.now()
    enqueue_due(now)
    at_once(lambda: enqueue_due(now + timedelta(hours=2)), 3)
    assert Job.objects.count() == 1
    assert Schedule.objects.get().next_run_at > now + timedelta(hours=2)
