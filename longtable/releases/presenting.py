"""A table of a release as a reader sees it, the last dimension across, and as a file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import product

from longtable.core.localized import LocalizedText
from longtable.releases.models import Cell, Release, Table
from longtable.releases.tables import Dimension


@dataclass(frozen=True)
class Row:
    """The words that say whose row it is, one per dimension down, and its cells."""

    heads: list[LocalizedText]
    cells: list[Cell]


@dataclass(frozen=True)
class Grid:
    """A table on a page: titles of the dimensions down, words of the columns, and the rows."""

    table: Table
    down: list[LocalizedText]
    across: LocalizedText
    columns: list[LocalizedText]
    rows: list[Row]


def grids(release: Release) -> list[Grid]:
    """Every table of a release that was read whole."""
    return [grid(table) for table in release.tables.all()]


def grid(table: Table) -> Grid:
    """A table with one dimension gets a single column."""
    dimensions = [Dimension.from_json(each) for each in table.dimensions]
    *down, last = dimensions if len(dimensions) > 1 else [*dimensions, None]
    columns = list(last.labels.values()) if last else []
    width = max(len(columns), 1)
    cells = list(table.cells.all())
    heads = product(*(dimension.labels.values() for dimension in down if dimension))
    return Grid(
        table,
        [dimension.title for dimension in down if dimension],
        last.title if last else LocalizedText(),
        columns,
        [
            Row(list(words), cells[start : start + width])
            for words, start in zip(heads, range(0, len(cells), width), strict=True)
        ],
    )


def as_csv(table: Table) -> str:
    """One line per cell: a code per dimension, ``state``, and ``value``, empty unless it is shown."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow([*(each["name"] for each in table.dimensions), "state", "value"])
    for cell in table.cells.all():
        writer.writerow([*cell.coordinates, cell.state, "" if cell.value is None else cell.value])
    return page.getvalue()
