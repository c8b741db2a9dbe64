"""Answers that seem to be one person's, laid out so that a person can judge."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Max, Min, QuerySet
from django.db.models.lookups import IsNull

from longtable.voices.models import Comment, Conversation, Fold, Participant, Vote
from longtable.voices.selectors.one import only


@dataclass(frozen=True)
class Folded:
    """One fold: the first who are in it, when they answered, and what they answered to the same
    statements."""

    fold: Fold
    people: tuple[Participant, ...]
    answers: tuple[tuple[Comment, tuple[int | None, ...]], ...]
    """A comment, and what each of the people answered, ``None`` where they did not."""


SHOWN_ANSWERS = SHOWN_PEOPLE = 12
"""Statements and people laid side by side; more would not be read."""


def folds(conversation: Conversation) -> QuerySet[Fold]:
    """All of a conversation: first what nobody has looked at, then the newest."""
    return (
        conversation.folds.select_related("decided_by")
        .annotate(size=Count("participants"))
        .order_by(IsNull(F("decided_by"), True).desc(), "-created_at")
    )


def lay_out(found: list[Fold]) -> list[Folded]:
    """Each with its people in time and their answers side by side. Three queries."""
    people: dict[UUID, list[Participant]] = {fold.pk: [] for fold in found}
    members = (
        Participant.objects.filter(fold__in=people)
        .annotate(first=Min("votes__at"), last=Max("votes__at"), answered=Count("votes"))
        .order_by(F("first").asc(nulls_last=True), "created_at")
    )
    for person in members:
        people[person.fold_id].append(person)  # type: ignore[index]
    given: dict[UUID, dict[Comment, dict[UUID, int]]] = {fold.pk: defaultdict(dict) for fold in found}
    votes = Vote.objects.filter(participant__fold__in=people).select_related("comment", "participant")
    for vote in votes:
        given[vote.participant.fold_id][vote.comment][vote.participant_id] = vote.value  # type: ignore[index]
    return [
        Folded(fold, tuple(shown), tuple(_side_by_side(shown, given[fold.pk])))
        for fold in found
        for shown in [people[fold.pk][:SHOWN_PEOPLE]]
    ]


def _side_by_side(
    people: list[Participant], given: dict[Comment, dict[UUID, int]]
) -> list[tuple[Comment, tuple[int | None, ...]]]:
    """What most of them answered first."""
    most = sorted(given, key=lambda comment: (-len(given[comment]), comment.number))[:SHOWN_ANSWERS]
    return [(comment, tuple(given[comment].get(each.pk) for each in people)) for comment in most]


def fold_in(conversation: Conversation, fold_id: UUID) -> Fold:
    """One of a conversation that the actor was allowed to open. Raises :class:`Missing`."""
    return only(conversation.folds.select_related("conversation").filter(pk=fold_id))
