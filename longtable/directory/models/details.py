"""What belongs to an organisation, a service, a place, or a service at a place."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedTextField
from longtable.core.models import Entity
from longtable.directory.models.locations import Location
from longtable.directory.models.offered import Service, ServiceAtLocation
from longtable.directory.models.organizations import OrganizationEntry


def of(model: Any, name: str) -> Any:
    """The key by which a detail belongs to a row of ``model``; HSDS lets a detail have one of several."""
    return models.ForeignKey(
        model,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name=name,
        help_text="To which it belongs.",
    )


class Address(Entity):
    """HSDS ``address``."""

    location = of(Location, "addresses")
    attention = models.CharField(max_length=255, blank=True, help_text="To whose attention.")
    address_1 = models.CharField(max_length=255, blank=True, help_text="House and street.")
    address_2 = models.CharField(max_length=255, blank=True, help_text="Floor, suite.")
    city = models.CharField(max_length=100, blank=True, help_text="Town.")
    region = models.CharField(max_length=100, blank=True, help_text="County or part of the state.")
    state_province = models.CharField(max_length=50, blank=True, help_text="State.")
    postal_code = models.CharField(max_length=20, blank=True, db_index=True, help_text="ZIP code.")
    country = models.CharField(max_length=2, default="US", help_text="Country, ISO 3166-1 alpha-2.")
    address_type = models.CharField(
        max_length=10, choices=Location.Kind, default=Location.Kind.PHYSICAL, help_text="What kind."
    )

    class Meta:
        ordering = ["address_type", "id"]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.address_1, self.city, self.postal_code) if part)


class Contact(Entity):
    """HSDS ``contact``: a person or desk at an organisation. Shown only where that was agreed."""

    organization = of(OrganizationEntry, "contacts")
    service = of(Service, "contacts")
    service_at_location = of(ServiceAtLocation, "contacts")
    location = of(Location, "contacts")
    name = models.CharField(max_length=200, blank=True, help_text="Name.")
    title = models.CharField(max_length=200, blank=True, help_text="What they do.")
    department = models.CharField(max_length=200, blank=True, help_text="Where they do it.")
    email = models.EmailField(blank=True, help_text="Where to write.")
    is_public = models.BooleanField(default=True, help_text="Whether anybody may see it.")
    is_asked = models.BooleanField(
        default=False, help_text="Whether we ask here if the entry is still right: by e-mail, else by text."
    )
    language = models.CharField(
        max_length=8, blank=True, help_text="Language in which we write to it; empty: that of the agency."
    )

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name or self.title


class Phone(Entity):
    """HSDS ``phone``."""

    organization = of(OrganizationEntry, "phones")
    service = of(Service, "phones")
    service_at_location = of(ServiceAtLocation, "phones")
    location = of(Location, "phones")
    contact = of(Contact, "phones")
    number = models.CharField(max_length=100, help_text="Number as people dial it.")
    extension = models.PositiveIntegerField(null=True, blank=True, help_text="Extension.")
    type = models.CharField(max_length=20, blank=True, help_text="voice, fax, text, tty, cell, video ...")
    description = models.CharField(max_length=500, blank=True, help_text="Who answers, when.")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.number


class Language(Entity):
    """HSDS ``language``: one that is spoken in a service, at a place or on a line."""

    service = of(Service, "languages")
    location = of(Location, "languages")
    phone = of(Phone, "languages")
    name = models.CharField(max_length=100, blank=True, help_text="Name of the language.")
    code = models.CharField(max_length=20, blank=True, db_index=True, help_text="ISO 639 code, e.g. 'es'.")
    note = models.CharField(max_length=500, blank=True, help_text="How well, when.")

    class Meta:
        ordering = ["code", "id"]

    def __str__(self) -> str:
        return self.name or self.code


class Schedule(Entity):
    """HSDS ``schedule``: when it is open, by a rule of RFC 5545 or in words."""

    class Frequency(models.TextChoices):
        WEEKLY = "WEEKLY", _("every week")
        MONTHLY = "MONTHLY", _("every month")

    service = of(Service, "schedules")
    service_at_location = of(ServiceAtLocation, "schedules")
    location = of(Location, "schedules")
    valid_from = models.DateField(null=True, blank=True, help_text="First day.")
    valid_to = models.DateField(null=True, blank=True, help_text="Last day.")
    dtstart = models.DateField(null=True, blank=True, help_text="First day from which the rule counts.")
    timezone = models.FloatField(null=True, blank=True, help_text="Hours from UTC, as the source gives it.")
    until = models.DateField(null=True, blank=True, help_text="Last day of the rule.")
    count = models.PositiveIntegerField(null=True, blank=True, help_text="How many times.")
    wkst = models.CharField(max_length=2, blank=True, help_text="First day of the week, MO to SU.")
    freq = models.CharField(max_length=10, choices=Frequency, blank=True, help_text="How often.")
    interval = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Every how many of these.")
    byday = models.CharField(max_length=100, blank=True, help_text="Days: 'MO,WE', '1TU,-1FR'.")
    byweekno = models.CharField(max_length=100, blank=True, help_text="Weeks of the year.")
    bymonthday = models.CharField(max_length=100, blank=True, help_text="Days of the month.")
    byyearday = models.CharField(max_length=100, blank=True, help_text="Days of the year.")
    description = models.TextField(blank=True, help_text="In words.")
    opens_at = models.TimeField(null=True, blank=True, help_text="Opens, local time.")
    closes_at = models.TimeField(null=True, blank=True, help_text="Closes, local time.")
    closed_on_holidays = models.BooleanField(default=False, help_text="Not on public holidays.")
    schedule_link = models.URLField(max_length=500, blank=True, help_text="Where the newest one stands.")
    attending_type = models.CharField(max_length=255, blank=True, help_text="On site, by phone, online.")
    notes = models.TextField(blank=True, help_text="What else to know.")
    as_given = models.CharField(
        max_length=500, blank=True, help_text="Text of the source, where we had to work out what it means."
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.description or f"{self.freq} {self.byday} {self.opens_at}-{self.closes_at}"


class ServiceArea(Entity):
    """HSDS ``service_area``: where people must live."""

    service = of(Service, "service_areas")
    service_at_location = of(ServiceAtLocation, "service_areas")
    name = models.CharField(max_length=255, blank=True, help_text="Name of the area.")
    description = models.TextField(blank=True, help_text="In words.")
    extent = models.TextField(blank=True, help_text="Its shape, as the source gives it.")
    extent_type = models.CharField(max_length=50, blank=True, help_text="geojson, topojson, kml, text.")
    uri = models.CharField(max_length=500, blank=True, help_text="Name of it in linked data.")
    area = models.ForeignKey(
        "places.Area",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The county or state it is, where that is known.",
    )

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class CostOption(Entity):
    """HSDS ``cost_option``."""

    service = of(Service, "cost_options")
    valid_from = models.DateField(null=True, blank=True, help_text="First day.")
    valid_to = models.DateField(null=True, blank=True, help_text="Last day.")
    option = LocalizedTextField(blank=True, help_text="For whom or what.")
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217.")
    amount = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="What it costs; 0 is free."
    )
    amount_description = LocalizedTextField(blank=True, help_text="In words.")

    class Meta:
        ordering = ["amount", "id"]

    def __str__(self) -> str:
        return str(self.amount_description) or f"{self.amount} {self.currency}"


class RequiredDocument(Entity):
    """HSDS ``required_document``: what one has to bring."""

    service = of(Service, "required_documents")
    document = LocalizedTextField(blank=True, help_text="What one has to bring.")
    uri = models.CharField(max_length=500, blank=True, help_text="Where it is explained.")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.document)


class Funding(Entity):
    """HSDS ``funding``."""

    organization = of(OrganizationEntry, "funding")
    service = of(Service, "funding")
    source = models.CharField(max_length=500, blank=True, help_text="Who pays.")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.source


class Accessibility(Entity):
    """HSDS ``accessibility``."""

    location = of(Location, "accessibility")
    description = models.TextField(blank=True, help_text="What helps people with a disability here.")
    details = models.TextField(blank=True, help_text="More of it.")
    url = models.URLField(max_length=500, blank=True, help_text="Where more is said.")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.description


class Url(Entity):
    """HSDS ``url``: one more address on the web."""

    organization = of(OrganizationEntry, "additional_websites")
    service = of(Service, "additional_urls")
    label = models.CharField(max_length=255, blank=True, help_text="What one finds there.")
    url = models.URLField(max_length=500, help_text="The address.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization=None) | Q(service=None), name="directory_url_of_one"
            )
        ]

    def __str__(self) -> str:
        return self.url


class OrganizationIdentifier(Entity):
    """HSDS ``organization_identifier``: how others call it, e.g. its id in the source of an import."""

    organization = of(OrganizationEntry, "identifiers")
    identifier_scheme = models.CharField(max_length=100, blank=True, help_text="Scheme, e.g. 'US-EIN'.")
    identifier_type = models.CharField(max_length=100, help_text="What kind of id.")
    identifier = models.CharField(max_length=255, help_text="The id.")

    class Meta:
        ordering = ["identifier_type", "id"]
        indexes = [models.Index(fields=["identifier_type", "identifier"], name="directory_identifier")]

    def __str__(self) -> str:
        return f"{self.identifier_type} {self.identifier}"
