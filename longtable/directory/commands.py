"""``longtable import hsds`` and ``export hsds``: directories that travel as files; and what is searched."""

import json
import sys
from pathlib import Path

import click

from longtable.config.command_line import verb
from longtable.core.access import Actor
from longtable.core.imports import UnreadableSource
from longtable.core.imports.command_line import bring_in, import_options, progress_line
from longtable.directory.actions.indexing import reindex
from longtable.directory.actions.loading import load_needs, load_points
from longtable.directory.hsds.exporting import InTheWay, export_directory
from longtable.directory.hsds.finding import index_now
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
    """Bring in a directory from PATH, in any version of HSDS.

    PATH is a folder, datapackage.json or zip of CSV files, one CSV file, or JSON of HSDS 3. All that is
    usable comes in and is published; the rest is kept with its reasons. Bring it in again under the same
    SOURCE after it changed: what was edited here stays.
    """
    with progress_line("rows") as line:
        try:
            importer = HsdsImporter(path, source=source, tell=line.begin)
            report = bring_in(importer, dry_run=dry_run, as_json=False, quiet=as_json, progress=line)
        except UnreadableSource as error:
            raise click.ClickException(str(error)) from error
    if not dry_run:
        _let_be_found(importer.source)
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


@verb
@click.group("export")
def exports() -> None:
    """Take along what is yours, in formats that others read."""


@exports.command("hsds")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print how many rows are in each file as JSON.")
def export_hsds(folder: Path, as_json: bool) -> None:
    """Write the published directory to FOLDER, after HSDS 3.1.

    CSV files with their description, and JSON documents in FOLDER/json. FOLDER appears whole or
    not at all; an earlier export in it is replaced.
    """
    try:
        written = export_directory(by=Actor.system("export hsds"), folder=folder, on_progress=_tell_writing)
    except InTheWay as error:
        raise click.ClickException(str(error)) from error
    if sys.stderr.isatty():
        click.echo(err=True)
    if as_json:
        click.echo(json.dumps(written))
        return
    for file, rows in written.items():
        click.echo(f"  {file}: {rows:,}")


def _tell_writing(file: str, rows: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{file}: {rows:,} rows   ", err=True, nl=False)


def _let_be_found(source: str) -> None:
    with progress_line("services are found by what they say now") as line:
        left = index_now(source, line)
    if left:
        click.echo(f"{left:,} pieces of the search are left to the worker (longtable worker)", err=True)


@verb
@click.group("directory")
def directory() -> None:
    """Keep the search of the directory ready."""


@directory.command("load")
def load() -> None:
    """Load the list of needs, and where ZIP codes and towns lie. Doing it again changes nothing.

    Do it after the state pack was loaded, and after an update.
    """
    by = Actor.system("longtable directory load")
    load_needs(by=by)
    try:
        points = load_points(by=by)
    except UnreadableSource as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{points} ZIP codes and towns")


@directory.command("reindex")
def reindex_all() -> None:
    """Make everything that is searched anew, as after an import. People can go on searching meanwhile."""

    def tell(done: int, total: int) -> None:
        click.echo(f"\r{done} of {total} services", nl=False, err=True)

    made = reindex(tell)
    click.echo(err=True)
    click.echo(f"{made} listings")
