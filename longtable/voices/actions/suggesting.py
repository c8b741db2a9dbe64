"""Making something of what a machine suggested: a theme with a name, or nothing."""

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.voices.actions.themes import cite, make_theme
from longtable.voices.models import Analysis, Suggestion, Theme
from longtable.voices.policies import may_shape, may_work_out


@action
def keep_suggestions(*, by: Actor, analysis: Analysis) -> list[Suggestion]:
    """What a run found is laid before staff, once; earlier suggestions that nobody took make room."""
    require(by, may_work_out(by))
    if analysis.suggestions.exists():
        return Unchanged([])  # type: ignore[return-value]
    Suggestion.objects.filter(
        analysis__conversation=analysis.conversation_id, state=Suggestion.State.OPEN
    ).delete()
    made = Suggestion.objects.bulk_create(
        Suggestion(analysis=analysis, position=position, **theme)
        for position, theme in enumerate((analysis.result or {}).get("themes", ()), start=1)
    )
    record(by, "voices.suggestions.kept", analysis, analysis.conversation)
    return made


@action
def take_suggestion(*, by: Actor, suggestion: Suggestion, theme: Theme) -> int:
    """A person puts the comments into a theme; returns how many are new there.

    Raises ``IllegalMove`` when somebody else took it meanwhile, ``ValueError`` for a theme of
    another conversation.
    """
    require(by, may_shape(by, suggestion))
    conversation = suggestion.analysis.conversation
    if theme.conversation_id != conversation.pk:
        raise ValueError("The theme belongs to another conversation")
    Suggestion.lifecycle.move(suggestion, Suggestion.State.TAKEN, theme=theme)
    record(by, "voices.suggestion.taken", suggestion, theme)
    comments = conversation.comments.filter(number__in=suggestion.numbers)
    return cite(by=by, theme=theme, comments=comments)


@action
def name_suggestion(
    *, by: Actor, suggestion: Suggestion, name: LocalizedText, summary: LocalizedText
) -> Theme:
    """A person gives the comments a theme of their own.

    Raises ``IllegalMove`` when somebody else took it meanwhile; then there is no new theme either.
    """
    require(by, may_shape(by, suggestion))
    conversation = suggestion.analysis.conversation
    theme = make_theme(by=by, conversation=conversation, name=name, summary=summary)
    take_suggestion(by=by, suggestion=suggestion, theme=theme)
    return theme


@action
def set_suggestion_aside(*, by: Actor, suggestion: Suggestion) -> Suggestion:
    """It says nothing. It can be looked at again."""
    require(by, may_shape(by, suggestion))
    Suggestion.lifecycle.move(suggestion, Suggestion.State.SET_ASIDE)
    record(by, "voices.suggestion.set_aside", suggestion)
    return suggestion
