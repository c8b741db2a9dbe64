"""Which messages went out, for staff: without their words and without their addresses."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Count

from longtable.core.access import Actor, Missing, Permission
from longtable.messaging.models import Message, MessageQuerySet, MessageState


def messages(actor: Actor, state: str = "") -> MessageQuerySet:
    """Messages in one state, or all, newest first. They belong to no organisation or region, so only
    whoever sees the whole state sees them."""
    if not actor.is_statewide(Permission.SEE_MESSAGES):
        return Message.objects.none()
    found = Message.objects.defer("subject", "body", "calendar").select_related("contact", "user")
    found = found.order_by("-created_at", "-id")
    return found.filter(state=state) if state else found


def count_by_state(actor: Actor) -> Mapping[str, int]:
    """How many messages are in each state; states without any are left out."""
    counted = messages(actor).order_by().values_list("state").annotate(number=Count("id"))
    return dict(counted)


def uncertain(actor: Actor) -> MessageQuerySet:
    """Messages of which nobody knows whether they arrived, oldest first."""
    return _in_reach(actor).filter(state=MessageState.UNCERTAIN)


def to_settle(actor: Actor, message_id: UUID) -> Message:
    """A message about which the actor may decide. Raises ``Missing``."""
    if message := _in_reach(actor).unsettled().filter(pk=message_id).first():
        return message
    raise Missing


def _in_reach(actor: Actor) -> MessageQuerySet:
    if not actor.is_statewide(Permission.RESOLVE_MESSAGES):
        return Message.objects.none()
    return Message.objects.select_related("contact", "user").order_by("created_at")
