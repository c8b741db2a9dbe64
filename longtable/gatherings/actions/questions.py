"""What becomes of a question: shown or not, joined with others, answered now, later or by a promise."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import User
from longtable.commitments.actions import propose
from longtable.commitments.terms import Terms
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.core.states import IllegalMove
from longtable.core.work import emit
from longtable.gatherings.actions.asking import count_votes
from longtable.gatherings.live_work import ask_for_answer, stop_asking_for_answer
from longtable.gatherings.models import Question
from longtable.gatherings.policies import may_answer, may_help, may_run

State = Question.State


class NotSaid(ValueError):
    """The answer lacks something. ``str()`` is for the person who writes it."""


@action
def show(*, by: Actor, question: Question) -> Question:
    """Others read it from now on, and the panel has it in the queue. Raises ``IllegalMove``."""
    require(by, may_help(by, question.gathering))
    return move(by, question, State.SHOWN, "shown", reason="")


@action
def do_not_show(*, by: Actor, question: Question, reason: str) -> Question:
    """Others do not read it; whoever asked reads why. Raises ``IllegalMove``."""
    require(by, may_help(by, question.gathering))
    return move(by, question, State.NOT_SHOWN, "not_shown", reason=Question.Reason(reason))


@action
def answer_live(*, by: Actor, question: Question) -> Question:
    """The panel has answered it in the room; whoever asked it is told so. Raises ``IllegalMove``."""
    require(by, may_help(by, question.gathering))
    return move(by, question, State.ANSWERED_LIVE, "answered_live", answered_at=timezone.now())


@action
def answer_later(*, by: Actor, question: Question, owner: User, due_on: date) -> Question:
    """A named person will answer in writing by a day: it stands on their list. Raises ``IllegalMove``."""
    require(by, may_help(by, question.gathering))
    question = move(by, question, State.LATER, "postponed", owner=owner, due_on=due_on)
    ask_for_answer(by, question)
    return question


@action
def answer_in_writing(*, by: Actor, question: Question, answer: LocalizedText) -> Question:
    """Everybody can read the answer, and whoever asked is told, once; corrections tell nobody again.

    Raises :class:`NotSaid` while a language of the site is missing, and ``IllegalMove``.
    """
    require(by, may_answer(by, question))
    if answer.missing([code for code, _name in settings.LANGUAGES]):
        raise NotSaid(_("Write the answer in every language: people asked in both."))
    if question.state == State.ANSWERED:
        question.answer = answer
        question.save(update_fields=["answer"])
        record(by, "gatherings.question.answer_corrected", question, fields=["answer"])
        return question
    return move(by, question, State.ANSWERED, "answered", answer=answer, answered_at=timezone.now())


@action
def promise(*, by: Actor, question: Question, terms: Terms, form_key: UUID) -> Question:
    """The question leads to a proposal, and whoever asked is told. Raises ``Unfinished``."""
    require(by, may_run(by, question.gathering))
    if question.commitment_id:
        return Unchanged(question)  # type: ignore[return-value]
    commitment = propose(by=by, terms=terms, form_key=form_key)
    return move(by, question, State.COMMITTED, "committed", commitment=commitment, answered_at=timezone.now())


@action
def join(*, by: Actor, question: Question, into: Question) -> Question:
    """Both ask the same: one stands in the queue, votes add up, and its answer goes to all who asked.

    Questions that were joined to ``question`` before go along. Raises ``IllegalMove`` for two that are one.
    """
    require(by, may_help(by, question.gathering))
    head = into.joined_to or into
    if head.gathering_id != question.gathering_id or head.pk in (question.pk, question.joined_to_id):
        raise IllegalMove("These two cannot be joined")
    before = question.joined_to
    Question.objects.filter(joined_to=question).update(joined_to=head)
    question.joined_to = head
    question.save(update_fields=["joined_to"])
    if before:
        count_votes(before)
    count_votes(head)
    record(by, "gatherings.question.joined", question, head, fields=["joined_to"])
    if head.state in SETTLED:
        emit("gatherings.question.settled", question_id=str(head.pk))
    return head


@action
def separate(*, by: Actor, question: Question) -> Question:
    """They do not ask the same after all: it stands by itself again, with its own votes."""
    require(by, may_help(by, question.gathering))
    head = question.joined_to
    if head is None:
        return Unchanged(question)  # type: ignore[return-value]
    question.joined_to = None
    question.save(update_fields=["joined_to"])
    count_votes(head)
    count_votes(question)
    record(by, "gatherings.question.separated", question, head, fields=["joined_to"])
    return question


@action
def translate(*, by: Actor, question: Question, words: Mapping[str, str]) -> Question:
    """A person puts a question into other languages, by code. The original stays beside them."""
    require(by, may_help(by, question.gathering))
    question.translations = {
        **question.translations,
        **{
            code: {"text": text, "origin": "human", "by": by.name}
            for code, text in words.items()
            if text and code != question.language
        },
    }
    question.save(update_fields=["translations"])
    record(by, "gatherings.question.translated", question, fields=["translations"])
    return question


SETTLED = (State.ANSWERED_LIVE, State.ANSWERED, State.COMMITTED, State.NOT_SHOWN)
"""States of which whoever asked is told."""


def move(by: Actor, question: Question, after: str, verb: str, **also: Any) -> Question:
    """A question goes on, inside an action of the caller; whoever asked is told of what settles it."""
    Question.lifecycle.move(question, after, **also)
    record(by, f"gatherings.question.{verb}", question, fields=["state", *also])
    if after != State.LATER:
        stop_asking_for_answer(by, question)
    if after in SETTLED:
        emit("gatherings.question.settled", question_id=str(question.pk))
    return question
