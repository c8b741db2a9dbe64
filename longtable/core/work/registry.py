"""Which function does which kind of work."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

Handler = Callable[..., Any]


@dataclass(frozen=True)
class JobKind:
    """A kind of work. The handler takes the payload's entries as keywords; it must be idempotent.

    If it has a parameter ``lease`` it receives the :class:`~longtable.core.work.worker.Lease`, by
    which long work renews its hold and shows progress.
    """

    name: str
    handler: Handler
    max_attempts: int


@dataclass(frozen=True)
class Repetition:
    """How often a kind of work is due; ``offset`` shifts it within the period (UTC)."""

    kind: str
    period: timedelta
    offset: timedelta


LONGEST_NAME = 80
"""Characters of a job's name; SQLite would store a longer one, PostgreSQL would not."""

kinds: dict[str, JobKind] = {}
listeners: dict[str, list[str]] = defaultdict(list)
repetitions: dict[str, Repetition] = {}


def job(name: str, *, max_attempts: int = 8) -> Callable[[Handler], Handler]:
    """Register the handler of jobs of this name."""

    def register(handler: Handler) -> Handler:
        if len(name) > LONGEST_NAME:
            raise ValueError(f"The job name {name!r} is longer than its column")
        if name in kinds and kinds[name].handler is not handler:
            raise ValueError(f"Two handlers for the job {name!r}")
        kinds[name] = JobKind(name, handler, max_attempts)
        return handler

    return register


def on(event: str, *, max_attempts: int = 8) -> Callable[[Handler], Handler]:
    """Run the handler whenever ``event`` was emitted. It gets the event's entries as keywords."""

    def register(handler: Handler) -> Handler:
        name = f"{event} -> {handler.__module__.removeprefix('longtable.')}.{handler.__qualname__}"
        job(name, max_attempts=max_attempts)(handler)
        listeners[event].append(name)
        return handler

    return register


def every(period: timedelta, *, offset: timedelta = timedelta()) -> Callable[[Handler], Handler]:
    """Run the handler once per period. A slot that was missed is run once, not many times."""

    def register(handler: Handler) -> Handler:
        name = f"{handler.__module__.removeprefix('longtable.')}.{handler.__qualname__}"
        job(name)(handler)
        repetitions[name] = Repetition(name, period, offset)
        return handler

    return register
