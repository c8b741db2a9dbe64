"""What people said: what others may read, and what staff have to read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from longtable.core.access import Actor
from longtable.methods.next_statement import Tally, choose
from longtable.voices.models import (
    Comment,
    CommentTranslation,
    Conversation,
    Participant,
    Theme,
    Vote,
)
from longtable.voices.selectors.copies import with_alike, without_copies
from longtable.voices.selectors.one import only


@dataclass(frozen=True)
class Statement:
    """Another person's words, put to somebody who has not answered them yet."""

    comment: Comment
    answered: int
    left: int


def next_statement(conversation: Conversation, participant: Participant | None) -> Statement | None:
    """What to show next, or ``None`` when everything has been answered.

    Drawn by priority from all that the person has not answered: what few have answered comes first,
    what divides people before what nobody is sure of. The same person sees the same one until they
    answer it.
    """
    answered = participant.votes.count() if participant else 0
    columns = ("number", "agrees", "disagrees", "passes", "extremity")
    left = left_to_answer(conversation, participant)
    candidates = [Tally(*tally) for tally in left.order_by().values_list(*columns)]
    seed = f"{participant.pk if participant else conversation.pk}:{answered}"
    chosen = choose(candidates, set(), seed=seed)
    if chosen is None:
        return None
    comment = Comment.objects.prefetch_related("translations").get(conversation=conversation, number=chosen)
    return Statement(comment, answered, len(candidates))


def left_to_answer(conversation: Conversation, participant: Participant | None) -> QuerySet[Comment]:
    """Others' words that somebody has not answered yet; of a letter that many sent only the first."""
    shown = without_copies(conversation.comments.shown())
    if participant is None:
        return shown
    mine = Vote.objects.filter(participant=participant, comment=OuterRef("pk"))
    return shown.exclude(participant=participant).filter(~Exists(mine))


def shown_comment(conversation: Conversation, number: int) -> Comment:
    """A comment that others may read. Raises :class:`Missing`."""
    return only(conversation.comments.shown().filter(number=number))


def said(conversation: Conversation, theme: Theme | None = None) -> QuerySet[Comment]:
    """What people said, about ``theme`` if given, as others may read it, newest first.

    A letter that many sent stands here once, with how many others sent it.
    """
    shown = with_alike(without_copies(conversation.comments.shown()))
    if theme:
        shown = shown.filter(themes=theme)
    return shown.prefetch_related("translations").order_by("-said_at", "-number")


def queue(conversation: Conversation) -> QuerySet[Comment]:
    """What a moderator has to read, the held ones first, then the oldest."""
    return (
        with_alike(conversation.comments.waiting())
        .select_related("copy_of")
        .order_by("state", "said_at")
        .prefetch_related("decisions__by", "translations")
    )


def decided(conversation: Conversation) -> QuerySet[Comment]:
    """What was decided, the latest first: private requests too, so that whoever decided can undo it."""
    return (
        conversation.comments.exclude(pk__in=Comment.objects.waiting())
        .annotate(decided_at=Max("decisions__created_at"))
        .exclude(decided_at=None)
        .order_by("-decided_at")
    )


def find_comments(
    conversation: Conversation,
    *,
    text: str = "",
    state: str = "",
    theme: Theme | None = None,
    without_theme: bool = False,
) -> QuerySet[Comment]:
    """Comments that hold all of the words in ``text``, original or translated."""
    found = conversation.comments.exclude(state=Comment.State.PRIVATE)
    for word in text.split():
        found = found.filter(
            Q(text__icontains=word)
            | Q(public_text__icontains=word)
            | Exists(CommentTranslation.objects.filter(comment=OuterRef("pk"), text__icontains=word))
        )
    if state:
        found = found.filter(state=state)
    if theme:
        found = found.filter(themes=theme)
    if without_theme:
        found = found.filter(themes=None)
    with_letters = with_alike(found).select_related("copy_of").prefetch_related("themes", "translations")
    return with_letters.order_by("-answers", "number")


def comment_for(actor: Actor, conversation: Conversation, number: int) -> Comment:
    """One comment of a conversation that the actor was allowed to open. Raises :class:`Missing`."""
    return only(conversation.comments.select_related("conversation").filter(number=number))


def comments_by_number(conversation: Conversation, numbers: Iterable[int]) -> list[Comment]:
    """Those of the conversation among ``numbers``."""
    return list(conversation.comments.filter(number__in=list(numbers)))
