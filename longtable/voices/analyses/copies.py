"""Comments with nearly the same words, as of a campaign letter: found here, told apart for good by people."""

from typing import Any

from longtable.voices.analyses.registry import Progress, method
from longtable.voices.models import Analysis, Comment, Conversation


@method(Analysis.Kind.COPIES)
def nearly_the_same(
    conversation: Conversation, options: dict[str, Any], progress: Progress
) -> dict[str, Any]:
    """``{"copies": {number: number of the first}, "read": n}``; JSON makes the keys text.

    What is private or held for a person in danger is nobody's copy and nobody's first.
    """
    from longtable.methods.copies import find_copies

    said = list(
        conversation.comments.exclude(state__in=[Comment.State.PRIVATE, Comment.State.HELD])
        .exclude(text="")
        .order_by("number")
        .values_list("number", "text")
    )
    progress(5)
    firsts = find_copies([text for _number, text in said])
    progress(95)
    return {
        "read": len(said),
        "copies": {said[place][0]: said[first][0] for place, first in enumerate(firsts) if first != place},
    }
