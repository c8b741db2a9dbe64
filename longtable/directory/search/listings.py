"""Makes listings of services: what a question can ask for, worked out once when an entry changes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from longtable.core.localized import LocalizedText
from longtable.directory.models import (
    Address,
    CostOption,
    Listing,
    Location,
    PlacePoint,
    Service,
    ServiceCapacity,
    TaxonomyTerm,
)
from longtable.directory.search import cells, hours, marks, needs, rings
from longtable.directory.search.material import Material, Site
from longtable.directory.search.points import locate_postal_codes
from longtable.directory.search.spoken import codes_in, codes_of
from longtable.directory.search.words import STOP_WORDS, root, split

MOST_ROOTS: Final = 600
"""Different roots of one listing that are indexed; no honest description has more."""

_FREE: Final = frozenset(("free", "gratis", "gratuito", "gratuita"))
ENDED: Final = (Service.Status.INACTIVE, Service.Status.DEFUNCT)


Said = Sequence[Sequence[str]]
"""Texts, each as its folded words."""


def listings_of(ids: Iterable[UUID], heard: Counter[str]) -> Iterator[Listing]:
    """A listing for each place of each published service among ``ids``, or one for a service without any.

    As many queries for a thousand services as for one. ``heard`` counts in how many services a word stands.
    """
    material = Material.of(ids)
    postal_codes = [_postal_code(rows) for rows in material.addresses.values()]
    zips = locate_postal_codes(list(dict.fromkeys(postal_codes)))
    for service in material.services:
        common = _Common(service, material)
        places: list[Site | None] = [*material.sites[service.pk]]
        towns = [split(row.city) for site in places if site for row in material.addresses[site.location.pk]]
        heard.update({word for said in (*common.said, *common.giver, *towns) for word in said})
        for site in places or [None]:
            addresses = material.addresses[site.location.pk] if site else []
            yield common.listing(site, addresses, zips.get(_postal_code(addresses)))


def _postal_code(addresses: Iterable[Address]) -> str:
    return next((row.postal_code for row in addresses if row.postal_code), "")


class _Common:
    """What all places of one service share."""

    def __init__(self, service: Service, material: Material) -> None:
        self.service, self.material = service, material
        self.entry = entry = service.provider
        terms = material.terms[service.pk]
        names = _split(*_texts(service.name), service.alternate_name)
        term_words = _split(*(text for term in terms for text in (*_texts(term.name), *_synonyms(term))))
        told = _split(*_texts(service.description), *_texts(service.application_process))
        whom = _split(*_texts(service.eligibility_description), *_texts(service.fees_description))
        program = _split(service.program.name) if service.program else []
        about = _split(*_texts(entry.description)) if entry else []
        self.title = _roots(names)
        self.giver = _split(entry.name, entry.alternate_name) if entry else []
        self.needs = _tied_needs(terms)
        self.hints = {code for words in (*told, *names, *term_words) for code in needs.told_by(words)}
        self.said = [*names, *term_words, *told, *whom, *program, *about]
        self.roots = _roots(self.said)
        self.languages = codes_of(material.languages[service.pk])
        self.is_free = _is_free(service, material.costs[service.pk])
        self.standing = rings.day_of(service.assured_at) if service.assured_at else 0

    def listing(self, site: Site | None, addresses: Sequence[Address], postal: PlacePoint | None) -> Listing:
        """The row for one place; ``postal`` is where its ZIP code lies, for want of a position."""
        service, location = self.service, site.location if site else None
        house = _split(location.name, location.alternate_name) if location else []
        giver = _roots([*self.giver, *house])
        rules = self._rules(site)
        capacity = next(iter(self.material.capacities[service.pk]), None)
        latitude, longitude = point = _point(location, postal)
        return Listing(
            service_id=service.pk,
            site_id=site.pair.pk if site else None,
            location_id=location.pk if location else None,
            organization_id=self.entry.pk if self.entry else None,
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
            words=" ".join(
                [
                    *self._words(site, giver, addresses),
                    *self._marks(site, postal),
                    *cells.squares_of(*point),
                    *self._facts(rules, capacity),
                ]
            ),
        )

    def _words(self, site: Site | None, giver: list[str], addresses: Sequence[Address]) -> list[str]:
        here: list[str] = []
        if site:
            told = [*_texts(site.pair.description), *_texts(site.location.description)]
            here = _roots(_split(*told, *(f"{row.city} {row.postal_code}" for row in addresses)))
        return list(dict.fromkeys([*self.title, *giver, *self.roots, *here]))[:MOST_ROOTS]

    def _marks(self, site: Site | None, postal: PlacePoint | None) -> list[str]:
        languages, lies_in = set(self.languages), set()
        if site:
            place = site.location
            languages |= codes_of(self.material.languages[place.pk]) | codes_in(place.interpreters_on_site)
            if area := place.area or (postal and postal.area):
                lies_in = {area.code}
        return [
            *marks.marks(marks.TITLE, self.title),
            *marks.marks(marks.NEED, self.needs),
            *marks.marks(marks.HINT, self.hints - self.needs),
            *marks.marks(marks.LANGUAGE, languages),
            *marks.marks(marks.SERVES, self._serves(site)),
            *marks.marks(marks.LIES_IN, lies_in),
        ]

    def _facts(self, rules: list[hours.Rule], capacity: ServiceCapacity | None) -> list[str]:
        return [
            *hours.open_marks(hours.half_hours(rules)),
            *rings.days_of(self.standing),
            *marks.marks(marks.FREE, [""] if self.is_free else []),
            *marks.marks(marks.TAKES, [capacity.state] if capacity else []),
        ]

    def _serves(self, site: Site | None) -> list[str]:
        """Codes of the areas of the place if it has any, else those of the service."""
        areas = self.material.areas
        own = areas[site.pair.pk] if site else []
        return [each.code for each in own or areas[self.service.pk] if each.code]

    def _rules(self, site: Site | None) -> list[hours.Rule]:
        """The most particular timetable that says something: of the service here, its own, that of the house.

        A clinic on Tuesdays in a library that is open all week is open on Tuesdays.
        """
        if self.service.status == Service.Status.TEMPORARILY_CLOSED:
            return []
        owners = [site.pair, self.service, site.location] if site else [self.service]
        return next(filter(None, (hours.rules_of(self.material.schedules[each.pk]) for each in owners)), [])


def _point(location: Location | None, postal: PlacePoint | None) -> tuple[float | None, float | None]:
    """Where one goes, roughly if need be; nowhere for what is by telephone or online."""
    if location is None or location.location_type != Location.Kind.PHYSICAL:
        return None, None
    if location.latitude is not None and location.longitude is not None:
        return location.latitude, location.longitude
    return (postal.latitude, postal.longitude) if postal else (None, None)


def _split(*texts: str) -> list[list[str]]:
    return [split(text) for text in texts if text]


def _roots(said: Said) -> list[str]:
    return list(dict.fromkeys(root(word) for words in said for word in words if word not in STOP_WORDS))


def _texts(text: LocalizedText) -> list[str]:
    return [version.text for version in text.versions.values() if version.text]


def _synonyms(term: TaxonomyTerm) -> list[str]:
    given: Any = term.synonyms
    lists = given.values() if isinstance(given, dict) else []
    return [str(word) for words in lists if isinstance(words, list) for word in words]


def _tied_needs(terms: list[TaxonomyTerm]) -> set[str]:
    ours = [term.code for term in terms if term.taxonomy and term.taxonomy.slug == needs.SLUG]
    named = {code for term in terms for words in _split(*_texts(term.name)) for code in needs.told_by(words)}
    return {*needs.with_wider(ours), *named}


def _is_free(service: Service, costs: Iterable[CostOption]) -> bool | None:
    amounts = [option.amount for option in costs if option.amount is not None]
    if amounts:
        return all(amount == Decimal(0) for amount in amounts)
    said = _split(*_texts(service.fees_description))
    begins = any(words and words[0] in _FREE for words in said)
    return True if begins and not any(word.isdigit() for words in said for word in words) else None
