"""Everybody who asked is told what became of it: in their language, once for each outcome."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.attempts import is_too_often
from longtable.core.audit import record
from longtable.gatherings.models import Question
from longtable.gatherings.policies import may_tell
from longtable.messaging.actions import notify

State = Question.State

LETTERS_A_DAY = 5
"""Messages to one number or address that something could not be shown."""

NOTICES = {
    State.ANSWERED_LIVE: "gatherings.question_answered_live",
    State.ANSWERED: "gatherings.question_answered",
    State.COMMITTED: "gatherings.question_promised",
    State.NOT_SHOWN: "gatherings.question_not_shown",
}


@action
def tell_askers(*, by: Actor, question: Question) -> int:
    """Whoever left a contact with this question, or with one joined to it, is told. Returns how many."""
    require(by, may_tell(by))
    if question.state not in NOTICES:
        return Unchanged(0)  # type: ignore[return-value]
    askers = [each for each in (question, *question.joined.select_related("contact")) if each.contact]
    if question.state == State.NOT_SHOWN:
        askers = [each for each in askers if each.pk == question.pk]
    for asker in askers:
        _tell(by, question, asker)
    if not askers:
        return Unchanged(0)  # type: ignore[return-value]
    record(by, "gatherings.question.askers_told", question, why=f"{len(askers)} people")
    return len(askers)


@action
def forget_questions(*, by: Actor, person_id: UUID) -> int:
    """What an erased person asked is gone: nobody reads it any more. Returns how many questions that were.

    The answer stays with questions of others that were joined to it.
    """
    require(by, may_tell(by))
    rows = list(Question.objects.filter(contact__person=person_id))
    if not rows:
        return Unchanged(0)  # type: ignore[return-value]
    mine = Question.objects.filter(pk__in=[each.pk for each in rows])
    mine.update(text="", translations={}, contact=None)
    record(by, "gatherings.question.forgotten", *rows, fields=["text", "translations", "contact"])
    return len(rows)


def _tell(by: Actor, question: Question, asker: Question) -> None:
    """Of what could not be shown so many a day: anybody can ask with anybody's address."""
    language, gathering = asker.language, question.gathering
    assert asker.contact
    is_refused = question.state == State.NOT_SHOWN
    if is_refused and is_too_often("question not shown", asker.contact.value_index, limit=LETTERS_A_DAY):
        return
    with translation.override(language):
        outcome = {
            State.ANSWERED: {"answer": question.answer.show(language).text},
            State.COMMITTED: {
                "promise": question.commitment.title.show(language).text if question.commitment else ""
            },
            State.NOT_SHOWN: {"reason": str(question.get_reason_display())},
        }.get(State(question.state), {})
    notify(
        by=by,
        notice=NOTICES[State(question.state)],
        to=asker.contact,
        language=language,
        context={
            "gathering": gathering.title.show(language).text,
            "question": asker.text,
            "url": settings.PUBLIC_URL + reverse("gatherings:questions", args=[gathering.slug]),
            **outcome,
        },
        key=f"question {asker.pk} {question.state}",
    )
