"""Counting answers that one person seems to give many times as one, and undoing it."""

from collections.abc import Iterable
from uuid import UUID

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.work import emit
from longtable.voices.models import Conversation, Fold, Participant
from longtable.voices.models.participants import Confidence
from longtable.voices.policies import may_moderate, may_work_out


@action
def fold_participants(
    *, by: Actor, conversation: Conversation, participants: Iterable[UUID], signs: Iterable[str]
) -> Fold | None:
    """They count as one from now on, and a person is asked to look. Nothing that they said is lost.

    Who joins people that are folded already joins their fold, which is looked at again. Left out is
    who is no longer open, and whom somebody has said to count each; ``None`` when no two are left.
    """
    require(by, may_work_out(by))
    found = conversation.participants.select_for_update(of=("self",)).select_related("fold")
    members = [
        each
        for each in found.filter(pk__in=list(participants), confidence=Confidence.OPEN).order_by("created_at")
        if each.fold is None or each.fold.state == Fold.State.FOLDED
    ]
    fold = next((each.fold for each in members if each.fold), None)
    newcomers = [each for each in members if each.fold is None]
    if not newcomers or len(members) < 2:
        return Unchanged(fold)  # type: ignore[return-value]
    signs = sorted(signs)
    if fold is None:
        fold = Fold.objects.create(conversation=conversation, signs=signs)
    else:
        fold.signs = sorted({*fold.signs, *signs})
        fold.decided_by, fold.reason = None, ""
        fold.save(update_fields=["signs", "decided_by", "reason"])
    Participant.objects.filter(pk__in=[each.pk for each in newcomers]).update(fold=fold)
    record(by, "voices.fold.made", fold, conversation, *newcomers, fields=["fold"], why=" ".join(fold.signs))
    emit("voices.fold.made", fold_id=str(fold.pk))
    return fold


@action
def decide_fold(*, by: Actor, fold: Fold, after: str, reason: str) -> Fold:
    """A person looked: they count as one, or each. The machine leaves it so.

    Raises ``IllegalMove`` when somebody else decided otherwise meanwhile.
    """
    require(by, may_moderate(by, fold.conversation, fold.conversation.area_ids()))
    decided_by = UUID(by.id) if by.is_member else None
    if after == fold.state:
        fold.decided_by_id, fold.reason = decided_by, reason
        fold.save(update_fields=["decided_by", "reason"])
    else:
        Fold.lifecycle.move(fold, after, decided_by_id=decided_by, reason=reason)
    record(by, f"voices.fold.{after}", fold, fold.conversation, fields=["state", "reason"], why=reason)
    emit("voices.fold.decided", fold_id=str(fold.pk))
    return fold
