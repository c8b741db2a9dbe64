"""What stands on paper: which of others' words a sheet puts before people."""

from collections.abc import Iterable

from longtable.methods.next_statement import Tally, priority
from longtable.voices.models import Comment, Conversation

ON_A_SHEET = 8
"""Others' words on one sheet: what fits, and what one has the patience for."""

LONGEST = 180
"""Characters of what somebody reads standing up. Words are never cut: longer ones are left out."""


def paper_statements(conversation: Conversation, numbers: Iterable[int] = ()) -> list[Comment]:
    """At most eight comments that others may read, by number, with their translations.

    Those with these ``numbers`` where any are given and shown: a sheet can be printed again as it was.
    Else those that most need answers, short enough for paper, no copies of one another.
    """
    shown = conversation.comments.shown().prefetch_related("translations")
    wanted = list(dict.fromkeys(numbers))[:ON_A_SHEET]
    if wanted:
        return list(shown.filter(number__in=wanted).order_by("number"))
    found = [
        comment
        for comment in shown.filter(copy_of=None).order_by("answers", "number")[:200]
        if len(comment.shown_text) <= LONGEST
    ]
    found.sort(key=lambda comment: (-_need(comment), comment.number))
    return sorted(found[:ON_A_SHEET], key=lambda comment: comment.number)


def _need(comment: Comment) -> float:
    tally = Tally(comment.number, comment.agrees, comment.disagrees, comment.passes, comment.extremity)
    return priority(tally)
