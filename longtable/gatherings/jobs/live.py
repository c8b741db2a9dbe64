"""What follows from a question: the right person hears of it, and whoever asked hears what became of it."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.attempts import is_too_often
from longtable.core.work import every, on
from longtable.gatherings.actions.telling import forget_questions, tell_askers
from longtable.gatherings.actions.texting import take_question
from longtable.gatherings.live_work import ask_for_what_is_left, page_who_is_on_duty
from longtable.gatherings.models import Gathering, Question
from longtable.gatherings.selectors.texting import is_for_a_gathering
from longtable.messaging.first_words import claims
from longtable.messaging.models import InboundMessage
from longtable.methods.danger import find_danger

BY = Actor.system("gatherings")

TEXTS_A_DAY = 40
"""Messages of one number that become questions. More comes from a machine, or fills the queue on purpose."""

claims("gatherings.texted")(is_for_a_gathering)


@on("gatherings.texted")
def answer_a_text(inbound_id: str) -> None:
    """A message that begins with a gathering's keyword is a question. Words of danger are always answered."""
    inbound = InboundMessage.objects.get(pk=inbound_id)
    is_flood = is_too_often("text to a gathering", inbound.sender_index, limit=TEXTS_A_DAY)
    if is_flood and not find_danger(inbound.body):
        return
    take_question(by=BY, inbound=inbound)


@on("gatherings.danger")
def somebody_may_be_in_danger(question_id: str) -> None:
    """Whoever is on duty is called."""
    page_who_is_on_duty(BY, _question(question_id))


@on("gatherings.question.settled")
def tell_who_asked(question_id: str) -> None:
    """Each of those who asked it, in whatever wording, is told once."""
    tell_askers(by=BY, question=_question(question_id))


@on("people.person.erased")
def forget_what_they_asked(person_id: str) -> None:
    """What they asked goes with them."""
    forget_questions(by=BY, person_id=UUID(person_id))


@every(timedelta(hours=1))
def see_to_what_is_left() -> None:
    """A gathering is over and questions are open: somebody must answer them."""
    now = timezone.now()
    open_states = [Question.State.ASKED, Question.State.SHOWN]
    left = Count("questions", filter=Q(questions__state__in=open_states, questions__joined_to=None))
    over = Gathering.objects.filter(ends_at__range=(now - timedelta(days=7), now - timedelta(hours=1)))
    for gathering in over.select_related("organization").annotate(left=left).filter(left__gt=0):
        ask_for_what_is_left(BY, gathering, gathering.left)


def _question(question_id: str) -> Question:
    rows = Question.objects.select_related("gathering__organization", "contact", "commitment")
    return rows.get(pk=question_id)
