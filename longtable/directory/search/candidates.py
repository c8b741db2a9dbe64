"""Which listings can answer a question: filters that the database applies, by its indexes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import cos, radians
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Substr

from longtable.directory.models import Listing, ServiceCapacity
from longtable.directory.search import hours, marks
from longtable.directory.search.points import Point, miles_between
from longtable.directory.search.word_index import Alternative, Word

MOST: Final = 200
"""Listings that one question looks at closely. Where more answer it, these are the near ones, those
tied to the need, and those confirmed last: who has so many to choose from will ask for less."""

COLUMNS: Final = (
    "id",
    "service_id",
    "latitude",
    "longitude",
    "capacity",
    "capacity_until",
    "standing",
    "title",
    "giver",
    "needs",
    "hints",
)
RARELY_READ: Final = ("words", "hours")
"""Long columns that ranking and opening hours ask for now and then."""


class Candidate(NamedTuple):
    """What ranking needs of a listing. ``words`` and ``hours`` are empty where nothing asks for them."""

    id: int
    service_id: UUID
    latitude: float | None
    longitude: float | None
    capacity: str
    capacity_until: datetime | None
    standing: int
    title: str
    giver: str
    needs: str
    hints: str
    words: str
    hours: Sequence[hours.Rule]

    def miles_from(self, point: Point | None) -> float | None:
        """How far it is; None where one of the two has no position."""
        if point is None or self.latitude is None or self.longitude is None:
            return None
        return miles_between(point, (self.latitude, self.longitude))


@dataclass(frozen=True)
class Sieve:
    """What must hold whatever the words are: columns, marks, and the moment at which it must be open."""

    columns: Q = field(default_factory=Q)
    marks: tuple[Sequence[Alternative], ...] = ()
    open_at: datetime | None = None

    def rows(self, *asked: Sequence[Alternative]) -> QuerySet[Listing]:
        """Listings for which all of it holds, and these words."""
        rows = Listing.objects.filter(self.columns)
        if groups := [*asked, *self.marks]:
            rows = rows.filter(words__has=groups)
        if self.open_at:
            digit, digits = hours.slot_of(self.open_at)
            rows = rows.alias(half_hour=Substr("week", digit, 1)).filter(half_hour__in=list(digits))
        return rows

    def first(self, rows: QuerySet[Listing], words_matter: bool) -> tuple[list[Candidate], bool]:
        """The first of ``rows``, without what their hours show to be shut; and whether there are more."""
        if words_matter or self.open_at:
            found = [Candidate._make(row) for row in rows.values_list(*COLUMNS, *RARELY_READ)[:MOST]]
        else:
            found = [Candidate._make((*row, "", ())) for row in rows.values_list(*COLUMNS)[:MOST]]
        more = len(found) == MOST
        if self.open_at:
            found = [each for each in found if hours.state_at(each.hours, self.open_at).is_open]
        return found, more


def serving(codes: Sequence[str]) -> list[Alternative]:
    """Listings whose service area is one of these areas."""
    return [(Word(marks.mark(marks.SERVES, code)),) for code in codes]


def lying_in(code: str) -> list[Alternative]:
    """Listings that lie in this area."""
    return [(Word(marks.mark(marks.LIES_IN, code)),)]


def speaking(code: str) -> list[Alternative]:
    """Listings where somebody speaks this language."""
    return [(Word(marks.mark(marks.LANGUAGE, code)),)]


def for_age(age: float) -> Q:
    """Those for this age, and those that did not tell for which they are."""
    youngest = Q(minimum_age=None) | Q(minimum_age__lte=age)
    return youngest & (Q(maximum_age=None) | Q(maximum_age__gte=age))


def taking_people(now: datetime) -> Q:
    """Those that said that they can take people, if that still holds."""
    return Q(capacity=ServiceCapacity.State.OPEN) & (Q(capacity_until=None) | Q(capacity_until__gt=now))


def freshest(rows: QuerySet[Listing]) -> QuerySet[Listing]:
    """Those first that were confirmed last, read in that order: good where many of all listings answer."""
    return rows.order_by("-standing", "id")


def freshest_of_few(rows: QuerySet[Listing]) -> QuerySet[Listing]:
    """The same, found by their words first: nobody can guess how many have several things together."""
    return rows.order_by((F("standing") * -1).asc(), "id")


def nearest(rows: QuerySet[Listing], point: Point) -> QuerySet[Listing]:
    """Those that have a position, the nearest to ``point`` first."""
    rows = rows.exclude(latitude=None)
    up, aside = F("latitude") - point[0], (F("longitude") - point[1]) * cos(radians(point[0]))
    return rows.alias(how_far=up * up + aside * aside).order_by("how_far", "id")
