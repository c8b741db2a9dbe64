"""Rows that could not come in: kept as they were, and handed back to be corrected."""

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from longtable.core.imports.rows import Reject
from longtable.core.models import ImportReject, ImportRun

OURS = ("file", "line", "reason")


def keep_rejects(run: ImportRun, rejects: Iterable[Reject]) -> None:
    """Write down rejects of ``run``, each once."""
    ImportReject.objects.bulk_create(
        [
            ImportReject(
                run=run,
                file=each.file[:200],
                line=each.line,
                reason=each.reason[:500],
                row=_storable(dict(each.values)),
            )
            for each in rejects
        ],
        batch_size=500,
        ignore_conflicts=True,
    )


def rejects_csv(run: ImportRun, stream: TextIO) -> int:
    """Write the rejects of ``run`` as CSV: file, line, reason, then the columns as they came.

    Returns how many. Correct the columns, and bring the file again: ours are passed over.
    """
    rejects = list(run.rejects.order_by("file", "line"))
    columns = list(dict.fromkeys(name for each in rejects for name in each.row))
    writer = csv.writer(stream)
    writer.writerow([*OURS, *columns])
    for each in rejects:
        writer.writerow([each.file, each.line, each.reason, *(each.row.get(name, "") for name in columns)])
    return len(rejects)


def _storable(value: Any) -> Any:
    """``value`` without what JSON columns refuse: NUL, and bytes that were not text."""
    if isinstance(value, str):
        return value.replace("\0", "\N{REPLACEMENT CHARACTER}").encode(errors="replace").decode()
    if isinstance(value, dict):
        return {_storable(str(key)): _storable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(each) for each in value]
    return value if isinstance(value, int | float | bool | None) else str(value)
