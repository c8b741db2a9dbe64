"""Sheets that we hand out: an empty one to fill in, and refused rows to correct and bring again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from longtable.core.models import ImportReject

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ROW = "longtable_row"
"""The column by which a corrected row is found again: leave it as it is."""

REASON = "longtable_reason"
OURS = (ROW, REASON)

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"


def empty_sheet(columns: Sequence[tuple[str, str]]) -> bytes:
    """A workbook with the names of ``columns`` and one line of examples."""
    return _workbook([[name for name, _example in columns], [example for _name, example in columns]])


def rejects_sheet(rejects: Iterable[ImportReject], columns: Sequence[str], kind: str) -> bytes:
    """Refused rows as ``xlsx`` or ``csv``: whose they are, why, and their ``columns`` as they came."""
    rows = [[*OURS, *columns]]
    for each in rejects:
        values = [each.row.get(name, "") for name in columns]
        rows.append([each.row.get(ROW, ""), each.reason, *map(str, values)])
    return _workbook(rows) if kind == "xlsx" else _csv(rows)


def standing_sheet(columns: Sequence[str], lines: Iterable[Sequence[str]], kind: str) -> bytes:
    """What stands here as ``xlsx`` or ``csv``: each of ``lines`` is the name of a row and its cells."""
    rows = [[ROW, *columns], *lines]
    return _workbook(rows) if kind == "xlsx" else _csv(rows)


def guarded(text: str) -> str:
    """``text`` as it may stand in a CSV file: no spreadsheet will take it for a formula."""
    return _GUARD + text if text.startswith(_BEGINS_A_FORMULA) or unguarded(text) != text else text


def unguarded(text: str) -> str:
    """The text that was :func:`guarded`."""
    return text[1:] if text.startswith(_GUARD) and text[1:].startswith(_BEGINS_A_FORMULA) else text


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            _write(sheet, number, column, text)
    for column, name in enumerate(rows[0], start=1):
        letter = openpyxl.utils.get_column_letter(column)
        sheet.column_dimensions[letter].width = 48 if name == REASON else 24
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(row, column)
    cell.value = _UNPRINTABLE.sub("", text)
    cell.data_type = "s"  # words are never a formula
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if row == 1:
        cell.font = Font(bold=True)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(map(guarded, row) for row in rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()
