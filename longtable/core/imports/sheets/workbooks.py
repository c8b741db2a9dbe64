"""Workbooks (XLSX): read as a stream, formulas as their values, what is hidden left out."""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import repeat
from lzma import LZMAError
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _

from longtable.core.imports.rows import UnreadableSource
from longtable.core.imports.sheets.cells import Cells, as_text

WIDEST = 200
UNPACKED_LIMIT = 100 * 1024 * 1024
"""Bytes of a workbook once unpacked: a sheet of the size that we take needs less."""

_CHUNK = 256 * 1024
_DECLARATION = re.compile(rb"<\0?!\0?(?:D\0?O\0?C|E\0?N\0?T)")
_FORMULA = re.compile(rb"<f[ >/]")
_UNZIPPED = (zipfile.BadZipFile, zlib.error, LZMAError, NotImplementedError, EOFError, OSError, RuntimeError)
_BROKEN = (*_UNZIPPED, KeyError, ValueError, TypeError, AttributeError, ParseError)


def names(stream: IO[bytes]) -> list[str]:
    """The visible sheets, in their order."""
    _weigh(stream)
    workbook = _open(stream)
    try:
        return [sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    finally:
        workbook.close()


def cells(stream: IO[bytes], sheet: str) -> Iterator[Cells]:
    """Every line of ``sheet`` that holds something."""
    workbook = _open(stream)
    formulas = _open(stream, values=False) if _has_formulas(stream) else None
    try:
        shown: Iterable[Any] = _rows(workbook, sheet)
        written: Iterable[Any] = _rows(formulas, sheet) if formulas else repeat(())
        for number, (values, raw) in enumerate(zip(shown, written, strict=False), start=1):
            texts = [as_text(value) for value in values]
            uncounted = any(
                value is None and _is_formula(each) for value, each in zip(values, raw, strict=False)
            )
            if uncounted:
                yield Cells(number, texts, _("A formula here has no value yet. Open the file and save it."))
            elif any(texts):
                yield Cells(number, texts)
    except _BROKEN as error:
        raise UnreadableSource(
            _("This workbook is damaged. Open it, save it and upload it again.")
        ) from error
    finally:
        workbook.close()
        if formulas:
            formulas.close()


def _rows(workbook: Any, sheet: str) -> Iterator[tuple[Any, ...]]:
    if sheet not in workbook.sheetnames:
        raise UnreadableSource(_("There is no sheet %(name)s.") % {"name": sheet})
    found = workbook[sheet]
    found.reset_dimensions()  # some programs write a size that is wrong
    return found.iter_rows(values_only=True, max_col=WIDEST)


def _open(stream: IO[bytes], *, values: bool = True) -> Any:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    stream.seek(0)
    try:
        return openpyxl.load_workbook(stream, read_only=True, data_only=values, keep_links=False)
    except (*_BROKEN, InvalidFileException) as error:
        raise UnreadableSource(
            _("This workbook is damaged. Open it, save it and upload it again.")
        ) from error


def _weigh(stream: IO[bytes]) -> None:
    """Refuse what would fill the memory: a bomb of zeros, or entities that grow when they are read."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > UNPACKED_LIMIT:
                raise UnreadableSource(_("This workbook is too large. Split it into smaller files."))
            if any(_declares(archive, member) for member in members):
                raise UnreadableSource(
                    _("This workbook has something in it that we do not open. Save it as a new XLSX file.")
                )
    except _UNZIPPED as error:
        raise UnreadableSource(
            _("This workbook is damaged. Open it, save it and upload it again.")
        ) from error


def _declares(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a part begins with declarations of its own: no program that writes workbooks does that."""
    if not member.filename.endswith((".xml", ".rels")):
        return False
    with archive.open(member) as part:
        return bool(_DECLARATION.search(part.read(4096)))


def _has_formulas(stream: IO[bytes]) -> bool:
    """Whether any sheet holds one: only then is the workbook read twice."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            sheets = [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/.*\.xml", name)]
            return any(_holds_formula(archive, name) for name in sheets)
    except _UNZIPPED as error:
        raise UnreadableSource(
            _("This workbook is damaged. Open it, save it and upload it again.")
        ) from error


def _holds_formula(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        before = b""
        while chunk := part.read(_CHUNK):
            if _FORMULA.search(before + chunk):
                return True
            before = chunk[-3:]
    return False


def _is_formula(value: Any) -> bool:
    return (isinstance(value, str) and value.startswith("=")) or type(value).__name__.endswith("Formula")
