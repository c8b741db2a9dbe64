"""Asking the machine to work something out, and keeping what it found."""

from typing import Any

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.work import emit, enqueue
from longtable.voices.models import Analysis, Comment, Conversation, Vote
from longtable.voices.policies import may_gather, may_work_out


@action
def ask_for_analysis(
    *, by: Actor, conversation: Conversation, kind: str, options: dict[str, Any] | None = None
) -> Analysis:
    """Somebody wants to know. One that is under way for the same kind is enough: it is given back."""
    require(by, may_gather(by, conversation, conversation.area_ids()))
    # Two people who ask at the same moment wait for each other here.
    Conversation.objects.select_for_update().get(pk=conversation.pk)
    under_way = [Analysis.State.WAITING, Analysis.State.RUNNING]
    there = conversation.analyses.filter(kind=kind, state__in=under_way).first()
    if there:
        return Unchanged(there)  # type: ignore[return-value]
    analysis = Analysis.objects.create(
        conversation=conversation,
        kind=kind,
        options=options or {},
        basis=basis_of(conversation),
        asked_by_id=by.id if by.is_member else None,
    )
    enqueue("voices.analyse", analysis_id=str(analysis.pk), key=f"analyse {analysis.pk}")
    record(by, "voices.analysis.asked", analysis, conversation, why=kind)
    return analysis


@action
def keep_analysis(*, by: Actor, analysis: Analysis, result: dict[str, Any]) -> Analysis:
    """The machine has found something; whoever shows it is told (``voices.analysis.done``)."""
    require(by, may_work_out(by))
    Analysis.lifecycle.move(
        analysis, Analysis.State.DONE, result=result, done_share=100, finished_at=timezone.now()
    )
    record(by, "voices.analysis.kept", analysis, analysis.conversation)
    emit("voices.analysis.done", analysis_id=str(analysis.pk), key=f"analysed {analysis.pk}")
    return analysis


@action
def give_up_analysis(*, by: Actor, analysis: Analysis) -> Analysis:
    """It did not work out, and will not be tried again by itself."""
    require(by, may_work_out(by))
    if analysis.state in (Analysis.State.DONE, Analysis.State.FAILED):
        return Unchanged(analysis)  # type: ignore[return-value]
    Analysis.lifecycle.move(analysis, Analysis.State.FAILED, finished_at=timezone.now())
    record(by, "voices.analysis.given_up", analysis, analysis.conversation)
    return analysis


@action
def note_extremity(*, by: Actor, analysis: Analysis) -> int:
    """What divides opinion groups is put to people sooner; returns how many comments changed their place."""
    require(by, may_work_out(by))
    found = (analysis.result or {}).get("extremity", {})
    changed = []
    for comment in analysis.conversation.comments.only("pk", "number", "extremity"):
        extremity = found.get(str(comment.number), 0.0)
        if comment.extremity != extremity:
            comment.extremity = extremity
            changed.append(comment)
    if not changed:
        return Unchanged(0)  # type: ignore[return-value]
    Comment.objects.bulk_update(changed, ["extremity"], batch_size=500)
    record(by, "voices.extremity.noted", analysis, analysis.conversation)
    return len(changed)


def basis_of(conversation: Conversation) -> dict[str, int]:
    """What there is to work with at this moment."""
    return {
        "people": conversation.participants.count(),
        "comments": conversation.comments.exclude(state=Comment.State.PRIVATE).count(),
        "answers": Vote.objects.filter(comment__conversation=conversation).count(),
    }
