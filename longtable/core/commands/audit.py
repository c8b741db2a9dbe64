"""Verbs about the audit."""

import json
from pathlib import Path

import click
from django.conf import settings

from longtable.config.command_line import verb
from longtable.core.audit import chain


@verb
@click.group()
def audit() -> None:
    """Seal the record of who did what, and check its seals."""


@audit.command()
@click.option("--head", help="A head that was exported earlier, sequence:digest. Shows a cut-off end.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def verify(context: click.Context, head: str | None, as_json: bool) -> None:
    """Walk the whole chain. Ends with 1 when something was changed or is gone."""
    try:
        known = chain.Head.parse(head) if head else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--head") from error
    verdict = chain.verify(known)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "sealed": verdict.sealed,
                    "unsealed": verdict.unsealed,
                    "head": str(verdict.head),
                    "faults": list(verdict.faults),
                }
            )
        )
    else:
        click.echo(f"{verdict.sealed:,} entries sealed, {verdict.unsealed:,} not yet; head {verdict.head}")
        for fault in verdict.faults:
            click.echo(f"  {fault}")
        if not verdict.faults:
            click.echo("Nobody touched them.")
    context.exit(1 if verdict.faults else 0)


@audit.command()
def seal() -> None:
    """Seal what is not sealed yet. A worker does this every minute."""
    total = 0
    while sealed := chain.seal():
        total += sealed
    click.echo(f"{total:,} entries sealed")


@audit.command()
@click.option(
    "--to", type=click.Path(file_okay=False, path_type=Path), help="Folder; else the data folder's audit."
)
def export_head(to: Path | None) -> None:
    """Write down where the chain ends now. Keep the file on another machine."""
    click.echo(chain.export_head(to or settings.VAR / "audit"))
