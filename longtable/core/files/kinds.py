"""What a file really is, whatever its name says."""

import codecs
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from typing import IO

import filetype
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHUNK = 64 * 1024
UNPACKED_LIMIT = 200 * 1024 * 1024
MARKUP = re.compile(
    rb"^\s*(<!doctype|<html|<head|<body|<script|<svg|<\?xml|<iframe|<object|#!|%!ps)", re.IGNORECASE
)
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


class FileRefused(ValueError):
    """The file cannot be taken. The message is for the person who brought it, in their language."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Kind:
    """A kind of file that somebody may ask for."""

    content_type: str
    suffixes: tuple[str, ...]


KINDS: dict[str, Kind] = {
    "pdf": Kind("application/pdf", (".pdf",)),
    "png": Kind("image/png", (".png",)),
    "jpeg": Kind("image/jpeg", (".jpg", ".jpeg")),
    "webp": Kind("image/webp", (".webp",)),
    "xlsx": Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",)),
    "csv": Kind("text/csv", (".csv",)),
    "json": Kind("application/json", (".json",)),
    "text": Kind("text/plain", (".txt", ".md")),
    "zip": Kind("application/zip", (".zip",)),
    "mp3": Kind("audio/mpeg", (".mp3",)),
    "m4a": Kind("audio/mp4", (".m4a", ".mp4")),
    "ogg": Kind("audio/ogg", (".ogg", ".oga", ".opus")),
    "wav": Kind("audio/wav", (".wav",)),
    "webm": Kind("audio/webm", (".webm",)),
    "amr": Kind("audio/amr", (".amr",)),
}
"""Everything that can be taken. HTML, SVG, macros and programs cannot, whoever asks."""

SOUND = frozenset({"mp3", "m4a", "ogg", "wav", "webm", "amr"})
"""What telephones and messengers record."""

_BY_MAGIC = {KINDS[name].content_type: name for name in ("pdf", "png", "jpeg", "webp", *SOUND)}
_BY_MAGIC |= {"audio/x-wav": "wav", "video/webm": "webm", "video/mp4": "m4a"}  # of a film, the sound


def kind_of(stream: IO[bytes], name: str, wanted: Collection[str]) -> str:
    """Which of the ``wanted`` kinds the content of ``stream`` is. The stream is left at its start.

    The name only tells kinds of plain text apart. Raises :class:`FileRefused` for anything else.
    """
    head = stream.read(8192)
    stream.seek(0)
    found = _by_content(stream, head, name)
    stream.seek(0)
    if found not in wanted:
        suffixes = ", ".join(KINDS[each].suffixes[0] for each in KINDS if each in wanted)
        raise FileRefused(_("We cannot use this kind of file. Choose one of these kinds: %s") % suffixes)
    return found


def _by_content(stream: IO[bytes], head: bytes, name: str) -> str:
    if head.startswith(b"PK"):
        return "xlsx" if _is_spreadsheet(stream) else "zip" if zipfile.is_zipfile(stream) else ""
    if guess := filetype.guess(head):
        return _BY_MAGIC.get(guess.mime, "")
    lowered = name.lower()
    if not _is_plain_text(stream, head):
        return "csv" if lowered.endswith(".csv") and _is_older_text(stream) else ""
    return next((kind for kind in ("csv", "json") if lowered.endswith(KINDS[kind].suffixes)), "text")


def _is_spreadsheet(stream: IO[bytes]) -> bool:
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError):
        return False
    names = {member.filename for member in members}
    small = sum(member.file_size for member in members) <= UNPACKED_LIMIT
    return small and "xl/workbook.xml" in names and "xl/vbaProject.bin" not in names


def _is_plain_text(stream: IO[bytes], head: bytes) -> bool:
    if MARKUP.match(head.removeprefix(codecs.BOM_UTF8)):
        return False
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(CHUNK):
            if CONTROL.search(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_older_text(stream: IO[bytes]) -> bool:
    """Whether this is text as Excel still writes it: UTF-16 with its mark, or Windows-1252."""
    stream.seek(0)
    content = stream.read()
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "cp1252"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not CONTROL.search(text) and not MARKUP.match(text[:8192].encode())
