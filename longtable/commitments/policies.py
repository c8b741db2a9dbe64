"""Who may promise, decide, keep, check and answer. Pure: values in, a yes or no out."""

from collections.abc import Iterable
from uuid import UUID

from longtable.commitments.models import Commitment
from longtable.core.access import Actor, Permission


def is_owner(by: Actor, commitment: Commitment) -> bool:
    """Whether ``by`` is the person who answers for it."""
    return by.is_member and by.id == str(commitment.owner_id)


def may_work_here(by: Actor) -> bool:
    """Whether commitments concern ``by`` at all: they see some, or carry their own."""
    return by.may(Permission.SEE_COMMITMENTS) or by.may(Permission.CARRY_COMMITMENTS)


def may_propose(by: Actor, division_id: UUID, areas: Iterable[UUID]) -> bool:
    """Propose one for a division or within one's region."""
    return by.may(Permission.PROPOSE_COMMITMENTS, organization=division_id, areas=areas)


def may_edit(by: Actor, commitment: Commitment) -> bool:
    """Change what is proposed, and what it answers."""
    return may_propose(by, commitment.division_id, commitment.area_ids()) or may_decide(by, commitment)


def may_decide(by: Actor, commitment: Commitment) -> bool:
    """Accept it or decline it."""
    return _may(by, Permission.DECIDE_COMMITMENTS, commitment)


def may_transfer(by: Actor, commitment: Commitment) -> bool:
    """Give it to another owner, as long as it is not settled."""
    settled = commitment.state in (Commitment.State.VERIFIED, Commitment.State.DECLINED)
    return not settled and may_decide(by, commitment)


def may_carry(by: Actor, commitment: Commitment) -> bool:
    """Report on a promise: the owner alone, by whatever role they hold. A plain no is not carried."""
    return commitment.will and is_owner(by, commitment) and by.may(Permission.CARRY_COMMITMENTS)


def may_verify(by: Actor, commitment: Commitment) -> bool:
    """Check it: a person, and neither its owner nor who reported it done."""
    return (
        by.is_member
        and by.id not in {str(commitment.owner_id), str(commitment.reported_by_id)}
        and _may(by, Permission.VERIFY_COMMITMENTS, commitment)
    )


def may_answer(by: Actor, commitment: Commitment) -> bool:
    """Answer those who spoke: a person, because the answer bears a name."""
    return by.is_member and _may(by, Permission.ANSWER_PEOPLE, commitment)


def may_admit(by: Actor, commitment: Commitment | None) -> bool:
    """Say in public what went wrong, about one commitment or at large."""
    if commitment is not None:
        return may_answer(by, commitment)
    return by.is_member and by.is_statewide(Permission.ANSWER_PEOPLE)


def may_tell(by: Actor) -> bool:
    """Carry answers to those who spoke, and promises back before their owners: the machine's work."""
    return by.is_system


def _may(by: Actor, permission: Permission, commitment: Commitment) -> bool:
    return by.may(permission, organization=commitment.division_id, areas=commitment.area_ids())


def next_steps(by: Actor, commitment: Commitment) -> tuple[str, ...]:
    """What ``by`` can do to it now, the main thing first: keys of ``views.steps.STEPS``."""
    state = commitment.state
    if state == Commitment.State.PROPOSED and may_decide(by, commitment):
        return ("accept", "decline")
    if state == Commitment.State.ACCEPTED and may_carry(by, commitment):
        return ("start", "progress")
    if state == Commitment.State.UNDER_WAY and may_carry(by, commitment):
        return ("done", "progress")
    if state == Commitment.State.DONE and may_verify(by, commitment):
        return ("verify", "send-back")
    return ()
