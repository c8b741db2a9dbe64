"""Services, and the places at which they are given."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core.access import Actor
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.directory.models.locations import Location
from longtable.directory.models.organizations import OrganizationEntry, Program


def published(service: str = "") -> Q:
    """That anybody may read a service: published, not the same as another, of nobody or of a published entry.

    ``service`` leads from the rows that are asked for to their service: ``"service__"``.
    """
    organization = (
        Q((f"{service}organization", None))
        | Q(
            (f"{service}organization__published_at__isnull", False),
            (f"{service}organization__organization__merged_into", None),
        )
        | Q((f"{service}organization__survivor__published_at__isnull", False))
    )
    itself = Q((f"{service}published_at__isnull", False), (f"{service}merged_into", None))
    return organization & itself


class ServiceQuerySet(models.QuerySet["Service"]):
    """Words for asking which services somebody may see or keep."""

    def published(self) -> "ServiceQuerySet":
        """What anybody may read."""
        return self.filter(published())

    def of(self, entry: OrganizationEntry) -> "ServiceQuerySet":
        """Services that show under ``entry``: its own, and those of entries that it stands for."""
        return self.filter(Q(organization=entry) | Q(organization__survivor=entry))

    def kept_by(self, actor: Actor) -> "ServiceQuerySet":
        """Services of the entries that ``actor`` may change."""
        return self.filter(organization__in=OrganizationEntry.objects.kept_by(actor))


class Service(Entity):
    """HSDS ``service``. What a source did not say is empty, and never guessed."""

    class Status(models.TextChoices):
        UNKNOWN = "", _("not known")
        ACTIVE = "active", _("running")
        INACTIVE = "inactive", _("not running")
        DEFUNCT = "defunct", _("ended")
        TEMPORARILY_CLOSED = "temporarily closed", _("closed for now")

    organization = models.ForeignKey(
        OrganizationEntry,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="services",
        help_text="Who gives it; empty where a source lost it.",
    )
    program = models.ForeignKey(
        Program, null=True, blank=True, on_delete=models.SET_NULL, related_name="services", help_text="Under."
    )
    name = LocalizedTextField(help_text="Name of the service.")
    alternate_name = models.CharField(max_length=255, blank=True, help_text="Another name people use.")
    description = LocalizedTextField(blank=True, help_text="What one gets.")
    url = models.URLField(max_length=500, blank=True, help_text="Its page.")
    email = models.EmailField(blank=True, help_text="Where one may write.")
    status = models.CharField(
        max_length=20, choices=Status, blank=True, default=Status.UNKNOWN, help_text="Is it running?"
    )
    interpretation_services = LocalizedTextField(blank=True, help_text="Which interpreters can be had.")
    application_process = LocalizedTextField(blank=True, help_text="What one has to do to get it.")
    fees_description = LocalizedTextField(blank=True, help_text="What it costs, in words.")
    wait_time = models.CharField(max_length=200, blank=True, help_text="How long people wait.")
    accreditations = models.TextField(blank=True, help_text="Who vouches for it.")
    licenses = models.TextField(blank=True, help_text="Licenses, as older sources give them.")
    eligibility_description = LocalizedTextField(blank=True, help_text="Who can get it, in words.")
    minimum_age = models.FloatField(null=True, blank=True, help_text="Youngest age, in years.")
    maximum_age = models.FloatField(null=True, blank=True, help_text="Oldest age, in years.")
    alert = LocalizedTextField(blank=True, help_text="What everybody should know just now.")
    assured_at = models.DateTimeField(
        null=True, blank=True, help_text="Last time somebody who knows said that all of it is right."
    )
    assurer_email = models.EmailField(blank=True, help_text="Who said so, as the source gives it.")
    assured_by_organization = models.BooleanField(
        default=False, help_text="Whether it was the organisation itself who said so."
    )
    published_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="Since when anybody reads it; empty for a draft."
    )
    changed_at = models.DateTimeField(
        default=timezone.now, db_index=True, help_text="Last change of it or of what belongs to it."
    )
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
        help_text="Set when it turned out to be the same service as another.",
    )
    survivor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stood_for",
        help_text="The service that stands for this one, through all merges; follows from merged_into.",
    )

    objects = ServiceQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.name)

    @property
    def provider(self) -> OrganizationEntry | None:
        """Who gives it, as it is shown: the entry that stands for its organisation by now."""
        return self.organization and (self.organization.survivor or self.organization)


class ServiceAtLocationQuerySet(models.QuerySet["ServiceAtLocation"]):
    """Words for asking where a service is given."""

    def of(self, service: Service) -> "ServiceAtLocationQuerySet":
        """Its own places, and those of services that it stands for."""
        return self.filter(Q(service=service) | Q(service__survivor=service))


class ServiceAtLocation(Entity):
    """HSDS ``service_at_location``: that a service is given at a place."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="sites", help_text="What.")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="sites", help_text="Where.")
    description = LocalizedTextField(blank=True, help_text="What is different here.")

    objects = ServiceAtLocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "location"], name="directory_service_at_location_once")
        ]

    def __str__(self) -> str:
        return f"{self.service} at {self.location}"
