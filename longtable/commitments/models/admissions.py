"""What we got wrong, said in public by a person with a name."""

from django.conf import settings
from django.db import models

from longtable.commitments.models.commitments import Commitment
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity


class Admission(Entity):
    """One mistake, what it did, and what we do differently now."""

    text = LocalizedTextField(help_text="What went wrong and what we do differently now.")
    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="admissions",
        help_text="The promise that it belongs to, if one.",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who says so; the name is shown.",
    )
    published_at = models.DateTimeField(help_text="When it was said in public.")
    form_key = models.UUIDField(
        null=True, unique=True, help_text="Key of the form it came by: a second click changes nothing."
    )

    class Meta:
        ordering = ["-published_at"]

    def __str__(self) -> str:
        return str(self.text)
