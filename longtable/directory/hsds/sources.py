"""What an operator hands over: a folder, a datapackage, a zip, one CSV file or JSON, read row by row."""

import csv
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

from longtable.core.imports import UnreadableSource
from longtable.directory.hsds import flattening, older
from longtable.directory.hsds.cells import clean
from longtable.directory.hsds.flattening import Cells, NotJson
from longtable.directory.hsds.tables import BY_NAME

LONGEST_CELL = 1 << 24
csv.field_size_limit(LONGEST_CELL)

UNPACKED_LIMIT = 50 << 30
"""Bytes that a zip may hold; a million services with all that belongs to them are a tenth of it."""

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, RuntimeError, OSError)
_JSON = (".json", ".ndjson", ".jsonl")
_DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Found:
    """A row of one of our tables, as a source gives it: cleaned text by name of the column.

    ``reason`` says why it is no row after all. Documents repeat what they share with others.
    """

    file: str
    line: int
    table: str
    cells: Cells
    is_document: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Part:
    """One file of a source. ``name`` is what the source calls the table in it, if anything."""

    path: Path
    name: str


class Source:
    """A source that was opened: its files, and what of it has no place here. Close it after use."""

    def __init__(self, path: Path, tell: Callable[[str], None] = lambda words: None) -> None:
        self._tell, self._stack = tell, ExitStack()
        self.unheard: list[str] = []
        """Files and columns that are no part of HSDS, in words."""
        self.heard: set[str] = set()
        """Files in which something of HSDS stands."""
        self.fault = ""
        """Why the first document is none of HSDS."""
        self.name = path.name
        with ExitStack() as opened:
            opened.callback(self.close)
            self.parts = self._find(path)
            opened.pop_all()
        self.files = [part.path for part in self.parts]

    def close(self) -> None:
        """Remove what was unpacked."""
        self._stack.close()

    def __iter__(self) -> Iterator[Found]:
        """Every row, file after file, always in the same order."""
        self.unheard, self.heard, self.fault = [], set(), ""
        for part in self.parts:
            if _is_web_page(part.path):
                self.unheard.append(f"{part.path.name}: a web page, perhaps one that asks to sign in")
            else:
                yield from self._json(part) if part.path.suffix.lower() in _JSON else self._table(part)

    def check(self) -> None:
        """After all of it was read: raise :class:`UnreadableSource` when nothing in it is of HSDS."""
        if not self.heard:
            why = "; ".join(self.unheard[:3]) or self.fault or "it is empty"
            raise UnreadableSource(f"Nothing in {self.name} is a directory in HSDS: {why}")

    def _find(self, path: Path) -> list[Part]:
        if path.is_dir():
            return self._folder(path)
        if not path.is_file():
            raise UnreadableSource(f"{path} is not there")
        if zipfile.is_zipfile(path):
            return self._folder(self._unpack(path), path.name)
        if path.name == _DESCRIPTOR or _is_descriptor(path):
            return _described(path)
        if path.suffix.lower() in (".csv", ".txt", ".tsv", *_JSON):
            return [Part(path, path.stem)]
        raise UnreadableSource(f"{path.name} is neither a folder, a zip, CSV nor JSON")

    def _folder(self, folder: Path, name: str = "") -> list[Part]:
        descriptors = sorted(folder.rglob(_DESCRIPTOR), key=lambda each: (len(each.parts), str(each)))
        if descriptors:
            return _described(descriptors[0])
        for suffixes in ((".csv", ".tsv"), _JSON):
            found = sorted(
                each for each in folder.rglob("*") if each.suffix.lower() in suffixes and each.is_file()
            )
            if found:
                return [Part(each, each.stem) for each in found]
        raise UnreadableSource(f"There is neither CSV nor JSON in {name or folder.name}")

    def _unpack(self, path: Path) -> Path:
        folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="hsds-")))
        with zipfile.ZipFile(path) as archive:
            wanted = [
                each
                for each in archive.infolist()
                if Path(each.filename).suffix.lower() in (".csv", ".tsv", *_JSON)
                and not Path(each.filename).name.startswith(".")
            ]
            if sum(each.file_size for each in wanted) > UNPACKED_LIMIT:
                raise UnreadableSource(f"{path.name} holds more than {UNPACKED_LIMIT >> 30} GB")
            try:
                for each in wanted:
                    self._tell(f"unpacking {each.filename}")
                    archive.extract(each, folder)
            except _BROKEN as error:
                raise UnreadableSource(f"{path.name} cannot be unpacked: {error}") from error
        return folder

    def _json(self, part: Part) -> Iterator[Found]:
        file, hint = part.path.name, _table_of_documents(part.name)
        number = 0
        with _open(part.path) as stream:
            try:
                for number, document in flattening.documents(stream):
                    try:
                        if isinstance(document, NotJson):
                            raise document
                        for table, cells in flattening.rows_of(document, hint):
                            yield from _in_our_words(file, number, table, cells)
                            self.heard.add(file)
                    except (NotJson, RecursionError) as error:
                        self.fault = self.fault or f"{file}: {error}"
                        yield Found(file, number, hint, {}, reason=str(error))
            except (NotJson, RecursionError) as error:
                self.fault = self.fault or f"{file}: {error}"
                yield Found(file, 1, hint, {}, reason=str(error))
            else:
                if hint and not number:  # a table of which there is nothing
                    self.heard.add(file)

    def _table(self, part: Part) -> Iterator[Found]:
        file = part.path.name
        with _open(part.path) as stream:
            reader = csv.reader(_lines(stream), delimiter=_delimiter(stream))
            try:
                header = [clean(name).casefold().replace(" ", "_") for name in next(reader, [])]
            except csv.Error as error:
                raise UnreadableSource(f"The first line of {file} is not CSV: {error}") from error
            if part.name.casefold() in older.UNHEARD:
                return
            read = older.reader_of(part.name, header) or older.reader_of(
                older.guess_by_columns(header), header
            )
            if read is None:
                self.unheard.append(f"{file}: no table of HSDS")
                return
            if _knows(read, header):
                self.heard.add(file)
            yield from _rows(file, reader, header, read)


