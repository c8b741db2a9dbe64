"""Conversations for machines: what anybody may read, and what waits for those who may."""

from datetime import datetime
from uuid import UUID

from ninja import Query, Router, Schema

from longtable.core.access import Permission
from longtable.core.access.request import ActorRequest
from longtable.voices import selectors
from longtable.voices.models import Comment, Conversation
from longtable.voices.models.comments import CommentState

router = Router(tags=["conversations"])


class ConversationOut(Schema):
    """A conversation that is open or was. Texts by language; totals of everybody, never by group."""

    slug: str
    question: dict[str, str]
    organization: str
    state: str
    is_open: bool
    opens_at: datetime
    closes_at: datetime | None
    people: int
    comments: int
    answers: int


class CommentOut(Schema):
    """One comment as others read it, with how many agree. Nothing about who said it."""

    id: UUID
    number: int
    language: str
    text: str
    said_at: datetime
    agrees: int
    disagrees: int
    passes: int


class CommentPage(Schema):
    """Comments in the order of their numbers; ``next`` is the ``after`` of the following page."""

    comments: list[CommentOut]
    next: int | None


class Wanted(Schema):
    """Which comments."""

    after: int = 0
    limit: int = 100
    state: CommentState = CommentState.SHOWN


@router.get("", response=list[ConversationOut])
def list_conversations(request: ActorRequest) -> list[ConversationOut]:
    """Every conversation that is open or was, newest first."""
    found = list(Conversation.objects.public().select_related("organization"))
    figures = selectors.figures_of(found)
    return [_conversation(each, figures[each.pk]) for each in found]


@router.get("/{slug}", response=ConversationOut)
def one_conversation(request: ActorRequest, slug: str) -> ConversationOut:
    """One conversation."""
    conversation = selectors.public_conversation(slug)
    return _conversation(conversation, selectors.figures(conversation))


@router.get("/{slug}/comments", response=CommentPage)
def comments(request: ActorRequest, slug: str, wanted: Query[Wanted]) -> CommentPage:
    """What people said. Anything but ``state=shown`` needs the permission to read before it is public."""
    if wanted.state == Comment.State.SHOWN:
        conversation = selectors.public_conversation(slug)
    else:
        conversation = selectors.conversation_for(request.actor, slug, Permission.SEE_VOICES)
    limit = max(1, min(wanted.limit, 1000))
    found = selectors.find_comments(conversation, state=wanted.state).filter(number__gt=wanted.after)
    rows = list(found.order_by("number")[: limit + 1])
    return CommentPage(
        comments=[_comment(each) for each in rows[:limit]],
        next=rows[limit - 1].number if len(rows) > limit else None,
    )


def _conversation(conversation: Conversation, figures: dict[str, int]) -> ConversationOut:
    return ConversationOut(
        slug=conversation.slug,
        question={code: version.text for code, version in conversation.question.versions.items()},
        organization=str(conversation.organization),
        state=conversation.state,
        is_open=conversation.is_open(),
        opens_at=conversation.opens_at,
        closes_at=conversation.closes_at,
        people=figures["people"],
        comments=figures["shown"],
        answers=figures["answers"],
    )


def _comment(comment: Comment) -> CommentOut:
    return CommentOut(
        id=comment.pk,
        number=comment.number,
        language=comment.language,
        text=comment.shown_text,
        said_at=comment.said_at,
        agrees=comment.agrees,
        disagrees=comment.disagrees,
        passes=comment.passes,
    )
