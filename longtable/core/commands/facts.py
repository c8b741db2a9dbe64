"""Verbs about facts, the only thing that measurement reads."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from longtable.config.command_line import verb


class Month(click.ParamType):
    """A month, ``2026-11``, as its first day."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(f"{value}-01")
        except ValueError:
            self.fail(f"{value!r} is not a month like 2026-11", param, context)


@verb
@click.group()
def facts() -> None:
    """Facts for measurement: no names, no free text."""


@facts.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def list_sources(as_json: bool) -> None:
    """Say which datasets there are, with rows and columns."""
    from longtable.core.facts import sources

    if as_json:
        click.echo(json.dumps([source.as_json() for source in sources()]))
        return
    for source in sources():
        click.echo(f"{source.name} (version {source.version}): one row per {source.grain}")
        for column in source.schema:
            click.echo(f"    {column.name}: {column.type}")


@facts.command("build")
@click.option("--since", type=Month(), help="First month, 2026-01; else from the beginning.")
@click.option("--until", type=Month(), help="First month that is left out; else to the end.")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the Parquet files.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def build_facts(since: date | None, until: date | None, out: Path, as_json: bool) -> None:
    """Write every dataset as Parquet, one file a month. Months that did not change are left alone."""
    from longtable.core.facts import UnfitFacts, build, sources

    try:
        reports = [build(source, out, since, until) for source in sources()]
    except UnfitFacts as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps([report.as_json() for report in reports]))
        return
    for report in reports:
        click.echo(
            f"{report.dataset}: {report.rows:,} rows; {len(report.written)} months written, "
            f"{len(report.unchanged)} unchanged, {len(report.removed)} removed"
        )
