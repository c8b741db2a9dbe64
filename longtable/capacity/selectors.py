"""What is asked about places: who stands where in line, what a visit holds, and whether it all adds up."""

from datetime import datetime
from uuid import UUID

from longtable.capacity.models import Hold, WaitlistEntry


def position(entry: WaitlistEntry) -> int:
    """How many stand in line up to this one: 1 is next. Who was offered places stands there still."""
    return (
        WaitlistEntry.objects.filter(
            pool=entry.pool_id, number__lt=entry.number, state__in=["waiting", "offered"]
        ).count()
        + 1
    )


def live_hold(*, visit: str, about: UUID, now: datetime) -> Hold | None:
    """What this visit holds for ``about``, e.g. a gathering, and whose time is not over."""
    return Hold.objects.filter(visit=visit, about=about, state=Hold.State.LIVE, expires_at__gt=now).first()