def _knows(read: older.Reader, header: Iterable[str]) -> bool:
    """Whether any of these columns is one of HSDS."""
    for table, cells in read(dict.fromkeys(header, "1")):
        known = {column.name for column in BY_NAME[table].columns} if table in BY_NAME else cells.keys()
        if known & cells.keys():
            return True
    return False


def _rows(file: str, reader: Any, header: list[str], read: older.Reader) -> Iterator[Found]:
    table = next((name for name, _cells in read({})), "")
    line = reader.line_num
    while True:
        start = line + 1
        try:
            values = next(reader, None)
        except csv.Error as error:
            line = reader.line_num
            yield Found(file, start, table, {}, reason=f"This line is not CSV: {error}")
            continue
        if values is None:
            return
        line = reader.line_num
        texts = [clean(value) for value in values]
        if not any(texts):
            continue
        cells = dict(zip(header, texts, strict=False))
        if any(texts[len(header) :]):
            extra = {f"column {place}": text for place, text in enumerate(texts, 1) if place > len(header)}
            reason = f"The header has {len(header)} columns, this line has {len(texts)}"
            yield Found(file, start, table, cells | extra, reason=reason)
            continue
        for table, row in read(cells):
            yield Found(file, start, table, row)


def _in_our_words(file: str, number: int, table: str, cells: Cells) -> Iterator[Found]:
    cleaned = {name: clean(value) for name, value in cells.items()}
    if flattening.UNTOLD in cleaned:
        reason = f"A document should stand here, and not: {cleaned[flattening.UNTOLD]}"
        yield Found(file, number, table, cleaned, is_document=True, reason=reason[:500])
    elif read := older.reader_of(table, cleaned):
        for name, row in read(cleaned):
            yield Found(file, number, name, row, is_document=True)


def _described(descriptor: Path) -> list[Part]:
    """The files that a datapackage names, those that are there."""
    try:
        resources = json.loads(descriptor.read_text("utf-8-sig"))["resources"]
        named = [(str(each.get("path") or ""), str(each.get("name") or "")) for each in resources]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableSource(f"{descriptor.name} is not a datapackage") from error
    inside = descriptor.parent.resolve()
    parts = [Part(descriptor.parent / path, name) for path, name in named if path]
    there = [part for part in parts if part.path.is_file() and part.path.resolve().is_relative_to(inside)]
    if not there:
        raise UnreadableSource(f"None of the files that {descriptor.name} names is there")
    return there


def _is_descriptor(path: Path) -> bool:
    if path.suffix.lower() != ".json" or path.stat().st_size > 1 << 20:
        return False
    try:
        there = json.loads(path.read_text("utf-8-sig"))
    except ValueError:
        return False
    return isinstance(there, dict) and isinstance(there.get("resources"), list)


def _is_web_page(path: Path) -> bool:
    with path.open("rb") as stream:
        begin = stream.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return begin.startswith((b"<!doctype html", b"<html"))


def _table_of_documents(name: str) -> str:
    """The table that a JSON file is named after: ``services.ndjson``, ``service_full.json``."""
    plain = name.casefold()
    for ending in ("_full", "_list", "_page"):
        plain = plain.removesuffix(ending)
    stems = {table.stem: table.name for table in BY_NAME.values()}
    for each in (plain, plain.removesuffix("s")):
        if each in stems or each in BY_NAME:
            return stems.get(each, each)
    return ""


def _open(path: Path) -> TextIO:
    """Text of ``path``; bytes that are not UTF-8 are carried along for :func:`clean`."""
    with path.open("rb") as stream:
        mark = stream.read(2)
    if mark in (b"\xff\xfe", b"\xfe\xff"):
        return path.open(encoding="utf-16", errors="replace", newline="")
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def _lines(stream: TextIO) -> Iterator[str]:
    """The lines of a file; one that is longer than any cell may be becomes a cell that is refused.

    Such a line is not CSV, or not of this world, and may be larger than the memory of the machine.
    """
    while line := stream.readline(LONGEST_CELL):
        if len(line) < LONGEST_CELL or line.endswith("\n"):
            yield line
            continue
        while len(rest := stream.readline(LONGEST_CELL)) == LONGEST_CELL and not rest.endswith("\n"):
            pass
        yield "x" * (LONGEST_CELL + 1)


def _delimiter(stream: TextIO) -> str:
    """What stands between the columns: a comma, semicolon or tab, by the header."""
    header = stream.readline(LONGEST_CELL)
    stream.seek(0)
    return max(",;\t", key=header.count)
