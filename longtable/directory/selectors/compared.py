"""What of organisations, places and services is compared when one looks for duplicates: all of it, in bulk.

Only rows that stand by themselves are compared. Each function takes a fixed number of queries.
"""

from collections import defaultdict
from uuid import UUID

from django.db.models import F, QuerySet

from longtable.core.localized import LocalizedText
from longtable.directory.models import (
    Address,
    Location,
    OrganizationEntry,
    OrganizationIdentifier,
    Phone,
    Service,
    ServiceAtLocation,
    Url,
)
from longtable.directory.models.duplicates import Kind
from longtable.methods.linkage.entries import Address as Written
from longtable.methods.linkage.entries import Entry

BATCH = 2000

Lists = defaultdict[UUID, list[str]]


def entries_of(kind: str, ids: list[UUID] | None = None) -> dict[UUID, Entry]:
    """Organisations or places as they are compared, oldest first; all of them, or those with these ids."""
    return organizations(ids) if kind == Kind.ORGANIZATION else locations(ids)


def organizations(ids: list[UUID] | None = None) -> dict[UUID, Entry]:
    """Each with the numbers and houses of its places too: a source may know it by these alone."""
    rows = OrganizationEntry.objects.filter(survivor=None, organization__merged_into=None)
    rows = rows if ids is None else rows.filter(pk__in=ids)
    places = _places_of_organizations(rows)
    phones, webs, numbers = Lists(list), Lists(list), Lists(list)
    _gather(phones, Phone.objects.filter(organization__in=rows), "organization", "number")
    _gather(phones, Phone.objects.filter(service__organization__in=rows), "service__organization", "number")
    at_places: Lists = Lists(list)
    _gather(at_places, Phone.objects.filter(location__isnull=False), "location", "number")
    _gather(webs, Url.objects.filter(organization__in=rows), "organization", "url")
    ein = OrganizationIdentifier.objects.filter(identifier_scheme__icontains="EIN", organization__in=rows)
    _gather(numbers, ein, "organization", "identifier")
    addresses = _addresses(Address.objects.filter(location__isnull=False))
    found: dict[UUID, Entry] = {}
    columns = rows.select_related("organization").only(
        "organization__name", "alternate_name", "website", "email", "tax_id"
    )
    for entry in columns.order_by("created_at", "pk").iterator(chunk_size=BATCH):
        mine = sorted(places[entry.pk])
        found[entry.pk] = Entry(
            names=_filled(entry.organization.name, entry.alternate_name),
            phones=_filled(*phones[entry.pk], *(each for place in mine for each in at_places[place])),
            webs=_filled(entry.website, entry.email, *webs[entry.pk]),
            addresses=tuple(address for place in mine for address in addresses[place]),
            identifiers=_digits(entry.tax_id, *numbers[entry.pk]),
        )
    return found


def locations(ids: list[UUID] | None = None) -> dict[UUID, Entry]:
    """Places to go to, with the name of the organisation whose they are."""
    rows = Location.objects.filter(survivor=None, merged_into=None).exclude(
        location_type=Location.Kind.VIRTUAL
    )
    rows = rows if ids is None else rows.filter(pk__in=ids)
    phones: Lists = Lists(list)
    _gather(phones, Phone.objects.filter(location__in=rows), "location", "number")
    addresses = _addresses(Address.objects.filter(location__in=rows))
    found: dict[UUID, Entry] = {}
    columns = rows.annotate(owner=F("organization__organization__name"))
    for row in columns.order_by("created_at", "pk").iterator(chunk_size=BATCH):
        found[row.pk] = Entry(
            names=_filled(row.name, row.alternate_name, row.owner or ""),
            phones=_filled(*phones[row.pk]),
            addresses=tuple(addresses[row.pk]),
            point=_point(row),
        )
    return found


def services() -> dict[tuple[UUID, str], list[tuple[UUID, str]]]:
    """Services of one organisation with the same name: (whose, name) to (id, description) of each, by id."""
    rows = Service.objects.filter(survivor=None, merged_into=None, organization__isnull=False)
    found: dict[tuple[UUID, str], list[tuple[UUID, str]]] = defaultdict(list)
    columns = rows.select_related("organization").only(
        "name", "description", "organization__survivor", "organization_id"
    )
    for row in columns.order_by("id").iterator(chunk_size=BATCH):
        assert row.organization is not None
        owner = row.organization.survivor_id or row.organization.pk
        found[owner, words(row.name)].append((row.pk, words(row.description)))
    return {key: clones for key, clones in found.items() if key[1] and len(clones) > 1}


def words(text: LocalizedText) -> str:
    """A text in any of its languages as it is compared."""
    return " ".join(str(text.show("en")).casefold().split())


def _places_of_organizations(rows: QuerySet[OrganizationEntry]) -> defaultdict[UUID, set[UUID]]:
    """Whose places are whose: by the place itself, or because a service is given there."""
    places: defaultdict[UUID, set[UUID]] = defaultdict(set)
    own = Location.objects.filter(organization__in=rows).values_list("organization", "pk")
    given = ServiceAtLocation.objects.filter(service__organization__in=rows)
    for pairs in (own, given.values_list("service__organization", "location")):
        for owner, place in pairs.iterator(chunk_size=BATCH):
            places[owner].add(place)
    return places


def _addresses(rows: QuerySet[Address]) -> defaultdict[UUID, list[Written]]:
    found: defaultdict[UUID, list[Written]] = defaultdict(list)
    columns = rows.values_list("location", "address_1", "address_2", "city", "postal_code").order_by("id")
    for place, *parts in columns.iterator(chunk_size=BATCH):
        found[place].append(Written(*parts))
    return found


def _gather(into: Lists, rows: QuerySet, key: str, column: str) -> None:
    for owner, value in rows.order_by("id").values_list(key, column).iterator(chunk_size=BATCH):
        into[owner].append(value)


def _point(row: Location) -> tuple[float, float] | None:
    """Where the house stands, if that is known and not only its ZIP code."""
    if row.latitude is None or row.longitude is None or row.position_is_rough:
        return None
    return row.latitude, row.longitude


def _filled(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _digits(*numbers: str) -> tuple[str, ...]:
    """Tax numbers without the dash that some write."""
    bare = ("".join(letter for letter in number if letter.isdigit()) for number in numbers)
    return tuple(dict.fromkeys(number for number in bare if len(number) == 9))
