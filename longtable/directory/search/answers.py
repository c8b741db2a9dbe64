"""What one may ask the directory, and what one gets."""

from dataclasses import dataclass, field

from longtable.directory.models import (
    Location,
    OrganizationEntry,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
)
from longtable.directory.search.points import Point
from longtable.places.models import Area


@dataclass(frozen=True)
class Question:
    """What somebody asks. Every field that is set must hold: they narrow each other.

    ``near`` is a county, a ZIP code or a town as typed; ``point`` the device's position; ``miles`` how far
    at most (None: as far as needed). ``language`` is an ISO 639 code, ``age`` years, ``needs`` codes of
    terms of our own taxonomy (any of them), ``county`` where one must be served. ``exact`` leaves typing
    errors as they are.
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
    exact: bool = False


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
    """One page of results, best first. ``total`` counts results of all pages; ``more`` says that there are
    more than one question looks at, see ``search.candidates.MOST``.

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
    more: bool = False
