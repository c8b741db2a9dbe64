"""What the verbs of ``longtable import`` share: options, a line of progress, a report."""

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import click

from longtable.core.access import Actor
from longtable.core.imports.importer import Importer
from longtable.core.imports.rows import UnreadableSource
from longtable.core.imports.runner import AnotherRunner, Report, run_import


def import_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--dry-run`` and ``--json`` (as ``dry_run`` and ``as_json``) to a verb."""
    command = click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")(command)
    return click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")(command)


def bring_in(
    importer: Importer,
    *,
    dry_run: bool,
    as_json: bool,
    quiet: bool = False,
    progress: "ProgressLine | None" = None,
) -> Report:
    """Run ``importer`` for the command line: progress on standard error, the report on standard output.

    A ``quiet`` one leaves the report to whoever called it; ``progress`` may be a line that is there already.
    """
    gc.freeze()  # what the start brought along is not looked through again and again
    by = Actor.system(f"import {importer.name}")
    with nullcontext(progress) if progress else progress_line("rows") as line:
        try:
            report = run_import(by=by, importer=importer, dry_run=dry_run, on_progress=line)
        except (UnreadableSource, AnotherRunner) as error:
            raise click.ClickException(str(error)) from error
    if as_json and not quiet:
        click.echo(json.dumps(report.as_json()))
    elif not quiet:
        click.echo(_sentence(report))
    return report


BETWEEN_LINES = 10.0
"""Seconds between two lines of progress where they cannot be rewritten."""


class ProgressLine:
    """``12,000 of 225,524 rows`` rewritten in place on a terminal, or every ten seconds elsewhere.

    ``counted`` are the words after the numbers.
    """

    def __init__(self, counted: str) -> None:
        self.counted = counted
        self.in_place = sys.stderr.isatty()
        self.pause = 0.2 if self.in_place else BETWEEN_LINES
        self.next = time.monotonic() + self.pause
        self.width = 0

    def __call__(self, done: int, total: int | None = None) -> None:
        if time.monotonic() >= self.next:
            self._show(f"{done:,} of {total:,} {self.counted}" if total else f"{done:,} {self.counted}")

    def begin(self, words: str) -> None:
        """Something else begins, of which there is nothing to count: on a terminal it is said at once."""
        if self.in_place or time.monotonic() >= self.next:
            self._show(words)

    def _show(self, words: str) -> None:
        self.next = time.monotonic() + self.pause
        click.echo(f"\r{words:<{self.width}}" if self.in_place else words, err=True, nl=not self.in_place)
        self.width = len(words)

    def end(self) -> None:
        """Leave the line, so that what is said next stands on its own."""
        if self.in_place and self.width:
            click.echo(err=True)


@contextmanager
def progress_line(counted: str) -> Iterator[ProgressLine]:
    """A line that tells how far the work is, and is left when it ends, however it ends."""
    line = ProgressLine(counted)
    try:
        yield line
    finally:
        line.end()


def _sentence(report: Report) -> str:
    run = report.run
    would = "would be " if run.dry_run else ""
    lines = [
        f"{run.source}: {run.position:,} rows in {report.seconds:.1f} s",
        f"  {run.created:,} {would}created, {run.changed:,} {would}changed, {run.unchanged:,} unchanged",
    ]
    if report.resumed_from:
        lines.append(f"  taken up at row {report.resumed_from:,}")
    if run.conflicts:
        lines.append(f"  {run.conflicts:,} edited here since: left as they are, kept as conflicts")
    if run.rejected:
        lines.append(f"  {run.rejected:,} rejected; see them with: longtable import rejects {run.pk}")
    return "\n".join(lines)
