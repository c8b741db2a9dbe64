"""``longtable voices themes``: the themes of a conversation, and those that the words suggest."""

import json
from typing import Any

import click

from longtable.voices import selectors
from longtable.voices.analyses import METHODS
from longtable.voices.commands.understanding import conversation_at, voices
from longtable.voices.models import Analysis


@voices.command("themes")
@click.argument("slug")
@click.option("--themes", "n_themes", type=click.IntRange(1, 60), help="How many; else the words say.")
@click.option("--seed", default=0, show_default=True, help="The same seed suggests the same themes.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def themes(slug: str, n_themes: int | None, seed: int, as_json: bool) -> None:
    """Show the themes of /c/SLUG/ and what its words suggest.

    Nothing is stored: staff make themes on their pages. Comments are named by their numbers.
    """
    conversation = conversation_at(slug)
    found = METHODS[Analysis.Kind.THEMES](
        conversation, {"n_themes": n_themes, "seed": seed}, lambda share: None
    )
    report: dict[str, Any] = {
        "conversation": slug,
        "seed": seed,
        "gathered": [
            {
                "name": {code: version.text for code, version in theme.name.versions.items()},
                "people": theme.people,  # type: ignore[attr-defined]  # annotated
                "comments": theme.cited,  # type: ignore[attr-defined]
                "numbers": sorted(theme.comments.values_list("number", flat=True)),
            }
            for theme in selectors.themes(conversation)
        ],
        "suggested": found["themes"],
        "left": found["left"],
    }
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    for theme in report["gathered"]:
        click.echo(f"{theme['people']:>6} people  {' / '.join(theme['name'].values())}")
    click.echo(f"Suggested from the words ({len(found['left'])} comments fit nowhere):")
    for suggestion in report["suggested"]:
        languages = ", ".join(f"{code} {count}" for code, count in suggestion["languages"].items())
        terms = ", ".join(suggestion["terms"])
        click.echo(f"{len(suggestion['numbers']):>6} comments ({languages})  {terms}")
