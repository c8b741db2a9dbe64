"""Themes with the people behind them."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from longtable.core.access import Actor, Missing, Permission
from longtable.voices.models import (
    Comment,
    Conversation,
    Theme,
)
from longtable.voices.selectors.one import only

COUNTED = ~Q(comments__state=Comment.State.PRIVATE)
"""A theme may still cite what became a private request: it counts for nothing there."""


def public_themes(conversation: Conversation) -> QuerySet[Theme]:
    """Themes that anybody may read, with the number of people in each."""
    return (
        conversation.themes.standing()
        .filter(is_public=True)
        .annotate(people=Count("comments__participant", distinct=True, filter=COUNTED))
    )


def themes(conversation: Conversation) -> QuerySet[Theme]:
    """All themes with the number of comments and of people in each."""
    return conversation.themes.standing().annotate(
        cited=Count("comments", distinct=True, filter=COUNTED),
        people=Count("comments__participant", distinct=True, filter=COUNTED),
    )


def theme_for(actor: Actor, theme_id: UUID) -> Theme:
    """One theme within the actor's scope. Raises :class:`Missing`."""
    found = Theme.objects.select_related("conversation", "merged_into").filter(
        pk=theme_id, conversation__in=Conversation.objects.in_scope(actor, Permission.SEE_VOICES)
    )
    return only(found)


def theme_to_gather(actor: Actor, theme_id: UUID) -> Theme:
    """One theme that the actor may change. Raises :class:`Missing`."""
    mine = Conversation.objects.in_scope(actor, Permission.GATHER_THEMES)
    return only(Theme.objects.select_related("conversation").filter(pk=theme_id, conversation__in=mine))


def theme_in(conversation: Conversation, theme_id: str) -> Theme:
    """One theme of a conversation that the actor was allowed to open. Raises :class:`Missing`."""
    try:
        return only(conversation.themes.filter(pk=UUID(theme_id)))
    except ValueError as error:
        raise Missing from error


def public_theme_in(conversation: Conversation, theme_id: str) -> Theme:
    """One theme that anybody may read. Raises :class:`Missing`."""
    theme = theme_in(conversation, theme_id)
    if not theme.is_public:
        raise Missing
    return theme
