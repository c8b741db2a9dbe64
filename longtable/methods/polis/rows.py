"""The rows of a CSV file that somebody else wrote: each with its line, none able to break the others."""

from __future__ import annotations

import csv
from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from longtable.methods.polis.export import Rejected

_MOST_BROKEN_QUOTES: Final = 100
_GREATEST_ID: Final = 2**53  # what a spreadsheet or JavaScript can still hold exactly
_LAST_MILLISECOND: Final = 253_402_300_799_999  # the end of the year 9999
_SIGNED: Final = {"1": 1, "0": 0, "-1": -1}


class Unreadable(Exception):
    """A whole file that cannot be used: `file` and `reason`, for the person who sent it."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class Rows:
    """One CSV file, its heading read and checked; iterating yields (line, cells) of each readable row.

    A row that is not UTF-8, ends in the middle of a quotation or has too many or too few cells is rejected
    with its line; reading goes on with the next line.
    """

    def __init__(self, path: Path, needed: tuple[str, ...], rejected: list[Rejected]) -> None:
        self.path = path
        self._rejected = rejected
        self._rows = self._read()
        _, self.heading = next(self._rows, (1, []))
        if missing := [column for column in needed if column not in self.heading]:
            raise Unreadable(path.name, f"has no column {', '.join(missing)}")
        if len(set(self.heading)) != len(self.heading):
            raise Unreadable(path.name, "has two columns of the same name")

    def reject(self, line: int, reason: str) -> None:
        self._rejected.append(Rejected(self.path.name, line, reason))

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        width = len(self.heading)
        for line, cells in self._rows:
            if len(cells) == width:
                yield line, cells
            elif cells:
                self.reject(line, f"has {len(cells)} cells where the heading has {width}")

    def places(self, *columns: str) -> tuple[int, ...]:
        return tuple(self.heading.index(column) for column in columns)

    def _read(self) -> Iterator[tuple[int, list[str]]]:
        skip: int | None = 0
        broken = 0
        while skip is not None and broken <= _MOST_BROKEN_QUOTES:
            skip = yield from self._read_until_broken(skip)
            broken += 1
        if broken > _MOST_BROKEN_QUOTES:
            raise Unreadable(
                self.path.name, f"quotation marks are broken in over {_MOST_BROKEN_QUOTES} places"
            )

    def _read_until_broken(self, skip: int) -> Generator[tuple[int, list[str]], None, int | None]:
        """Rows after the first `skip` lines; returns the line to skip to at a broken quotation, or None.

        A quotation that is never closed swallows all that follows, so reading starts again after its first
        line.
        """
        with self.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
            reader = csv.reader(islice(lines, skip, None), strict=True)
            while True:
                line = skip + reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return None
                except csv.Error as error:
                    self.reject(line, f"quotation marks are broken ({error})")
                    return line
                if all(map(_is_text, cells)):
                    yield line, cells
                else:
                    self.reject(line, "is not UTF-8")


def _is_text(cell: str) -> bool:
    return cell.isascii() or not any("\ud800" <= character <= "\udfff" for character in cell)


def whole(text: str) -> int | None:
    """The number that `text` writes in plain digits, None when it is another thing or too large for an id."""
    if not (text.isascii() and text.isdecimal() and len(text) < 17):
        return None
    number = int(text)
    return number if number <= _GREATEST_ID else None


def milliseconds(text: str) -> int | None:
    """The time that `text` writes in milliseconds since 1970, None when it is another thing or after 9999."""
    number = whole(text)
    return number if number is not None and number <= _LAST_MILLISECOND else None


def signed(text: str) -> int | None:
    """1, 0 or -1 as `text` writes it, None when it is another thing."""
    return _SIGNED.get(text)
