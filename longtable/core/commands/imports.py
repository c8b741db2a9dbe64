"""Verbs about imports. Each package adds one per kind of source it can read."""

import json
import sys
from typing import TextIO

import click
from django.core.exceptions import ValidationError

from longtable.config.command_line import verb
from longtable.core.imports import rejects_csv
from longtable.core.models import ImportRun


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
    try:
        found = ImportRun.objects.get(pk=run)
    except (ImportRun.DoesNotExist, ValidationError) as error:
        raise click.ClickException(f"There is no import {run}") from error
    count = rejects_csv(found, to or sys.stdout)
    click.echo(f"{count:,} rejected rows", err=True)


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
