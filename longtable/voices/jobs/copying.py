"""Looking once a day for copies of letters, so that a campaign is seen as what it is."""

from datetime import timedelta

from longtable.core.access import Actor
from longtable.core.work import every, on
from longtable.voices.actions.analysing import ask_for_analysis, basis_of
from longtable.voices.actions.copying import set_copies
from longtable.voices.models import Analysis, Conversation

BY = Actor.system("voices.copies")


@every(timedelta(days=1), offset=timedelta(hours=7, minutes=30))
def look_for_copies() -> None:
    """Ask for it wherever something was said since the last look."""
    for conversation in Conversation.objects.open():
        last = conversation.analyses.filter(kind=Analysis.Kind.COPIES).first()
        comments = basis_of(conversation)["comments"]
        if comments and (last is None or last.basis.get("comments") != comments):
            ask_for_analysis(by=BY, conversation=conversation, kind=Analysis.Kind.COPIES)


@on("voices.analysis.done")
def set_what_was_found(analysis_id: str) -> None:
    """It holds until a person says otherwise."""
    analysis = Analysis.objects.select_related("conversation").get(pk=analysis_id)
    if analysis.kind == Analysis.Kind.COPIES:
        copies = {int(one): first for one, first in (analysis.result or {})["copies"].items()}
        set_copies(by=BY, conversation=analysis.conversation, copies=copies)
