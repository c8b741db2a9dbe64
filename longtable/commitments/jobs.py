"""Carrying answers to those who spoke, and promises back before those who made them."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from longtable.commitments.actions import remind, tell_authors
from longtable.commitments.models import Answer
from longtable.commitments.selectors.people import not_told
from longtable.commitments.work import tell_later
from longtable.core.access import Actor
from longtable.core.work import Lease, every, job, on


@job("commitments.tell")
def tell(answer_id: str, lease: Lease) -> None:
    """Tell everybody who has not heard of an answer, some at a time."""
    answer = Answer.objects.select_related("commitment__division", "by").get(pk=answer_id)
    told, waiting = 0, not_told(answer).count()
    while now := tell_authors(by=Actor.system("commitments.tell"), answer=answer):
        told += now
        lease.renew(done=told, total=waiting)


@on("voices.theme.cited")
def answer_late_citations(theme_id: str, comment_ids: list[str]) -> None:
    """Words that are cited after an answer was published: their authors are told it too."""
    tell_later(Answer.objects.filter(commitment__links__theme=UUID(theme_id)).distinct())


@every(timedelta(days=1), offset=timedelta(hours=11))
def remind_owners() -> None:
    """In the morning, put what is due soon or late before its owner."""
    remind(by=Actor.system("commitments.remind"), today=timezone.localdate())
