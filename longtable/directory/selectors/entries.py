"""One service, organisation or place as anybody may read it, with all that belongs to it.

Only what is published is ever read, so these selectors need no actor. Each takes the same number of
queries whatever an entry holds. What was merged is found under what it was merged into: whoever shows it
compares the id that was asked for with the one that came.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Prefetch, Q, prefetch_related_objects

from longtable.core.access import Missing
from longtable.directory.models import (
    Address,
    Attribute,
    CommunityTie,
    Contact,
    Location,
    OrganizationEntry,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
)
from longtable.directory.payments import LINK_TYPE

Row = TypeVar("Row", bound=models.Model)

MOST = 200
"""Services of one organisation or place that a page lists; nobody reads more."""

UNSPOKEN = frozenset({"fax", "tty", "text"})
"""Lines on which nobody answers when one calls."""

PROVIDER = ("organization__organization", "organization__survivor__organization")
"""What :attr:`Service.provider` looks at."""

PHONES = Prefetch("phones", Phone.objects.prefetch_related("languages"))
PUBLIC_CONTACTS = Prefetch("contacts", Contact.objects.filter(is_public=True).prefetch_related(PHONES))

OF_ORGANIZATIONS = (
    *(PHONES, PUBLIC_CONTACTS),
    *("additional_websites", "ties", "programs", "funding", "identifiers"),
)


@dataclass(frozen=True)
class Site:
    """A place at which a service is given. What the pair says of itself goes before what the place says."""

    location: Location
    site: ServiceAtLocation

    @property
    def address(self) -> Address | None:
        """Where to go, as it is written on an envelope."""
        return address_of(self.location)

    @property
    def phones(self) -> list[Phone]:
        """Lines that ring there."""
        return [*self.site.phones.all(), *self.location.phones.all()]

    @property
    def schedules(self) -> list[Schedule]:
        """When one gets this service here, as the search says it: of the pair, the service, or the place."""
        owners = (self.site, self.site.service, self.location)
        return next((told for owner in owners if (told := list(owner.schedules.all()))), [])


@dataclass(frozen=True)
class ServiceEntry:
    """A service with its places, what it is for, and whether it takes people now."""

    service: Service
    sites: list[Site]
    needs: list[TaxonomyTerm]
    capacity: ServiceCapacity | None
    payments: list[str] = field(default_factory=list)
    """Ways to pay, as they are kept."""

    @property
    def schedules(self) -> list[list[Schedule]]:
        """When one gets it, for each place; for the service itself where there is none."""
        return [site.schedules for site in self.sites] or [list(self.service.schedules.all())]

    @property
    def phone(self) -> Phone | None:
        """The line to call first: the service's own, that of its place, that of its organisation."""
        owner = self.service.provider
        lines = [*self.service.phones.all(), *(phone for site in self.sites for phone in site.phones)]
        lines += owner.phones.all() if owner else []
        return first_to_call(lines)


@dataclass(frozen=True)
class OrganizationPage:
    """An organisation with its services and places."""

    entry: OrganizationEntry
    services: list[Service]
    places: list[Location]
    led_by: list[CommunityTie] = field(default_factory=list)
    serves: list[CommunityTie] = field(default_factory=list)


@dataclass(frozen=True)
class LocationPage:
    """A place with what is given there."""

    location: Location
    services: list[Service]

    @property
    def address(self) -> Address | None:
        """Where it is."""
        return address_of(self.location)


def service_entry(service_id: UUID, now: datetime) -> ServiceEntry:
    """The published service of that id, or the one that it turned out to be. Raises ``Missing``."""
    rows = Service.objects.published().select_related(*PROVIDER, "program")
    return with_all(_standing(rows, service_id), now)


def is_read(service: Service) -> bool:
    """Whether anybody can read the service now, be it under what it turned out to be."""
    return Service.objects.published().filter(Q(pk=service.pk) | Q(stood_for=service)).exists()


def with_all(service: Service, now: datetime) -> ServiceEntry:
    """A service with all that belongs to it, published or not: whoever calls has decided who sees it."""
    return all_with_all([service], now)[0]


def all_with_all(services: Sequence[Service], now: datetime) -> list[ServiceEntry]:
    """The same for several, in as many queries as for one."""
    prefetch_related_objects(
        services,
        PHONES,
        PUBLIC_CONTACTS,
        "languages",
        "schedules",
        "cost_options",
        "required_documents",
        "service_areas__area",
        "additional_urls",
        "funding",
        Prefetch("capacities", ServiceCapacity.objects.current(now), to_attr="current_capacities"),
    )
    prefetch_related_objects([each.provider for each in services if each.provider], PHONES)
    sites = _sites_of(services)
    needs, payments = _ties_of([each.pk for each in services])
    return [
        ServiceEntry(
            service=each,
            sites=sites[each.pk],
            needs=needs[each.pk],
            capacity=next(iter(each.current_capacities), None),  # type: ignore[attr-defined]
            payments=payments[each.pk],
        )
        for each in services
    ]


