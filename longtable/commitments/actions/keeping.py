"""Keeping a promise: begun, done, checked by somebody else, or sent back."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.commitments.actions.deciding import take
from longtable.commitments.models import Commitment
from longtable.commitments.policies import may_carry, may_verify
from longtable.commitments.terms import Evidence, Passage
from longtable.commitments.work import STARTING, ask_to_check, ask_to_finish, finish, finish_all
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record

State = Commitment.State


@action
def start(*, by: Actor, commitment: Commitment, evidence: Evidence) -> Commitment:
    """The owner says what has begun; people who spoke can read it. Raises :class:`Unfinished`."""
    require(by, may_carry(by, commitment))
    if commitment.state == State.UNDER_WAY:
        return Unchanged(commitment)  # type: ignore[return-value]
    evidence.need_sentence(_("Say in one sentence what has begun."))
    step = take(by, commitment, State.ACCEPTED, State.UNDER_WAY, evidence)
    finish(by, commitment, STARTING, "under way")
    record(by, "commitments.commitment.started", commitment, step, fields=["state"])
    return commitment


@action
def report_done(
    *, by: Actor, commitment: Commitment, evidence: Evidence, passage: Passage | None = None
) -> Commitment:
    """The owner says what was done and shows it; somebody else is asked to check.

    Of a rule, ``passage`` gives its new words and their first day. Raises :class:`Unfinished`.
    """
    require(by, may_carry(by, commitment))
    if commitment.state == State.DONE:
        return Unchanged(commitment)  # type: ignore[return-value]
    evidence.need_something(_("Say what was done, or give a link or a file that shows it."))
    also: dict[str, Any] = {"done_at": timezone.now(), "reported_by_id": by.id}
    if commitment.kind == Commitment.Kind.POLICY:
        passage = passage or Passage(commitment.passage_after, commitment.changed_on)
        passage.check()
        also |= {"passage_after": passage.words, "changed_on": passage.changed_on}
    step = take(by, commitment, State.UNDER_WAY, State.DONE, evidence, **also)
    finish_all(by, commitment, "done")
    ask_to_check(by, commitment)
    record(by, "commitments.commitment.done", commitment, step, fields=["state", *also])
    return commitment


@action
def verify(*, by: Actor, commitment: Commitment, evidence: Evidence) -> Commitment:
    """Somebody other than the owner found it kept and says what changed. Raises :class:`Unfinished`."""
    require(by, may_verify(by, commitment))
    if commitment.state == State.VERIFIED:
        return Unchanged(commitment)  # type: ignore[return-value]
    evidence.need_sentence(_("Say what changed for people."))
    step = take(
        by, commitment, State.DONE, State.VERIFIED, evidence, verified_at=timezone.now(), verified_by_id=by.id
    )
    finish_all(by, commitment, "checked")
    record(by, "commitments.commitment.verified", commitment, step, fields=["state"])
    return commitment


@action
def send_back(*, by: Actor, commitment: Commitment, evidence: Evidence) -> Commitment:
    """Whoever checked did not find it kept: it is under way again, and says why in public.

    Raises :class:`Unfinished`.
    """
    require(by, may_verify(by, commitment))
    if commitment.state == State.UNDER_WAY:
        return Unchanged(commitment)  # type: ignore[return-value]
    evidence.need_sentence(_("Say what is still missing."))
    step = take(by, commitment, State.DONE, State.UNDER_WAY, evidence, done_at=None, reported_by_id=None)
    finish_all(by, commitment, "sent back")
    ask_to_finish(by, commitment, evidence)
    record(by, "commitments.commitment.sent_back", commitment, step, fields=["state"])
    return commitment
