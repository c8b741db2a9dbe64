"""What the kernel does again and again: seals the audit, writes its head down, and sweeps."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.audit import chain
from longtable.core.files import delete_expired, delete_strays
from longtable.core.models import Attempt, Job
from longtable.core.work import every

KEEP_FINISHED_WORK = timedelta(days=14)
KEEP_ATTEMPTS = timedelta(days=7)
SWEEP = 1000


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
def sweep_finished_work() -> None:
    """Delete jobs that were finished two weeks ago, a thousand at a time. Dead ones stay for a person."""
    old = Job.objects.filter(done_at__lt=timezone.now() - KEEP_FINISHED_WORK)
    while batch := list(old.values_list("pk", flat=True)[:SWEEP]):
        Job.objects.filter(pk__in=batch).delete()


@every(timedelta(days=1), offset=timedelta(hours=6, minutes=10))
def sweep_attempts() -> None:
    """Delete counters of tries that no limit looks at any more."""
    Attempt.objects.filter(window__lt=timezone.now() - KEEP_ATTEMPTS).delete()


@every(timedelta(days=1), offset=timedelta(hours=6, minutes=20))
def sweep_files() -> None:
    """Delete files whose time is over, and what a crash left in the storage without a row."""
    delete_expired(by=Actor.system("retention"), today=timezone.localdate())
    delete_strays(before=timezone.now() - timedelta(days=1))
