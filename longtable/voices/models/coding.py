"""What a machine suggests, and how far two people agree on which comment belongs to which theme."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.core.states import Lifecycle
from longtable.voices.models.analyses import Analysis
from longtable.voices.models.comments import Comment
from longtable.voices.models.conversations import Conversation
from longtable.voices.models.themes import Theme


class SuggestionState(models.TextChoices):
    """What a person made of it."""

    OPEN = "open", _("nobody has looked at it")
    TAKEN = "taken", _("taken into a theme")
    SET_ASIDE = "set_aside", _("set aside")


LIFECYCLE = Lifecycle(
    SuggestionState,
    {
        SuggestionState.OPEN: [SuggestionState.TAKEN, SuggestionState.SET_ASIDE],
        SuggestionState.TAKEN: [],
        SuggestionState.SET_ASIDE: [SuggestionState.OPEN, SuggestionState.TAKEN],
    },
)


class Suggestion(Entity):
    """Comments that use the same words. A person names it, or does not."""

    State = SuggestionState

    analysis = models.ForeignKey(
        Analysis, on_delete=models.PROTECT, related_name="suggestions", help_text="The run that found it."
    )
    position = models.PositiveSmallIntegerField(help_text="Place in the list: most comments first.")
    terms = models.JSONField(help_text="Words that its comments share, the most telling first.")
    numbers = models.JSONField(help_text="Numbers of its comments.")
    examples = models.JSONField(help_text="Numbers of its most typical comments.")
    languages = models.JSONField(help_text="Language -> how many of its comments were said in it.")
    state = models.CharField(
        max_length=10, choices=State, default=State.OPEN, help_text="What a person made of it."
    )
    theme = models.ForeignKey(
        Theme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="suggestions",
        help_text="The theme that it was taken into.",
    )

    lifecycle = LIFECYCLE

    class Meta:
        ordering = ["position"]
        constraints = [
            LIFECYCLE.constraint("voices_suggestion_state"),
            models.UniqueConstraint(fields=["analysis", "position"], name="voices_suggestion_position"),
        ]

    def __str__(self) -> str:
        return ", ".join(self.terms)


class CodingRound(Entity):
    """A second person says which themes some comments belong to, without seeing what the first said."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="coding_rounds", help_text="Of what."
    )
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="The second person."
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who asked for it.",
    )
    seed = models.PositiveIntegerField(help_text="The same seed draws the same comments.")
    themes: models.ManyToManyField = models.ManyToManyField(
        Theme, related_name="coding_rounds", help_text="The themes to choose from, as they were at its start."
    )
    size = models.PositiveIntegerField(help_text="How many comments were drawn.")
    finished_at = models.DateTimeField(null=True, blank=True, help_text="When the last comment was coded.")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"coding round of {self.conversation_id}"


class Coding(Entity):
    """One comment of a round: what the first coders had said at its start, and what the second says."""

    round = models.ForeignKey(
        CodingRound, on_delete=models.PROTECT, related_name="codings", help_text="In which round."
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, related_name="codings", help_text="Which comment."
    )
    position = models.PositiveIntegerField(help_text="Its place in the round, from 1.")
    first = models.JSONField(help_text="Ids of the themes that cited it when the round began.")
    second = models.JSONField(
        null=True, blank=True, help_text="Ids of the second coder's themes; null: not yet."
    )
    coded_at = models.DateTimeField(null=True, blank=True, help_text="When the second coder decided.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "comment"], name="voices_coding_once"),
            models.UniqueConstraint(fields=["round", "position"], name="voices_coding_position"),
        ]

    def __str__(self) -> str:
        return f"comment {self.comment_id} in {self.round}"
