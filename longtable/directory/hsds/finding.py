"""Letting the services of a whole source be found: piece after piece, by as many workers as there are."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import connection

from longtable.core.models import Job, SourceRecord
from longtable.core.work import enqueue, run_one
from longtable.core.work.worker import new_holder
from longtable.directory.actions import indexing
from longtable.directory.actions.indexing import index
from longtable.directory.models import Service
from longtable.directory.search import word_index

JOB = "directory.index_source"

PIECE = 1000
"""Services in one piece of work: a few seconds, and not much lost where a worker is killed."""

_STRANDS = "0123456789abcdef"
"""What ids begin with. Each strand follows its own pieces, so that several workers have something to do."""


def index_source(source: str, begun: datetime) -> None:
    """Queue it. A run is told by when it had ``begun``; said twice of one run, it is done once."""
    for strand in _STRANDS:
        index_after(source, begun.isoformat(), strand, "")


def index_after(source: str, begun: str, strand: str, last: str) -> Job | None:
    """Queue the piece of a ``strand`` that follows the service which the source calls ``last``."""
    return enqueue(
        JOB, key=f"{JOB}:{begun}:{strand}:{last}", source=source, begun=begun, strand=strand, last=last
    )


def index_piece(source: str, begun: str, strand: str, last: str) -> int:
    """Make the listings of one piece and queue the next; returns how many services it held."""
    known = SourceRecord.objects.filter(
        source=source,
        subject_kind=Service._meta.label_lower,
        source_id__gt=last or strand,
        source_id__lt=f"{strand}g",  # a digit after the last
    )
    piece = list(known.order_by("source_id").values_list("source_id", "subject_id")[:PIECE])
    index(UUID(subject) for _own, subject in piece)
    if len(piece) == PIECE:
        index_after(source, begun, strand, piece[-1][0])
    return len(piece)


def index_now(source: str, on_progress: Callable[[int, int], None]) -> int:
    """Do here what is queued, beside any worker; returns how many pieces are left for later.

    Whoever waits sees ``on_progress(done, total)``, services. May be killed: the rest is done by a worker.
    """
    services = SourceRecord.objects.filter(source=source, subject_kind=Service._meta.label_lower).count()
    holder, done = new_holder(), 0
    for kind, size in ((JOB, PIECE), (indexing.JOB, indexing.BATCH)):
        while run_one(holder, kind=kind):
            done += size
            on_progress(min(done, services), services)
    left = Job.objects.filter(kind__in=(JOB, indexing.JOB), done_at=None, dead_at=None).count()
    if done >= PIECE and not left:
        word_index.settle(connection)
    return left
