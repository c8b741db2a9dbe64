"""Themes suggested from the words alone: a person names them, or does not."""

from collections import Counter
from typing import Any

from longtable.voices.analyses.registry import Progress, method
from longtable.voices.models import Analysis, Comment, Conversation

FEWEST = 3
"""Comments below which words that are alike make no suggestion."""


@method(Analysis.Kind.THEMES)
def suggested_themes(
    conversation: Conversation, options: dict[str, Any], progress: Progress
) -> dict[str, Any]:
    """``{"themes": [{"terms", "numbers", "examples", "languages"}], "left": [numbers]}``.

    Read is what people said in their own language, each near-copy once, what is private or held
    never. ``options``: ``seed``, ``n_themes`` (none: the method chooses).
    """
    from longtable.methods.themes import suggest

    said = list(
        conversation.comments.filter(copy_of=None)
        .exclude(state__in=[Comment.State.PRIVATE, Comment.State.HELD, Comment.State.NOT_SHOWN])
        .order_by("number")
        .values_list("number", "text", "language")
    )
    progress(5)
    found = suggest(
        [text for _number, text, _language in said],
        n_themes=options.get("n_themes"),
        seed=options.get("seed", 0),
    )
    progress(95)
    themes: list[dict[str, Any]] = []
    for label, terms in enumerate(found.terms):
        inside = [said[place] for place, each in enumerate(found.labels) if each == label]
        if len(inside) >= FEWEST:
            themes.append(
                {
                    "terms": list(terms),
                    "numbers": [number for number, _text, _language in inside],
                    "examples": [said[place][0] for place in found.examples[label]],
                    "languages": dict(Counter(language for _number, _text, language in inside)),
                }
            )
    themes.sort(key=lambda theme: -len(theme["numbers"]))
    taken = {number for theme in themes for number in theme["numbers"]}
    return {"themes": themes, "left": [number for number, *_rest in said if number not in taken]}
