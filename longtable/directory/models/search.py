"""What the search looks at: made from the entries, never by hand, and made anew when they change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.directory.models.capacity import ServiceCapacity
from longtable.directory.models.locations import Location
from longtable.directory.models.offered import Service, ServiceAtLocation
from longtable.directory.models.organizations import OrganizationEntry


class Listing(models.Model):
    """A published service at one of its places, or the service alone, with all that a question can ask for.

    ``words`` is what full-text search looks at: folded roots with spaces between them, and marks beginning
    with ``§`` for facts (see ``directory/search/marks.py``).
    """

    id = models.BigAutoField(primary_key=True, help_text="Number of the row, which the word index uses.")
    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="listings", help_text="What is found."
    )
    site = models.ForeignKey(
        ServiceAtLocation,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="That it is given there; empty for a service without a place.",
    )
    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.CASCADE, related_name="+", help_text="Where."
    )
    organization = models.ForeignKey(
        OrganizationEntry,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Whose.",
    )
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees north of where one goes.")
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees east of where one goes.")
    is_running = models.BooleanField(
        default=True, help_text="Off for what ended or does not run: machines read it, people do not find it."
    )
    is_free = models.BooleanField(null=True, blank=True, help_text="Costs nothing; empty when not told.")
    minimum_age = models.FloatField(null=True, blank=True, help_text="Youngest age, in years.")
    maximum_age = models.FloatField(null=True, blank=True, help_text="Oldest age, in years.")
    capacity = models.CharField(
        max_length=10, choices=ServiceCapacity.State, blank=True, help_text="Can it take people?"
    )
    capacity_until = models.DateTimeField(
        null=True, blank=True, help_text="When that is no longer believed; empty: no end is known."
    )
    hours = models.JSONField(default=list, blank=True, help_text="Rules of opening, see search/hours.py.")
    standing = models.IntegerField(default=0, help_text="Day on which somebody last said it is right.")
    title = models.TextField(blank=True, help_text="Roots of the names of the service.")
    giver = models.TextField(blank=True, help_text="Roots of the names of the organisation and the place.")
    needs = models.TextField(blank=True, help_text="Codes of the needs it is tied to.")
    hints = models.TextField(blank=True, help_text="Codes of the needs that its own words speak of.")
    words = models.TextField(blank=True, help_text="All roots and marks: what the word index holds.")

    def __str__(self) -> str:
        return f"{self.service_id} at {self.location_id}"


class SearchWord(models.Model):
    """A word that stands in some listing or in the list of needs: what a misspelt word may have meant."""

    word = models.CharField(max_length=40, unique=True, help_text="Folded, with its ending.")
    uses = models.PositiveIntegerField(default=1, help_text="In about how many listings it stands.")

    def __str__(self) -> str:
        return self.word


class WordPart(models.Model):
    """Three letters that follow each other in a word, by which words like it are found."""

    word = models.ForeignKey(
        SearchWord, on_delete=models.CASCADE, related_name="parts", help_text="In which."
    )
    letters = models.CharField(max_length=3, help_text="The three letters; ^ begins and $ ends a word.")

    class Meta:
        indexes = [models.Index(fields=["letters", "word"], name="directory_word_part")]

    def __str__(self) -> str:
        return self.letters


class PlacePoint(Entity):
    """Where a ZIP code or a town of this state lies, loaded at set-up from public lists."""

    class Kind(models.TextChoices):
        ZIP = "zip", _("ZIP code")
        TOWN = "town", _("town")

    kind = models.CharField(max_length=4, choices=Kind, help_text="ZIP code or town.")
    code = models.CharField(max_length=20, help_text="The ZIP code; of a town its number in GeoNames.")
    name = models.CharField(max_length=100, help_text="As it is shown.")
    folded = models.CharField(max_length=100, help_text="As it is looked up.")
    latitude = models.FloatField(help_text="Degrees north of a point within.")
    longitude = models.FloatField(help_text="Degrees east of a point within.")
    people = models.PositiveIntegerField(
        default=0, help_text="How many live there: the larger is meant first."
    )
    area = models.ForeignKey(
        "places.Area",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="County in which the point lies.",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="directory_place_point_once")]
        indexes = [models.Index(fields=["folded"], name="directory_place_point_name")]

    def __str__(self) -> str:
        return self.name
