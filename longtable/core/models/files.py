"""Files that people gave us: private by default, checked by content, gone when their time is over."""

from django.conf import settings
from django.db import models

from longtable.core.models.base import Entity


class StoredFile(Entity):
    """One file. Whoever may open the record that points at it may open the file."""

    name = models.CharField(max_length=200, help_text="The name it came with, cleaned.")
    content_type = models.CharField(max_length=100, help_text="What it is, judged by its content.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64, help_text="Digest of the content, hexadecimal.")
    path = models.CharField(max_length=200, unique=True, help_text="Where the storage keeps it.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who brought it, if they signed in.",
    )
    keep_until = models.DateField(
        null=True, help_text="After this day it is deleted; empty = with its record."
    )

    def __str__(self) -> str:
        return self.name
