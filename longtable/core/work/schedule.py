"""Repeated work: each slot is enqueued once, however many workers look at the clock."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from longtable.core.models import Schedule
from longtable.core.work.queue import enqueue
from longtable.core.work.registry import Repetition, repetitions

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def next_slot(repetition: Repetition, after: datetime) -> datetime:
    """The first moment of the repetition's grid that lies later than ``after``."""
    start = EPOCH + repetition.offset
    periods = (after - start) // repetition.period + 1
    return start + periods * repetition.period


def enqueue_due(now: datetime | None = None) -> int:
    """Enqueue every repeated job whose slot has come; returns how many."""
    now = now or timezone.now()
    rows = {row.kind: row for row in Schedule.objects.all()}
    enqueued = 0
    for name, repetition in repetitions.items():
        row = rows.get(name)
        if row is None:
            Schedule.objects.bulk_create(
                [Schedule(kind=name, next_run_at=next_slot(repetition, now))], ignore_conflicts=True
            )
        elif row.next_run_at <= now:
            with transaction.atomic():
                moved = Schedule.objects.filter(kind=name, next_run_at=row.next_run_at).update(
                    next_run_at=next_slot(repetition, now)
                )
                if moved:
                    enqueue(name, key=f"{name}@{row.next_run_at.isoformat()}")
                    enqueued += 1
    return enqueued


def overdue(now: datetime, grace: timedelta) -> list[str]:
    """Kinds whose slot passed more than ``grace`` ago: no worker is alive."""
    return list(Schedule.objects.filter(next_run_at__lt=now - grace).values_list("kind", flat=True))
