"""Rows of an entry as values that can be compared, kept and put back: whose they are, and what they hold."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q, QuerySet

from longtable.accounts.models import Organization
from longtable.core.access import Missing
from longtable.core.localized import LocalizedText, LocalizedTextField
from longtable.directory import models as tables
from longtable.directory.actions.indexing import touch
from longtable.directory.models import (
    Attribute,
    Change,
    Location,
    OrganizationEntry,
    Service,
    ServiceAtLocation,
)

Row = Any
Values = Mapping[str, Any]

TABLES: dict[str, type[models.Model]] = {
    "organization": OrganizationEntry,
    "community_tie": tables.CommunityTie,
    "organization_identifier": tables.OrganizationIdentifier,
    "service": Service,
    "service_at_location": ServiceAtLocation,
    "location": Location,
    "address": tables.Address,
    "accessibility": tables.Accessibility,
    "contact": tables.Contact,
    "phone": tables.Phone,
    "language": tables.Language,
    "schedule": tables.Schedule,
    "service_area": tables.ServiceArea,
    "cost_option": tables.CostOption,
    "required_document": tables.RequiredDocument,
    "url": tables.Url,
    "funding": tables.Funding,
    "attribute": Attribute,
}
"""HSDS name of each table that is kept, and its rows."""

NAMES = {model: name for name, model in TABLES.items()}

OWNERS = {"entry": "organization"} | {
    name: name for name in ("organization", "service", "service_at_location", "location", "phone", "contact")
}
"""Name of a key by which a row belongs to another, and the table of that other."""

NEVER_KEPT = frozenset(
    {"id", "created_at", "changed_at", "assured_at", "assurer_email", "assured_by_organization"}
    | {"reviewed_at", "unanswered_since", "merged_into", "survivor"}
)
"""Columns that follow from what is done and are never written by an edit."""


@dataclass(frozen=True)
class Place:
    """Where a row hangs: what has to be indexed anew when it changes."""

    service_ids: frozenset[UUID] = frozenset()
    location_ids: frozenset[UUID] = frozenset()
    organization_id: UUID | None = None

    def __or__(self, other: "Place") -> "Place":
        return Place(
            self.service_ids | other.service_ids,
            self.location_ids | other.location_ids,
            self.organization_id or other.organization_id,
        )

    def touch(self) -> None:
        """Say that something here changed."""
        touch(
            service_ids=self.service_ids,
            location_ids=self.location_ids,
            organization_id=self.organization_id,
        )


# --- Whose rows ------------------------------------------------------------------------------------


def rows_of(entry: OrganizationEntry, name: str) -> QuerySet[Any]:
    """Rows of the table ``name`` that belong to ``entry`` and to no other.

    Services and places of what was merged into it count as its own; its details are its own alone.
    """
    model = TABLES[name]
    if name == "organization":
        return OrganizationEntry.objects.filter(pk=entry.pk)
    if name == "location":
        return _locations(entry)
    if name == "attribute":
        services = Service.objects.of(entry)
        return Attribute.objects.filter(link_entity="service", link_id__in=services.values("pk"))
    if name == "service_at_location":
        return ServiceAtLocation.objects.filter(service__in=Service.objects.of(entry))
    if name == "service":
        return Service.objects.of(entry)
    keys = [field.name for field in model._meta.concrete_fields if field.name in OWNERS]
    own = (Q(**{f"{key}__in": rows_of(entry, OWNERS[key])}) for key in keys if key not in DIRECT)
    direct = (Q(**{key: entry}) for key in keys if key in DIRECT)
    return model._base_manager.filter(reduce(or_, [*own, *direct]))


DIRECT = frozenset({"entry", "organization"})


def _locations(entry: OrganizationEntry) -> QuerySet[Location]:
    """Its own places, and those that belong to nobody and at which nobody else gives anything."""
    given = Service.objects.of(entry)
    others = ServiceAtLocation.objects.exclude(service__in=given).values("location")
    ownerless = Q(organization=None, sites__service__in=given) & ~Q(pk__in=others)
    own = Q(organization=entry) | Q(organization__survivor=entry)
    found = Location.objects.filter(own | ownerless, merged_into=None)
    return Location.objects.filter(pk__in=found.values("pk"))


def row_of(entry: OrganizationEntry, name: str, row_id: UUID) -> Row:
    """One of them. Raises ``Missing``, also for a row of another entry."""
    if name not in TABLES:
        raise Missing
    found = rows_of(entry, name).filter(pk=row_id).first()
    if found is None:
        raise Missing
    return found


def check_owners(
    entry: OrganizationEntry, values: Values, born: Collection[tuple[str, UUID]] = frozenset()
) -> None:
    """What these values hang on belongs to the same entry. Raises ``Missing`` when it is another's.

    ``born`` are rows, as table and id, that the same set of edits makes first.
    """
    hangs_on = [(owner, values[key]) for key, owner in OWNERS.items() if values.get(key)]
    if "link_id" in values:
        hangs_on.append((str(values.get("link_entity")), values["link_id"]))
    for owner, key in hangs_on:
        if (owner, UUID(str(key))) not in born:
            row_of(entry, owner, UUID(str(key)))


def place_of(name: str, values: Values, row_id: UUID, entry: OrganizationEntry) -> Place:
    """Where a row with these values hangs."""
    if name == "organization":
        return Place(organization_id=entry.pk)
    if name == "service":
        return Place(service_ids=frozenset({row_id}))
    if name == "location":
        return Place(location_ids=frozenset({row_id}))
    if name == "attribute":
        return Place(service_ids=frozenset({UUID(str(values["link_id"]))}))
    if values.get("service"):
        return Place(service_ids=frozenset({UUID(str(values["service"]))}))
    if values.get("location"):
        return Place(location_ids=frozenset({UUID(str(values["location"]))}))
    if values.get("service_at_location"):
        site = ServiceAtLocation.objects.filter(pk=values["service_at_location"])
        return Place(service_ids=frozenset(site.values_list("service", flat=True)))
    return Place(organization_id=entry.pk)


def service_of(change: Change) -> UUID | None:
    """The service that a change is about, if it is about one."""
    if change.resource_type == "service":
        return change.resource_id
    whole = change.replacement_value or change.previous_value
    if not change.field_name and isinstance(whole, dict):
        return UUID(whole["service"]) if whole.get("service") else None
    row = TABLES[change.resource_type]._base_manager.filter(pk=change.resource_id).first()
    return getattr(row, "service_id", None)


# --- What they hold --------------------------------------------------------------------------------


def columns(model: type[models.Model]) -> list[models.Field]:
    """The columns that make up a row for those who keep it."""
    return [field for field in model._meta.concrete_fields if field.name not in NEVER_KEPT]


def read(row: Row, name: str) -> Any:
    """One value as JSON."""
    if isinstance(row, OrganizationEntry) and name == "name":
        return row.organization.name
    value = row._meta.get_field(name).value_from_object(row)
    if isinstance(value, LocalizedText):
        return value.as_json()
    if isinstance(value, datetime):
        return value.isoformat()  # Django's JSON cuts off what it cannot be told from afterwards
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def read_all(row: Row) -> dict[str, Any]:
    """The whole row as JSON, without what follows from what is done."""
    return {field.name: read(row, field.name) for field in columns(type(row))}


def put(row: Row, name: str, value: Any) -> None:
    """Set one value from JSON; nothing is saved."""
    if isinstance(row, OrganizationEntry) and name == "name":
        row.organization.name = value
        return
    field = row._meta.get_field(name)
    if isinstance(field, LocalizedTextField):
        setattr(row, name, LocalizedText.from_json(value))
    elif isinstance(field, models.ForeignKey):
        setattr(row, field.attname, field.target_field.to_python(value))
    else:
        setattr(row, name, field.to_python(value))


def made(model: type[models.Model], row_id: UUID, values: Values) -> Row:
    """A row with these values, not saved."""
    row = model(pk=row_id)
    for field in columns(model):
        if field.name in values:
            put(row, field.name, values[field.name])
    return row


def save(row: Row, names: Iterable[str]) -> None:
    """Write these fields of a row."""
    names = list(names)
    if isinstance(row, OrganizationEntry) and "name" in names:
        Organization.objects.filter(pk=row.pk).update(name=row.organization.name)
        names.remove("name")
    if names:
        row.save(update_fields=names)


def plain(value: Any) -> Any:
    """A value as people compare it: the words of a text, whoever wrote or approved them."""
    if isinstance(value, dict) and all(isinstance(each, dict) and "text" in each for each in value.values()):
        return {language: version["text"] for language, version in value.items() if version["text"]} or ""
    return "" if value is None else value


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same."""
    return bool(plain(one) == plain(other))


def digest(value: Any) -> str:
    """A short name of what a form showed, by which a later change is noticed."""
    text = json.dumps(plain(value), sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def seen(row: Row, names: Iterable[str]) -> dict[str, str]:
    """What a form shows of a row, as digests by field."""
    return {name: digest(read(row, name)) for name in names}


def dependents(row: Row) -> list[Row]:
    """Rows that go with ``row``, the deepest first, and ``row`` itself last."""
    found: list[Row] = []
    for relation in row._meta.related_objects:
        if relation.related_model in NAMES and relation.on_delete is models.CASCADE:
            for child in relation.related_model._base_manager.filter(**{relation.field.name: row}):
                found += dependents(child)
    return [*found, row]
