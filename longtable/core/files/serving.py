"""Handing a file out, so that a browser saves it and never runs it."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from longtable.core.access import Missing
from longtable.core.models import StoredFile


def download(stored: StoredFile) -> FileResponse:
    """The content as an attachment. The caller's selector has decided that the actor may have it.

    Raises :class:`~longtable.core.access.Missing` when the storage does not have it any more.
    """
    try:
        content = default_storage.open(stored.path)
    except FileNotFoundError as error:
        raise Missing(f"The content of {stored.pk} is gone") from error
    response = FileResponse(
        content, as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
