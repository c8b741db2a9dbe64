"""Taking a file in, and letting it go."""

import errno
import hashlib
import io
import re
import unicodedata
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

import structlog
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from longtable.core.access import Actor, Permission, action, require
from longtable.core.audit import record
from longtable.core.files.kinds import KINDS, FileRefused, kind_of
from longtable.core.models import StoredFile

LARGEST = 10 * 1024 * 1024
FULL = {errno.ENOSPC, errno.EDQUOT}

log = structlog.get_logger(__name__)


class StorageFull(RuntimeError):
    """There is no room left; nothing of the file was kept."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no room left for files. Nothing was saved. Please tell the people who run this site.")
        )


def store(
    *,
    by: Actor,
    content: bytes | File,
    name: str,
    kinds: Collection[str],
    largest: int = LARGEST,
    keep_until: date | None = None,
) -> StoredFile:
    """Keep a file that an action received, in that action's transaction.

    ``kinds`` are keys of :data:`~longtable.core.files.kinds.KINDS`; ``largest`` is in bytes. The
    caller has decided that ``by`` may bring it. Raises :class:`FileRefused` for another kind or
    size, and :class:`StorageFull` when there is no room; neither leaves anything behind.
    """
    stream: File = File(io.BytesIO(content)) if isinstance(content, bytes) else content
    stream.seek(0)
    size = _measure(stream, largest)
    kind = kind_of(stream, name, kinds)
    row = StoredFile(
        name=clean_name(name, KINDS[kind].suffixes),
        content_type=KINDS[kind].content_type,
        size=size,
        sha256=hashlib.file_digest(stream, "sha256").hexdigest(),
        uploaded_by_id=UUID(by.id) if by.is_member else None,
        keep_until=keep_until,
    )
    row.path = f"{row.created_at:%Y/%m}/{row.pk}"
    stream.seek(0)
    try:
        default_storage.save(row.path, stream)
        with transaction.atomic():
            row.save(force_insert=True)
            record(by, "core.file.stored", row)
    except BaseException as error:
        _forget(row.path)
        if _is_full(error):
            raise StorageFull from error
        raise
    return row


@action
def delete_file(*, by: Actor, stored: StoredFile) -> None:
    """Delete a file for good: the row now, the content when that is committed."""
    require(by, by.is_system or by.may(Permission.OPERATE))
    path = stored.path
    record(by, "core.file.deleted", stored)
    stored.delete()
    transaction.on_commit(lambda: _forget(path))


def delete_expired(*, by: Actor, today: date) -> int:
    """Delete files whose ``keep_until`` lies before ``today``; returns how many."""
    deleted = 0
    for stored in list(StoredFile.objects.filter(keep_until__lt=today)):
        try:
            delete_file(by=by, stored=stored)
            deleted += 1
        except ProtectedError:
            log.warning("an expired file is still held by a record", file=str(stored.pk))
    return deleted


def delete_strays(*, before: datetime) -> int:
    """Delete what a crash or an undone action left in the storage without a row; returns how many.

    Only what was written ``before`` that moment, so that a file whose action is still under way
    is not taken for a stray.
    """
    deleted = 0
    for year in _folders(""):
        for month in _folders(year):
            folder = f"{year}/{month}"
            paths = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
            known = StoredFile.objects.filter(path__startswith=f"{folder}/").values_list("path", flat=True)
            for path in paths - set(known):
                if default_storage.get_modified_time(path) < before:
                    _forget(path)
                    deleted += 1
    return deleted


def clean_name(name: str, suffixes: Collection[str]) -> str:
    """The last part of ``name`` without what could mislead a person or a program.

    Control, invisible and direction-changing characters go; so does whatever a file system minds.
    The ending is made to say what the content is.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    tidy = re.sub(r"[<>:\"|?*]+", "_", visible).strip(" .")[:150] or "file"
    return tidy if tidy.lower().endswith(tuple(suffixes)) else f"{tidy}{next(iter(suffixes))}"


def _measure(stream: File, largest: int) -> int:
    size = stream.size
    if not size:
        raise FileRefused(_("This file is empty."))
    if size > largest:
        raise FileRefused(_("This file is too large. The limit is %s.") % filesizeformat(largest))
    return size


def _folders(under: str) -> list[str]:
    try:
        return [name for name in default_storage.listdir(under)[0] if name.isdigit()]
    except FileNotFoundError:
        return []


def _forget(path: str) -> None:
    try:
        default_storage.delete(path)
    except OSError as error:
        log.warning("a file could not be deleted", path=path, error=str(error))


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in FULL
    return isinstance(error, DatabaseError) and "full" in str(error).lower()
