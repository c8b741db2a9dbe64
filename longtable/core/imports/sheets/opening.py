"""A file that somebody brought, as one table with named columns."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from types import ModuleType

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from longtable.core.files import KINDS
from longtable.core.imports.rows import UnreadableSource
from longtable.core.imports.sheets import plain_text, records, workbooks
from longtable.core.imports.sheets.cells import Cells
from longtable.core.imports.sheets.headers import LOOK_AT, find_header, name_columns
from longtable.core.models import StoredFile

LARGEST_LINES = 50_000
MOST_COLUMNS = 100

_READERS: dict[str, ModuleType] = {
    KINDS["csv"].content_type: plain_text,
    KINDS["text"].content_type: plain_text,
    KINDS["json"].content_type: records,
    KINDS["xlsx"].content_type: workbooks,
}


@dataclass(frozen=True)
class Line:
    """One line below the header. ``values`` by the name of the column; ``fault`` if it cannot be read."""

    number: int
    values: dict[str, str]
    fault: str = ""


@dataclass(frozen=True)
class Sheet:
    """One table of a file. ``names`` are the sheets among which one may choose; empty if there is one."""

    stored: StoredFile
    names: tuple[str, ...]
    name: str
    header_line: int
    headers: tuple[str, ...]
    places: tuple[int, ...]

    def lines(self) -> Iterator[Line]:
        """Everything below the header, always in the same order. Raises :class:`UnreadableSource`."""
        with closing(_cells(self.stored, self.name)) as every:
            below = (cells for cells in every if cells.number > self.header_line)
            for count, cells in enumerate(below, start=1):
                if count > LARGEST_LINES:
                    raise UnreadableSource(
                        _("More than %(limit)s lines. Split it into smaller files.")
                        % {"limit": f"{LARGEST_LINES:,}"}
                    )
                texts = dict(enumerate(cells.texts))
                named = zip(self.headers, self.places, strict=True)
                yield Line(cells.number, {name: texts.get(place, "") for name, place in named}, cells.fault)


def open_sheet(stored: StoredFile, *, name: str = "", header_line: int = 0) -> Sheet:
    """The table in ``stored``: of the sheet ``name`` (else the first that holds something), with the names
    of its columns in ``header_line`` (else where they seem to stand).

    Raises :class:`UnreadableSource`, with words for the person who brought it.
    """
    names = _names(stored)
    for candidate in [name] if name else names:
        with closing(_cells(stored, candidate)) as every:
            first = list(islice(every, header_line + LOOK_AT))
        if first:
            return _named(stored, names, candidate, first, header_line)
    raise UnreadableSource(_("This file is empty."))


def _named(stored: StoredFile, names: list[str], name: str, first: list[Cells], header_line: int) -> Sheet:
    given = [place for place, cells in enumerate(first) if cells.number == header_line]
    place = given[0] if given else find_header(first)
    columns = [(title, at) for at, title in enumerate(name_columns(first, place)) if title]
    if len(columns) > MOST_COLUMNS:
        raise UnreadableSource(_("More than %(limit)d columns.") % {"limit": MOST_COLUMNS})
    return Sheet(
        stored=stored,
        names=tuple(names if len(names) > 1 else ()),
        name=name,
        header_line=first[place].number,
        headers=tuple(title for title, _at in columns),
        places=tuple(at for _title, at in columns),
    )


def _names(stored: StoredFile) -> list[str]:
    if _READERS[stored.content_type] is not workbooks:
        return [""]
    with _content(stored) as stream:
        return workbooks.names(stream)


def _cells(stored: StoredFile, name: str) -> Generator[Cells, None, None]:
    with _content(stored) as stream:
        yield from _READERS[stored.content_type].cells(stream, name)


def _content(stored: StoredFile) -> File:
    try:
        return default_storage.open(stored.path)
    except FileNotFoundError as error:
        raise UnreadableSource(_("This file is no longer here. Please upload it again.")) from error
