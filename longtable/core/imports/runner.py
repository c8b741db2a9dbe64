"""Running an import: batch after batch, each safe by itself."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from longtable.core.access import Actor, require
from longtable.core.audit import record
from longtable.core.imports.importer import Conflict, Importer, Planned, Trace
from longtable.core.imports.inserting import insert_values
from longtable.core.imports.rejects import keep_rejects
from longtable.core.imports.rows import Reject, Row
from longtable.core.models import ImportConflict, ImportRun, ImportTrace

A_BATCH = 0.25
"""Seconds for which others may have to wait for their turn to write."""

FEWEST = 400
"""Rows in the first batch, and in any later one however slow they are: a slow disk is slow for each batch."""

MANY_REJECTS = 5_000
"""Refused rows that a dry run remembers before it writes them down."""

Progress = Callable[[int, int | None], None]

SHARE_FOR_OTHERS = 0.15
"""Rest after each batch, as a share of its time, on the engine on which writers queue by polling."""


class AnotherRunner(RuntimeError):
    """Somebody else runs this import now; this process stops and has changed nothing of theirs."""


@dataclass(frozen=True)
class Report:
    """What an import did, or what it would do."""

    run: ImportRun
    resumed_from: int
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """For ``--json`` and for screens."""
        run = self.run
        return {
            "run": str(run.pk),
            "importer": run.importer,
            "source": run.source,
            "dry_run": run.dry_run,
            "resumed_from": self.resumed_from,
            "rows": run.position,
            **run.counts,
            "seconds": round(self.seconds, 2),
        }


def run_import(
    *, by: Actor, importer: Importer, dry_run: bool = False, on_progress: Progress | None = None
) -> Report:
    """Bring in what ``importer`` describes. Whoever is waiting sees ``on_progress(done, total)``.

    Not one transaction but many: each batch commits its rows, its rejects, its audit entry and its
    position together. A run that was killed is taken up there when the same source is brought
    again. Raises ``Denied``, ``UnreadableSource``, and :class:`AnotherRunner` when two processes
    run the same import. A dry run writes nothing but its own report.
    """
    require(by, by.may(importer.permission))
    began = time.monotonic()
    importer.is_dry_run = dry_run
    run = _begin(by, importer, dry_run)
    resumed_from = run.position
    rejects: list[Reject] = []
    pace = _Pace(importer.batch_size, nobody_waits=dry_run)
    for batch in _batches(islice(importer.rows(), run.position, None), pace):
        if dry_run:
            planned = _plan(importer, batch)
            rejects += planned.rejects
            _count(run, planned, len(batch))
            if len(rejects) >= MANY_REJECTS:
                _keep_looked_at(run, rejects)
        else:
            pace.note(len(batch), _bring_in(by, run, importer, batch))
        if on_progress:
            on_progress(run.position, run.total)
    _end(by, run, importer, rejects)
    return Report(run, resumed_from, time.monotonic() - began)


run_import.is_action = True  # type: ignore[attr-defined]  # guarded and audited, but not one transaction


def _begin(by: Actor, importer: Importer, dry_run: bool) -> ImportRun:
    fingerprint = importer.fingerprint()
    if not dry_run:
        stopped = ImportRun.objects.filter(
            importer=importer.name,
            source=importer.source,
            fingerprint=fingerprint,
            dry_run=False,
            finished_at=None,
        )
        if run := stopped.order_by("-created_at").first():
            return run
    run = ImportRun(
        importer=importer.name,
        source=importer.source,
        fingerprint=fingerprint,
        options=importer.options,
        dry_run=dry_run,
        total=importer.total(),
        by=f"{by.kind} {by.id}"[:120],
    )
    if not dry_run:
        with transaction.atomic():
            run.save(force_insert=True)
            record(by, f"imports.{importer.name}.begun", run)
    return run


def _bring_in(by: Actor, run: ImportRun, importer: Importer, batch: list[Row | Reject]) -> float:
    """Commit a batch; for how many seconds others could not write."""
    began = time.monotonic()
    with transaction.atomic():
        planned = _plan(importer, batch)
        for write in planned.writes:
            write()
        keep_rejects(run, planned.rejects)
        _keep_conflicts(run, planned.conflicts)
        _keep_traces(run, planned.traces)
        before = run.position
        _count(run, planned, len(batch))
        moved = ImportRun.objects.filter(pk=run.pk, position=before, finished_at=None).update(
            position=run.position,
            created=F("created") + planned.created,
            changed=F("changed") + planned.changed,
            unchanged=F("unchanged") + planned.unchanged,
            rejected=F("rejected") + len(planned.rejects),
            conflicts=F("conflicts") + len(planned.conflicts),
            options=run.options,
        )
        if not moved:
            raise AnotherRunner(f"Another process is importing {run.source}")
        if planned.created or planned.changed:
            record(by, f"imports.{importer.name}.batch", run, *planned.subjects)
    seconds = time.monotonic() - began
    if connection.vendor == "sqlite":
        time.sleep(seconds * SHARE_FOR_OTHERS)
    return seconds


class _Pace:
    """How many rows a batch takes: as many as fit into its time, at most ``most``."""

    def __init__(self, most: int, *, nobody_waits: bool = False) -> None:
        self.most = most
        self.size = most if nobody_waits else min(most, FEWEST)

    def note(self, rows: int, seconds: float) -> None:
        """So many rows took so long. Of a few nothing is learnt: most of their time is not theirs."""
        if rows >= FEWEST:
            fitting = min(int(rows * A_BATCH / max(seconds, 0.001)), 2 * rows)
            self.size = min(self.most, max(fitting, FEWEST))


def _plan(importer: Importer, batch: list[Row | Reject]) -> Planned:
    rows = [each for each in batch if isinstance(each, Row)]
    planned = importer.plan(rows) if rows else Planned()
    planned.rejects = [each for each in batch if isinstance(each, Reject)] + planned.rejects
    return planned


def _count(run: ImportRun, planned: Planned, rows: int) -> None:
    run.position += rows
    run.created += planned.created
    run.changed += planned.changed
    run.unchanged += planned.unchanged
    run.rejected += len(planned.rejects)
    run.conflicts += len(planned.conflicts)
    for part, counts in planned.parts.items():
        sums = run.options.setdefault("parts", {}).setdefault(part, {})
        for name, count in counts.items():
            sums[name] = sums.get(name, 0) + count


def _end(by: Actor, run: ImportRun, importer: Importer, rejects: list[Reject]) -> None:
    run.finished_at, run.total = timezone.now(), run.position
    with transaction.atomic():
        if run.dry_run:
            _keep_looked_at(run, rejects)
            run.save()
        else:
            importer.finish()
            run.save(update_fields=["finished_at", "total"])
        record(by, f"imports.{importer.name}.{'dry_run' if run.dry_run else 'finished'}", run)


def _keep_looked_at(run: ImportRun, rejects: list[Reject]) -> None:
    """Write down what a dry run refused so far: of a large source it is more than memory should hold."""
    with transaction.atomic():
        if run._state.adding:
            run.save(force_insert=True)
        keep_rejects(run, rejects)
    rejects.clear()


def _batches(rows: Iterator[Row | Reject], pace: _Pace) -> Iterator[list[Row | Reject]]:
    """Pieces as large as the ``pace`` is, none of which spans two files."""
    batch: list[Row | Reject] = []
    for row in rows:
        if batch and (len(batch) >= pace.size or row.file != batch[0].file):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _keep_conflicts(run: ImportRun, conflicts: list[Conflict]) -> None:
    """One open conflict per local row: a newer word of the source replaces the older."""
    if not conflicts:
        return
    waiting = {
        (row.subject_kind, row.subject_id): row
        for row in ImportConflict.objects.filter(
            settled_at=None, subject_id__in=[each.subject_id for each in conflicts]
        )
    }
    for each in conflicts:
        row = waiting.get((each.subject_kind, each.subject_id)) or ImportConflict(
            subject_kind=each.subject_kind, subject_id=each.subject_id
        )
        row.run, row.theirs, row.fields = run, dict(each.theirs), sorted(each.theirs)
        row.save()


def _keep_traces(run: ImportRun, traces: list[Trace]) -> None:
    """What was made and changed, so that it can be taken back."""
    words = ("run_id", "subject_kind", "subject_id", "before", "after", "stayed")
    insert_values(
        ImportTrace,
        words,
        (
            (run.pk, each.subject_kind, each.subject_id, _plain(each.before), dict(each.after), "")
            for each in traces
        ),
    )


def _plain(before: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if before is None else dict(before)
