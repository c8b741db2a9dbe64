"""Bringing made-up directories in, as short as a test can say it."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

from longtable.core.access import Actor
from longtable.core.imports import run_import
from longtable.core.models import ImportRun
from longtable.directory.hsds.importer import Counts, HsdsImporter

OPERATOR = Actor.system("test")

ORGANIZATION = "11111111-1111-4111-8111-111111111111"
SERVICE = "22222222-2222-4222-8222-222222222222"
PLACE = "33333333-3333-4333-8333-333333333333"


def folder(path: Path, tables: Mapping[str, str]) -> Path:
    """A folder with these CSV files, by name without ending."""
    path.mkdir(exist_ok=True)
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return path


def bring(path: Path, source: str = "a directory", **options: Any) -> tuple[Counts, ImportRun]:
    """Bring ``path`` in; what became of it by table, and the run."""
    importer = HsdsImporter(path, source=source)
    run = run_import(by=OPERATOR, importer=importer, **options).run
    counts = importer.counts(run.options.get("parts", {}))
    importer.close()
    return counts, run


def created(counts: Counts) -> dict[str, int]:
    """How many rows of each table are new, of those that have any."""
    return {name: sums["created"] for name, sums in counts.items() if sums["created"]}


def reasons(run: ImportRun) -> list[tuple[str, int, str]]:
    """File, line and reason of each row that did not come in."""
    return list(run.rejects.order_by("file", "line").values_list("file", "line", "reason"))


__all__ = ["ORGANIZATION", "PLACE", "SERVICE", "bring", "created", "folder", "reasons"]
