"""Voices that staff and partners carry in: sheets of paper, calls, notes from a table."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from longtable.accounts.models import Organization
from longtable.core.models import Entity
from longtable.places.models import Area
from longtable.voices.models.conversations import Conversation
from longtable.voices.models.participants import Channel

CARRIED = (Channel.PAPER, Channel.PHONE, Channel.IN_PERSON, Channel.TABLE, Channel.CHAT)
"""Channels of which somebody types in what others said."""

NOTED = (Channel.TABLE, Channel.CHAT)
"""Those of them where many lines are noted at once, and not one person a sheet."""

THE_TABLE = 0
"""Seat of what was said at a table by nobody knows whom."""


class Batch(Entity):
    """What was collected at one place on one day by one channel, and is typed in together."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="batches", help_text="For what."
    )
    channel = models.CharField(max_length=10, choices=Channel, help_text="How people spoke.")
    organization = models.ForeignKey(
        Organization,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who collected it: its people may type it in and correct it.",
    )
    label = models.CharField(max_length=120, help_text="Where and when, e.g. 'Food bank, Main Street'.")
    collected_on = models.DateField(help_text="Day on which it was collected.")
    language = models.CharField(max_length=8, help_text="Language of most of it; each sheet may differ.")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where most of them live, if known; each sheet may differ.",
    )
    statements = models.JSONField(
        default=list, blank=True, help_text="Numbers of the comments printed on the sheets, in their order."
    )
    people = models.PositiveIntegerField(
        null=True, blank=True, help_text="Who was there, counted by hand; empty when nobody counted."
    )
    sheets = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many sheets lie in the stack; empty when nobody counted."
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who types it in.",
    )
    finished_at = models.DateTimeField(null=True, blank=True, help_text="When the last sheet was in.")
    form_key = models.UUIDField(null=True, unique=True, help_text="A second click changes nothing.")

    class Meta:
        ordering = ["-collected_on", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=[str(each) for each in CARRIED]), name="voices_batch_channel"
            )
        ]

    def __str__(self) -> str:
        return self.label
