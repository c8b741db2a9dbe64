"""Which uploads somebody may see: those into whose destinations they may bring something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from longtable.core.access import Actor, Missing
from longtable.core.imports.kinds import UploadImporter, UploadRow, kind, kinds
from longtable.core.imports.private_columns import why_private
from longtable.core.imports.sheets import Sheet
from longtable.core.imports.sheets.writing import OURS
from longtable.core.imports.undoing import UNTOLD
from longtable.core.models import ImportConflict, ImportReject, ImportTrace, Job, Upload

DOORS = 5
"""Places of one kind that are listed; others are reached from their own pages."""

SAMPLE = 20
"""Rows that are shown before anything comes in."""


@dataclass(frozen=True)
class Opened:
    """An upload with its kind and the thing into which it goes."""

    upload: Upload
    importer: type[UploadImporter]
    destination: Any

    def make(self) -> UploadImporter:
        """A new importer for it."""
        return self.importer(self.upload, self.destination)


def destination_for(actor: Actor, code: str, destination_id: UUID) -> Any:
    """The thing of that kind, if ``actor`` may bring something into it. Raises :class:`Missing`."""
    found = kind(code).destinations(actor).filter(pk=destination_id).first()
    if found is None:
        raise Missing
    return found


def may_bring_into(actor: Actor, code: str, destination_id: UUID) -> bool:
    """Whether ``actor`` may bring files of that kind into it."""
    return code in kinds() and kind(code).destinations(actor).filter(pk=destination_id).exists()


def may_handle(actor: Actor, upload: Upload) -> bool:
    """Whether ``actor`` may see and decide about this file: who brought it, or oversees where it goes."""
    if not may_bring_into(actor, upload.kind, upload.destination_id):
        return False
    is_own = upload.uploaded_by_id is not None and str(upload.uploaded_by_id) == actor.id
    return is_own or kind(upload.kind).overseen(actor).filter(pk=upload.destination_id).exists()


def opened(actor: Actor, upload_id: UUID) -> Opened:
    """One upload within the actor's scope. Raises :class:`Missing`."""
    rows = Upload.objects.select_related("file", "look", "run", "uploaded_by")
    upload = rows.filter(pk=upload_id).first()
    if upload is None or not may_handle(actor, upload):
        raise Missing
    return Opened(upload, kind(upload.kind), destination_for(actor, upload.kind, upload.destination_id))


def uploads(actor: Actor) -> QuerySet[Upload]:
    """Everything that ``actor`` brought where they still may, or that others brought where they oversee."""
    within = Q(pk=None)
    own = Q(uploaded_by=UUID(actor.id)) if actor.is_member else Q(pk=None)
    for code, importer in kinds().items():
        here = Q(destination_id__in=importer.destinations(actor).order_by().values("pk"))
        overseen = Q(destination_id__in=importer.overseen(actor).order_by().values("pk"))
        within |= Q(kind=code) & here & (own | overseen)
    return (
        Upload.objects.filter(within).exclude(state=Upload.State.DROPPED).select_related("run", "uploaded_by")
    )


@dataclass(frozen=True)
class Door:
    """Something into which somebody may bring a file, and the page on which it is done."""

    label: Any
    destination: str
    address: str


def doors(actor: Actor) -> list[Door]:
    """What ``actor`` may bring in: of each kind the first few places that have a page for it."""
    return [
        Door(importer.label, str(destination), importer.address_of(destination))
        for importer in kinds().values()
        if "address_of" in vars(importer)
        for destination in importer.destinations(actor)[:DOORS]
    ]


def uploads_into(actor: Actor, code: str, destination_id: UUID) -> QuerySet[Upload]:
    """The same for one destination."""
    return uploads(actor).filter(kind=code, destination_id=destination_id)


@dataclass(frozen=True)
class Column:
    """One column of a file as it is put to a person: its name, what stands in it, and why it is left out."""

    name: str
    samples: tuple[str, ...]
    refused: str


def columns_of(sheet: Sheet, importer: type[UploadImporter]) -> list[Column]:
    """The columns of ``sheet`` with up to three different things that stand in each."""
    first = list(islice(sheet.lines(), SAMPLE * 5))
    found = []
    for name in sheet.headers:
        if name not in OURS:
            texts = [line.values[name] for line in first if line.values[name]]
            samples = tuple(dict.fromkeys(text[:60] for text in texts))[:3]
            refused = why_private(name, texts, but=importer.personal)
            found.append(Column(name, () if refused else samples, refused))
    return found


def sample_rows(importer: UploadImporter) -> Iterator[tuple[int, dict[str, str]]]:
    """The first rows that can come in: line in the file, and each as it would be kept."""
    understood = (row for row in importer.rows() if isinstance(row, UploadRow))
    for row in islice(understood, SAMPLE):
        yield row.line, dict(importer.show(row))


def rejects(upload: Upload) -> QuerySet[ImportReject]:
    """Rows that could not come in, or could not if it were brought in now."""
    run = upload.run or upload.look
    found = ImportReject.objects.filter(run=run) if run else ImportReject.objects.none()
    return found.order_by("line")


def columns_to_correct(found: Opened) -> list[str]:
    """Names of the columns that were read, the most important first, whatever order the database gives."""
    columns = found.upload.columns.items()
    fields = found.importer.fields_for(found.destination)
    return [name for field in fields for name, code in columns if code == field.code]


def conflicts(upload: Upload) -> QuerySet[ImportConflict]:
    """Rows that were left alone and that nobody has settled yet."""
    found = ImportConflict.objects.filter(settled_at=None)
    return (found.filter(run=upload.run) if upload.run else found.none()).order_by("pk")


def conflict_in(upload: Upload, typed: str) -> ImportConflict:
    """The open conflict of that number. Raises :class:`Missing`."""
    found = conflicts(upload).filter(pk=int(typed)).first() if re.fullmatch("[0-9]{1,18}", typed) else None
    if found is None:
        raise Missing
    return found


def stayed(upload: Upload) -> QuerySet[ImportTrace]:
    """What was not taken back."""
    found = ImportTrace.objects.exclude(stayed__in=["", UNTOLD])
    return (found.filter(run=upload.run) if upload.run else found.none()).order_by("pk")


def can_be_taken_back(upload: Upload) -> bool:
    """Whether it is still known what it made and changed."""
    return upload.run is not None and upload.run.traces.exists()


def work_on(upload: Upload) -> Job | None:
    """The piece of work that has the upload in hand."""
    return Job.objects.filter(key=job_key(upload)).first()


def job_key(upload: Upload) -> str:
    """Key of the latest piece of work for ``upload``."""
    return f"upload:{upload.pk}:{upload.turn}"
