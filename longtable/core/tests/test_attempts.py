"""Limits on trying hold across processes, forget by themselves, and store nobody's address."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from longtable.core import attempts
from longtable.core.access import Actor
from longtable.core.attempts import TooManyAttempts, count_attempt, is_too_often
from longtable.core.models import Attempt
from longtable.core.retention import rules, scrub_due

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 1, 5, 12, 0, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def limits_begin_anew() -> None:
    """Here windows begin by the clock, as for everybody."""


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty seconds after twelve, so that no test falls between two windows."""
    at(NOON, monkeypatch)


def at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts.timezone, "now", lambda: moment)


def try_it(who: str = "192.0.2.1", purpose: str = "code") -> int:
    return count_attempt(purpose, who, limit=3, window=MINUTE)


def test_tries_are_counted_down() -> None:
    assert [try_it() for _ in range(3)] == [2, 1, 0]


def test_one_too_many_is_refused_and_told_how_long_to_wait() -> None:
    for _ in range(3):
        try_it()
    with pytest.raises(TooManyAttempts) as refused:
        try_it()
    assert refused.value.retry_after == timedelta(seconds=40)


def test_what_is_left_undone_without_a_word_is_counted_alike() -> None:
    said = [is_too_often("letter", "someone@example.org", limit=3, window=MINUTE) for _ in range(4)]
    assert said == [False, False, False, True]


def test_others_and_other_things_are_counted_apart() -> None:
    for _ in range(3):
        try_it()
    assert try_it(who="192.0.2.2") == 2
    assert try_it(purpose="form") == 2


def test_the_next_window_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        try_it()
    at(NOON + MINUTE, monkeypatch)
    assert try_it() == 2


def test_no_address_is_stored() -> None:
    try_it()
    assert "192.0.2.1" not in str(list(Attempt.objects.values()))


def test_counters_that_nobody_looks_at_are_swept(monkeypatch: pytest.MonkeyPatch) -> None:
    try_it()
    at(NOON + timedelta(days=8), monkeypatch)
    try_it()
    scrub_due(by=Actor.system("test"), rule=rules[Attempt], now=NOON + timedelta(days=8))
    assert Attempt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_cannot_slip_through() -> None:
    together, passed = threading.Barrier(6), []

    def hurry() -> None:
        try:
            together.wait(10)
            passed.append(try_it())
        except TooManyAttempts:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=hurry) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(passed) <= 3
    assert Attempt.objects.get().count == 6
