"""Verbs about places."""

import click

from longtable.config.command_line import verb
from longtable.core.imports import UnreadableSource
from longtable.core.imports.command_line import bring_in, import_options
from longtable.places.imports import PackImporter
from longtable.places.packs import available, read_pack


@verb
@click.group()
def places() -> None:
    """Areas, regions and populations."""


@places.command()
@click.argument("pack")
@import_options
def load(pack: str, dry_run: bool, as_json: bool) -> None:
    """Bring in a state PACK, by slug or folder. Bring it in again after corrections."""
    try:
        importer = PackImporter(read_pack(pack))
    except UnreadableSource as error:
        raise click.ClickException(str(error)) from error
    bring_in(importer, dry_run=dry_run, as_json=as_json)


@places.command("list")
def list_packs() -> None:
    """Say which state packs come along."""
    for slug in available():
        click.echo(f"{slug}  {read_pack(slug).state['name']}")
