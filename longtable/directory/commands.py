"""``longtable import hsds`` and ``longtable export hsds``: directories that travel as files."""

import json
import sys
from pathlib import Path

import click

from longtable.config.command_line import verb
from longtable.core.imports import UnreadableSource
from longtable.core.imports.command_line import bring_in, import_options
from longtable.directory.hsds.importer import HsdsImporter


@verb
@click.group("import")
def imports() -> None:
    """Bring in what others know."""


@imports.command("hsds")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--source", default="", help="Name of who keeps it; the same whenever it comes again. Else PATH's name."
)
@import_options
def import_hsds(path: Path, source: str, dry_run: bool, as_json: bool) -> None:
    """Bring in a directory of services from PATH, in any version of HSDS.

    PATH is a folder, datapackage.json or zip of CSV files, one CSV file, or JSON of HSDS 3. All that is
    usable comes in and is published; the rest is kept with its reasons. Bring it in again under the same
    SOURCE after it changed: what was edited here stays.
    """
    try:
        importer = HsdsImporter(path, source=source, on_reading=_tell_reading)
        report = bring_in(importer, dry_run=dry_run, as_json=False, quiet=as_json)
    except UnreadableSource as error:
        raise click.ClickException(str(error)) from error
    counts = importer.counts(report.run.options.get("parts", {}))
    for words in importer.staging.unheard:
        click.echo(words, err=True)
    importer.close()
    if as_json:
        click.echo(json.dumps(counts))
        return
    for table, sums in counts.items():
        told = ", ".join(f"{count:,} {name}" for name, count in sums.items() if count)
        click.echo(f"  {table}: {told or 'nothing'}")


def _tell_reading(rows: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\rreading: {rows:,} rows", err=True, nl=False)
