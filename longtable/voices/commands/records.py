"""``longtable voices records``: files for a public-records request, redacted by the rules of the state."""

from datetime import datetime
from pathlib import Path

import click

from longtable.core.access import Actor
from longtable.methods.redaction import unnamed
from longtable.voices.actions.records import write_records_to
from longtable.voices.commands.understanding import conversation_at, voices
from longtable.voices.records import rules_as_decided

Day = click.DateTime(formats=["%Y-%m-%d"])


@voices.command("records")
@click.argument("slug")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write to."
)
@click.option("--from", "since", type=Day, help="First day, YYYY-MM-DD; else from the start.")
@click.option("--to", "until", type=Day, help="Last day, YYYY-MM-DD; else to the end.")
@click.option(
    "--statute", "statutes", nargs=2, multiple=True, metavar="RULE TEXT", help="As counsel says. Repeatable."
)
@click.option("--leave-in", multiple=True, metavar="RULE", help="No statute covers this: leave the words in.")
@click.pass_context
def records(
    context: click.Context,
    slug: str,
    out: Path,
    since: datetime | None,
    until: datetime | None,
    statutes: tuple[tuple[str, str], ...],
    leave_in: tuple[str, ...],
) -> None:
    """Write the records of /c/SLUG/ for a public-records request.

    Redacted by the rules of the state, with the statute beside each redaction; what is private is
    withheld and counted. A person looks at the files before they are handed out. Ends with 1 when
    something was taken out for which no statute is named.
    """
    decided = {code: {"statute": text} for code, text in statutes} | {
        code: {"cover": False} for code in leave_in
    }
    report = write_records_to(
        by=Actor.system("longtable voices records"),
        conversation=conversation_at(slug),
        folder=out,
        since=since.date() if since else None,
        until=until.date() if until else None,
        decided=decided,
    )
    rules = rules_as_decided(decided)
    for name, rows in report.files.items():
        click.echo(f"{rows:>8,} rows  {name}")
    for what, counts in (("redacted", report.redacted), ("withheld", report.withheld)):
        for code, count in sorted(counts.items()):
            statute = rules[code].statute if code in rules else ""
            click.echo(f"{count:>8,} {what}  {code}: {statute or 'NO STATUTE IS NAMED'}")
    applied = [*report.redacted, *report.withheld]
    if missing := unnamed(rules, applied):
        click.echo(f"Do not hand it out: name a statute for {', '.join(missing)}, or leave the words in.")
        context.exit(1)
    click.echo(f"Look at {out} before you hand it out.")
