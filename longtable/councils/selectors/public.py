"""What anybody may read of councils: free seats first, then every body, and one of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from longtable.core.access import Missing
from longtable.councils.models import Council, Seat
from longtable.places.models import Area


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: a topic, a county, both or anything."""

    topic: str = ""
    county: Area | None = None


@dataclass(frozen=True)
class Offer:
    """Free seats that are alike in everything that somebody who applies would read: one of them, how many."""

    seat: Seat
    number: int


@dataclass(frozen=True)
class OpenTable:
    """A council with the seats of it that are free and fit."""

    council: Council
    seats: Sequence[Seat]

    @property
    def offers(self) -> list[Offer]:
        """The same, those that are alike together."""
        return alike(self.seats)


def open_tables(wanted: Wanted, day: date) -> list[OpenTable]:
    """Councils with free seats for which anybody may apply, those with most free seats first."""
    seats = Seat.objects.open_to_all(day).select_related("council__organization")
    found: dict[Council, list[Seat]] = {}
    for seat in seats.prefetch_related("areas", "council__areas").order_by("council__slug", "number"):
        if _fits(seat, wanted):
            found.setdefault(seat.council, []).append(seat)
    tables = [OpenTable(council, seats) for council, seats in found.items()]
    return sorted(tables, key=lambda table: (-len(table.seats), table.council.slug))


def public_councils(wanted: Wanted) -> list[Council]:
    """Every public council that fits, by name in the language of the page."""
    found = Council.objects.public().select_related("organization").prefetch_related("areas")
    fitting = [each for each in found if _speaks_for(each, wanted)]
    return sorted(fitting, key=lambda council: str(council).casefold())


def public_council(slug: str) -> Council:
    """One of them. Raises ``Missing``."""
    found = Council.objects.public().select_related("organization").prefetch_related("areas")
    if council := found.filter(slug=slug).first():
        return council
    raise Missing


def alike(seats: Iterable[Seat]) -> list[Offer]:
    """Seats that read the same, together, in the order of the first of each."""
    found: dict[str, list[Seat]] = {}
    for seat in seats:
        texts = (seat.name, seat.where, seat.eligibility, seat.appointed_by)
        plain = (seat.category, seat.is_voting, seat.lived_experience, sorted(map(str, seat.area_ids())))
        found.setdefault(repr([text.as_json() for text in texts] + [plain]), []).append(seat)
    return [Offer(same[0], len(same)) for same in found.values()]


def seats_to_apply_for(council: Council, day: date) -> list[Seat]:
    """Free seats of one council for which anybody may apply."""
    return list(council.seats.open_to_all(day).select_related("council").prefetch_related("areas"))


def is_for(seat: Seat, *, topics: Sequence[str], area: Area | None) -> bool:
    """Whether somebody with these interests, living there, may want to hear of this seat."""
    on_topic = not topics or not set(topics).isdisjoint(seat.council.topics)
    areas = seat.area_ids()
    return on_topic and (not areas or (area is not None and area.pk in areas))


def _fits(seat: Seat, wanted: Wanted) -> bool:
    areas = seat.area_ids()
    is_near = wanted.county is None or not areas or wanted.county.pk in areas
    return is_near and (not wanted.topic or wanted.topic in seat.council.topics)


def _speaks_for(council: Council, wanted: Wanted) -> bool:
    areas = council.area_ids()
    is_near = wanted.county is None or not areas or wanted.county.pk in areas
    return is_near and (not wanted.topic or wanted.topic in council.topics)
