"""What may be read of a conversation: by anybody, by who holds a receipt, by staff in their scope."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Missing, Permission
from longtable.core.audit import record_read
from longtable.core.models import Receipt
from longtable.methods.next_statement import Tally, choose
from longtable.people.models import ContactPoint
from longtable.voices.models import (
    Comment,
    CommentTranslation,
    Conversation,
    HelpRequest,
    Participant,
    Theme,
    Vote,
)

COUNTED = ~Q(comments__state=Comment.State.PRIVATE)
"""A theme may still cite what became a private request: it counts for nothing there."""

CANDIDATES = 40
"""Comments with the fewest answers among which chance decides what is shown next."""


def open_conversations() -> QuerySet[Conversation]:
    """What anybody can take part in now, first what closes first."""
    soonest = F("closes_at").asc(nulls_last=True)
    return Conversation.objects.open().select_related("organization").order_by(soonest)


def public_conversation(slug: str) -> Conversation:
    """A conversation that is open or was. Raises :class:`Missing`."""
    found = Conversation.objects.public().select_related("organization", "help_office").filter(slug=slug)
    return _only(found)


def conversations(actor: Actor) -> QuerySet[Conversation]:
    """Those that the actor may hear, with the number of people and of comments to be read."""
    return (
        Conversation.objects.in_scope(actor, Permission.SEE_VOICES)
        .select_related("organization")
        .annotate(
            people=_number_in_each(Participant.objects.all()),
            to_read=_number_in_each(Comment.objects.waiting()),
        )
    )


def conversation_for(actor: Actor, slug: str, permission: Permission) -> Conversation:
    """One conversation within the scope of the actor's permission. Raises :class:`Missing`."""
    found = Conversation.objects.in_scope(actor, permission).select_related("organization", "help_office")
    return _only(found.filter(slug=slug))


@dataclass(frozen=True)
class Statement:
    """Another person's words, put to somebody who has not answered them yet."""

    comment: Comment
    answered: int
    left: int


def next_statement(conversation: Conversation, participant: Participant | None) -> Statement | None:
    """What to show next, or ``None`` when everything has been answered.

    Comments that few have answered come first, with some chance among them, so that late ones are
    heard too; the same person sees the same one until they answer it.
    """
    shown = conversation.comments.shown()
    answered = 0
    if participant:
        mine = Vote.objects.filter(participant=participant, comment=OuterRef("pk"))
        answered = participant.votes.count()
        shown = shown.exclude(participant=participant).filter(~Exists(mine))
    tallies = shown.order_by("answers", "number").values_list("number", "agrees", "disagrees", "passes")
    candidates = [Tally(*tally) for tally in tallies[:CANDIDATES]]
    seed = f"{participant.pk if participant else conversation.pk}:{answered}"
    chosen = choose(candidates, set(), seed=seed)
    if chosen is None:
        return None
    comment = Comment.objects.prefetch_related("translations").get(conversation=conversation, number=chosen)
    left = len(candidates) if len(candidates) < CANDIDATES else shown.count()
    return Statement(comment, answered, left)


def shown_comment(conversation: Conversation, number: int) -> Comment:
    """A comment that others may read. Raises :class:`Missing`."""
    return _only(conversation.comments.shown().filter(number=number))


def said(conversation: Conversation, theme: Theme | None = None) -> QuerySet[Comment]:
    """What people said, about ``theme`` if given, as others may read it, newest first."""
    shown = conversation.comments.shown()
    if theme:
        shown = shown.filter(themes=theme)
    return shown.prefetch_related("translations").order_by("-said_at", "-number")


def public_themes(conversation: Conversation) -> QuerySet[Theme]:
    """Themes that anybody may read, with the number of people in each."""
    return conversation.themes.filter(is_public=True).annotate(
        people=Count("comments__participant", distinct=True, filter=COUNTED)
    )


@dataclass(frozen=True)
class Tracked:
    """Everything that one receipt opens."""

    receipt: Receipt
    participant: Participant | None
    comments: tuple[Comment, ...]
    offered: tuple[HelpRequest, ...]
    help_request: HelpRequest | None


def tracked(actor: Actor) -> Tracked:
    """What the holder of a receipt may see: their own words and what became of them."""
    receipt = _only(Receipt.objects.filter(pk=UUID(actor.id), withdrawn_at=None))
    participant = (
        Participant.objects.select_related("conversation__organization", "contact", "area")
        .filter(receipt=receipt)
        .first()
    )
    help_request = (
        HelpRequest.objects.select_related("office", "conversation").filter(receipt=receipt).first()
    )
    if participant is None:
        return Tracked(receipt, None, (), (), help_request)
    comments = tuple(
        participant.comments.select_related("read_by", "conversation")
        .prefetch_related("decisions", "translations", "themes")
        .order_by("said_at")
    )
    offered = HelpRequest.objects.select_related("office").filter(
        comment__participant=participant, state=HelpRequest.State.ASKED
    )
    return Tracked(receipt, participant, comments, tuple(offered), help_request)


