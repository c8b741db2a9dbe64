"""Rows of a source as they are read, and those that cannot even be read."""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class UnreadableSource(Exception):
    """The source as a whole is not what it should be. The message is for the person who brought it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``line`` counts from 1, the header included, as a spreadsheet shows it."""

    file: str
    line: int
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def reject(self, reason: str) -> "Reject":
        """This row refused, with the reason in plain words."""
        return Reject(self.file, self.line, reason, self.values)


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that cannot come in, and why."""

    file: str
    line: int
    reason: str
    values: Mapping[str, Any]


def csv_rows(path: Path, *, required: Iterable[str] = (), named: str = "") -> Iterator[Row | Reject]:
    """Rows of a CSV file with a header, in UTF-8 with or without a mark, values stripped of outer space.

    A line that is not UTF-8, holds a NUL or has too many or too few values becomes a
    :class:`Reject`; empty lines are passed over. ``named`` is the name in rejects if not the
    file's own. Raises :class:`UnreadableSource` when the file or a ``required`` column is missing.
    """
    file = named or path.name
    try:
        stream = path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")
    except OSError as error:
        raise UnreadableSource(f"{file} cannot be read: {error.strerror}") from error
    with stream:
        reader = csv.reader(stream)
        header = _header(file, reader, required)
        line = reader.line_num
        while True:
            start = line + 1
            try:
                values = next(reader, None)
            except csv.Error as error:
                line = reader.line_num
                yield Reject(file, start, f"This line is not CSV: {error}", {})
                continue
            if values is None:
                return
            line = reader.line_num
            if not values:
                continue
            if reason := _fault(values, len(header)):
                yield Reject(file, start, reason, dict(_pairs(header, values)))
            else:
                yield Row(file, start, dict(zip(header, map(str.strip, values), strict=True)))


def fingerprint(files: Iterable[Path], options: str) -> str:
    """SHA-256 over the names and bytes of ``files`` and over ``options``, hexadecimal.

    Raises :class:`UnreadableSource` when a file cannot be read.
    """
    digest = hashlib.sha256(options.encode())
    for path in files:
        digest.update(f"\0{path.name}\0".encode())
        try:
            with path.open("rb") as stream:
                while block := stream.read(1 << 20):
                    digest.update(block)
        except OSError as error:
            raise UnreadableSource(f"{path.name} cannot be read: {error.strerror}") from error
    return digest.hexdigest()


def _header(file: str, reader: Any, required: Iterable[str]) -> list[str]:
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise UnreadableSource(f"{file} is not CSV: {error}") from error
    if missing := [name for name in required if name not in header]:
        raise UnreadableSource(f"{file} lacks the column {', '.join(missing)}")
    if twice := {name for name in header if header.count(name) > 1}:
        raise UnreadableSource(f"{file} has the column {', '.join(sorted(twice))} twice")
    return header


def _fault(values: Sequence[str], width: int) -> str:
    if len(values) != width:
        return f"The header has {width} columns, this line has {len(values)}"
    text = "".join(values)
    if "\0" in text:
        return "This line holds a NUL, which is not text"
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return "This line is not UTF-8 text"
    return ""


def _pairs(header: Sequence[str], values: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, value in enumerate(values):
        yield (header[place] if place < len(header) else f"column {place + 1}"), value
