"""Verbs for whoever sets a deployment up."""

import click
from django.core.management import call_command

from longtable.config.command_line import verb
from longtable.core import tables


@verb
@click.command()
def migrate() -> None:
    """Bring the tables up to this version."""
    tables.bring_up(verbosity=1)


@verb
@click.command()
def check() -> None:
    """Say what is wrong with this deployment's settings and routes."""
    call_command("check", deploy=True)
