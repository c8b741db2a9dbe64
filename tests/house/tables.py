"""Tables that are observed, committed, and reviewed when they change."""

import csv
import io
import os
from difflib import unified_diff
from pathlib import Path

Row = dict[str, str]


def must_be(path: Path, rows: list[Row]) -> None:
    """Fail with the changed lines unless ``path`` holds ``rows``; LONGTABLE_WRITE_MATRIX=1 writes it."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    compare(path, stream.getvalue())


def compare(path: Path, observed: str) -> None:
    """The same for any text."""
    if os.environ.get("LONGTABLE_WRITE_MATRIX"):
        path.write_text(observed, encoding="utf-8")
    committed = path.read_text(encoding="utf-8") if path.exists() else ""
    changes = list(
        unified_diff(committed.splitlines(), observed.splitlines(), "committed", "observed", n=0, lineterm="")
    )
    assert not changes, (
        f"{path.name} has changed. If this is meant, write it anew with LONGTABLE_WRITE_MATRIX=1 "
        "and let somebody review it:\n" + "\n".join(changes)
    )