def organization_page(organization_id: UUID) -> OrganizationPage:
    """The published organisation of that id, or the one that it turned out to be. Raises ``Missing``."""
    rows = OrganizationEntry.objects.published().select_related("organization", "area")
    entry = _standing(rows, organization_id)
    prefetch_related_objects([entry], *OF_ORGANIZATIONS)
    services = Service.objects.published().of(entry)
    ties = list(entry.ties.all())
    return OrganizationPage(
        entry=entry,
        services=_in_reading_order(services[:MOST]),
        places=_places(
            Q(sites__service__in=services) | Q(stood_for__sites__service__in=services) | Q(organization=entry)
        ),
        led_by=[tie for tie in ties if tie.kind == CommunityTie.Kind.LED_BY],
        serves=[tie for tie in ties if tie.kind == CommunityTie.Kind.SERVES],
    )


def location_page(location_id: UUID) -> LocationPage:
    """The place of that id at which something published is given. Raises ``Missing``."""
    location = _standing(Location.objects.filter(survivor=None), location_id)
    here = Q(sites__location=location) | Q(sites__location__survivor=location)
    services = Service.objects.published().filter(here).select_related(*PROVIDER).distinct()
    given = _in_reading_order(services[:MOST])
    if not given:
        raise Missing
    _fill_places([location])
    return LocationPage(location, given)


def first_to_call(phones: Iterable[Phone]) -> Phone | None:
    """The first line on which a person answers."""
    return next((phone for phone in phones if phone.type not in UNSPOKEN), None)


def address_of(location: Location) -> Address | None:
    """Where to go; the postal address only where nothing else is known."""
    written = sorted(location.addresses.all(), key=lambda each: each.address_type != Location.Kind.PHYSICAL)
    return next(iter(written), None)


def _sites_of(services: Sequence[Service]) -> dict[UUID, list[Site]]:
    """The places of each, one that was merged as what it was merged into, each once."""
    standing = {service.pk: service for service in services}
    pairs = ServiceAtLocation.objects.filter(Q(service__in=standing) | Q(service__survivor__in=standing))
    pairs = pairs.select_related("service", "location__survivor").prefetch_related(PHONES, "schedules")
    places: dict[UUID, Location] = {}
    sites: dict[UUID, dict[UUID, Site]] = defaultdict(dict)
    for pair in pairs.order_by("location__name", "id"):
        stands_for_it = pair.service.survivor_id or pair.service_id
        pair.service = standing.get(pair.service_id) or standing[stands_for_it]
        place = pair.location.survivor or pair.location
        place = places.setdefault(place.pk, place)
        sites[pair.service.pk].setdefault(place.pk, Site(place, pair))
    _fill_places(list(places.values()))
    return defaultdict(list, {key: list(found.values()) for key, found in sites.items()})


def _fill_places(places: Sequence[Location]) -> None:
    prefetch_related_objects(places, "addresses", PHONES, "schedules", "languages", "accessibility", "area")


def _places(belonging: Q) -> list[Location]:
    found = list(Location.objects.filter(belonging, survivor=None).distinct().order_by("name", "id")[:MOST])
    _fill_places(found)
    return found


def _ties_of(ids: Iterable[UUID]) -> tuple[dict[UUID, list[TaxonomyTerm]], dict[UUID, list[str]]]:
    """What each service is tied to in a taxonomy that we keep ourselves, and how one may pay for it."""
    terms: dict[UUID, list[TaxonomyTerm]] = defaultdict(list)
    payments: dict[UUID, list[str]] = defaultdict(list)
    ours = Q(taxonomy_term__taxonomy__slug__gt="") | Q(link_type=LINK_TYPE)
    ties = Attribute.objects.filter(ours, link_entity="service", link_id__in=list(ids))
    for tie in ties.select_related("taxonomy_term"):
        if tie.link_type == LINK_TYPE:
            payments[tie.link_id].append(tie.value)
        elif tie.taxonomy_term:
            terms[tie.link_id].append(tie.taxonomy_term)
    return terms, payments


def _in_reading_order(services: Iterable[Service]) -> list[Service]:
    return sorted(services, key=lambda service: str(service).casefold())


def _standing(rows: models.QuerySet[Row], pk: UUID) -> Row:
    """The row of this id, or the one that stands for it. Raises ``Missing`` when ``rows`` has neither."""
    found = rows.filter(pk=pk).first() or rows.filter(stood_for=pk).first()
    if found is None:
        raise Missing
    return found
