"""Whether a service can take people now, as its organisation says, and until when that holds."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.directory.models.offered import Service

WITHOUT_EXPIRY = timedelta(days=30)
"""How long a saying is believed that came without an end, as those of other directories do."""


class Unit(Entity):
    """HSDS ``unit``: what is counted, e.g. beds, places, boxes."""

    name = models.CharField(max_length=100, help_text="What is counted.")
    scheme = models.CharField(max_length=100, blank=True, help_text="By whose list.")
    identifier = models.CharField(max_length=100, blank=True, help_text="Id in that list.")
    uri = models.CharField(max_length=500, blank=True, help_text="Name of it in linked data.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ServiceCapacityQuerySet(models.QuerySet["ServiceCapacity"]):
    """Words for asking what still holds."""

    def current(self, now: datetime) -> "ServiceCapacityQuerySet":
        """The newest saying of each service and unit, unless it is too old to be believed."""
        return self.believed(now, now - WITHOUT_EXPIRY)

    def believed(self, now: datetime, since: datetime) -> "ServiceCapacityQuerySet":
        """The newest sayings that end after ``now``, or came without an end after ``since``."""
        believed = Q(expires_at__gt=now) | Q(expires_at=None, updated_at__gt=since)
        return self.filter(believed, replaced_at=None)


class ServiceCapacity(Entity):
    """HSDS ``service_capacity``, with what HSDS lacks: a word, an expiry and the history."""

    class State(models.TextChoices):
        OPEN = "open", _("has openings")
        WAITLIST = "waitlist", _("waiting list")
        FULL = "full", _("full")

    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="capacities", help_text="Of which."
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="What is counted."
    )
    state = models.CharField(max_length=10, choices=State, help_text="Can it take people?")
    available = models.FloatField(
        null=True, blank=True, help_text="How many are free, where that is counted."
    )
    maximum = models.FloatField(null=True, blank=True, help_text="How many there are.")
    description = models.CharField(max_length=500, blank=True, help_text="What to know about it.")
    updated_at = models.DateTimeField(help_text="When it was said.")
    expires_at = models.DateTimeField(
        null=True, blank=True, help_text="When it is no longer believed; empty for what an import brought."
    )
    replaced_at = models.DateTimeField(null=True, blank=True, help_text="When something newer was said.")
    said_by = models.CharField(
        max_length=120, blank=True, help_text="Id of who said it, as the audit names actors; empty: a source."
    )
    said_for = models.CharField(
        max_length=200, blank=True, help_text="Whose words it is, shown: an organisation or office."
    )
    remind = models.BooleanField(
        default=False, help_text="The organisation wants to be asked again before it is no longer believed."
    )

    objects = ServiceCapacityQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["service"],
                condition=Q(replaced_at=None, unit=None),
                name="directory_capacity_one_holds",
            ),
            models.UniqueConstraint(
                fields=["service", "unit"],
                condition=Q(replaced_at=None),
                name="directory_capacity_one_of_a_unit",
            ),
        ]
        indexes = [
            models.Index(
                fields=["service"], condition=Q(replaced_at=None), name="directory_capacity_current"
            ),
            models.Index(
                fields=["expires_at"],
                condition=Q(replaced_at=None, remind=True),
                name="directory_capacity_remind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.state}"
