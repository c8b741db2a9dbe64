"""What the directory says of an organisation, its programs, and whom it is led by and serves."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity


class OrganizationEntryQuerySet(models.QuerySet["OrganizationEntry"]):
    """Words for asking which entries somebody may see or keep."""

    def published(self) -> "OrganizationEntryQuerySet":
        """What anybody may read: published, and not found to be the same as another."""
        return self.filter(published_at__isnull=False, organization__merged_into=None)

    def kept_by(self, actor: Actor) -> "OrganizationEntryQuerySet":
        """Entries that ``actor`` may change."""
        if actor.is_statewide(Permission.EDIT_DIRECTORY):
            return self.all()
        ids = actor.organizations_reached(Permission.EDIT_DIRECTORY)
        areas = actor.areas_reached(Permission.EDIT_DIRECTORY)
        own = Q(organization_id__in=ids) | Q(survivor__in=ids)
        return self.filter(own | Q(area_id__in=areas)) if areas else self.filter(own)


class OrganizationEntry(models.Model):
    """HSDS ``organization``. Id and name stand with the identity, in ``accounts.Organization``."""

    organization = models.OneToOneField(
        Organization,
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="entry",
        help_text="Who it is; its id is the entry's id, also outside.",
    )
    alternate_name = models.CharField(max_length=255, blank=True, help_text="Another name people use.")
    description = LocalizedTextField(
        blank=True, help_text="What it does, for somebody who never heard of it."
    )
    email = models.EmailField(blank=True, help_text="Where anybody may write.")
    website = models.URLField(max_length=500, blank=True, help_text="Its own pages.")
    tax_status = models.CharField(max_length=100, blank=True, help_text="As the tax office calls it.")
    tax_id = models.CharField(max_length=40, blank=True, help_text="Number at the tax office (EIN).")
    year_incorporated = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Founded.")
    legal_status = models.CharField(max_length=100, blank=True, help_text="Legal form.")
    logo = models.CharField(max_length=500, blank=True, help_text="Address of its picture, as it was given.")
    uri = models.CharField(max_length=500, blank=True, help_text="Name of it in linked data.")
    mission = LocalizedTextField(blank=True, help_text="What it is for, in its own words.")
    values = LocalizedTextField(blank=True, help_text="What it holds to, in its own words.")
    area = models.ForeignKey(
        "places.Area",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="County of its main office; decides which regional team sees it.",
    )
    published_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="Since when anybody reads it; empty for a draft."
    )
    reviewed_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody who is not of it first let it appear."
    )
    assured_at = models.DateTimeField(null=True, blank=True, help_text="Last time somebody said it is right.")
    unanswered_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when nobody answers whether it is right; empty once they do."
    )
    changed_at = models.DateTimeField(
        default=timezone.now, db_index=True, help_text="Last change of it or of what belongs to it."
    )
    created_at = models.DateTimeField(auto_now_add=True, help_text="When the entry was made.")
    survivor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stood_for",
        help_text="The entry that stands for this one, through all merges; follows from merged_into.",
    )

    objects = OrganizationEntryQuerySet.as_manager()

    def __str__(self) -> str:
        return self.organization.name

    @property
    def name(self) -> str:
        """Name as people know it."""
        return self.organization.name


class CommunityTie(Entity):
    """That an organisation says it is led by, or serves, a community. Nobody says it for them."""

    class Kind(models.TextChoices):
        LED_BY = "led_by", _("led by")
        SERVES = "serves", _("serves")

    entry = models.ForeignKey(
        OrganizationEntry, on_delete=models.CASCADE, related_name="ties", help_text="Who says so."
    )
    kind = models.CharField(max_length=10, choices=Kind, help_text="Led by them, or serving them.")
    community = models.CharField(
        max_length=60, help_text="Code of the community, see directory/communities.py."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "kind", "community"], name="directory_tie_once")
        ]
        indexes = [models.Index(fields=["community", "kind"], name="directory_tie_community")]

    def __str__(self) -> str:
        return f"{self.entry} {self.kind} {self.community}"


class Program(Entity):
    """HSDS ``program``: several services under one name."""

    organization = models.ForeignKey(
        OrganizationEntry, null=True, on_delete=models.CASCADE, related_name="programs", help_text="Whose."
    )
    name = models.CharField(max_length=255, help_text="Name of the program.")
    alternate_name = models.CharField(max_length=255, blank=True, help_text="Another name people use.")
    description = LocalizedTextField(blank=True, help_text="What it does.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
