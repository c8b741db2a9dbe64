"""Facts as Parquet, one file a month, replaced whole or not at all."""

import os
import shutil
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from filecmp import cmp
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from longtable.core.facts.columns import UnfitFacts, check_batch
from longtable.core.facts.registry import FactSource

FILE = "facts.parquet"


@dataclass
class BuildReport:
    """What a build did to one dataset; months as ``2026-11``."""

    dataset: str
    rows: int = 0
    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "dataset": self.dataset,
            "rows": self.rows,
            "written": self.written,
            "unchanged": self.unchanged,
            "removed": self.removed,
        }


def build(source: FactSource, out: Path, since: date | None = None, until: date | None = None) -> BuildReport:
    """Write ``source`` below ``out/<name>/v<version>/month=<yyyy-mm>/``.

    ``since`` and ``until`` are first days of months. A reader sees each month as it was or as it is:
    files are written aside and renamed. A month whose bytes did not change is left alone; one that
    lies in the range and has no facts any more is removed. Raises
    :class:`~longtable.core.facts.columns.UnfitFacts` before anything is replaced.
    """
    if any(day and day.day != 1 for day in (since, until)):
        raise ValueError("Facts are built by whole months")
    home = out / source.name / f"v{source.version}"
    aside = home / f".building-{uuid.uuid4().hex}"
    aside.mkdir(parents=True)
    report = BuildReport(source.name)
    try:
        months = _write_aside(source, aside, since, until, report)
        for month in sorted(months):
            _replace(aside / f"{month}.parquet", home / f"month={month}" / FILE, month, report)
        _remove_emptied(home, months, since, until, report)
    finally:
        shutil.rmtree(aside)
    return report


def _write_aside(
    source: FactSource, aside: Path, since: date | None, until: date | None, report: BuildReport
) -> set[str]:
    writers: dict[str, pq.ParquetWriter] = {}
    try:
        for batch in source.read(since, until):
            check_batch(source.schema, batch)
            report.rows += batch.num_rows
            for month, part in _by_month(batch).items():
                if not _lies_within(month, since, until):
                    raise UnfitFacts(f"{source.name} gave facts of {month}, which was not asked for")
                if month not in writers:
                    writers[month] = pq.ParquetWriter(
                        aside / f"{month}.parquet", source.schema, compression="zstd"
                    )
                writers[month].write_batch(part)
    finally:
        for writer in writers.values():
            writer.close()
    return set(writers)


def _by_month(batch: pa.RecordBatch) -> dict[str, pa.RecordBatch]:
    months = pc.strftime(batch.column("valid_on"), format="%Y-%m")
    places: dict[str, list[int]] = defaultdict(list)
    for place, month in enumerate(months.to_pylist()):
        places[month].append(place)
    return {month: batch.take(pa.array(where)) for month, where in places.items()}


def _lies_within(month: str, since: date | None, until: date | None) -> bool:
    first = date.fromisoformat(f"{month}-01")
    return (since is None or first >= since) and (until is None or first < until)


def _replace(fresh: Path, there: Path, month: str, report: BuildReport) -> None:
    if there.exists() and cmp(fresh, there, shallow=False):
        report.unchanged.append(month)
        return
    there.parent.mkdir(exist_ok=True)
    with fresh.open("rb") as stream:
        os.fsync(stream.fileno())
    fresh.replace(there)
    report.written.append(month)


def _remove_emptied(
    home: Path, months: set[str], since: date | None, until: date | None, report: BuildReport
) -> None:
    for folder in sorted(home.glob("month=*")):
        month = folder.name.removeprefix("month=")
        if month not in months and _lies_within(month, since, until):
            (folder / FILE).unlink(missing_ok=True)
            folder.rmdir()
            report.removed.append(month)
