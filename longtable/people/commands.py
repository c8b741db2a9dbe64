"""``longtable people``: what an operator does for everybody's records at once."""

import click

from longtable.accounts.actions import rotate_second_factors
from longtable.config.command_line import verb
from longtable.core.access import Actor
from longtable.people.actions import rotate_batch
from longtable.people.actions.keys import encrypted_columns, under_older_keys


@verb
@click.group()
def people() -> None:
    """Records of people, as a whole."""


@people.command("rotate-keys")
@click.option("--batch", default=500, show_default=True, help="Values per transaction.")
def rotate_keys(batch: int) -> None:
    """Put every encrypted value under the newest key.

    It is the first one in LONGTABLE_ENCRYPTION_KEYS.

    Others can work on meanwhile, and a run that was stopped goes on where it stood. When it is
    done, the older keys can be removed.
    """
    by = Actor.system("longtable people rotate-keys")
    for column in encrypted_columns():
        model, field = column
        name = f"{model._meta.label_lower}.{field.name}"
        with click.progressbar(length=under_older_keys(column).count(), label=name) as bar:
            while rotated := rotate_batch(by=by, column=column, limit=batch):
                bar.update(rotated)
    rotate_second_factors(by=by)
    click.echo("Every value is under the newest key. Older keys are no longer needed.")
