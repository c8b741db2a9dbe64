"""Putting work into the queue."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from longtable.core.models import Job
from longtable.core.work.registry import kinds, listeners


def enqueue(
    kind: str, /, *, key: str | None = None, run_after: datetime | None = None, **payload: Any
) -> Job | None:
    """Add work in the caller's transaction: it exists if and only if the change does.

    With a ``key`` a second enqueue does nothing and answers ``None``. The payload must be JSON and
    must hold ids, not personal data.
    """
    job = Job(
        kind=kind,
        payload=payload,
        key=key,
        run_after=run_after or timezone.now(),
        max_attempts=kinds[kind].max_attempts,
    )
    if key is None:
        job.save(force_insert=True)
        return job
    Job.objects.bulk_create([job], ignore_conflicts=True)
    return job if Job.objects.filter(pk=job.pk).exists() else None


def emit(event: str, /, *, key: str | None = None, **payload: Any) -> int:
    """Tell every listener, in the caller's transaction. Returns how many were told.

    One job per listener: one that fails is tried again without disturbing the others.
    """
    told = 0
    for name in listeners.get(event, ()):
        told += enqueue(name, key=f"{key}|{name}" if key else None, **payload) is not None
    return told


def jobs_of(*events: tuple[str, Mapping[str, Any]]) -> list[Job]:
    """What :func:`emit` would enqueue for these events, for the caller to write among rows of its own."""
    now = timezone.now()
    return [
        Job(kind=name, payload=dict(payload), run_after=now, max_attempts=kinds[name].max_attempts)
        for event, payload in events
        for name in listeners.get(event, ())
    ]


def waiting(now: datetime) -> Q:
    """Work that can be begun: due, not finished, and held by nobody alive."""
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return Q(done_at=None, dead_at=None, run_after__lte=now) & free
