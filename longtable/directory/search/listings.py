"""Makes listings of services: what a question can ask for, worked out once when an entry changes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from longtable.core.localized import LocalizedText
from longtable.directory.models import (
    Attribute,
    Listing,
    Location,
    PlacePoint,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
)
from longtable.directory.search import cells, hours, marks, needs, rings
from longtable.directory.search.points import locate_postal_codes
from longtable.directory.search.spoken import codes_in, codes_of
from longtable.directory.search.words import STOP_WORDS, root, split

MOST_ROOTS: Final = 600
"""Different roots of one listing that are indexed; no honest description has more."""

_FREE: Final = frozenset(("free", "gratis", "gratuito", "gratuita"))
ENDED: Final = (Service.Status.INACTIVE, Service.Status.DEFUNCT)


@dataclass
class _Site:
    """One place of a service: the pair, and the place as it is by now."""

    pair: ServiceAtLocation
    location: Location


def listings_of(ids: Iterable[UUID], heard: Counter[str]) -> Iterator[Listing]:
    """A listing for each place of each published service among ``ids``, or one for a service without any.

    As many queries for a thousand services as for one. ``heard`` counts in how many services a word stands.
    """
    services = list(_services(list(ids)))
    keys = [service.pk for service in services]
    terms, sites = _terms_of(keys), _sites_of(keys)
    zips = locate_postal_codes([_postal_code(site.location) for found in sites.values() for site in found])
    for service in services:
        common = _Common(service, terms[service.pk])
        heard.update({word for text in [*common.texts, *common.giver_names] for word in split(text)})
        heard.update({word for site in sites[service.pk] for word in split(_towns(site.location))})
        places: list[_Site | None] = [*sites[service.pk]]
        for site in places or [None]:
            yield common.listing(site, zips.get(_postal_code(site.location)) if site else None)


def _services(ids: list[UUID]) -> QuerySet[Service]:
    return (
        Service.objects.published()
        .filter(pk__in=ids)
        .select_related("organization__organization", "organization__survivor__organization", "program")
        .prefetch_related(
            Prefetch("capacities", ServiceCapacity.objects.filter(replaced_at=None)),
            "schedules",
            "languages",
            "cost_options",
            "service_areas__area",
            "phones__languages",
        )
        .order_by("id")
    )


def _sites_of(ids: list[UUID]) -> dict[UUID, list[_Site]]:
    """Their places and those of services that they stand for; merged places as what stands for them, once."""
    given = ServiceAtLocation.objects.select_related("service", "location__survivor").prefetch_related(
        "schedules", "service_areas__area"
    )
    # Two questions, because one for both would read the whole table.
    pairs = sorted(
        [*given.filter(service__in=ids), *given.filter(service__survivor__in=ids)],
        key=lambda pair: pair.pk,
    )
    found: dict[UUID, dict[UUID, _Site]] = defaultdict(dict)
    places: dict[UUID, Location] = {}
    for pair in pairs:
        current = pair.location.survivor or pair.location
        place = places.setdefault(current.pk, current)
        key = pair.service.survivor_id or pair.service_id
        found[key].setdefault(place.pk, _Site(pair, place))
    prefetch_related_objects(list(places.values()), "area", "schedules", "languages", "addresses")
    return defaultdict(list, {key: list(sites.values()) for key, sites in found.items()})


def _towns(location: Location) -> str:
    return " ".join(row.city for row in location.addresses.all())


def _postal_code(location: Location) -> str:
    return next((row.postal_code for row in location.addresses.all() if row.postal_code), "")


def _terms_of(ids: list[UUID]) -> dict[UUID, list[TaxonomyTerm]]:
    tied = Attribute.objects.filter(link_entity="service", link_id__in=ids, taxonomy_term__isnull=False)
    found: dict[UUID, list[TaxonomyTerm]] = defaultdict(list)
    for attribute in tied.select_related("taxonomy_term__taxonomy").order_by("id"):
        if attribute.taxonomy_term:
            found[attribute.link_id].append(attribute.taxonomy_term)
    return found


class _Common:
    """What all places of one service share."""

    def __init__(self, service: Service, terms: list[TaxonomyTerm]) -> None:
        self.service = service
        entry = service.provider
        names = [*_texts(service.name), service.alternate_name]
        term_words = [text for term in terms for text in (*_texts(term.name), *_synonyms(term))]
        told = [*_texts(service.description), *_texts(service.application_process)]
        whom = [*_texts(service.eligibility_description), *_texts(service.fees_description)]
        self.title = _roots(names)
        self.giver_names = [entry.name, entry.alternate_name] if entry else []
        self.needs = _tied_needs(terms)
        from_names = {code for text in (*names, *term_words) for code in needs.told_by(text)}
        self.hints = {code for text in told for code in needs.told_by(text)} | from_names
        program = [service.program.name] if service.program else []
        self.texts = [*names, *term_words, *told, *whom, *program]
        if entry:
            self.texts += _texts(entry.description)
        self.languages = _languages(service)
        self.is_free = _is_free(service)
        self.standing = rings.day_of(service.assured_at) if service.assured_at else 0

    def listing(self, site: _Site | None, postal: PlacePoint | None) -> Listing:
        """The row for one place; ``postal`` is where its ZIP code lies, for want of a position."""
        service, location = self.service, site.location if site else None
        giver = _roots([*self.giver_names, *((location.name, location.alternate_name) if location else ())])
        rules = _rules(service, site)
        capacity = next(iter(service.capacities.all()), None)
        latitude, longitude = _point(location, postal)
        return Listing(
            service=service,
            site=site.pair if site else None,
            location=location,
            organization=service.provider,
            latitude=latitude,
            longitude=longitude,
            is_running=service.status not in ENDED,
            is_free=self.is_free,
            minimum_age=service.minimum_age,
            maximum_age=service.maximum_age,
            capacity=capacity.state if capacity else "",
            capacity_until=capacity.expires_at if capacity else None,
            hours=rules,
            standing=self.standing,
            title=" ".join(self.title),
            giver=" ".join(giver),
            needs=" ".join(sorted(self.needs)),
            hints=" ".join(sorted(self.hints - self.needs)),
            words=" ".join([*self._words(site, giver, postal), *self._facts(rules, capacity)]),
        )

    def _words(self, site: _Site | None, giver: list[str], postal: PlacePoint | None) -> list[str]:
        texts, languages = [*self.texts], set(self.languages)
        serves = {each.area.code for each in _service_areas(self.service, site) if each.area}
        lies_in: set[str] = set()
        if site:
            place = site.location
            texts += [*_texts(site.pair.description), *_texts(place.description)]
            texts += [f"{address.city} {address.postal_code}" for address in place.addresses.all()]
            languages |= codes_of(place.languages.all()) | codes_in(place.interpreters_on_site)
            if area := place.area or (postal and postal.area):
                lies_in = {area.code}
        return [
            *list(dict.fromkeys([*self.title, *giver, *_roots(texts)]))[:MOST_ROOTS],
            *marks.marks(marks.TITLE, self.title),
            *marks.marks(marks.NEED, self.needs),
            *marks.marks(marks.HINT, self.hints - self.needs),
            *marks.marks(marks.LANGUAGE, languages),
            *marks.marks(marks.SERVES, serves),
            *marks.marks(marks.LIES_IN, lies_in),
            *cells.squares_of(*_point(site.location if site else None, postal)),
        ]

    def _facts(self, rules: list[hours.Rule], capacity: ServiceCapacity | None) -> list[str]:
        return [
            *hours.open_marks(hours.half_hours(rules)),
            *rings.days_of(self.standing),
            *marks.marks(marks.FREE, [""] if self.is_free else []),
            *marks.marks(marks.TAKES, [capacity.state] if capacity else []),
        ]


def _point(location: Location | None, postal: PlacePoint | None) -> tuple[float | None, float | None]:
    """Where one goes, roughly if need be; nowhere for what is by telephone or on line."""
    if location is None or location.location_type != Location.Kind.PHYSICAL:
        return None, None
    if location.latitude is not None and location.longitude is not None:
        return location.latitude, location.longitude
    return (postal.latitude, postal.longitude) if postal else (None, None)


def _roots(texts: Iterable[str]) -> list[str]:
    words = (word for text in texts for word in split(text) if word not in STOP_WORDS)
    return list(dict.fromkeys(root(word) for word in words))


def _texts(text: LocalizedText) -> list[str]:
    return [version.text for version in text.versions.values() if version.text]


def _synonyms(term: TaxonomyTerm) -> list[str]:
    given: Any = term.synonyms
    lists = given.values() if isinstance(given, dict) else []
    return [str(word) for words in lists if isinstance(words, list) for word in words]


def _tied_needs(terms: list[TaxonomyTerm]) -> set[str]:
    ours = [term.code for term in terms if term.taxonomy and term.taxonomy.slug == needs.SLUG]
    named = {code for term in terms for text in _texts(term.name) for code in needs.told_by(text)}
    return {*needs.with_wider(ours), *named}


def _languages(service: Service) -> set[str]:
    rows = [*service.languages.all()]
    rows += [language for phone in service.phones.all() for language in phone.languages.all()]
    return codes_of(rows)


def _service_areas(service: Service, site: _Site | None) -> list[ServiceArea]:
    """Those of the place if it has any, else those of the service."""
    own = list(site.pair.service_areas.all()) if site else []
    return own or list(service.service_areas.all())


def _rules(service: Service, site: _Site | None) -> list[hours.Rule]:
    """The most particular timetable that says something: of the service here, of the service, of the house.

    A clinic on Tuesdays in a library that is open all week is open on Tuesdays.
    """
    if service.status == Service.Status.TEMPORARILY_CLOSED:
        return []
    owners: list[Any] = [site.pair, service, site.location] if site else [service]
    for owner in owners:
        if rules := hours.rules_of(owner.schedules.all()):
            return rules
    return []


def _is_free(service: Service) -> bool | None:
    amounts = [option.amount for option in service.cost_options.all() if option.amount is not None]
    if amounts:
        return all(amount == Decimal(0) for amount in amounts)
    said = [split(text) for text in _texts(service.fees_description)]
    begins = any(words and words[0] in _FREE for words in said)
    return True if begins and not any(word.isdigit() for words in said for word in words) else None
