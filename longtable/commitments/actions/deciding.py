"""Taking a proposal on, not taking it on, and giving it to somebody else."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import User
from longtable.commitments.models import Commitment, Step
from longtable.commitments.policies import may_decide, may_transfer
from longtable.commitments.selectors.people import can_carry
from longtable.commitments.terms import Evidence, Unfinished
from longtable.commitments.work import DECIDING, ask_to_start, finish, hand_over_work
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.files import store
from longtable.core.states import IllegalMove
from longtable.core.work import emit

State = Commitment.State


@action
def accept(*, by: Actor, commitment: Commitment, evidence: Evidence = Evidence()) -> Commitment:  # noqa: B008
    """It is decided: from now on anybody can read it, and its owner has something to begin."""
    require(by, may_decide(by, commitment))
    if commitment.state == State.ACCEPTED:
        return Unchanged(commitment)  # type: ignore[return-value]
    step = take(by, commitment, State.PROPOSED, State.ACCEPTED, evidence, decided_at=timezone.now())
    finish(by, commitment, DECIDING, "accepted")
    if commitment.will:
        ask_to_start(by, commitment)
    record(by, "commitments.commitment.accepted", commitment, step, fields=["state"])
    return commitment


@action
def decline(*, by: Actor, commitment: Commitment, evidence: Evidence) -> Commitment:
    """A proposal is not taken on, and the proposer can read why. Raises :class:`Unfinished`."""
    require(by, may_decide(by, commitment))
    if commitment.state == State.DECLINED:
        return Unchanged(commitment)  # type: ignore[return-value]
    evidence.need_sentence(_("Say why it is not taken on."))
    step = take(by, commitment, State.PROPOSED, State.DECLINED, evidence, decided_at=timezone.now())
    finish(by, commitment, DECIDING, "not taken on")
    record(by, "commitments.commitment.declined", commitment, step, fields=["state"])
    return commitment


@action
def transfer_owner(*, by: Actor, commitment: Commitment, owner: User, why: str = "") -> Commitment:
    """Somebody else answers for it from now on; their name is shown. Raises :class:`Unfinished`."""
    require(by, may_transfer(by, commitment))
    if commitment.owner_id == owner.pk:
        return Unchanged(commitment)  # type: ignore[return-value]
    if not can_carry(owner):
        raise Unfinished(_("The owner must be somebody whose role lets them report on it."))
    unsettled = Commitment.objects.filter(pk=commitment.pk, owner=commitment.owner_id).exclude(
        state__in=[State.VERIFIED, State.DECLINED]
    )
    if not unsettled.update(owner=owner):
        raise Unfinished(_("This is settled, or somebody else has already changed its owner."))
    commitment.owner = owner
    hand_over_work(by, commitment)
    record(by, "commitments.commitment.handed_over", commitment, owner, fields=["owner"], why=why)
    return commitment


def take(by: Actor, commitment: Commitment, before: str, after: str, evidence: Evidence, **also: Any) -> Step:
    """Move a commitment, note the step, and tell other packages, within the action that decided it.

    Raises :class:`~longtable.core.states.IllegalMove` unless it stands at ``before``, and
    :class:`~longtable.core.files.FileRefused` or :class:`~longtable.core.files.StorageFull` for a file
    that cannot be kept.
    """
    if commitment.state != before:
        raise IllegalMove(f"{commitment} is {commitment.state} and not {before}")
    Commitment.lifecycle.move(commitment, after, **also)
    step = note(by, commitment, before, after, evidence)
    emit("commitments.moved", commitment_id=str(commitment.pk), before=before, after=after)
    return step


def note(by: Actor, commitment: Commitment, before: str, after: str, evidence: Evidence) -> Step:
    """Write a step down with what shows it. Raises as :func:`take` does for a file."""
    file, upload = None, evidence.upload
    if upload:
        file = store(by=by, content=upload, name=upload.name or "", kinds={"pdf", "png", "jpeg", "webp"})
    return Step.objects.create(
        commitment=commitment,
        before=before,
        after=after,
        evidence=evidence.sentence,
        url=evidence.url,
        file=file,
        by_id=by.id if by.is_member else None,
        at=timezone.now(),
    )
