"""Conversations: those that anybody may know of, and those in an actor's scope."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.voices.models import Comment, Conversation
from longtable.voices.selectors.one import only
from longtable.voices.selectors.people import people_in


def open_conversations() -> QuerySet[Conversation]:
    """What anybody can take part in now, first what closes first."""
    soonest = F("closes_at").asc(nulls_last=True)
    return Conversation.objects.open().select_related("organization").order_by(soonest)


def conversation_with_help() -> Conversation | None:
    """An open conversation of which an office takes calls about one's own case; the one open longest."""
    return open_conversations().exclude(help_office=None).order_by("opens_at").first()


def public_conversation(slug: str) -> Conversation:
    """A conversation that is open or was. Raises :class:`Missing`."""
    found = Conversation.objects.public().select_related("organization", "help_office").filter(slug=slug)
    return only(found)


def conversations(actor: Actor, most: int | None = None) -> list[Conversation]:
    """Those that the actor may hear, with the number of ``people`` and of comments ``to_read``."""
    found: list[Conversation] = list(
        Conversation.objects.in_scope(actor, Permission.SEE_VOICES)
        .select_related("organization")
        .annotate(to_read=_number_in_each(Comment.objects.waiting()))[:most]
    )
    people = people_in([each.pk for each in found])
    for each in found:
        each.people = people[each.pk]  # type: ignore[attr-defined]
    return found


def conversation_for(actor: Actor, slug: str, permission: Permission) -> Conversation:
    """One conversation within the scope of the actor's permission. Raises :class:`Missing`."""
    found = Conversation.objects.in_scope(actor, permission).select_related("organization", "help_office")
    return only(found.filter(slug=slug))


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
    for key, people in people_in(list(totals)).items():
        totals[key]["people"] = people
    return totals


def organizations_that_ask(actor: Actor) -> QuerySet[Organization]:
    """Organisations for which the actor may run conversations."""
    found = Organization.objects.filter(merged_into=None)
    if actor.is_statewide(Permission.RUN_CONVERSATIONS):
        return found
    own = actor.organizations_reached(Permission.RUN_CONVERSATIONS)
    return found.filter(pk__in=own)


def _number_in_each(rows: QuerySet[Any]) -> Coalesce:
    """How many of these a conversation has."""
    mine = rows.filter(conversation=OuterRef("pk")).order_by().values("conversation")
    return Coalesce(Subquery(mine.annotate(number=Count("pk")).values("number")), 0)
