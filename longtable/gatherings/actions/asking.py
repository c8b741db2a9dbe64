"""What people can do without an account while they are together: ask, and say what they also want to know."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import Max, Q
from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.attempts import is_too_often
from longtable.core.audit import record
from longtable.core.receipts import OpenReceipt, give_receipt
from longtable.core.work import emit
from longtable.gatherings.models import Gathering, Question, QuestionVote, Session
from longtable.gatherings.policies import may_ask, may_help, may_want_to_know
from longtable.gatherings.question_notices import QUESTIONS
from longtable.messaging.actions import notify
from longtable.methods.danger import is_in_danger
from longtable.methods.webinars import guess_language
from longtable.people.actions import leave_contact
from longtable.people.models import Channel as Agreed
from longtable.people.models import ContactPoint

LETTERS_A_DAY = 5
"""Messages that one number or address gets because somebody asked with it: a family may share it."""


@dataclass(frozen=True)
class Asked:
    """A question, and the receipt that shows what becomes of it."""

    question: Question
    opened: OpenReceipt


@action
def ask(
    *,
    by: Actor,
    gathering: Gathering,
    form_key: UUID,
    text: str,
    language: str,
    contact: str = "",
    phone: str = "",
    channel: str = Question.Channel.WEB,
    words: str = "",
) -> Asked:
    """Somebody asks something and gets a page that shows what becomes of it. Sent twice, it is one question.

    A person reads it before others do. Who leaves a ``contact``, or writes from a ``phone``, is told the
    answer; ``words``: to what they agreed. Words of danger call whoever is on duty. Raises ``NotAContact``.
    """
    require(by, may_ask(gathering, timezone.now()), "Nothing can be asked here now.")
    sent = uuid5(form_key, "\n".join((str(gathering.pk), contact, text)))
    opened = give_receipt(sent)
    Gathering.objects.one_at_a_time(gathering.pk)
    if there := Question.objects.filter(form_key=sent).first():
        return Unchanged(Asked(there, opened))  # type: ignore[return-value]
    point = None
    if contact or phone:
        point = leave_contact(
            by=by,
            value=contact,
            phone=phone,
            language=language,
            held_by=gathering.organization,
            topics=(QUESTIONS,),
            words=words,
            channel=Agreed.SMS if channel == Question.Channel.SMS else Agreed.WEB,
        )
    question = keep(
        by,
        gathering,
        text=text,
        language=language,
        channel=channel,
        form_key=sent,
        receipt=opened.receipt,
        contact=point,
    )
    if point and channel == Question.Channel.WEB:
        _welcome(question, point, opened)
    return Asked(question, opened)


@action
def ask_for_somebody(
    *,
    by: Actor,
    gathering: Gathering,
    form_key: UUID,
    text: str,
    language: str,
    session: Session | None = None,
) -> Question:
    """Staff type in what somebody asked aloud or by phone; others read it at once. Sent twice, it is one."""
    require(by, may_help(by, gathering))
    sent = uuid5(form_key, text)
    Gathering.objects.one_at_a_time(gathering.pk)
    if there := Question.objects.filter(form_key=sent).first():
        return Unchanged(there)  # type: ignore[return-value]
    return keep(
        by,
        gathering,
        text=text,
        language=language,
        channel=Question.Channel.STAFF,
        form_key=sent,
        session=session,
        state=Question.State.SHOWN,
    )


@action
def ask_from_chat(
    *, by: Actor, gathering: Gathering, lines: Iterable[tuple[UUID, str, str]]
) -> list[Question]:
    """Questions of a chat stand in the queue: ``(key, words, language)`` each. Returns what is new."""
    require(by, may_help(by, gathering))
    Gathering.objects.one_at_a_time(gathering.pk)
    given = {uuid5(gathering.pk, f"chat {key}"): (words, language) for key, words, language in lines}
    there = set(Question.objects.filter(form_key__in=given).values_list("form_key", flat=True))
    fresh = [
        keep(
            by,
            gathering,
            text=words,
            language=language,
            channel=Question.Channel.CHAT,
            form_key=key,
            state=Question.State.SHOWN,
        )
        for key, (words, language) in given.items()
        if key not in there
    ]
    return fresh or Unchanged([])  # type: ignore[return-value]


@action
def want_to_know(*, by: Actor, question: Question, voter: str) -> Question:
    """Somebody wants to know this too, once for each visit: ``voter`` is its keyed hash."""
    require(by, may_want_to_know(question, timezone.now()))
    vote = QuestionVote(question=question, voter=voter)
    QuestionVote.objects.bulk_create([vote], ignore_conflicts=True)
    if not QuestionVote.objects.filter(pk=vote.pk).exists():
        return Unchanged(question)  # type: ignore[return-value]
    count_votes(question)
    record(by, "gatherings.question.wanted", question, fields=["votes"])
    return question


def keep(by: Actor, gathering: Gathering, *, text: str, **columns: object) -> Question:
    """A question with the next number of its gathering, whose row the caller has locked."""
    last = gathering.questions.aggregate(last=Max("number"))["last"] or 0
    question = Question.objects.create(gathering=gathering, number=last + 1, text=text, **columns)
    record(by, "gatherings.question.asked", question, gathering)
    if is_in_danger(text):
        emit("gatherings.danger", question_id=str(question.pk), key=f"danger {question.pk}")
    emit("gatherings.question.asked", question_id=str(question.pk))
    return question


def count_votes(question: Question) -> None:
    """How many visits want to know it, in one of the wordings that were joined; each visit once."""
    head = question.joined_to or question
    family = Q(question=head) | Q(question__joined_to=head)
    head.votes = QuestionVote.objects.filter(family).values("voter").distinct().count()
    head.save(update_fields=["votes"])


def language_asked(text: str, around: str) -> str:
    """In which language a question is: Spanish that one can tell, else that of the page or keyword."""
    return "es" if guess_language(text) == "es" else around


def path_of(opened: OpenReceipt) -> str:
    """Path of the page of a question."""
    return f"{opened.path}question/"


def _welcome(question: Question, point: ContactPoint, opened: OpenReceipt) -> None:
    """Their link is on its way; unless others had enough written there today, with a number not theirs."""
    if is_too_often("question asked", point.value_index, limit=LETTERS_A_DAY):
        return
    notify(
        by=Actor.system("gatherings"),
        notice="gatherings.question_received",
        to=point,
        language=question.language,
        context={
            "gathering": question.gathering.title.show(question.language).text,
            "url": f"{settings.PUBLIC_URL}{path_of(opened)}",
        },
        key=f"question received {question.pk}",
    )
