"""``longtable import polis`` and ``longtable export conversation``: conversations that travel as files."""

from pathlib import Path

import click
from django.conf import settings

from longtable.accounts.actions import set_up_agency
from longtable.accounts.models import Organization
from longtable.config.command_line import verb
from longtable.core.access import Actor
from longtable.core.imports import UnreadableSource
from longtable.core.imports.command_line import bring_in, import_options
from longtable.methods import polis
from longtable.voices.actions import export_conversation
from longtable.voices.actions.importing import PolisImporter
from longtable.voices.models import Conversation

Folder = click.Path(file_okay=False, path_type=Path)
KnownFolder = click.Path(exists=True, file_okay=False, path_type=Path)


@verb
@click.group("import")
def imports() -> None:
    """Bring in what others know."""


@imports.command("polis")
@click.argument("folder", type=KnownFolder)
@click.option("--slug", default="", help="Last part of its address, /c/SLUG/; else from the folder's name.")
@click.option("--organization", default="", help="Name of who asked; else the agency.")
@click.option("--language", default="en", show_default=True, help="Language in which it was held.")
@click.option(
    "--attribution", default=None, help="Words that its source asks us to show; else those of Polis."
)
@import_options
def import_polis(
    folder: Path,
    slug: str,
    organization: str,
    language: str,
    attribution: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring in a conversation from FOLDER, as Polis exports it.

    Comments, people and answers come along. It is closed here. A second run changes nothing; one that
    was stopped is taken up where it was.
    """
    try:
        importer = PolisImporter(
            folder,
            organization=_organization(organization, dry_run=dry_run),
            slug=slug,
            language=language,
            attribution=attribution,
        )
    except UnreadableSource as error:
        raise click.ClickException(str(error)) from error
    bring_in(importer, dry_run=dry_run, as_json=as_json)


@verb
@click.group("export")
def exports() -> None:
    """Take along what is yours, in formats that others read."""


@exports.command("conversation")
@click.argument("slug")
@click.option("--out", type=Folder, default=None, help="Folder to write to; else one named like the SLUG.")
def export_one(slug: str, out: Path | None) -> None:
    """Write the conversation /c/SLUG/ as four CSV files.

    They have the format of Polis. Personal data is masked; private requests for help and comments
    that are held stay here.
    """
    conversation = Conversation.objects.filter(slug=slug).first()
    if conversation is None:
        raise click.ClickException(f"There is no conversation {slug}")
    out = out or Path(slug)
    export = export_conversation(by=Actor.system("longtable export"), conversation=conversation)
    polis.write(export, out)
    click.echo(f"{len(export.comments):,} comments and {len(export.votes):,} answers in {out}")


def _organization(name: str, *, dry_run: bool) -> Organization:
    """The one of that name; without a name the agency, which an empty installation gets by this."""
    found = Organization.objects.filter(merged_into=None)
    found = found.filter(name=name) if name else found.filter(kind=Organization.Kind.AGENCY)
    organization = found.order_by("created_at").first()
    if organization is None and name:
        raise click.ClickException(f"There is no organization called {name}")
    if organization is None:
        agency = settings.AGENCY or "The agency"
        if dry_run:
            return Organization(name=agency, kind=Organization.Kind.AGENCY)
        return set_up_agency(by=Actor.system("longtable import"), name=agency)
    return organization
