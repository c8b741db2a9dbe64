"""A message is neither sent twice nor lost without a word, wherever its worker is killed."""

import json
import os
import signal
from collections.abc import Iterator
from itertools import count

import pytest
from django.db import connection

from tests.kill.gateway import Gateway, open_gateway
from tests.kill.harness import Zygote

pytestmark = pytest.mark.slow

TELL = """
from django.db import transaction
from longtable.core.access import Actor
from longtable.messaging.actions import notify
from longtable.messaging.models import Message
by = Actor.system("tests")
notify(by=by, notice="messaging.help", to="{number}", context={{"agency": "A", "link": "L"}}, key="{number}")
"""

WORK = """
from django.conf import settings
from longtable.core.work import run_all
settings.MESSAGING["sms"]["idempotent"] = {good}
run_all()
"""

WAIT = """
from datetime import timedelta
from django.utils import timezone
from longtable.core.models import Job
past = timezone.now() - timedelta(hours=1)
open_jobs = Job.objects.filter(done_at=None, dead_at=None)
open_jobs.exclude(leased_until=None).update(leased_until=past)
open_jobs.update(run_after=past)
"""
"""Leases run out, and pauses are over, without anybody sleeping."""

LOOK = """
from longtable.core.models import Job
from longtable.messaging.models import Message
from longtable.worklists.models import WorkItem
result = {{
    "states": list(Message.objects.filter(key="{number}").values_list("state", flat=True)),
    "jobs": Job.objects.filter(done_at=None).count(),
    "listed": WorkItem.objects.open().filter(kind="messaging.uncertain").count(),
}}
"""

MOMENTS = {"sqlite": 41, "postgresql": 38}
"""At least so many there are to die at: PostgreSQL gets an audit entry and its subjects in one message."""

numbers = (f"+1919555{n:04}" for n in count(1000))


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """A real gateway on loopback."""
    with open_gateway() as gateway:
        yield gateway


@pytest.fixture
def zygote(fresh_database: str, gateway: Gateway) -> Iterator[Zygote]:
    """Processes over a database of their own, for which the gateway is the provider."""
    provider = {"kind": "http", "url": gateway.url, "idempotent": True}
    environment = {
        "LONGTABLE_SMS": json.dumps(provider),
        "LONGTABLE_QUIET_FROM": "0",
        "LONGTABLE_QUIET_UNTIL": "0",
    }
    with Zygote(fresh_database, environment) as zygote:
        zygote.migrate()
        yield zygote


def finish(zygote: Zygote, number: str, *, good: bool) -> dict[str, object]:
    """What a fresh worker makes of what the dead one left."""
    zygote.run(WAIT + WORK.format(good=good))
    found: dict[str, object] = zygote.ask(LOOK.format(number=number))
    return found


def kill_everywhere(zygote: Zygote, gateway: Gateway, *, good: bool, step: int = 1) -> int:
    """Tell and deliver one message for each moment at which a process can die; returns how many."""
    for at in count(step=step):
        number = next(numbers)
        end = zygote.run(TELL.format(number=number) + WORK.format(good=good), at=at)
        found = finish(zygote, number, good=good)
        sent = gateway.sent[number] if good else gateway.requests[number]
        states = found["states"]
        where = f"killed at moment {at}: {states}, sent {sent} times"
        if states == []:
            assert sent == 0, where  # nobody was told that it would be sent
        elif good:
            assert (states, sent) == (["sent"], 1), where
        else:
            assert (states == ["sent"] and sent == 1) or (states == ["uncertain"] and sent <= 1), where
        if states == ["uncertain"]:
            assert found["listed"] == 1, where
        assert found["jobs"] == 0, where
        if not end.killed:
            assert states == ["sent"]
            assert at - step < end.moments <= at, "some moment of this run was not died at"
            return at
    raise AssertionError


def test_with_a_gateway_that_knows_repetitions_each_message_is_sent_once(
    zygote: Zygote, gateway: Gateway
) -> None:
    assert kill_everywhere(zygote, gateway, good=True) >= MOMENTS[connection.vendor]


def test_with_any_other_gateway_no_message_is_sent_twice_or_lost_without_a_word(
    zygote: Zygote, gateway: Gateway
) -> None:
    assert kill_everywhere(zygote, gateway, good=False) >= MOMENTS[connection.vendor]


def test_a_dead_worker_here_and_there(zygote: Zygote, gateway: Gateway) -> None:
    kill_everywhere(zygote, gateway, good=False, step=9)


@pytest.mark.parametrize(
    ("good", "state", "calls"),
    [(True, "sent", 2), (False, "uncertain", 1)],
)
def test_a_worker_that_is_killed_while_the_gateway_holds_the_answer(
    zygote: Zygote, gateway: Gateway, good: bool, state: str, calls: int
) -> None:
    number = next(numbers)
    zygote.run(TELL.format(number=number))
    gateway.hold()
    worker = zygote.begin(WORK.format(good=good))
    assert gateway.holding.wait(20)
    os.kill(worker, signal.SIGKILL)
    assert zygote.end().killed
    gateway.released.set()
    found = finish(zygote, number, good=good)
    assert found["states"] == [state]
    assert (gateway.sent[number], gateway.requests[number]) == (1, calls)


def test_a_gateway_that_is_down_for_a_while_loses_nothing(zygote: Zygote, gateway: Gateway) -> None:
    number = next(numbers)
    gateway.status = 503
    zygote.run(TELL.format(number=number) + WORK.format(good=False))
    assert zygote.ask(LOOK.format(number=number))["states"] == ["queued"]
    gateway.status = 200
    assert finish(zygote, number, good=False)["states"] == ["sent"]
    assert gateway.requests[number] == 1
