"""Repeated work of the kernel."""

from datetime import timedelta

from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.retention import scrub_all_due
from longtable.core.work import every


@every(timedelta(days=1), offset=timedelta(hours=7))
def wipe_what_is_over() -> None:
    """Wipe and remove rows whose time is over."""
    scrub_all_due(by=Actor.system("retention"), now=timezone.now())
