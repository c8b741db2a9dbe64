"""Looking once a day for answers that one person gave many times; somebody looks at what is found."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedText
from longtable.core.work import every, on
from longtable.voices.actions.folding import fold_participants
from longtable.voices.jobs.analysing import look_again
from longtable.voices.models import Analysis, Fold
from longtable.worklists.actions import add_work, finish_work
from longtable.worklists.clocks import close_of_day

BY = Actor.system("voices.folding")

LOOK_DAYS = 5
"""Working days within which somebody looks at what was folded."""


@every(timedelta(days=1), offset=timedelta(hours=7))
def look_for_stuffing() -> None:
    """Ask for it wherever something was answered since the last look."""
    look_again(BY, Analysis.Kind.STUFFING, "answers")


@on("voices.analysis.done")
def fold_what_was_found(analysis_id: str) -> None:
    """They count as one until somebody says otherwise."""
    analysis = Analysis.objects.select_related("conversation").get(pk=analysis_id)
    if analysis.kind != Analysis.Kind.STUFFING:
        return
    for found in (analysis.result or {})["folds"]:
        fold_participants(
            by=BY,
            conversation=analysis.conversation,
            participants=found["participants"],
            signs=found["signs"],
        )


@on("voices.fold.made")
def ask_somebody_to_look(fold_id: str) -> None:
    """A person looks at every fold: the rule only points."""
    fold = Fold.objects.select_related("conversation__organization").get(pk=fold_id)
    if fold.decided_by_id:
        return
    add_work(
        by=BY,
        kind="voices.fold",
        title=LocalizedText.of(
            en="Look at answers that seem to be from one person",
            es="Revise respuestas que parecen ser de una sola persona",
        ),
        detail=fold.conversation.question,
        due_at=close_of_day(timezone.now(), LOOK_DAYS),
        organization=fold.conversation.organization,
        permission=Permission.MODERATE,
        url=reverse("voices:folds", args=[fold.conversation.slug]),
        action_label=LocalizedText.of(en="Look", es="Revisar"),
        subject=fold,
        key=f"fold {fold.pk} {fold.participants.count()}",
    )


@on("voices.fold.decided")
def somebody_looked(fold_id: str) -> None:
    """Off the list again."""
    finish_work(by=BY, kind="voices.fold", subject=("voices.fold", fold_id))
