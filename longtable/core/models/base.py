"""What nearly every row has."""

from django.db import models
from django.utils import timezone

from longtable.core.ids import uuid7


class Entity(models.Model):
    """A thing with an identity of its own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False, help_text="Time-ordered id.")
    created_at = models.DateTimeField(
        default=timezone.now, editable=False, help_text="When the row was made."
    )

    class Meta:
        abstract = True
