"""Comments that say something alike, gathered by a person."""

from django.conf import settings
from django.db import models

from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.voices.models.comments import Comment
from longtable.voices.models.conversations import Conversation


class ThemeQuerySet(models.QuerySet["Theme"]):
    """Words for asking which themes."""

    def standing(self) -> "ThemeQuerySet":
        """Those that were not merged into another."""
        return self.filter(merged_into=None)


class Theme(Entity):
    """What many said, in one sentence. It cites the comments that it stands on."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="themes", help_text="Where it came up."
    )
    name = LocalizedTextField(help_text="A few words.")
    summary = LocalizedTextField(blank=True, help_text="What people said, in a sentence or two.")
    comments: models.ManyToManyField = models.ManyToManyField(
        Comment,
        through="voices.ThemeComment",
        through_fields=("theme", "comment"),
        related_name="themes",
        help_text="What it stands on.",
    )
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        help_text="The theme that holds its comments now.",
    )
    split_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text="The theme whose comments it took over when it was begun.",
    )
    is_public = models.BooleanField(default=False, help_text="Whether anybody may read it.")

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return str(self.name)


class ThemeComment(Entity):
    """That a theme cites a comment, and who says so."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="citations", help_text="What.")
    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, related_name="citations", help_text="On what it stands."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who gathered it.",
    )
    came_from = models.ForeignKey(
        Theme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="given",
        help_text="The merged theme that brought it; taken back with it.",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "comment"], name="voices_citation_once")]

    def __str__(self) -> str:
        return f"{self.theme} cites {self.comment}"
