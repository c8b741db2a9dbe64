"""Doing the work: claim, run, finish or try again, and survive being killed in between."""

import inspect
import os
import random
import signal
import socket
import threading
import time
import traceback
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from django.db import OperationalError, close_old_connections, transaction
from django.utils import timezone

from longtable.core.models import Job
from longtable.core.work.queue import emit, waiting
from longtable.core.work.registry import kinds
from longtable.core.work.schedule import enqueue_due

LEASE = timedelta(seconds=60)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)

log = structlog.get_logger(__name__)


class LeaseLost(RuntimeError):
    """The lease ran out and another worker has the job: stop, and write nothing more."""


class Lease:
    """A worker's hold on one job."""

    def __init__(self, job: Job, holder: str) -> None:
        self.job = job
        self.holder = holder

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, leased_by=self.holder, done_at=None, dead_at=None)

    def renew(self, *, done: int | None = None, total: int | None = None) -> None:
        """Hold on for another minute and show how far the work is. Raises :class:`LeaseLost`."""
        changes: dict[str, Any] = {"leased_until": timezone.now() + LEASE}
        if done is not None:
            changes["progress"] = {"done": done, "total": total}
        if not self._mine().update(**changes):
            raise LeaseLost(str(self.job))

    def finish(self) -> bool:
        """Mark the job done. False when the lease had been lost."""
        return bool(self._mine().update(done_at=timezone.now(), leased_until=None, last_error=""))

    def fail(self, error: str) -> None:
        """Try again later, or give up after the last attempt and tell a person."""
        now = timezone.now()
        with transaction.atomic():
            if self.job.attempts < self.job.max_attempts:
                self._mine().update(
                    run_after=now + pause(self.job.attempts), leased_until=None, last_error=error[-2000:]
                )
            elif self._mine().update(dead_at=now, leased_until=None, last_error=error[-2000:]):
                emit("work.dead", job_id=str(self.job.pk), kind=self.job.kind)


def pause(attempts: int) -> timedelta:
    """How long to wait after the given number of attempts: doubling, with a spread of a quarter."""
    seconds = min(FIRST_PAUSE.total_seconds() * 2 ** (attempts - 1), LONGEST_PAUSE.total_seconds())
    return timedelta(seconds=seconds * random.uniform(0.875, 1.125))


def new_holder() -> str:
    """A name for this worker that no other has, even after a restart."""
    return f"{socket.gethostname()[:20]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"


def claim(holder: str, kind: str = "") -> Lease | None:
    """Take one waiting job, be it of any ``kind`` or of that one, by compare-and-swap; else ``None``.

    Candidates are read without a lock and taken in an order of chance among the oldest, so that
    many workers seldom want the same one; whoever updates first has it.
    """
    now = timezone.now()
    wanted = Job.objects.filter(waiting(now), **({"kind": kind} if kind else {}))
    candidates = list(wanted.order_by("run_after")[:10])
    random.shuffle(candidates)
    for job in candidates:
        taken = Job.objects.filter(waiting(now), pk=job.pk, attempts=job.attempts).update(
            leased_by=holder, leased_until=now + LEASE, attempts=job.attempts + 1
        )
        if taken:
            job.attempts += 1
            return Lease(job, holder)
    return None


def run_one(holder: str | None = None, *, kind: str = "") -> bool:
    """Do one piece of work if there is any, of any ``kind`` or of that one. Returns whether there was."""
    lease = claim(holder or new_holder(), kind)
    if lease is None:
        return False
    job = lease.job
    try:
        if job.attempts > job.max_attempts:
            raise RuntimeError("The worker died during every attempt")
        handler = kinds[job.kind].handler
        extra = {"lease": lease} if "lease" in inspect.signature(handler).parameters else {}
        handler(**job.payload, **extra)
    except LeaseLost:
        log.warning("lease lost", job=str(job.pk), kind=job.kind)
    except Exception as error:
        log.warning("work failed", job=str(job.pk), kind=job.kind, attempt=job.attempts, error=repr(error))
        lease.fail(traceback.format_exc())
    else:
        lease.finish()
    return True


def run_all(limit: int = 10_000) -> int:
    """Do everything that is due now, in this process. For tests and the demo's first minutes."""
    holder, done = new_holder(), 0
    while done < limit and run_one(holder):
        done += 1
    return done


def run_forever(*, stopping: threading.Event | None = None, idle: float = 0.5) -> None:
    """Work until told to stop (SIGTERM, SIGINT or ``stopping``); the piece in hand is finished first."""
    stopping = stopping or threading.Event()
    if threading.current_thread() is threading.main_thread():
        _stop_on_signals(stopping.set)
    holder, next_schedule = new_holder(), 0.0
    while not stopping.is_set():
        close_old_connections()
        try:
            if time.monotonic() >= next_schedule:
                enqueue_due()
                next_schedule = time.monotonic() + 15
            worked = run_one(holder)
        except OperationalError as error:
            log.error("database not reachable, trying again", error=str(error))
            worked = False
            stopping.wait(5)
        if not worked:
            stopping.wait(idle)


def _stop_on_signals(stop: Callable[[], None]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop())
