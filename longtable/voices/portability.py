"""What a person said here, for the person who asks for everything that we know of them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from longtable.people.portability import portable
from longtable.voices.models import Comment, HelpRequest, Participant, Vote


@portable("what_you_said")
def _comments(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    comments = Comment.objects.filter(participant__contact__person__in=person_ids)
    return [
        {
            "conversation": str(comment.conversation.question),
            "said_at": comment.said_at.isoformat(),
            "words": comment.text,
            "shown_as": comment.public_text,
            "state": comment.state,
        }
        for comment in comments.select_related("conversation").order_by("said_at")
    ]


@portable("what_you_answered")
def _answers(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    votes = Vote.objects.filter(participant__contact__person__in=person_ids).select_related("comment")
    return [
        {
            "to": vote.comment.shown_text if vote.comment.state == Comment.State.SHOWN else None,
            "answer": vote.value,
            "at": vote.at.isoformat() if vote.at else None,
        }
        for vote in votes.order_by("pk")
    ]


@portable("what_you_told_about_yourself")
def _about(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    people = Participant.objects.filter(contact__person__in=person_ids).select_related("conversation", "area")
    return [
        {
            "conversation": str(each.conversation.question),
            "area": each.area.name if each.area else None,
            "answers": each.about,
        }
        for each in people
    ]


@portable("calls_you_asked_for")
def _calls(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    of_the_person = Q(contact__person__in=person_ids) | Q(
        comment__participant__contact__person__in=person_ids
    )
    return [
        {
            "office": request.office.name,
            "about": request.about,
            "best_time": request.best_time,
            "state": request.state,
            "called_at": request.called_at.isoformat() if request.called_at else None,
            "outcome": request.outcome,
        }
        for request in HelpRequest.objects.filter(of_the_person).select_related("office").distinct()
    ]
