"""A directory that nobody wrote: published and drafts, merged and private, with gaps as real ones have."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText, LocalizedTextField
from longtable.directory import models as tables
from longtable.directory.models import (
    Attribute,
    Change,
    Contact,
    Language,
    Location,
    OrganizationEntry,
    Phone,
    Program,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    Taxonomy,
    TaxonomyTerm,
    Unit,
)
from longtable.places.models import Area

Row = TypeVar("Row", bound=models.Model)

ENGLISH = ["food", "pantry", "clinic", "legal", "housing", "diaper", "winter", "oak", "river", "help"]
SPANISH = ["comida", "despensa", "clínica", "ayuda", "pañales", "invierno", "niños", "gratis"]
DETAILS = {
    "organization": [tables.Url, tables.Funding, Contact, Phone, tables.OrganizationIdentifier],
    "service": [
        tables.Url,
        Phone,
        tables.Schedule,
        tables.ServiceArea,
        Language,
        tables.Funding,
        tables.CostOption,
        tables.RequiredDocument,
        Contact,
        ServiceCapacity,
    ],
    "service_at_location": [tables.ServiceArea, Contact, Phone, tables.Schedule],
    "location": [Language, tables.Address, Contact, tables.Accessibility, Phone, tables.Schedule],
    "contact": [Phone],
    "phone": [Language],
}


class Growing:
    """Grows a directory row by row. The same ``random`` grows the same one, ids included.

    ``plenty`` is how often a detail is there that may be: 1 is always.
    """

    def __init__(self, random: Random, areas: Sequence[Area] = (), *, plenty: float = 0.5) -> None:
        self.random = random
        self.plenty = plenty
        self.areas = list(areas)
        self.terms: list[TaxonomyTerm] = []
        self.units: list[Unit] = []
        self.places: list[Location] = []

    def grow(self, organizations: int = 4, services: int = 8) -> None:
        """So many organisations and services, and everything that HSDS lets hang on them."""
        self.units = [self.row(Unit)]
        for _ in range(2):
            taxonomy = self.row(Taxonomy, slug="")
            for _ in range(3):
                self.terms.append(self.row(TaxonomyTerm, taxonomy=taxonomy, parent=self.maybe(self.terms)))
        owners = [self.organization() for _ in range(organizations)]
        programs = [self.row(Program, organization=self.random.choice(owners)) for _ in owners]
        self.places = [self.place(self.maybe(owners)) for _ in range(services)]
        grown = [self.service(self.maybe(owners), self.maybe(programs)) for _ in range(services)]
        for rows in (grown, owners, self.places):
            self.merge(rows)

    def organization(self) -> OrganizationEntry:
        """One with its details, more often published than not."""
        identity = self.row(Organization, parent=None, merged_into=None)
        entry = self.row(OrganizationEntry, organization=identity, published_at=self.published())
        self.hang("organization", entry)
        return entry

    def place(self, owner: OrganizationEntry | None) -> Location:
        """One with its details."""
        place = self.row(Location, organization=owner, merged_into=None)
        self.hang("location", place)
        return place

    def service(self, owner: OrganizationEntry | None, program: Program | None) -> Service:
        """One with its details, given at up to two places."""
        service = self.row(
            Service, organization=owner, program=program, published_at=self.published(), merged_into=None
        )
        self.hang("service", service)
        for place in self.random.sample(self.places, self.random.randint(0, min(2, len(self.places)))):
            self.hang("service_at_location", self.row(ServiceAtLocation, service=service, location=place))
        return service

    def hang(self, name: str, row: models.Model) -> None:
        """Some of what may belong to the row, a term, and a word of its history."""
        for model in DETAILS.get(name, []):
            if self.random.random() < self.plenty:
                fixed: dict[str, Any] = {name: row}
                if model is ServiceCapacity:
                    fixed |= {"unit": self.maybe(self.units), "updated_at": timezone.now()}
                detail = self.row(model, **fixed)
                self.hang({Contact: "contact", Phone: "phone"}.get(model, ""), detail)
        if name and self.random.random() < self.plenty:
            self.row(Attribute, link_entity=name, link_id=row.pk, taxonomy_term=self.maybe(self.terms))
            self.row(Change, resource_type=name, resource_id=row.pk, entry=None)

    def merge(self, rows: Sequence[models.Model]) -> None:
        """The first turns out to be the same as the last."""
        if len(rows) < 2:
            return
        gone, keep = rows[0], rows[-1]
        merging: type[models.Model] = Organization if isinstance(gone, OrganizationEntry) else type(gone)
        merging._default_manager.filter(pk=gone.pk).update(merged_into=keep.pk)
        type(gone)._default_manager.filter(pk=gone.pk).update(survivor=keep.pk)

    def row(self, model: type[Row], **fixed: Any) -> Row:
        """A row of the model: ``fixed`` as told, everything else by chance, references left open."""
        values = dict(fixed)
        for field in model._meta.concrete_fields:
            if field.name not in values and not field.is_relation:
                values[field.name] = self.value(field)
        if self.areas and "area" not in values and hasattr(model, "area"):
            values["area"] = self.maybe(self.areas)
        return model._default_manager.create(**values)

    def value(self, field: models.Field) -> Any:
        """What may stand in a column; empty where it may be and by chance is."""
        if field.primary_key or isinstance(field, models.UUIDField):
            return UUID(int=self.random.getrandbits(128), version=4)
        if field.null and self.random.random() < 0.4:
            return None
        if field.choices:
            return self.random.choice([code for code, _ in field.flatchoices])
        if field.blank and self.random.random() < 0.3 and not isinstance(field, models.BooleanField):
            return field.get_default()
        makers = [maker for kind, maker in _MAKERS.items() if isinstance(field, kind)]
        return makers[0](self, field)

    def published(self) -> datetime | None:
        """When it was published, or that it is a draft."""
        return None if self.random.random() < 0.25 else self.moment()

    def moment(self) -> datetime:
        """Within some years around now."""
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.random.randint(-(10**8), 10**8))

    def words(self, of: Sequence[str] = ENGLISH) -> str:
        """A few words."""
        return " ".join(self.random.choice(of) for _ in range(self.random.randint(1, 4)))

    def maybe(self, rows: Sequence[Row]) -> Row | None:
        """One of them, or none."""
        return self.random.choice(rows) if rows and self.random.random() < 0.8 else None


def _localized(growing: Growing, field: models.Field) -> LocalizedText:
    texts = {"en": growing.words(), "es": growing.words(SPANISH)}
    kept = growing.random.choice([["en"], ["es"], ["en", "es"]])
    return LocalizedText.of(**{language: texts[language] for language in kept})


def _text(growing: Growing, field: models.Field) -> str:
    return growing.words()[: field.max_length or 1000]


def _anything(growing: Growing, field: models.Field) -> Any:
    if field.has_default():
        return {"en": [growing.words()]}
    return growing.random.choice(["", "oak", {"a": 1}, 5, True])


_MAKERS: dict[type[models.Field], Any] = {
    LocalizedTextField: _localized,
    models.JSONField: _anything,
    models.EmailField: lambda growing, field: f"{growing.random.choice(ENGLISH)}@example.org",
    models.URLField: lambda growing, field: f"https://example.org/{growing.random.choice(SPANISH)}?a=1#b",
    models.SlugField: lambda growing, field: "",
    models.CharField: _text,
    models.TextField: _text,
    models.BooleanField: lambda growing, field: growing.random.random() < 0.5,
    models.IntegerField: lambda growing, field: growing.random.randint(1, 2000),
    models.DecimalField: lambda growing, field: Decimal(growing.random.randint(0, 9999)) / 100,
    models.FloatField: lambda growing, field: round(growing.random.uniform(-80, 80), 4),
    models.DateTimeField: lambda growing, field: growing.moment(),
    models.DateField: lambda growing, field: date(2026, 1, 1) + timedelta(growing.random.randint(-900, 900)),
    models.TimeField: lambda growing, field: time(growing.random.randint(0, 23), 15),
}
