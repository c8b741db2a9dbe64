"""``longtable voices heard``: who was heard in a conversation, and who was not."""

import json
from typing import Any

import click

from longtable.core.localized import LocalizedText
from longtable.core.wording import in_every_language
from longtable.methods.representation import Share
from longtable.voices.commands.understanding import conversation_at, voices
from longtable.voices.models import Channel
from longtable.voices.selectors.heard import CHECKED, Heard, HeardTable, NotYetHeard, View, who_was_heard
from longtable.voices.selectors.heard.priorities import Priority

WAYS = click.Choice([str(each) for each in Channel])


@voices.command("heard")
@click.argument("slug")
@click.option("--channel", type=WAYS, default=None, help="Only people who spoke this way.")
@click.option("--without-open", is_flag=True, help="Leave out people whom nobody checked.")
@click.option("--cross", nargs=2, default=None, metavar="ONE TWO", help="Cross two tables: county race.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def heard(
    slug: str, channel: str | None, without_open: bool, cross: tuple[str, str] | None, as_json: bool
) -> None:
    """Hold those who were heard in /c/SLUG/ against who lives there.

    True counts, for staff only: what is published comes from a release.
    """
    view = View(channel or "", CHECKED if without_open else "")
    found = who_was_heard(conversation_at(slug), view)
    crossed = found.crossed(*cross) if cross else None
    if cross and crossed is None:
        names = ", ".join(code for code, _title in found.crossable)
        raise click.ClickException(f"Only two different ones of these can be crossed: {names}")
    tables = [*found.tables, *([crossed] if crossed else [])]
    not_yet = found.not_yet(crossed)
    lines = [*not_yet.lines, *not_yet.by_chance]
    if as_json:
        click.echo(json.dumps(_report(found, tables, lines), ensure_ascii=False, indent=2))
        return
    click.echo(f"{len(found.people):,} people were heard")
    for table in tables:
        click.echo(f"\n{table.title}")
        for row in table.rows:
            click.echo(_line(row.name, row.people, row.compared.share, row.compared.population_share))
        for each in table.unknown:
            click.echo(_line(each.name, each.people, None, None))
    click.echo("\nNot yet heard")
    for line in lines:
        click.echo(f"  {line.sentence()}")


def _line(name: object, people: int, share: float | None, of_all: float | None) -> str:
    shares = "".join("" if each is None else f"{each:>8.1%}" for each in (share, of_all))
    return f"  {name!s:<52.52} {people:>9,}{shares}"


def _report(found: Heard, tables: list[HeardTable], lines: list[NotYetHeard]) -> dict[str, Any]:
    weights = found.weights
    return {
        "conversation": found.conversation.slug,
        "channel": found.view.channel or None,
        "without_open": found.view.confidence == CHECKED,
        "areas": [area.code for area in found.areas],
        "people": len(found.people),
        "elsewhere": found.elsewhere,
        "repeated": found.repeated,
        "channels": [
            {
                "channel": row.code,
                "people": row.people,
                "open": row.open,
                "confirmed": row.confirmed,
                "staff": row.staff,
            }
            for row in found.channels
        ],
        "tables": [_table(table) for table in tables],
        "not_yet_heard": [
            {
                "key": line.key,
                "area": line.area.code if line.area else None,
                "people": line.people,
                "known": line.known,
                "expected": round(line.expected, 1),
                "per_thousand": round(line.per_thousand, 2),
                "by_chance": line.by_chance,
                "title": _words(line.sentences()),
            }
            for line in lines
        ],
        "weights": {
            "allowed": weights.allowed,
            "by": [margin.code for margin in weights.margins],
            "deff": round(weights.raked.deff, 4),
            "effective": weights.effective,
            "because": [str(each.because) for each in weights.weighing.refusals],
        },
        "priorities": [_priority("theme", str(each.subject.pk), each) for each in found.themes]
        + [_priority("statement", str(each.subject.number), each) for each in found.statements],
    }


def _table(table: HeardTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": _words(table.title),
        "people": table.people,
        "known": table.known,
        "population": table.population,
        "year": table.vintage.year if table.vintage else None,
        "source": table.vintage.source if table.vintage else None,
        "rows": [
            {
                "group": row.code,
                "title": _words(row.name),
                "people": row.people,
                "share": _round(row.compared.share),
                "population": row.compared.population,
                "population_share": _round(row.compared.population_share),
                "index": _round(row.compared.index),
                "low": _round(row.compared.low),
                "high": _round(row.compared.high),
                "verdict": str(row.compared.verdict),
            }
            for row in table.rows
        ],
        "unknown": [{"because": row.code, "people": row.people} for row in table.unknown],
        "hidden": table.hidden,
    }


def _priority(kind: str, subject: str, each: Priority) -> dict[str, Any]:
    """A theme by its id, or a statement by its number."""
    return {
        "kind": kind,
        "subject": subject,
        "raw": _share(each.raw) | {"rank": each.raw_rank},
        "raked": _share(each.raked) | {"rank": each.raked_rank} if each.raked else None,
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "share": _round(share.share),
        "low": _round(share.low),
        "high": _round(share.high),
        "people": share.people,
        "effective": round(share.effective, 1),
    }


def _round(number: float | None) -> float | None:
    return None if number is None else round(float(number), 6)


def _words(words: object) -> dict[str, str]:
    """The words in every language, by its code."""
    texts = words if isinstance(words, LocalizedText) else in_every_language(lambda: str(words))
    return {language: version.text for language, version in texts.versions.items()}
