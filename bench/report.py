"""Tables of what was measured, and how busy the machine was meanwhile."""

import os
import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass
class Table:
    """A title, columns and rows, printed as Markdown."""

    title: str
    columns: list[str]
    rows: list[list[str]] = field(default_factory=list)
    load: str = ""

    def add(self, *cells: str) -> None:
        """One row, and the load of the machine after it was measured."""
        self.rows.append(list(cells))
        self.load = ", ".join(f"{load:.1f}" for load in os.getloadavg())

    def __str__(self) -> str:
        widths = [max(len(row[at]) for row in [self.columns, *self.rows]) for at in range(len(self.columns))]
        lines = [
            self._line(self.columns, widths),
            "|" + "|".join("-" * (width + 2) for width in widths) + "|",
        ]
        lines += [self._line(row, widths) for row in self.rows]
        return f"### {self.title}\n\n" + "\n".join(lines) + f"\n\nLoad of the machine: {self.load}\n"

    @staticmethod
    def _line(cells: list[str], widths: list[int]) -> str:
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def machine() -> str:
    """What it was measured on, in one line."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def write(table: Table) -> None:
    """Keep the table under today's date."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{datetime.now(UTC):%Y-%m-%d}.md"
    with file.open("a", encoding="utf-8") as kept:
        if not kept.tell():
            kept.write(f"# Measured on {machine()}\n\n")
        kept.write(f"{table}\n")
