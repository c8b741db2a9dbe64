"""Looking once a day for copies of letters, so that a campaign is seen as what it is."""

from datetime import timedelta

from longtable.core.access import Actor
from longtable.core.work import every, on
from longtable.voices.actions.copying import set_copies
from longtable.voices.jobs.analysing import look_again
from longtable.voices.models import Analysis

BY = Actor.system("voices.copies")


@every(timedelta(days=1), offset=timedelta(hours=7, minutes=30))
def look_for_copies() -> None:
    """Ask for it wherever something was said since the last look."""
    look_again(BY, Analysis.Kind.COPIES, "comments")


@on("voices.analysis.done")
def set_what_was_found(analysis_id: str) -> None:
    """It holds until a person says otherwise."""
    analysis = Analysis.objects.select_related("conversation").get(pk=analysis_id)
    if analysis.kind == Analysis.Kind.COPIES:
        copies = {int(one): first for one, first in (analysis.result or {})["copies"].items()}
        set_copies(by=BY, conversation=analysis.conversation, copies=copies)
