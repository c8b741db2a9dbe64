"""Finding help: a question in either language, and the services that answer it, each with its reasons.

Only what is published is ever found, so these selectors need no actor.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from longtable.directory.models import (
    Location,
    OrganizationEntry,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
)
from longtable.places.models import Area

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""

MOST_WORDS = 12
"""Words of a question that are looked at; what comes after them seldom narrows anything."""


@dataclass(frozen=True)
class Question:
    """What somebody asks. Every field that is set must hold: they narrow each other.

    ``near`` is a county, a ZIP code or a town as typed; ``point`` the device's position; ``miles`` how far
    at most (None: as far as needed). ``language`` is an ISO 639 code, ``age`` years, ``needs`` codes of
    terms of our own taxonomy (any of them), ``county`` where one must be served.
    """

    words: str = ""
    near: str = ""
    point: Point | None = None
    miles: float | None = None
    open_now: bool = False
    language: str = ""
    free: bool = False
    age: float | None = None
    needs: tuple[str, ...] = ()
    capacity_open: bool = False
    county: Area | None = None


@dataclass(frozen=True)
class Near:
    """The place that was meant: ``kind`` is zip, town, county or point; ``label`` is fit to be shown.

    ``miles`` is how far was looked, ``widened`` whether that is farther than at first, ``sentence`` says so.
    """

    kind: str
    label: str
    point: Point | None
    area: Area | None = None
    miles: float | None = None
    widened: bool = False
    sentence: str = ""


@dataclass(frozen=True)
class Result:
    """One service at one of its places, or a service without a place. Sentences are in the reader's language.

    ``is_open`` is None when nobody told the hours; ``opens_next`` is empty when that cannot be said;
    ``capacity`` is None when nothing is said that still holds.
    """

    service: Service
    site: ServiceAtLocation | None = None
    location: Location | None = None
    organization: OrganizationEntry | None = None
    miles: float | None = None
    is_open: bool | None = None
    opens_next: str = ""
    why: list[str] = field(default_factory=list)
    fresh: str = ""
    capacity: ServiceCapacity | None = None


@dataclass(frozen=True)
class Found:
    """One page of results, best first. ``total`` counts results of all pages.

    ``near_is_unknown``: a place was typed that we do not know, and it was not used. ``corrected`` is the
    question as it was understood when a word of it was misspelt, else empty. ``synonyms`` are the needs
    that its words name, in the reader's language.
    """

    results: list[Result]
    total: int
    near: Near | None = None
    near_is_unknown: bool = False
    corrected: str = ""
    synonyms: list[str] = field(default_factory=list)


def find(question: Question, *, now: datetime, language: str, page: int = 1, per_page: int = 20) -> Found:
    """The services that answer ``question``. Never raises, whatever was typed; ``page`` counts from 1."""
    services = _plainly(question)
    total = services.count()
    first = (max(page, 1) - 1) * per_page
    with translation.override(language):
        results = [_result(service, now) for service in services[first : first + per_page]]
    return Found(results=results, total=total)


def _plainly(question: Question) -> QuerySet[Service]:
    wanted = Q()
    for word in question.words.replace("\0", " ").split()[:MOST_WORDS]:
        wanted &= (
            Q(name__icontains=word)
            | Q(description__icontains=word)
            | Q(organization__organization__name__icontains=word)
        )
    if question.language:
        wanted &= Q(languages__code=question.language)
    if question.county:
        wanted &= Q(sites__location__area=question.county) | Q(service_areas__area=question.county)
    sites = Prefetch("sites", ServiceAtLocation.objects.select_related("location").order_by("id"))
    rows = Service.objects.published().filter(wanted).select_related("organization__organization")
    return rows.prefetch_related(sites, "capacities").distinct().order_by("-assured_at", "id")


def _result(service: Service, now: datetime) -> Result:
    site = next(iter(service.sites.all()), None)
    return Result(
        service=service,
        site=site,
        location=site.location if site else None,
        organization=service.organization,
        fresh="" if service.assured_at else _("Nobody has confirmed this yet"),
    )