def figures(conversation: Conversation) -> dict[str, int]:
    """Totals of one conversation: people, comments, answers, and what is to be read."""
    return figures_of([conversation])[conversation.pk]


def figures_of(found: Sequence[Conversation]) -> dict[UUID, dict[str, int]]:
    """The same of several at once, by their ids."""
    zero = {"people": 0, "comments": 0, "shown": 0, "answers": 0, "to_read": 0}
    totals = {conversation.pk: zero.copy() for conversation in found}
    counted = (
        Comment.objects.filter(conversation__in=totals)
        .exclude(state=Comment.State.PRIVATE)
        .order_by()
        .values_list("conversation")
        .annotate(
            comments=Count("pk"),
            shown=Count("pk", filter=Q(pk__in=Comment.objects.shown())),
            answers=Sum("answers"),
            to_read=Count("pk", filter=Q(pk__in=Comment.objects.waiting())),
        )
    )
    for key, comments, shown, answers, to_read in counted:
        totals[key] |= {"comments": comments, "shown": shown, "answers": answers, "to_read": to_read}
    taking_part = Participant.objects.filter(conversation__in=totals).order_by().values_list("conversation")
    for key, people in taking_part.annotate(people=Count("pk")):
        totals[key]["people"] = people
    return totals


def queue(conversation: Conversation) -> QuerySet[Comment]:
    """What a moderator has to read, the held ones first, then the oldest."""
    return (
        conversation.comments.waiting()
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
    return found.prefetch_related("themes", "translations").order_by("-answers", "number")


def comment_for(actor: Actor, conversation: Conversation, number: int) -> Comment:
    """One comment of a conversation that the actor was allowed to open. Raises :class:`Missing`."""
    return _only(conversation.comments.select_related("conversation").filter(number=number))


def comments_by_number(conversation: Conversation, numbers: Iterable[int]) -> list[Comment]:
    """Those of the conversation among ``numbers``."""
    return list(conversation.comments.filter(number__in=list(numbers)))


def themes(conversation: Conversation) -> QuerySet[Theme]:
    """All themes with the number of comments and of people in each."""
    return conversation.themes.annotate(
        cited=Count("comments", distinct=True, filter=COUNTED),
        people=Count("comments__participant", distinct=True, filter=COUNTED),
    )


def theme_for(actor: Actor, theme_id: UUID) -> Theme:
    """One theme within the actor's scope. Raises :class:`Missing`."""
    found = Theme.objects.select_related("conversation").filter(
        pk=theme_id, conversation__in=Conversation.objects.in_scope(actor, Permission.SEE_VOICES)
    )
    return _only(found)


def theme_in(conversation: Conversation, theme_id: str) -> Theme:
    """One theme of a conversation that the actor was allowed to open. Raises :class:`Missing`."""
    try:
        return _only(conversation.themes.filter(pk=UUID(theme_id)))
    except ValueError as error:
        raise Missing from error


def public_theme_in(conversation: Conversation, theme_id: str) -> Theme:
    """One theme that anybody may read. Raises :class:`Missing`."""
    theme = theme_in(conversation, theme_id)
    if not theme.is_public:
        raise Missing
    return theme


def help_requests(actor: Actor) -> QuerySet[HelpRequest]:
    """Calls that the actor's offices owe, the earliest first; not what an author was only offered."""
    found = HelpRequest.objects.select_related("office", "conversation")
    if not actor.is_statewide(Permission.TAKE_CALLS):
        found = found.filter(office__in=actor.organizations(Permission.TAKE_CALLS))
    return found.exclude(due_at=None).order_by("called_at", "due_at")


def help_request_for(actor: Actor, request_id: UUID) -> HelpRequest:
    """One request within the actor's scope. Raises :class:`Missing`."""
    return _only(help_requests(actor).select_related("contact__person").filter(pk=request_id))


def contact_to_call(actor: Actor, request: HelpRequest) -> ContactPoint | None:
    """Where to call. That the actor opened it is written down before it is shown."""
    if request.contact is None:
        return None
    record_read(actor, "voices.help.contact_read", request, request.contact.person, why="to call back")
    return request.contact


def organizations_that_ask(actor: Actor) -> QuerySet[Organization]:
    """Organisations for which the actor may run conversations."""
    found = Organization.objects.filter(merged_into=None)
    if actor.is_statewide(Permission.RUN_CONVERSATIONS):
        return found
    own = [s.id for s in actor.scopes(Permission.RUN_CONVERSATIONS) if s.kind == "organization" and s.id]
    return found.filter(pk__in=own)


def _number_in_each(rows: QuerySet[Any]) -> Coalesce:
    """How many of these a conversation has. Joined, people and comments would multiply each other."""
    mine = rows.filter(conversation=OuterRef("pk")).order_by().values("conversation")
    return Coalesce(Subquery(mine.annotate(number=Count("pk")).values("number")), 0)


def _only(found: QuerySet[Any]) -> Any:
    row = found.first()
    if row is None:
        raise Missing
    return row
