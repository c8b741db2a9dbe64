"""Letters that many sent: the first words, who sent nearly the same, and as how many voices they count."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from longtable.voices.models import Comment, Conversation, Theme


@dataclass(frozen=True)
class Voices:
    """``people`` who found words of their own, and ``copies`` of a letter beside them."""

    people: int
    copies: int


COUNTED = ~Q(state=Comment.State.PRIVATE)


def with_alike(comments: QuerySet[Comment]) -> QuerySet[Any]:
    """Each with ``alike``: how many others sent nearly the same words, shown or not, never private ones."""
    copies = Comment.objects.filter(COUNTED, copy_of=OuterRef("pk")).order_by().values("copy_of")
    number = Subquery(copies.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
    return comments.annotate(alike=Coalesce(number, 0))


def without_copies(shown: QuerySet[Comment]) -> QuerySet[Comment]:
    """Each letter once: copies stay out while others can read the first."""
    return shown.exclude(copy_of__state=Comment.State.SHOWN)


def each_letter_once(found: QuerySet[Any]) -> QuerySet[Any]:
    """Without copies whose first stands in the same list."""
    return found.exclude(copy_of__in=found.order_by().values("pk"))


def letters(conversation: Conversation) -> QuerySet[Any]:
    """First comments of which there are copies, the most copied first."""
    found = with_alike(conversation.comments.filter(COUNTED, copy_of=None))
    return found.filter(alike__gt=0).order_by("-alike", "number")


def copies_of(comment: Comment) -> QuerySet[Comment]:
    """Who sent nearly the same words, in the order in which they came."""
    return comment.copies.filter(COUNTED).select_related("copy_checked_by").order_by("number")


def whole_letters(comments: Iterable[Comment]) -> list[Comment]:
    """These comments, and with each its first and all its copies."""
    comments = list(comments)
    firsts: set[UUID] = {comment.copy_of_id or comment.pk for comment in comments}
    there = {comment.pk for comment in comments}
    along = Comment.objects.filter(Q(pk__in=firsts) | Q(copy_of__in=firsts)).exclude(pk__in=there)
    return [*comments, *along.order_by("number")]


def voices_in(theme: Theme) -> Voices:
    """As how many voices a theme counts."""
    cited = Comment.objects.filter(COUNTED, citations__theme=theme)
    return Voices(
        people=cited.filter(copy_of=None).values("participant").distinct().count(),
        copies=cited.exclude(copy_of=None).count(),
    )
