"""What listings are made of, read for many services at once: few statements, and the columns that count.

Rows by the id of their owner, and no prefetching: that makes a manager and a query set for each owner, which
takes longer than all of the rows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import F, QuerySet

from longtable.core.among import listed
from longtable.directory.models import (
    Address,
    Attribute,
    CostOption,
    Language,
    Location,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
)

GIVEN_BY: Final = ("organization__organization", "organization__survivor__organization", "program")
SAID: Final = (
    *("name", "alternate_name", "description", "application_process", "eligibility_description"),
    *("fees_description", "status", "minimum_age", "maximum_age", "assured_at", "program__name"),
    *("organization__alternate_name", "organization__description", "organization__organization__name"),
    *("organization__survivor__alternate_name", "organization__survivor__description"),
    "organization__survivor__organization__name",
)
THERE: Final = (
    *("name", "alternate_name", "description", "location_type", "latitude", "longitude"),
    *("interpreters_on_site", "area__code"),
)

ByOwner = Mapping[UUID, list[Any]]
"""Details by the id of the service, pair or place that they belong to; empty where there are none."""


@dataclass
class Site:
    """One place of a service: the pair, and the place as it is by now."""

    pair: ServiceAtLocation
    location: Location


@dataclass(frozen=True)
class Material:
    """Services with all that their listings are made of."""

    services: list[Service]
    sites: Mapping[UUID, list[Site]]
    terms: Mapping[UUID, list[TaxonomyTerm]]
    capacities: ByOwner
    schedules: ByOwner
    languages: ByOwner
    costs: ByOwner
    areas: ByOwner
    addresses: ByOwner

    @classmethod
    def of(cls, ids: Iterable[UUID]) -> "Material":
        """That of the published services among ``ids``: as many queries for a thousand as for one."""
        published = Service.objects.published().filter(pk__among=listed(ids)).order_by("id")
        services = list(published.select_related(*GIVEN_BY).only(*SAID))
        own = [service.pk for service in services]
        sites = _sites_of(own)
        pairs = [site.pair.pk for some in sites.values() for site in some]
        places = {site.location.pk for some in sites.values() for site in some}
        spoken = Language.objects.only("code", "name")
        areas = ServiceArea.objects.annotate(code=F("area__code")).only("id")
        holding = ServiceCapacity.objects.filter(replaced_at=None).only("state", "expires_at")
        return cls(
            services=services,
            sites=sites,
            terms=_terms_of(own),
            capacities=_by_owner(holding, service=own),
            schedules=_by_owner(
                Schedule.objects.all(), service=own, service_at_location=pairs, location=places
            ),
            languages=_by_owner(spoken, service=own, phone__service=own, location=places),
            costs=_by_owner(CostOption.objects.only("amount"), service=own),
            areas=_by_owner(areas, service=own, service_at_location=pairs),
            addresses=_by_owner(Address.objects.only("city", "postal_code"), location=places),
        )


def _by_owner(rows: QuerySet[Any], **owners: Collection[UUID]) -> ByOwner:
    """One question for each kind of owner, because one for all would read the whole table."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    for name, ids in owners.items():
        if ids:
            for row in rows.annotate(owner=F(name)).filter(owner__among=listed(ids)):
                found[row.owner].append(row)
    return found


def _sites_of(ids: list[UUID]) -> Mapping[UUID, list[Site]]:
    """Their places and those of services that they stand for; merged places as what stands for them, once."""
    pairs = ServiceAtLocation.objects.annotate(place=F("location"), moved=F("location__survivor"))
    pairs = pairs.only("description")
    given: list[Any] = [
        *pairs.annotate(owner=F("service")).filter(owner__among=listed(ids)),
        *pairs.annotate(owner=F("service__survivor")).filter(owner__among=listed(ids)),
    ]
    places = Location.objects.select_related("area").only("area", *THERE)
    there = {each.pk: each for each in places.filter(pk__among=listed(_place_of(pair) for pair in given))}
    found: dict[UUID, dict[UUID, Site]] = defaultdict(dict)
    for pair in sorted(given, key=lambda pair: pair.pk):
        place = there[_place_of(pair)]
        found[pair.owner].setdefault(place.pk, Site(pair, place))
    return defaultdict(list, {key: list(sites.values()) for key, sites in found.items()})


def _place_of(pair: Any) -> UUID:
    return pair.moved or pair.place


def _terms_of(ids: list[UUID]) -> Mapping[UUID, list[TaxonomyTerm]]:
    tied = Attribute.objects.filter(
        link_entity="service", link_id__among=listed(ids), taxonomy_term__isnull=False
    )
    pairs = list(tied.order_by("id").values_list("link_id", "taxonomy_term"))
    terms = TaxonomyTerm.objects.select_related("taxonomy").in_bulk({term for _service, term in pairs})
    found: dict[UUID, list[TaxonomyTerm]] = defaultdict(list)
    for service, term in pairs:
        found[service].append(terms[term])
    return found
