"""``longtable work``: how long each kind of work may take."""

import click

from longtable.config.command_line import verb
from longtable.core.access import Actor
from longtable.worklists.actions import set_clock
from longtable.worklists.rungs import Rung


@verb
@click.group()
def work() -> None:
    """What people have to do, and by when."""


@work.command()
@click.argument("kind")
@click.option("--days", type=click.IntRange(0, 365), required=True, help="Working days until it is due.")
@click.option(
    "--warn", type=click.IntRange(0, 60), default=1, show_default=True, help="Remind before the end."
)
@click.option(
    "--then", "steps", multiple=True, metavar="DAYS:WHOM", help="Once late: owner, deputy or leads are told."
)
def clock(kind: str, days: int, warn: int, steps: tuple[str, ...]) -> None:
    """Set the clock of one KIND of work.

    For example voices.call; '' is for every other kind.

    longtable work clock voices.call --days 2 --then 1:deputy --then 2:leads
    """
    try:
        ladder = [Rung.parse(step) for step in steps]
    except ValueError as error:
        raise click.BadParameter("Write steps like 1:deputy or 3:leads") from error
    made = set_clock(
        by=Actor.system("longtable work"), kind=kind, working_days=days, warn_days=warn, ladder=ladder
    )
    click.echo(str(made))
