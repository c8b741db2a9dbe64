"""Places where help is given, or to which one writes; what makes a place easy or hard to come to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.directory.models.organizations import OrganizationEntry


class Location(Entity):
    """HSDS ``location``, and the facts by which people choose a place that they trust.

    Facts that nobody told are ``None``: not asked is not no.
    """

    class Kind(models.TextChoices):
        PHYSICAL = "physical", _("a place to go to")
        POSTAL = "postal", _("a postal address")
        VIRTUAL = "virtual", _("by phone or online")

    location_type = models.CharField(
        max_length=10, choices=Kind, default=Kind.PHYSICAL, help_text="What kind of place."
    )
    organization = models.ForeignKey(
        OrganizationEntry,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="locations",
        help_text="Whose place it is, when it belongs to one organisation.",
    )
    name = models.CharField(max_length=255, blank=True, help_text="Name of the place.")
    alternate_name = models.CharField(max_length=255, blank=True, help_text="Another name people use.")
    description = LocalizedTextField(blank=True, help_text="How to find the door.")
    transportation = LocalizedTextField(blank=True, help_text="How to get there.")
    url = models.URLField(max_length=500, blank=True, help_text="Page of the place, or its meeting link.")
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees north, WGS 84.")
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees east, WGS 84.")
    position_is_rough = models.BooleanField(
        default=False, help_text="The position is the middle of its ZIP code or town, not the house."
    )
    external_identifier = models.CharField(max_length=100, blank=True, help_text="Id by another scheme.")
    external_identifier_type = models.CharField(max_length=50, blank=True, help_text="Which scheme.")
    area = models.ForeignKey(
        "places.Area",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The county in which it lies.",
    )
    interpreters_on_site = models.CharField(
        max_length=200, blank=True, help_text="Languages of interpreters who are there, as codes with commas."
    )
    parking = models.BooleanField(null=True, blank=True, help_text="There is free parking.")
    bus_line = models.CharField(max_length=100, blank=True, help_text="Bus that stops nearby.")
    step_free = models.BooleanField(null=True, blank=True, help_text="One can get in without steps.")
    cold_chain = models.BooleanField(null=True, blank=True, help_text="Can keep food or vaccine cold.")
    indoor_waiting = models.BooleanField(null=True, blank=True, help_text="One can wait inside.")
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
        help_text="Set when it turned out to be the same place as another.",
    )
    survivor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stood_for",
        help_text="The place that stands for this one, through all merges; follows from merged_into.",
    )

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["latitude", "longitude"], name="directory_location_point")]

    def __str__(self) -> str:
        return self.name or str(self.pk)
