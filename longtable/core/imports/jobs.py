"""The pieces of work on an upload: looking at its rows, bringing them in, taking them back."""

from collections.abc import Callable
from uuid import UUID

from django.utils import translation

from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.core.imports.rows import UnreadableSource
from longtable.core.imports.runner import run_import
from longtable.core.imports.selectors import Opened, opened
from longtable.core.imports.undoing import undo_run
from longtable.core.models import ImportRun, Upload
from longtable.core.work import Lease, job

BY = Actor.system("imports")


@job("imports.check")
def check(upload_id: str, lease: Lease) -> None:
    """Say what would happen; change nothing."""
    found = opened(BY, UUID(upload_id))
    if found.upload.state == Upload.State.CHECKING:
        with translation.override(found.upload.language):
            try:
                look = _run(found, lease, dry_run=True)
            except UnreadableSource as error:
                note_refused(by=BY, upload=found.upload, problem=str(error))
            else:
                note_looked_at(by=BY, upload=found.upload, look=look)


@job("imports.run")
def run(upload_id: str, lease: Lease) -> None:
    """Bring the rows in, from where a worker that was killed had come."""
    found = opened(BY, UUID(upload_id))
    if found.upload.state == Upload.State.RUNNING:
        with translation.override(found.upload.language):
            try:
                done = _run(found, lease)
            except UnreadableSource as error:
                note_refused(by=BY, upload=found.upload, problem=str(error))
            else:
                note_brought_in(by=BY, upload=found.upload, run=done)


@job("imports.undo")
def undo(upload_id: str, lease: Lease) -> None:
    """Take the rows back, from where a worker that was killed had come."""
    found = opened(BY, UUID(upload_id))
    if found.upload.state == Upload.State.UNDOING and found.upload.run:
        with translation.override(found.upload.language):
            importer = found.make()
            undo_run(by=BY, run=found.upload.run, importer=importer, on_progress=_shown_by(lease))
            importer.after_undo()
        note_taken_back(by=BY, upload=found.upload)


def _run(found: Opened, lease: Lease, *, dry_run: bool = False) -> ImportRun:
    return run_import(by=BY, importer=found.make(), dry_run=dry_run, on_progress=_shown_by(lease)).run


def _shown_by(lease: Lease) -> Callable[[int, int | None], None]:
    return lambda done, total: lease.renew(done=done, total=total)


@action
def note_looked_at(*, by: Actor, upload: Upload, look: ImportRun) -> None:
    """Whoever brought the file can see what it would do, and let it in."""
    require(by, by.is_system)
    Upload.lifecycle.move(upload, Upload.State.CHECKED, look=look)
    record(by, "core.upload.looked_at", upload, look)


@action
def note_brought_in(*, by: Actor, upload: Upload, run: ImportRun) -> None:
    """What it did is written down for whoever brought it."""
    require(by, by.is_system)
    Upload.lifecycle.move(upload, Upload.State.FINISHED, run=run)
    record(by, "core.upload.brought_in", upload, run)


@action
def note_refused(*, by: Actor, upload: Upload, problem: str) -> None:
    """The file cannot be read to its end; whoever brought it reads why."""
    require(by, by.is_system)
    Upload.lifecycle.move(upload, Upload.State.REFUSED, problem=problem[:500])
    record(by, "core.upload.refused", upload)


@action
def note_taken_back(*, by: Actor, upload: Upload) -> None:
    """What could be taken back is gone."""
    require(by, by.is_system)
    Upload.lifecycle.move(upload, Upload.State.UNDONE)
    record(by, "core.upload.undone", upload)
