"""What a person does with a file: brings it, names its columns, lets it in, puts it aside, takes it back."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils import timezone, translation

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.files import store
from longtable.core.imports.columns import corrected_by, digest_of, first_guess
from longtable.core.imports.kinds import Field, kind
from longtable.core.imports.selectors import (
    can_be_taken_back,
    columns_of,
    job_key,
    may_bring_into,
    may_handle,
)
from longtable.core.imports.sheets import Sheet, open_sheet
from longtable.core.imports.sheets.writing import ROW
from longtable.core.models import SavedColumns, Upload
from longtable.core.states import IllegalMove
from longtable.core.work import enqueue

KINDS_OF_FILE = ("xlsx", "csv", "json")

DAYS = 30
"""For so long the file itself is kept."""

WORK = {
    Upload.State.CHECKING: "imports.check",
    Upload.State.RUNNING: "imports.run",
    Upload.State.UNDOING: "imports.undo",
}


@action
def receive(
    *, by: Actor, kind_code: str, destination: Any, content: bytes | File, name: str, source: str
) -> Upload:
    """A file is kept, and its columns are guessed. Nothing of it is brought in yet.

    Raises ``FileRefused``, ``StorageFull`` and ``UnreadableSource``.
    """
    require(by, may_bring_into(by, kind_code, destination.pk))
    keep_until = timezone.localdate() + timedelta(days=DAYS)
    stored = store(by=by, content=content, name=name, kinds=KINDS_OF_FILE, keep_until=keep_until)
    sheet = open_sheet(stored)
    importer = kind(kind_code)
    upload = Upload(
        kind=kind_code,
        destination_id=destination.pk,
        owner_id=importer.owner_of(by, destination),
        name=stored.name,
        source=source,
        file=stored,
        sheet=sheet.name[:120],
        header_line=sheet.header_line,
        language=translation.get_language() or "en",
        uploaded_by_id=UUID(by.id) if by.is_member else None,
    )
    _guess(upload, sheet, importer.fields_for(destination))
    upload.save(force_insert=True)
    record(by, "core.upload.received", upload, stored)
    return upload


@action
def look_again(*, by: Actor, upload: Upload, sheet: str, header_line: int) -> Upload:
    """Another sheet is meant, or the names of the columns stand in another line.

    Raises ``UnreadableSource``, and :class:`IllegalMove` when it is at work or was brought in.
    """
    require(by, may_handle(by, upload))
    if upload.file is None or not Upload.lifecycle.can(upload.state, Upload.State.CHECKING):
        raise IllegalMove("it is at work or was brought in, or its file is gone")
    found = open_sheet(upload.file, name=sheet, header_line=header_line)
    importer = kind(upload.kind)
    destination = importer.destinations(by).get(pk=upload.destination_id)
    upload.sheet, upload.header_line = found.name[:120], found.header_line
    _guess(upload, found, importer.fields_for(destination))
    upload.save(update_fields=["sheet", "header_line", "columns", "answers"])
    record(by, "core.upload.looked_at_again", upload, fields=["sheet", "header_line"])
    return upload


@action
def say_columns(
    *, by: Actor, upload: Upload, columns: Mapping[str, str], answers: Mapping[str, str]
) -> Upload:
    """What the columns say is settled, remembered for the next such file, and the rows are looked at.

    Columns that look like phone numbers and the like are left out whatever was said. Raises
    :class:`IllegalMove` when it is at work or was brought in, and ``UnreadableSource``.
    """
    require(by, may_handle(by, upload))
    if upload.file is None:
        raise IllegalMove("its file is gone")
    sheet = open_sheet(upload.file, name=upload.sheet, header_line=upload.header_line)
    may_come = {column.name for column in columns_of(sheet, kind(upload.kind)) if not column.refused}
    meant = {name: code for name, code in columns.items() if name in may_come}
    _set_to_work(upload, Upload.State.CHECKING, columns=meant, answers=dict(answers), problem="")
    importer = kind(upload.kind)
    fields = importer.fields_for(importer.destinations(by).get(pk=upload.destination_id))
    passing = {field.code for field in fields if not field.remember}
    SavedColumns.objects.update_or_create(
        kind=upload.kind,
        owner_id=upload.owner_id,
        headers=digest_of(sheet.headers),
        defaults={
            "columns": meant,
            "answers": {code: text for code, text in answers.items() if code not in passing},
            "used_at": timezone.now(),
        },
    )
    record(by, "core.upload.columns_said", upload, fields=["columns", "answers"])
    return upload


@action
def let_in(*, by: Actor, upload: Upload) -> Upload:
    """Its rows are brought in, once: a second click finds it under way. Raises :class:`IllegalMove`."""
    require(by, may_handle(by, upload))
    if upload.state in (Upload.State.RUNNING, Upload.State.FINISHED):
        return Unchanged(upload)  # type: ignore[return-value]
    _set_to_work(upload, Upload.State.RUNNING)
    record(by, "core.upload.let_in", upload)
    return upload


@action
def put_aside(*, by: Actor, upload: Upload) -> Upload:
    """It is not wanted: its file goes, and nothing of it was brought in. Raises :class:`IllegalMove`."""
    require(by, may_handle(by, upload))
    stored = upload.file
    Upload.lifecycle.move(upload, Upload.State.DROPPED, file=None)
    if stored:
        stored.keep_until = timezone.localdate() - timedelta(days=1)
        stored.save(update_fields=["keep_until"])
    record(by, "core.upload.put_aside", upload)
    return upload


@action
def take_back(*, by: Actor, upload: Upload) -> Upload:
    """What it brought goes again, except rows on which something stands. Raises :class:`IllegalMove`."""
    require(by, may_handle(by, upload))
    if upload.state in (Upload.State.UNDOING, Upload.State.UNDONE):
        return Unchanged(upload)  # type: ignore[return-value]
    if not can_be_taken_back(upload):
        raise IllegalMove("what it did is not known any more")
    _set_to_work(upload, Upload.State.UNDOING)
    record(by, "core.upload.taken_back", upload)
    return upload


def _guess(upload: Upload, sheet: Sheet, fields: Sequence[Field]) -> None:
    """Propose what its columns say; those that are never brought in say nothing."""
    first = next(sheet.lines(), None) if ROW in sheet.headers else None
    corrects = corrected_by(upload, first.values[ROW]) if first else None
    meaning = first_guess(upload, sheet.headers, fields, corrects)
    may_come = {column.name for column in columns_of(sheet, kind(upload.kind)) if not column.refused}
    upload.columns = {name: code for name, code in meaning.columns.items() if name in may_come}
    upload.answers = dict(meaning.answers)


def _set_to_work(upload: Upload, state: str, **also: Any) -> None:
    """Into ``state`` by compare-and-swap, with the piece of work that leads out of it."""
    Upload.lifecycle.move(upload, state, turn=upload.turn + 1, **also)
    enqueue(WORK[Upload.State(state)], key=job_key(upload), upload_id=str(upload.pk))
