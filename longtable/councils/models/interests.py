"""Somebody wants to hear when there is a seat for them."""

from django.db import models

from longtable.core.models import Entity, Receipt
from longtable.people.models import ContactPoint
from longtable.places.models import Area


class InterestQuerySet(models.QuerySet["Interest"]):
    """Words for asking who wants to be told."""

    def standing(self) -> "InterestQuerySet":
        """Those who want it still, and showed that the contact is theirs."""
        return self.filter(ended_at=None, contact__verified_at__isnull=False, contact__retired_at=None)


class Interest(Entity):
    """What kind of seat somebody would like to hear of."""

    receipt = models.OneToOneField(
        Receipt, on_delete=models.PROTECT, related_name="seat_interest", help_text="What opens its page."
    )
    contact = models.ForeignKey(
        ContactPoint, on_delete=models.PROTECT, related_name="+", help_text="Where to tell them."
    )
    topics = models.JSONField(default=list, blank=True, help_text="Codes of topics.py; none = all.")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="County where they live; empty: seats of the whole state only.",
    )
    language = models.CharField(max_length=8, help_text="Language in which to tell them.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When they wanted no more of it.")

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"interest {self.pk}"
