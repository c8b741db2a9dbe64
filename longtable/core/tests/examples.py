"""Examples of files that people bring in, for the laws of the house."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.models import ImportRun, Upload
from longtable.core.tests.bringing import KIND, TABLE


def routes() -> dict[str, dict[str, Any]]:
    """A file that was brought in for the agency; operators may see it."""
    agency = Organization.objects.get(name="Department of Health")
    run = ImportRun.objects.create(
        importer=KIND, source="A list", fingerprint=uuid4().hex, finished_at=timezone.now(), by="test"
    )
    upload = Upload.objects.create(
        kind=KIND,
        destination_id=agency.pk,
        owner_id=agency.pk,
        name="list.csv",
        source="A list",
        language="en",
        state=Upload.State.FINISHED,
        run=run,
    )
    one = {"upload_id": upload.pk}
    pages = ("", "-columns", "-let-in", "-take-back", "-put-aside", "-conflicts")
    return {f"core:upload{name}": one for name in pages} | {
        "core:upload-rejects": {**one, "suffix": "csv"},
        "core:upload-sheet": {"code": KIND, "destination_id": agency.pk},
        "core:bring-in": {"code": TABLE, "destination_id": agency.pk},
        "core:take-out": {"code": TABLE, "destination_id": agency.pk, "suffix": "csv"},
    }


def lists() -> dict[str, Any]:
    """The page that lists files."""
    return {"core:uploads": _more_files}


def _more_files(count: int) -> None:
    for _ in range(count):
        routes()
