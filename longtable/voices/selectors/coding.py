"""Suggested themes, and how far two coders agree."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from longtable.accounts.models import User
from longtable.core.access import Actor, Permission
from longtable.methods import agreement
from longtable.voices.models import (
    Analysis,
    Coding,
    CodingRound,
    Comment,
    Conversation,
    Suggestion,
    Theme,
)
from longtable.voices.selectors.one import only
from longtable.worklists.selectors import holders


def latest_analysis(conversation: Conversation, kind: str) -> Analysis | None:
    """The newest run of one kind, done or under way."""
    return conversation.analyses.filter(kind=kind).first()


def analysis_for(actor: Actor, analysis_id: UUID) -> Analysis:
    """One run within the actor's scope. Raises :class:`Missing`."""
    mine = Conversation.objects.in_scope(actor, Permission.SEE_VOICES)
    found = Analysis.objects.select_related("conversation")
    return only(found.filter(pk=analysis_id, conversation__in=mine))


def suggestions(analysis: Analysis) -> list[Suggestion]:
    """What one run suggests, each with its examples in the original words as ``.quoted``."""
    found = list(analysis.suggestions.select_related("theme"))
    wanted = {number for suggestion in found for number in suggestion.examples}
    said = {each.number: each for each in analysis.conversation.comments.filter(number__in=wanted)}
    for suggestion in found:
        quoted = [said[number] for number in suggestion.examples if number in said]
        suggestion.quoted = [each for each in quoted if each.state != Comment.State.PRIVATE]  # type: ignore[attr-defined]
    return found


def suggestion_for(actor: Actor, suggestion_id: UUID) -> Suggestion:
    """One suggestion within the actor's scope. Raises :class:`Missing`."""
    mine = Conversation.objects.in_scope(actor, Permission.GATHER_THEMES)
    found = Suggestion.objects.select_related("analysis__conversation", "theme")
    return only(found.filter(pk=suggestion_id, analysis__conversation__in=mine))


def suggested_comments(suggestion: Suggestion) -> QuerySet[Comment]:
    """The comments of a suggestion, those with most answers first."""
    comments = suggestion.analysis.conversation.comments.exclude(state=Comment.State.PRIVATE)
    return comments.filter(number__in=suggestion.numbers).order_by("-answers", "number")


def coding_rounds(conversation: Conversation) -> QuerySet[CodingRound]:
    """Rounds of a conversation, the latest first, with how much of each is done."""
    done = Count("codings", filter=~Q(codings__coded_at=None))
    return conversation.coding_rounds.select_related("coder").annotate(done=done)


def coding_round_for(actor: Actor, conversation: Conversation, round_id: UUID) -> CodingRound:
    """One round of a conversation that the actor was allowed to open. Raises :class:`Missing`."""
    return only(conversation.coding_rounds.select_related("coder", "conversation").filter(pk=round_id))


def next_coding(coding_round: CodingRound) -> Coding | None:
    """The first comment that the second coder has not coded."""
    waiting = coding_round.codings.filter(coded_at=None)
    return waiting.select_related("comment", "round__conversation").first()


def coders(actor: Actor, conversation: Conversation) -> list[User]:
    """Who may be the second coder: whoever may gather themes there, but for the actor."""
    able = holders(Permission.GATHER_THEMES, conversation.organization) + holders(Permission.GATHER_THEMES)
    return list({user.pk: user for user in able if str(user.pk) != actor.id}.values())


@dataclass(frozen=True)
class Difference:
    """One comment that two coders put into different themes."""

    comment: Comment
    first_only: tuple[Theme, ...]
    second_only: tuple[Theme, ...]


@dataclass(frozen=True)
class Compared:
    """How far two coders agree, with the themes' names, and where they do not."""

    figures: agreement.Agreement
    themes: tuple[tuple[Theme, agreement.OnTheme], ...]
    differences: tuple[Difference, ...]


def compared(coding_round: CodingRound) -> Compared:
    """What both coders said of the comments that the second has coded."""
    coded = list(coding_round.codings.exclude(coded_at=None).select_related("comment"))
    themes = {str(theme.pk): theme for theme in coding_round.themes.all()}
    first = {coding.pk: set(coding.first) & set(themes) for coding in coded}
    second = {coding.pk: set(coding.second or ()) for coding in coded}
    figures = agreement.between(_by_comment(first), _by_comment(second))
    differences = tuple(
        Difference(
            coding.comment,
            tuple(themes[key] for key in sorted(first[coding.pk] - second[coding.pk])),
            tuple(themes[key] for key in sorted(second[coding.pk] - first[coding.pk])),
        )
        for coding in coded
        if first[coding.pk] != second[coding.pk] and coding.comment.state != Comment.State.PRIVATE
    )
    named = tuple((themes[str(each.theme)], each) for each in figures.themes)
    return Compared(figures, named, differences)


def _by_comment(codes: Mapping[UUID, set[str]]) -> Mapping[Hashable, Collection[Hashable]]:
    return {comment: frozenset(themes) for comment, themes in codes.items()}
