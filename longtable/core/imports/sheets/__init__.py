"""Reading what people bring: CSV as any Excel writes it, workbooks, and lists of JSON records.

sheet = open_sheet(stored)
sheet.headers  # ("What they said", "County")
for line in sheet.lines():
    line.number, line.values["County"]  # always text; days as 2026-05-04, formulas as their values
"""

from longtable.core.imports.sheets.opening import LARGEST_LINES, MOST_COLUMNS, Sheet, open_sheet
from longtable.core.imports.sheets.writing import empty_sheet, rejects_sheet, standing_sheet

__all__ = [
    "LARGEST_LINES",
    "MOST_COLUMNS",
    "Sheet",
    "empty_sheet",
    "open_sheet",
    "rejects_sheet",
    "standing_sheet",
]
