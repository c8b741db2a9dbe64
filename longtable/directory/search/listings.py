"""Makes listings of services: what a question can ask for, worked out once when an entry changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from longtable.core.localized import LocalizedText
from longtable.directory.models import (
    Attribute,
    Listing,
    Location,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
)
from longtable.directory.search import hours, marks, needs
from longtable.directory.search.spoken import codes_in, codes_of
from longtable.directory.search.words import STOP_WORDS, root, split

MOST_ROOTS: Final = 600
"""Different roots of one listing that are indexed; no honest description has more."""

_FREE: Final = frozenset(("free", "gratis", "gratuito", "gratuita"))
_EPOCH_DAY: Final = 719_163  # date(1970, 1, 1).toordinal(): days are counted from there


def services_with_all(ids: Iterable[UUID]) -> QuerySet[Service]:
    """The published ones of these services, with all that a listing is made of."""
    sites = (
        ServiceAtLocation.objects.filter(location__merged_into=None)
        .select_related("location__area", "location")
        .prefetch_related(
            "schedules",
            "service_areas__area",
            "location__schedules",
            "location__languages",
            "location__addresses",
        )
        .order_by("id")
    )
    return (
        Service.objects.published()
        .filter(pk__in=list(ids))
        .select_related("organization__organization", "program")
        .prefetch_related(
            Prefetch("sites", sites),
            Prefetch("schedules", Schedule.objects.filter(service__isnull=False)),
            Prefetch("capacities", ServiceCapacity.objects.filter(replaced_at=None)),
            "languages",
            "cost_options",
            "service_areas__area",
            "phones__languages",
        )
        .order_by("id")
    )


def listings_of(services: Sequence[Service]) -> Iterator[Listing]:
    """A listing for each of their places, or one for a service without any."""
    terms = _terms_of([service.pk for service in services])
    for service in services:
        common = _Common(service, terms[service.pk])
        sites = list(service.sites.all())
        for site in sites or [None]:
            yield common.listing(site)


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
        entry = service.organization
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

    def listing(self, site: ServiceAtLocation | None) -> Listing:
        """The row for one place."""
        service, location = self.service, site.location if site else None
        has_point = location is not None and location.location_type == Location.Kind.PHYSICAL
        giver = _roots([*self.giver_names, *((location.name, location.alternate_name) if location else ())])
        rules = _rules(service, site)
        capacity = next(iter(service.capacities.all()), None)
        return Listing(
            service=service,
            site=site,
            location=location,
            organization=service.organization,
            latitude=location.latitude if location and has_point else None,
            longitude=location.longitude if location and has_point else None,
            is_free=_is_free(service),
            minimum_age=service.minimum_age,
            maximum_age=service.maximum_age,
            capacity=capacity.state if capacity else "",
            capacity_until=capacity.expires_at if capacity else None,
            week=hours.week_of(rules),
            hours=rules,
            standing=service.assured_at.toordinal() - _EPOCH_DAY if service.assured_at else 0,
            title=" ".join(self.title),
            giver=" ".join(giver),
            needs=" ".join(sorted(self.needs)),
            hints=" ".join(sorted(self.hints - self.needs)),
            words=" ".join(self._words(site, giver)),
        )

    def _words(self, site: ServiceAtLocation | None, giver: list[str]) -> list[str]:
        location = site.location if site else None
        texts = [*self.texts]
        if site and location:
            texts += [*_texts(site.description), *_texts(location.description)]
            texts += [f"{address.city} {address.postal_code}" for address in location.addresses.all()]
        roots = list(dict.fromkeys([*self.title, *giver, *_roots(texts)]))[:MOST_ROOTS]
        languages = self.languages | (_spoken_at(location) if location else set())
        serves = {area.area.code for area in _service_areas(self.service, site) if area.area}
        lies_in = {location.area.code} if location and location.area else set()
        return [
            *roots,
            *marks.marks(marks.TITLE, self.title),
            *marks.marks(marks.NEED, self.needs),
            *marks.marks(marks.HINT, self.hints - self.needs),
            *marks.marks(marks.LANGUAGE, languages),
            *marks.marks(marks.SERVES, serves),
            *marks.marks(marks.LIES_IN, lies_in),
        ]


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


def _spoken_at(location: Location) -> set[str]:
    return codes_of(location.languages.all()) | codes_in(location.interpreters_on_site)


def _service_areas(service: Service, site: ServiceAtLocation | None) -> list[Any]:
    """Those of the place if it has any, else those of the service."""
    own = list(site.service_areas.all()) if site else []
    return own or list(service.service_areas.all())


def _rules(service: Service, site: ServiceAtLocation | None) -> list[hours.Rule]:
    """The most particular timetable that says something: here, of the house, of the service."""
    owners = [site, site.location, service] if site else [service]
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
