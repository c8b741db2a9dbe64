"""A file is what its content is, and nobody but its record's readers ever sees it."""

import errno
import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from longtable.core.access import Actor, Denied, Missing
from longtable.core.audit import subjects_of
from longtable.core.files import (
    FileRefused,
    StorageFull,
    delete_expired,
    delete_file,
    delete_strays,
    download,
    store,
)
from longtable.core.files.storing import clean_name
from longtable.core.models import StoredFile

pytestmark = pytest.mark.django_db

BY = Actor.system("test")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A storage of its own for every test."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": place}
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def spreadsheet(*, macro: bool = False) -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    if macro:
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"Sub")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "kind", "content_type"),
    [
        (PNG, "picture.png", "png", "image/png"),
        (PDF, "letter.pdf", "pdf", "application/pdf"),
        (b"id,name\n1,Ni\xc3\xb1o\n", "list.csv", "csv", "text/csv"),
        ("\ufeffid\n1\n".encode(), "list.CSV", "csv", "text/csv"),
        ("¿Qué pasa?".encode(), "words.txt", "text", "text/plain"),
        (b'{"a": 1}', "data.json", "json", "application/json"),
        (b"ID3\x04" + bytes(60), "message.mp3", "mp3", "audio/mpeg"),
        (b"\x00\x00\x00\x20ftypM4A " + bytes(60), "message.m4a", "m4a", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2mp41" + bytes(60), "a.m4a", "m4a", "audio/mp4"),
        (b"OggS\x00\x02" + bytes(60), "message.opus", "ogg", "audio/ogg"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(60), "message.wav", "wav", "audio/wav"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + bytes(60), "a.webm", "webm", "audio/webm"),
        (b"#!AMR\n" + bytes(60), "message.amr", "amr", "audio/amr"),
    ],
)
def test_a_file_is_judged_by_its_content(
    content: bytes, name: str, kind: str, content_type: str, folder: Path
) -> None:
    stored = store(by=BY, content=content, name=name, kinds={kind})
    assert (stored.content_type, stored.size) == (content_type, len(content))
    assert (folder / stored.path).read_bytes() == content


def test_a_spreadsheet_is_taken_and_one_with_macros_is_not() -> None:
    assert store(by=BY, content=spreadsheet(), name="a.xlsx", kinds={"xlsx"}).name == "a.xlsx"
    with pytest.raises(FileRefused):
        store(by=BY, content=spreadsheet(macro=True), name="a.xlsx", kinds={"xlsx"})


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00" + bytes(100), "letter.pdf"),
        (b"\x7fELF" + bytes(100), "list.csv"),
        (b"<html><script>alert(1)</script>", "words.txt"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "words.txt"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "picture.png"),
        (b"<?xml version='1.0'?><svg/>", "words.txt"),
        (b"#!/bin/sh\nrm -rf /\n", "words.txt"),
        (b"caf\xe9", "words.txt"),
        (b"a\x00b", "words.txt"),
        (b"PK\x03\x04broken", "a.xlsx"),
        (PDF, "picture.png"),
        (b"", "words.txt"),
    ],
)
def test_something_else_is_refused_and_leaves_nothing(content: bytes, name: str, folder: Path) -> None:
    with pytest.raises(FileRefused):
        store(by=BY, content=content, name=name, kinds={"png", "text", "csv", "xlsx"})
    assert not kept(folder)
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(FileRefused, match=r"10.bytes"):
        store(by=BY, content=b"a" * 11, name="words.txt", kinds={"text"}, largest=10)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\Users\\ana\\scan.png", "scan.png"),
        ("gnp.\u202eexe", "gnp.exe.png"),
        ("a\x00b\r\n.png", "ab.png"),
        ("...", "file.png"),
        ("niño.PNG", "niño.PNG"),
        ("x" * 300, "x" * 150 + ".png"),
    ],
)
def test_a_name_cannot_mislead(name: str, clean: str) -> None:
    assert clean_name(name, (".png",)) == clean


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_and_leaves_no_half_file(
    number: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(self: FileSystemStorage, name: str, content: Any) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True)
        path.write_bytes(content.read(5))
        raise OSError(number, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", half)
    with pytest.raises(StorageFull, match="no room left"):
        store(by=BY, content=b"some words", name="words.txt", kinds={"text"})
    assert not kept(folder)
    assert not StoredFile.objects.exists()


def test_a_download_is_saved_and_never_run() -> None:
    response = download(store(by=BY, content=b"hello", name="niño.txt", kinds={"text"}))
    assert b"".join(response) == b"hello"  # type: ignore[arg-type]
    response.close()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"


def test_a_download_whose_content_is_gone_is_missing(folder: Path) -> None:
    stored = store(by=BY, content=b"hello", name="words.txt", kinds={"text"})
    default_storage.delete(stored.path)
    with pytest.raises(Missing):
        download(stored)


def test_an_uploaded_file_is_taken_like_bytes() -> None:
    upload = SimpleUploadedFile("words.txt", b"hello", content_type="text/html")
    assert store(by=BY, content=upload, name=upload.name or "", kinds={"text"}).content_type == "text/plain"


@pytest.mark.django_db(transaction=True)
def test_a_file_whose_time_is_over_goes_and_others_stay(folder: Path) -> None:
    today = date(2026, 11, 21)
    old = store(by=BY, content=b"old", name="a.txt", kinds={"text"}, keep_until=today - timedelta(days=1))
    store(by=BY, content=b"today", name="b.txt", kinds={"text"}, keep_until=today)
    store(by=BY, content=b"always", name="c.txt", kinds={"text"})
    assert delete_expired(by=BY, today=today) == 1
    assert sorted(path.read_bytes() for path in kept(folder)) == [b"always", b"today"]
    assert subjects_of("core.storedfile", old.pk)[0].verb == "core.file.deleted"


@pytest.mark.django_db(transaction=True)
def test_what_an_undone_action_left_is_swept(folder: Path) -> None:
    store(by=BY, content=b"stays", name="a.txt", kinds={"text"})
    with transaction.atomic():
        store(by=BY, content=b"stray", name="b.txt", kinds={"text"})
        transaction.set_rollback(True)
    assert delete_strays(before=timezone.now() - timedelta(days=1)) == 0
    assert delete_strays(before=timezone.now() + timedelta(days=1)) == 1
    assert [path.read_bytes() for path in kept(folder)] == [b"stays"]


def test_a_stranger_deletes_nothing() -> None:
    stored = store(by=BY, content=b"hello", name="words.txt", kinds={"text"})
    with pytest.raises(Denied):
        delete_file(by=Actor.visitor(), stored=stored)
