"""A kind of file for tests of the page by which people bring in files: a list of organisations."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.core.imports import Entry, Planned, Row, plan_upsert, uploads
from longtable.core.imports.kinds import Field, Unfit, UploadImporter, UploadRow, upload_kind
from longtable.core.imports.tables import Ids, Stage, Standing, TableImporter
from longtable.core.models import Upload
from longtable.core.work import run_all

KIND = "example.organizations"


@upload_kind(KIND)
class OrganizationsImporter(UploadImporter):
    """Rows become organisations; operators bring them for an organisation."""

    label = "Organizations"
    known_by = ("name",)

    @classmethod
    def destinations(cls, actor: Actor) -> QuerySet[Organization]:
        found = Organization.objects.all()
        return found if actor.may(Permission.OPERATE) else found.none()

    @classmethod
    def fields_for(cls, destination: Organization) -> Sequence[Field]:
        return [
            Field(
                "name", "Name", guesses=["organization", "organización"], required=True, example="Open Hands"
            ),
            Field("kind", "What it is", guesses=["type", "tipo"]),
            Field("number", "Number", identity=True),
        ]

    def read(self, code: str, text: str) -> Any:
        if text == "unreadable":
            raise Unfit("this cannot be read.")
        return text

    def show(self, row: UploadRow) -> Mapping[str, str]:
        return {code: str(value or "") for code, value in row.record.items()}

    def plan(self, rows: Sequence[Row]) -> Planned:
        entries = [
            Entry(row, row.source_id, {"name": row.record["name"], "kind": row.record["kind"] or "community"})
            for row in rows
            if isinstance(row, UploadRow)
        ]
        return plan_upsert(Organization, entries, source=f"{KIND} {self.upload.destination_id}")


TABLE = "example.names"


@upload_kind(TABLE)
class NamesImporter(TableImporter):
    """Rows are divisions of an organisation; what stands there can be taken out and brought back."""

    label = "Divisions"
    known_by = ("name",)

    @classmethod
    def destinations(cls, actor: Actor) -> QuerySet[Organization]:
        return OrganizationsImporter.destinations(actor)

    @classmethod
    def fields_for(cls, destination: Organization) -> Sequence[Field]:
        return [Field("name", "Name", required=True), Field("kind", "What it is", guesses=["type"])]

    def read(self, code: str, text: str) -> Any:
        return text

    def show(self, row: UploadRow) -> Mapping[str, str]:
        return {code: str(value or "") for code, value in row.record.items()}

    def stages(self) -> Sequence[Stage]:
        return [Stage(Organization, self._division, leads=True, fresh=lambda row: {"kind": "division"})]

    def standing(self) -> Iterator[Standing]:
        for each in Organization.objects.filter(parent=self.destination):
            yield Standing({"accounts.organization": each}, {"name": each.name, "kind": each.kind})

    def _division(self, row: UploadRow, ids: Ids) -> Mapping[str, Any]:
        if row.record["name"] == "impossible":
            raise Unfit("this cannot be.")
        told = {"name": row.record["name"], "parent_id": self.destination.pk}
        return told | ({"kind": row.record["kind"] or ""} if self.tells("kind") else {})


def sheet(*lines: str) -> bytes:
    """A CSV file."""
    return "\n".join(lines).encode()


def receive(
    by: Actor,
    into: Organization,
    content: bytes,
    *,
    source: str = "A list",
    name: str = "list.csv",
    kind: str = KIND,
) -> Upload:
    """A file is brought."""
    return uploads.receive(by=by, kind_code=kind, destination=into, content=content, name=name, source=source)


def look(by: Actor, upload: Upload, **columns: str) -> Upload:
    """Its columns are said as they were guessed, or as given, and its rows are looked at."""
    uploads.say_columns(by=by, upload=upload, columns=upload.columns | columns, answers={})
    return done(upload)


def bring(by: Actor, into: Organization, content: bytes, **more: Any) -> Upload:
    """A file is brought and let in."""
    upload = look(by, receive(by, into, content, **more))
    uploads.let_in(by=by, upload=upload)
    return done(upload)


def done(upload: Upload) -> Upload:
    """The upload after everything that waits was done."""
    run_all()
    return Upload.objects.select_related("run", "look", "file").get(pk=upload.pk)


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file of ours."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def is_kept(upload: Upload) -> bool:
    """Whether the file itself is still there."""
    return bool(upload.file and default_storage.exists(upload.file.path))
