"""``longtable voices groups``: who answers alike, what all share, and what divides them."""

import json

import click

from longtable.voices.analyses import METHODS
from longtable.voices.commands.understanding import conversation_at, voices
from longtable.voices.models import Analysis


@voices.command("groups")
@click.argument("slug")
@click.option("--groups", "k", type=click.IntRange(1, 20), help="How many; else the best silhouette says.")
@click.option("--seed", default=0, show_default=True, help="The same seed gives the same groups.")
@click.option("--without-open", is_flag=True, help="Leave out answers that nobody checked.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def groups(slug: str, k: int | None, seed: int, without_open: bool, as_json: bool) -> None:
    """Show the opinion groups of /c/SLUG/. Nothing is stored. Statements are named by their numbers."""
    conversation = conversation_at(slug)
    options = {"k": k, "seed": seed, "without_open": without_open}
    found = METHODS[Analysis.Kind.GROUPS](conversation, options, lambda share: None)
    if as_json:
        report = {"conversation": slug, **options, **found, "k": found["k"]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    click.echo(
        f"{found['grouped']:,} of {found['people']:,} people in {found['k']} groups  "
        f"(silhouette {found['silhouette']:.2f}, stability {found['stability']:.2f})"
    )
    said = dict(conversation.comments.values_list("number", "text"))
    for group in found["groups"]:
        click.echo(f"\nGroup {group['name']}: {group['people']:,} people")
        for each in group["representative"]:
            click.echo(_line(each, said))
    click.echo("\nWhat all groups share")
    for each in found["consensus"]:
        click.echo(_line(each, said))


def _line(each: dict, said: dict[int, str]) -> str:
    side = "agree   " if each["side"] > 0 else "disagree"
    return f"  {side} {each['number']:>5}  {' '.join(said[each['number']].split())[:80]}"
