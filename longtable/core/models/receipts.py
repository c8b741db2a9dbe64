"""What a person holds who has no account: a link and a code, both stored only as hashes."""

from django.db import models

from longtable.core.models.base import Entity


class Receipt(Entity):
    """Proof that one took part. Packages point at it from what it opens."""

    token_hash = models.CharField(max_length=64, unique=True, help_text="Keyed hash of the link's secret.")
    code_hash = models.CharField(max_length=64, unique=True, help_text="Keyed hash of the spoken code.")
    last_used_at = models.DateTimeField(null=True, help_text="When it last opened something.")
    withdrawn_at = models.DateTimeField(null=True, help_text="From then on it opens nothing.")

    def __str__(self) -> str:
        return f"receipt {self.id}"
