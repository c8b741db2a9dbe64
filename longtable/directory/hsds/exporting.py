"""The whole published directory as files: a CSV datapackage and JSON documents, side by side."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.utils import timezone

from longtable.core.access import Actor, Permission, require
from longtable.core.audit import record
from longtable.directory.hsds import documents
from longtable.directory.hsds.package import DESCRIPTOR, CsvPackage
from longtable.directory.hsds.publishing import published
from longtable.directory.hsds.tables import BY_NAME, TABLES

Progress = Callable[[str, int], None]

DOCUMENTS = ("taxonomy", "taxonomy_term", "organization", "service")
"""Tables whose rows are whole documents; all others stand inside these."""

AT_ONCE = 100
"""Documents that are made at once: one of a large organisation holds much."""


class InTheWay(Exception):
    """The folder holds something else. The message is for whoever named it."""


def export_directory(*, by: Actor, folder: Path, on_progress: Progress | None = None) -> dict[str, int]:
    """Write all that anybody may read to ``folder``; how many rows there are in each file.

    CSV stands in the folder itself, ndjson in ``json/``. The folder appears whole or not at all; an
    earlier export in it is replaced. Raises ``Denied`` and :class:`InTheWay`.
    """
    require(by, by.may(Permission.IMPORT_DIRECTORY))
    folder = folder.resolve()
    if folder.exists() and any(folder.iterdir()) and not (folder / DESCRIPTOR).is_file():
        raise InTheWay(f"{folder.name} is not empty and holds no export")
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        written = _write(making, timezone.now(), on_progress or (lambda *_: None))
        _put(making, folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    record(by, "directory.exported")
    return written


export_directory.is_action = True  # type: ignore[attr-defined]  # guarded and audited, but reads for minutes


def _write(folder: Path, now: datetime, tell: Progress) -> dict[str, int]:
    with CsvPackage(folder, now) as package:
        for table in TABLES:
            for count in package.write(table):
                tell(f"{table.stem}.csv", count)
        package.describe(settings.AGENCY or "Directory of services")
    written = {f"{stem}.csv": count for stem, count in package.written.items()}
    (folder / "json").mkdir()
    for name in DOCUMENTS:
        file = f"json/{BY_NAME[name].stem}.ndjson"
        written[file] = 0
        with (folder / file).open("w", encoding="utf-8") as stream:
            for lines in _documents(name, now):
                stream.write(lines[0])
                written[file] += lines[1]
                tell(file, written[file])
    return written


def _documents(name: str, now: datetime) -> Iterator[tuple[str, int]]:
    for piece in published(BY_NAME[name], now):
        rows = [row for row, _record in piece]
        for start in range(0, len(rows), AT_ONCE):
            some = documents.full(rows[start : start + AT_ONCE])
            yield "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in some), len(some)


def _put(making: Path, folder: Path) -> None:
    making.chmod(0o755)
    if not folder.exists():
        making.rename(folder)
        return
    older = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent)) / "older"
    folder.rename(older)
    making.rename(folder)
    shutil.rmtree(older.parent)
