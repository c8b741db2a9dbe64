"""Writing the tables into a folder, with the log of what was taken out and an index of everything."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from longtable.methods.redaction import Rule
from longtable.voices.models import Conversation
from longtable.voices.records.ledger import Ledger, Report
from longtable.voices.records.tables import TABLES, Source

PAUSE = 500
"""Rows after which the caller hears how far it is."""


def write_records(
    conversation: Conversation,
    folder: Path,
    rules: Mapping[str, Rule],
    *,
    since: date | None = None,
    until: date | None = None,
    progress: Callable[[int], None] = lambda share: None,
) -> Report:
    """CSV files and ``index.json`` in ``folder``, of the days from ``since`` to ``until``, both included.

    Comments that are private or held are withheld whole and only counted. ``progress`` hears the
    share that is done, in percent, at least once in some hundred rows.
    """
    folder.mkdir(parents=True, exist_ok=True)
    source, ledger = Source(conversation, since, until), Ledger(rules)

    def log() -> Iterator[Sequence[Any]]:
        yield from ledger.log

    def withheld() -> Iterator[Sequence[Any]]:
        for code, count in sorted(ledger.report.withheld.items()):
            yield code, count, ledger.rule(code).statute

    for place, (name, (columns, rows)) in enumerate(TABLES.items()):
        share = 100 * place // len(TABLES)
        _write(folder, name, columns, rows(source, ledger), ledger, lambda share=share: progress(share))  # type: ignore[misc]
    _write(folder, "redactions.csv", ("file", "row", "column", "rule", "statute"), log(), ledger)
    _write(folder, "withheld.csv", ("rule", "count", "statute"), withheld(), ledger)
    index = json.dumps(index_of(source, ledger), ensure_ascii=False, indent=2)
    (folder / "index.json").write_text(index + "\n", encoding="utf-8")
    return ledger.report


def index_of(source: Source, ledger: Ledger) -> dict[str, Any]:
    """What the files are, which rules took what out, and what was withheld."""
    report = ledger.report
    codes = sorted({*report.redacted, *report.withheld})
    return {
        "conversation": f"{settings.PUBLIC_URL}/c/{source.conversation.slug}/",
        "organization": str(source.conversation.organization),
        "question": {code: version.text for code, version in source.conversation.question.versions.items()},
        "since": source.since.isoformat() if source.since else None,
        "until": source.until.isoformat() if source.until else None,
        "made_at": timezone.localtime().isoformat(timespec="seconds"),
        "files": [{"name": name, "rows": rows} for name, rows in report.files.items()],
        "rules": [
            {
                "rule": code,
                "what": dict(ledger.rule(code).what),
                "statute": ledger.rule(code).statute,
                "redacted": report.redacted[code],
                "withheld": report.withheld[code],
            }
            for code in codes
        ],
    }


def _write(
    folder: Path,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    ledger: Ledger,
    progress: Callable[[], None] = lambda: None,
) -> None:
    ledger.file, ledger.row = name, 1
    with (folder / name).open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        progress()
        for row in rows:
            writer.writerow([_safe(value) for value in row])
            ledger.row += 1
            if ledger.row % PAUSE == 0:
                progress()
    ledger.report.files[name] = ledger.row - 1


def _safe(value: Any) -> Any:
    """A space goes before words that a spreadsheet would take for a formula."""
    is_formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@"))
    return f" {value}" if is_formula else value
