"""A link of their own for each panelist, and what they say of questions by it, on their phone."""

from datetime import timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.models import Receipt
from longtable.core.receipts import OpenReceipt, give_receipt
from longtable.core.states import IllegalMove
from longtable.gatherings.actions.questions import move
from longtable.gatherings.live_work import ask_for_answer
from longtable.gatherings.models import Panelist, Question
from longtable.gatherings.policies import may_run, may_speak_to

WRITTEN_WITHIN = timedelta(days=7)
"""By when what a panelist promised stands there in writing."""


class TakenBack(Exception):
    """The link that this form made was taken back, or another took its place."""


@action
def give_link(*, by: Actor, panelist: Panelist, form_key: UUID) -> OpenReceipt:
    """A link by which this panelist follows the questions without an account; an earlier one ends.

    The secret is known now and never again. Sent twice with one ``form_key`` it is one link. Raises
    :class:`TakenBack`.
    """
    require(by, may_run(by, panelist.gathering))
    opened = give_receipt(uuid5(form_key, str(panelist.pk)))
    if opened.receipt.withdrawn_at:
        raise TakenBack
    if panelist.receipt_id == opened.receipt.pk:
        return Unchanged(opened)  # type: ignore[return-value]
    _end_link(panelist)
    panelist.receipt = opened.receipt
    panelist.host = User.objects.filter(pk=by.id).first() if by.is_member else None
    panelist.save(update_fields=["receipt", "host"])
    record(by, "gatherings.panelist.link_given", panelist, panelist.gathering, fields=["receipt"])
    return opened


@action
def take_link_back(*, by: Actor, panelist: Panelist) -> Panelist:
    """The link opens nothing any more."""
    require(by, may_run(by, panelist.gathering))
    if panelist.receipt_id is None:
        return Unchanged(panelist)  # type: ignore[return-value]
    _end_link(panelist)
    panelist.receipt = None
    panelist.save(update_fields=["receipt"])
    record(by, "gatherings.panelist.link_taken_back", panelist, panelist.gathering, fields=["receipt"])
    return panelist


@action
def answer_from_panel(*, by: Actor, panelist: Panelist, question: Question) -> Question:
    """A panelist has answered it in the room; whoever asked it is told so. Raises ``IllegalMove``."""
    require(by, may_speak_to(by, panelist, question, timezone.now()))
    return move(
        by,
        question,
        Question.State.ANSWERED_LIVE,
        "answered_live",
        panelist=panelist,
        answered_at=timezone.now(),
    )


@action
def promise_from_panel(*, by: Actor, panelist: Panelist, question: Question) -> Question:
    """A panelist will answer it in writing within a week; whoever gave them the link sees to it.

    Raises ``IllegalMove``, also where a program made the link, so that nobody would see to it.
    """
    require(by, may_speak_to(by, panelist, question, timezone.now()))
    owner = panelist.user or panelist.host
    if owner is None:
        raise IllegalMove("nobody would see to the answer")
    question = move(
        by,
        question,
        Question.State.LATER,
        "postponed",
        panelist=panelist,
        owner=owner,
        due_on=timezone.localdate() + WRITTEN_WITHIN,
    )
    ask_for_answer(by, question)
    return question


def _end_link(panelist: Panelist) -> None:
    if panelist.receipt_id is None:
        return
    Receipt.objects.filter(pk=panelist.receipt_id, withdrawn_at=None).update(withdrawn_at=timezone.now())
