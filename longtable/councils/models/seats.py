"""A place at the table, whoever sits there."""

from datetime import date
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.councils.models.councils import Council, CouncilState
from longtable.places.models import Area


class SeatQuerySet(models.QuerySet["Seat"]):
    """Words for asking which seats."""

    def standing(self) -> "SeatQuerySet":
        """Seats that exist."""
        return self.filter(closed_on=None)

    def public(self) -> "SeatQuerySet":
        """Seats of councils that anybody may know of."""
        return self.standing().filter(council__state=CouncilState.PUBLISHED)

    def free(self, day: date) -> "SeatQuerySet":
        """Seats that nobody holds on ``day`` or will take, or whose holder only waits for a successor."""
        Term = apps.get_model("councils", "Term")
        runs_on = Q(ends_on=None) | Q(ends_on__gt=day)
        held = Term.objects.filter(runs_on).filter(Q(ended_on=None) | Q(ended_on__gt=day))
        return self.standing().exclude(pk__in=held.values("seat"))

    def open_to_all(self, day: date) -> "SeatQuerySet":
        """Free seats of public councils for which anybody may apply here."""
        return self.public().free(day).filter(takes_applications=True)


class Seat(Entity):
    """One seat of a council."""

    class Category(models.TextChoices):
        CONSUMER = "consumer", _("people who use the service")
        FAMILY = "family", _("family members")
        COMMUNITY = "community", _("neighbors")
        PROVIDER = "provider", _("people who give care")
        ADVOCATE = "advocate", _("advocates")
        PLAN = "plan", _("health plans")
        AGENCY = "agency", _("public agencies")
        LAWMAKER = "lawmaker", _("lawmakers")
        AT_LARGE = "at_large", _("at large")
        EX_OFFICIO = "ex_officio", _("by office")
        OTHER = "other", _("other")

    class LivedExperience(models.TextChoices):
        NOT_ASKED = "", _("not asked for")
        WANTED = "wanted", _("it is welcome")
        REQUIRED = "required", _("it is needed")

    council = models.ForeignKey(
        Council, on_delete=models.CASCADE, related_name="seats", help_text="Which table."
    )
    number = models.PositiveSmallIntegerField(help_text="Its number within the council.")
    name = LocalizedTextField(help_text="Whose seat it is, e.g. 'Family member, eastern region'.")
    category = models.CharField(max_length=15, choices=Category, help_text="For whom it is meant.")
    is_voting = models.BooleanField(default=True, help_text="Whether its holder votes.")
    where = LocalizedTextField(blank=True, help_text="Region or district that it stands for, in words.")
    areas = models.ManyToManyField(
        Area, blank=True, related_name="+", help_text="Counties it stands for; none = all of the council's."
    )
    appointed_by = LocalizedTextField(blank=True, help_text="Who appoints, in words.")
    lived_experience = models.CharField(
        max_length=10,
        choices=LivedExperience,
        blank=True,
        help_text="Whether one must have lived through what it is about.",
    )
    eligibility = LocalizedTextField(blank=True, help_text="Who can hold it, in plain words.")
    takes_applications = models.BooleanField(
        default=True, help_text="Whether anybody may apply here; off for seats that go with an office."
    )
    announced_at = models.DateTimeField(
        null=True, blank=True, help_text="When people were told that it is free; empty once it is held."
    )
    closed_on = models.DateField(null=True, blank=True, help_text="Since when the seat no longer exists.")

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["council", "number"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="councils_seat_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="councils_seat_number"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def area_ids(self) -> frozenset[UUID]:
        """Counties that it stands for: its own, else those of the council; none = the whole state."""
        return frozenset(area.pk for area in self.areas.all()) or self.council.area_ids()
