"""What the kernel does again and again: seals the audit, writes its head down, and lets things go."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.audit import chain
from longtable.core.files import delete_expired, delete_strays
from longtable.core.imports import jobs  # noqa: F401 - the pieces of work on a file that was brought
from longtable.core.retention import scrub_all_due
from longtable.core.work import every

BY = Actor.system("retention")


@every(timedelta(minutes=1))
def seal_audit() -> None:
    """Chain what was recorded in the last minute."""
    while chain.seal():
        pass


@every(timedelta(days=1), offset=timedelta(hours=5))
def export_audit_head() -> None:
    """Write down where the chain ends, for a copy on another machine."""
    seal_audit()
    chain.export_head(settings.VAR / "audit")


@every(timedelta(days=1), offset=timedelta(hours=6))
def let_go() -> None:
    """Wipe or delete rows whose time is over: finished work, old counters, what people left long ago."""
    scrub_all_due(by=BY, now=timezone.now())


@every(timedelta(days=1), offset=timedelta(hours=6, minutes=20))
def let_files_go() -> None:
    """Delete files whose time is over, and what a crash left in the storage without a row."""
    delete_expired(by=BY, today=timezone.localdate())
    delete_strays(before=timezone.now() - timedelta(days=1))
