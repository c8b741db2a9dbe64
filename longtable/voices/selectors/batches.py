"""What was carried in by hand: stacks of paper, lists of calls, tables; whole or sheet by sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor, Permission
from longtable.voices.models import Batch, Comment, Conversation, Participant
from longtable.voices.policies import CORRECTABLE, may_enter
from longtable.voices.selectors.one import only
from longtable.worklists.selectors import on_duty

PAUSE = timedelta(minutes=10)
"""Whoever did not type for so long did something else."""


@dataclass(frozen=True)
class Tally:
    """How far somebody is with a stack."""

    number: int
    """Number of the sheet that comes next."""
    of: int | None
    """How many there are, if somebody counted."""
    minutes: int | None
    """How long the rest takes at the pace of the last ones; ``None`` where nobody can tell."""


def conversations_to_carry_into(actor: Actor) -> QuerySet[Conversation]:
    """Those into which the actor may type what others said, the open ones first."""
    found = Conversation.objects.in_scope(actor, Permission.ENTER_VOICES).public()
    return found.select_related("organization").order_by("-state", "-opens_at")


def batches(actor: Actor, conversation: Conversation) -> QuerySet[Batch]:
    """What was collected for a conversation: all of it, or, for a partner, what their own people did."""
    found = (
        conversation.batches.select_related("organization", "entered_by", "area")
        .annotate(
            sheets_in=Count("participants", filter=Q(participants__sheet__gt=0)),
            comments=_comments_in_each(),
        )
        .order_by("-collected_on", "-created_at")
    )
    if may_enter(actor, conversation, conversation.area_ids()):
        return found
    return found.filter(organization__in=actor.organizations(Permission.ENTER_VOICES))


def batch_for(actor: Actor, conversation: Conversation, batch_id: UUID) -> Batch:
    """One batch within the actor's reach. Raises :class:`Missing`."""
    batch: Batch = only(batches(actor, conversation).filter(pk=batch_id))
    batch.conversation = conversation
    return batch


def sheet_in(batch: Batch, number: int) -> Participant:
    """Who stands behind one sheet. Raises :class:`Missing`."""
    found = batch.participants.select_related("conversation", "batch", "contact", "area", "fold")
    return only(found.filter(sheet=number))


def sheets_in(batch: Batch) -> QuerySet[Participant]:
    """The sheets of a batch in their order, each with what came in by it."""
    return (
        batch.participants.exclude(sheet=None)
        .select_related("area", "fold")
        .annotate(
            said=Count("comments", distinct=True, filter=~Q(comments__state=Comment.State.PRIVATE)),
            answered=Count("votes", distinct=True),
        )
        .order_by("sheet")
    )


def correctable_words(participant: Participant) -> list[Comment]:
    """What stands on a sheet and can still be put right by whoever typed it in."""
    return list(participant.comments.filter(state__in=CORRECTABLE).order_by("number"))


def settled_words(participant: Participant) -> list[Comment]:
    """What somebody on duty looks at, or a moderator decided against: no longer the typist's."""
    return list(participant.comments.exclude(state__in=CORRECTABLE).order_by("number"))


def statements_on(conversation: Conversation, numbers: Iterable[int]) -> list[Comment]:
    """The comments printed on a sheet, in its order."""
    others = conversation.comments.exclude(state=Comment.State.PRIVATE).prefetch_related("translations")
    found = {comment.number: comment for comment in others.filter(number__in=numbers)}
    return [found[number] for number in numbers if number in found]


def tally(batch: Batch) -> Tally:
    """Where a stack stands, judged by the last sheets."""
    following = next_sheet(batch)
    last = list(batch.participants.order_by("-created_at").values_list("created_at", flat=True)[:11])
    gaps = [later - earlier for later, earlier in pairwise(last) if later - earlier < PAUSE]
    left = max(0, (batch.sheets or 0) - following + 1)
    if not left or len(gaps) < 2:
        return Tally(following, batch.sheets, None)
    pace = sum(gaps, timedelta()) / len(gaps)
    return Tally(following, batch.sheets, max(1, round(left * pace / timedelta(minutes=1))))


def next_sheet(batch: Batch) -> int:
    """The number after the highest one."""
    return (batch.participants.aggregate(highest=Max("sheet"))["highest"] or 0) + 1


def sheet_before(batch: Batch) -> Participant | None:
    """The one that was typed in last."""
    return batch.participants.select_related("area").order_by("-created_at").first()


def in_danger(batch: Batch) -> list[Comment]:
    """Words of danger in this batch that nobody has read yet."""
    found = Comment.objects.filter(participant__batch=batch, state=Comment.State.HELD, read_at=None)
    return list(found.select_related("participant").order_by("-created_at"))


def held_words(participant: Participant) -> list[Comment]:
    """Words of danger of one person that nobody has read yet."""
    held = participant.comments.filter(state=Comment.State.HELD, read_at=None)
    return list(held.select_related("participant"))


def caller(actor: Actor, conversation: Conversation, receipt_id: UUID) -> Participant | None:
    """Whoever is on the phone with the actor, by the receipt that they were given."""
    mine = batches(actor, conversation).values("pk")
    found = Participant.objects.select_related("conversation", "batch__conversation")
    return found.filter(receipt=receipt_id, batch__in=mine).first()


def whom_to_tell(conversation: Conversation) -> list[User]:
    """Who stands by when somebody may be in danger."""
    return on_duty(conversation.organization, timezone.now())


def _comments_in_each() -> Coalesce:
    """How many comments came with a batch. Joined, people and comments would multiply each other."""
    mine = Comment.objects.filter(participant__batch=OuterRef("pk")).exclude(state=Comment.State.PRIVATE)
    counted = mine.order_by().values("participant__batch").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
