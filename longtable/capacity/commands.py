"""Verbs about places: whether counters say what the rows say, and a drawing drawn again."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from longtable.capacity.selectors import differences
from longtable.config.command_line import verb
from longtable.methods.drawing import UnfitDrawing, read_audit, redraw


@verb
@click.group()
def capacity() -> None:
    """Places that are fewer than the people who want them."""


@capacity.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def check(context: click.Context, as_json: bool) -> None:
    """Compare every counter with its rows. Ends with 1 when one differs."""
    found = list(differences())
    if as_json:
        lines = [{**asdict(each), "pool": str(each.pool)} for each in found]
        click.echo(json.dumps({"sound": not found, "differences": lines}, indent=2))
    else:
        for each in found:
            click.echo(
                f"{each.kind} {each.pool}: {each.counter} says {each.counted}, the rows say {each.rows}"
            )
        if not found:
            click.echo("Every counter says what the rows say.")
    if found:
        context.exit(1)


@capacity.command("redraw")
@click.argument("audit", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def draw_again(context: click.Context, audit: Path, as_json: bool) -> None:
    """Draw again from the published AUDIT file. Ends with 1 when something differs."""
    try:
        content = read_audit(audit.read_text(encoding="utf-8"))
        faults = redraw(content)
    except (UnfitDrawing, UnicodeDecodeError) as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        parties = len(content["list"])
        click.echo(json.dumps({"agrees": not faults, "parties": parties, "faults": faults}, indent=2))
    else:
        for fault in faults or [f"Drawn again with {len(content['list'])} parties: all is as the file says."]:
            click.echo(fault)
    if faults:
        context.exit(1)
