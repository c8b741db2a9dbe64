"""Verbs about imports. Each package adds one per kind of source it can read."""

import json
import sys
from typing import Any, TextIO

import click
from django.core.exceptions import ValidationError

from longtable.config.command_line import verb
from longtable.core.access import Actor
from longtable.core.imports import rejects_csv
from longtable.core.imports.command_line import progress_line
from longtable.core.imports.undoing import undo_run
from longtable.core.models import ImportConflict, ImportRun


@verb
@click.group("import")
def imports() -> None:
    """Bring in what others know. A second run of an unchanged source changes nothing."""


@imports.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--limit", default=20, show_default=True, help="How many, newest first.")
def list_runs(as_json: bool, limit: int) -> None:
    """Say what was brought in, and what was not finished."""
    runs = ImportRun.objects.order_by("-created_at")[:limit]
    if as_json:
        click.echo(json.dumps([_as_json(run) for run in runs]))
        return
    for run in runs:
        state = "finished" if run.finished_at else f"stopped at {run.position:,}"
        state = "looked only" if run.dry_run else state
        click.echo(
            f"{run.pk}  {run.created_at:%Y-%m-%d %H:%M}  {run.importer}: {run.source}  {state}\n"
            f"    {run.created:,} created, {run.changed:,} changed, {run.unchanged:,} unchanged, "
            f"{run.rejected:,} rejected, {run.conflicts:,} conflicts"
        )


@imports.command()
@click.argument("run")
@click.option("--to", type=click.File("w", encoding="utf-8"), help="File to write; else standard output.")
def rejects(run: str, to: TextIO | None) -> None:
    """Hand back the rows that RUN refused, as CSV with reasons. Correct them and bring them again."""
    count = rejects_csv(_run(run), to or sys.stdout)
    click.echo(f"{count:,} rejected rows", err=True)


@imports.command()
@click.argument("run")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def conflicts(run: str, as_json: bool) -> None:
    """Say what RUN left alone because it was edited here. Gives what the source says of it."""
    found = [
        _conflict_as_json(each) for each in _run(run).conflict_rows.filter(settled_at=None).order_by("pk")
    ]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for each in found:
        click.echo(each["record"])
        for name, value in each["theirs"].items():
            click.echo(f"    {name}: {json.dumps(value, ensure_ascii=False)}")
    click.echo(f"{len(found):,} open conflicts", err=True)


@imports.command()
@click.argument("run")
def undo(run: str) -> None:
    """Take back what RUN made or changed. What others built upon or edited since stays."""
    found = _run(run)
    if not found.traces.exists():
        raise click.ClickException("This import left no trace by which it could be taken back")
    with progress_line("rows looked at") as progress:
        undo_run(by=Actor.system("import undo"), run=found, on_progress=progress)
    stayed = found.traces.exclude(stayed="")
    for trace in stayed.order_by("pk").iterator():
        click.echo(f"{trace}: {trace.stayed}")
    undone = found.traces.exclude(undone_at=None).count()
    click.echo(f"{undone:,} taken back, {stayed.count():,} stayed", err=True)


def _run(run: str) -> ImportRun:
    try:
        return ImportRun.objects.get(pk=run)
    except (ImportRun.DoesNotExist, ValidationError) as error:
        raise click.ClickException(f"There is no import {run}") from error


def _conflict_as_json(conflict: ImportConflict) -> dict[str, Any]:
    return {"record": str(conflict), "fields": conflict.fields, "theirs": conflict.theirs}


def _as_json(run: ImportRun) -> dict[str, object]:
    return {
        "run": str(run.pk),
        "importer": run.importer,
        "source": run.source,
        "dry_run": run.dry_run,
        "began_at": run.created_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "rows": run.position,
        **run.counts,
    }
