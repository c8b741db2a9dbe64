"""What programs of others may read of the directory: published rows alone, narrowed by what they ask.

Everything here is open to anybody, so these selectors need no actor. Filters narrow each other. A filter
that could not be understood lets nothing through: more than was asked for would be taken for the answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from longtable.core.access import Missing
from longtable.directory.models import (
    Attribute,
    Listing,
    OrganizationEntry,
    PlacePoint,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)
from longtable.directory.models.offered import published
from longtable.directory.search.questions import all_of, understand
from longtable.directory.selectors.pages import MANY
from longtable.directory.selectors.postcodes import around, covering

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Asked:
    """The filters of HSDS 3.1; ``None`` or empty where one was not given.

    ``proximity`` is in metres from the middle of ``postcode``. ``unclear`` are sentences about filters that
    were given and could not be understood.
    """

    search: str = ""
    taxonomy_term: UUID | None = None
    taxonomy: UUID | None = None
    organization: UUID | None = None
    modified_after: datetime | None = None
    postcode: PlacePoint | None = None
    proximity: float | None = None
    top_only: bool = False
    parent: UUID | None = None
    unclear: tuple[str, ...] = ()


class Moved(Exception):
    """The record turned out to be the same as another, which is ``to``."""

    def __init__(self, to: UUID) -> None:
        super().__init__(f"see {to}")
        self.to = to


# --- Collections, by id ----------------------------------------------------------------------------


def services(asked: Asked) -> QuerySet[Service]:
    """Published services."""
    found = Service.objects.filter(_offered(asked))
    for links in _links(asked):
        found = found.filter(_tied(links, "service"))
    return _clear(asked, found)


def organizations(asked: Asked) -> QuerySet[OrganizationEntry]:
    """Published organisations. Words and terms count for them when a published service of theirs has them."""
    found = OrganizationEntry.objects.published().select_related("organization")
    offered = Service.objects.published()
    if asked.search:
        named = _worded(asked.search, ("organization__name", "alternate_name"), ("description",))
        found = found.filter(named | Q(pk__in=_owners(offered.filter(pk__in=_saying(asked.search)))))
    if asked.modified_after:
        found = found.filter(changed_at__gte=asked.modified_after)
    for links in _links(asked):
        offering = _owners(offered.filter(_tied(links, "service")))
        found = found.filter(_tied(links, "organization") | Q(pk__in=offering))
    return _clear(asked, found)


def service_at_locations(asked: Asked) -> QuerySet[ServiceAtLocation]:
    """Published services at the places where they are given."""
    found = ServiceAtLocation.objects.filter(_offered(asked, "service__"))
    for links in _links(asked):
        found = found.filter(_tied(links, "service", "service") | _tied(links, "service_at_location"))
    if asked.postcode and asked.proximity is not None:
        found = found.filter(around(asked.postcode, asked.proximity))
    elif asked.postcode:
        found = found.filter(covering(asked.postcode))
    return _clear(asked, found)


def taxonomies(asked: Asked) -> QuerySet[Taxonomy]:
    """Every taxonomy."""
    found = Taxonomy.objects.all()
    if asked.search:
        found = found.filter(_worded(asked.search, ("name",), ("description",)))
    return _clear(asked, found)


def taxonomy_terms(asked: Asked) -> QuerySet[TaxonomyTerm]:
    """Every term; ``top_only`` are those without a wider one."""
    found = TaxonomyTerm.objects.select_related("taxonomy")
    if asked.search:
        found = found.filter(_worded(asked.search, ("code",), ("name", "description")))
    if asked.taxonomy:
        found = found.filter(taxonomy=asked.taxonomy)
    if asked.parent:
        found = found.filter(parent=asked.parent)
    if asked.top_only:
        found = found.filter(parent=None)
    return _clear(asked, found)


# --- One record ------------------------------------------------------------------------------------


def one(rows: QuerySet[Row], pk: UUID) -> Row:
    """The record ``pk`` of a collection. Raises :class:`Moved` when it was merged, else ``Missing``."""
    found = rows.filter(pk=pk).first()
    if found is not None:
        return found
    standing = rows.filter(stood_for=pk).first() if hasattr(rows.model, "survivor") else None
    if standing is None:
        raise Missing
    raise Moved(standing.pk)


# --- Filters ---------------------------------------------------------------------------------------


def _clear(asked: Asked, found: QuerySet[Row]) -> QuerySet[Row]:
    return found.none() if asked.unclear else found.order_by("pk")


def _offered(asked: Asked, service: str = "") -> Q:
    """What is asked of services themselves. ``service`` leads to them, as for ``published``."""
    wanted = published(service)
    if asked.search:
        wanted &= Q((f"{service}pk__in", _saying(asked.search)))
    if asked.organization:
        same = Q(pk=asked.organization) | Q(survivor=asked.organization)
        wanted &= Q((f"{service}organization__in", OrganizationEntry.objects.filter(same).values("pk")))
    if asked.modified_after:
        wanted &= Q((f"{service}changed_at__gte", asked.modified_after))
    return wanted


def _links(asked: Asked) -> Iterator[QuerySet[Attribute]]:
    """For each filter by term, the attributes that tie something to it."""
    if asked.taxonomy_term:
        yield Attribute.objects.filter(taxonomy_term=asked.taxonomy_term)
    if asked.taxonomy:
        yield Attribute.objects.filter(taxonomy_term__taxonomy=asked.taxonomy)


def _tied(links: QuerySet[Attribute], table: str, to: str = "pk") -> Q:
    """That one of ``links`` hangs on the row of ``table`` to which ``to`` leads.

    A few are looked up at once; where there are many, each row is asked whether it has one.
    """
    tied = links.filter(link_entity=table)
    if tied[:MANY].count() < MANY:
        return Q((f"{to}__in", tied.values("link_id")))
    return Q(Exists(tied.filter(link_id=OuterRef(to))))


def _owners(found: QuerySet[Service]) -> QuerySet[Service, UUID | None]:
    """Ids of those who give these services; of an entry that was merged, the one that stands for it."""
    given = found.exclude(organization=None)
    return given.values_list(Coalesce("organization__survivor", "organization"), flat=True)


def _saying(search: str) -> QuerySet[Listing, UUID]:
    """Ids of services that answer the words, by the index that people search. No word is corrected here."""
    groups = understand(search).groups
    found = Listing.objects.filter(words__has=all_of(groups)) if groups else Listing.objects.none()
    return found.values_list("service", flat=True)


def _worded(search: str, plain: tuple[str, ...], localized: tuple[str, ...]) -> Q:
    """That each word stands in one of the fields, in any language."""
    fields = [*plain, *(f"{name}__{code}__text" for name in localized for code, _ in settings.LANGUAGES)]
    wanted = Q()
    for word in search.split():
        wanted &= Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR)
    return wanted
