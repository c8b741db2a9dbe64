"""Verbs about what is published."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from longtable.config.command_line import verb
from longtable.releases.checking import check as check_tables
from longtable.releases.ledger import verify as verify_ledger
from longtable.releases.reading import Unreadable, read


@verb
@click.group()
def release() -> None:
    """Counts about groups of people."""


@release.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--threshold", default=11, show_default=True, help="Counts from 1 to one less are small.")
@click.option("--width", default=11, show_default=True, help="How uncertain a hidden count must stay.")
@click.option("--count", default="", help="Name of the column that holds the counts.")
@click.option("--total", "totals", multiple=True, help="A label that stands for a total. Repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def check(
    context: click.Context,
    files: tuple[Path, ...],
    threshold: int,
    width: int,
    count: str,
    totals: tuple[str, ...],
    as_json: bool,
) -> None:
    """Look for people who can be found in published tables.

    All files are looked at together, as if one had them all. Ends with 1 when there is a way in.
    """
    paths = [path for each in files for path in (_tables_in(each) if each.is_dir() else [each])]
    try:
        tables = [table for path in paths for table in read(path, count=count, totals=totals)]
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    findings = check_tables(tables, threshold=threshold, min_width=width)
    if as_json:
        lines = [
            {
                "table": each.table,
                "fault": each.fault,
                "where": each.where,
                "low": each.low,
                "high": each.high,
            }
            for each in findings
        ]
        shown = sum(len(table.shown) for table in tables)
        hidden = sum(len(table.hidden) for table in tables)
        click.echo(json.dumps({"tables": len(tables), "shown": shown, "hidden": hidden, "findings": lines}))
    else:
        for each in findings:
            click.echo(f"{each.table}: {each.sentence()}")
        ways = f"{len(findings):,} ways in" if findings else "Nobody can be found"
        click.echo(f"{ways}, in {len(tables)} tables together.")
    context.exit(1 if findings else 0)


@release.command()
@click.option("--head", default="", help="A head written down earlier, number:seal. Shows a cut-off end.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def verify(context: click.Context, head: str, as_json: bool) -> None:
    """Hold the ledger against its seals and the tables.

    Ends with 1 when a line or a table was changed, or is gone.
    """
    found = verify_ledger(head)
    if as_json:
        click.echo(json.dumps(asdict(found)))
    else:
        click.echo(
            f"{found.lines:,} lines about {found.releases:,} releases; head {found.head or 'none yet'}"
        )
        for fault in found.faults:
            click.echo(f"  {fault}")
        if not found.faults:
            click.echo("Nobody touched them.")
    context.exit(1 if found.faults else 0)


def _tables_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in (".csv", ".json"))
