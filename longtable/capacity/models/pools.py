"""A number of places, and how many of them are left."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity


class Pool(Entity):
    """One counter of places. It changes by one conditional UPDATE, never by counting rows.

    ``remaining`` = ``size`` less every place that is held, taken or offered; ``longtable capacity check``
    proves it. What the places are of, the package says that made the pool.
    """

    class Mode(models.TextChoices):
        IN_TURN = "in_turn", _("first come, first served")
        DRAWN = "drawn", _("by a drawing among everybody who asks in time")

    kind = models.CharField(max_length=60, help_text="What the places are of, e.g. 'gatherings.session'.")
    size = models.PositiveIntegerField(help_text="Places in all.")
    remaining = models.IntegerField(help_text="Places that nobody holds, has taken or is offered.")
    mode = models.CharField(
        max_length=10, choices=Mode, default=Mode.IN_TURN, help_text="How places are given."
    )
    opens_at = models.DateTimeField(help_text="From when one can ask for a place.")
    closes_at = models.DateTimeField(help_text="Until when one can ask, or be offered a place.")
    party_limit = models.PositiveSmallIntegerField(default=6, help_text="Places that one household may hold.")
    anonymous_limit = models.PositiveIntegerField(
        help_text="Places that people who have shown no contact yet may hold at one time, all together."
    )
    anonymous_held = models.PositiveIntegerField(
        default=0, help_text="Places held by such people at this moment."
    )
    offer_minutes = models.PositiveIntegerField(
        default=1440,
        help_text="How long the next in line have to answer, if there is at least twice the time left.",
    )
    waiting = models.PositiveIntegerField(
        default=0, help_text="Waitlist entries in line. While it is not 0, places go to the line first."
    )
    last_number = models.PositiveIntegerField(default=0, help_text="The last number in line given out.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(remaining__gte=0) & Q(remaining__lte=F("size")), name="capacity_pool_remaining"
            ),
            models.CheckConstraint(
                condition=Q(anonymous_held__lte=F("anonymous_limit")), name="capacity_pool_anonymous"
            ),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="capacity_pool_period"),
        ]

    def __str__(self) -> str:
        return f"{self.remaining} of {self.size} left"
