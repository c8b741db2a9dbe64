"""How a promise went on, each step with what shows it."""

from django.conf import settings
from django.db import models

from longtable.commitments.models.commitments import Commitment
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity, StoredFile


class Step(Entity):
    """One move of a commitment, with its evidence. Written once, never changed."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="steps", help_text="Of what."
    )
    before = models.CharField(max_length=10, choices=Commitment.State, help_text="State before.")
    after = models.CharField(max_length=10, choices=Commitment.State, help_text="State after.")
    evidence = LocalizedTextField(
        blank=True, help_text="What shows it, in a sentence; a reason; what changed."
    )
    url = models.URLField(max_length=500, blank=True, help_text="Where one can see it.")
    file = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="A document or picture that shows it.",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who took it; empty when a command did.",
    )
    at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}"
