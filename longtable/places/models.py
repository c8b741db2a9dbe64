"""Areas, the dated schemes that gather them into regions, and how many people live there."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity


class AreaQuerySet(models.QuerySet["Area"]):
    """Words for asking for areas."""

    def counties(self, state: "Area | None" = None) -> "AreaQuerySet":
        """The counties of ``state``, or of every state here, by name."""
        found = self.filter(level=Area.Level.COUNTY).order_by("name")
        return found.filter(parent=state) if state else found


class Area(Entity):
    """A state, a county, later a tract. Regions are not areas: they are gathered by a scheme."""

    class Level(models.TextChoices):
        STATE = "state", _("state")
        COUNTY = "county", _("county")
        TRACT = "tract", _("census tract")

    level = models.CharField(max_length=10, choices=Level, help_text="Kind of area.")
    code = models.CharField(max_length=15, unique=True, help_text="Census code (FIPS), e.g. 37155.")
    name = models.CharField(max_length=100, help_text="Name without 'County', as people say it.")
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text="The area around it; empty for a state.",
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["level", "name"], name="places_area_level_name")]

    def __str__(self) -> str:
        return self.name


class RegionScheme(Entity):
    """One body's way of gathering areas into regions. One scheme never stands in for another."""

    slug = models.SlugField(unique=True, help_text="Short name for commands and files.")
    name = LocalizedTextField(help_text="What people call the scheme.")
    defined_by = models.CharField(max_length=200, help_text="By whose definition.")
    rule = LocalizedTextField(blank=True, help_text="How it is decided which area belongs where.")
    since = models.DateField(null=True, blank=True, help_text="First day of this definition.")
    source = models.TextField(blank=True, help_text="Where the definition was read.")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)


class Region(Entity):
    """One region of a scheme. Which areas it holds depends on the day."""

    scheme = models.ForeignKey(
        RegionScheme, on_delete=models.PROTECT, related_name="regions", help_text="The scheme."
    )
    code = models.CharField(max_length=40, help_text="Short name within the scheme.")
    name = LocalizedTextField(help_text="What people call the region.")
    order = models.PositiveSmallIntegerField(default=0, help_text="Place in lists and legends.")

    class Meta:
        ordering = ["scheme", "order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="places_region_code_in_scheme")
        ]

    def __str__(self) -> str:
        return str(self.name)


class RegionAreaQuerySet(models.QuerySet["RegionArea"]):
    """Words for asking which areas a region holds."""

    def on(self, day: date) -> "RegionAreaQuerySet":
        """What held on ``day``."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gt=day))

    def confirmed(self) -> "RegionAreaQuerySet":
        """What may be published as certain."""
        return self.exclude(basis=RegionArea.Basis.UNVERIFIED)


class RegionArea(Entity):
    """That a region holds an area, from when to when, and how sure we are."""

    class Basis(models.TextChoices):
        SOURCED = "sourced", _("read in a source")
        DERIVED = "derived", _("worked out from sources")
        UNVERIFIED = "unverified", _("not confirmed")

    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="holdings", help_text="The region."
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="holdings", help_text="The area.")
    valid_from = models.DateField(help_text="First day.")
    valid_to = models.DateField(null=True, blank=True, help_text="First day on which it no longer held.")
    basis = models.CharField(max_length=10, choices=Basis, help_text="How sure we are.")
    note = models.CharField(max_length=300, blank=True, help_text="What the basis rests on.")

    objects = RegionAreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "area", "valid_from"], name="places_holding_once_per_start"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="places_holding_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.area}"


class Population(Entity):
    """How many people of one group live in an area, by one source and year: a denominator."""

    EVERYBODY = "all"

    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="populations", help_text="The area."
    )
    stratum = models.CharField(max_length=30, help_text="What divides: 'all', 'age', 'race', 'sex' ...")
    group = models.CharField(max_length=60, help_text="The group within the stratum, e.g. '18-24'.")
    year = models.PositiveSmallIntegerField(help_text="Year that the number describes.")
    source = models.CharField(max_length=200, help_text="Whose number it is.")
    count = models.PositiveIntegerField(help_text="People.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "stratum", "group", "year", "source"], name="places_population_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.stratum} {self.group}: {self.count}"
