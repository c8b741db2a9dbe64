"""What a page of results shows beside what the search says: whom to call, where to go, what can be asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects

from longtable.directory.models import Address, Location, Phone
from longtable.directory.search.needs import Need, all_needs
from longtable.directory.selectors.entries import address_of, first_to_call
from longtable.directory.selectors.search import Result

DIRECTIONS = "https://www.google.com/maps/dir/"
"""The one address that opens the map a telephone has, whichever that is. Our pages ask nothing of it."""


@dataclass(frozen=True)
class Line:
    """One result with its number on the page and on the map."""

    number: int
    result: Result
    phone: Phone | None
    address: Address | None
    directions: str


def lines(results: Sequence[Result], first: int = 1) -> list[Line]:
    """The results numbered from ``first``, with telephone and address. As many queries for one as for 20."""
    services = [result.service for result in results]
    sites = [result.site for result in results if result.site]
    places = [result.location for result in results if result.location]
    owners = [result.organization for result in results if result.organization]
    prefetch_related_objects(services, "phones")
    prefetch_related_objects(owners, "phones")
    prefetch_related_objects(sites, "phones")
    prefetch_related_objects(places, "phones", "addresses")
    return [_line(number, result) for number, result in enumerate(results, first)]


def _line(number: int, result: Result) -> Line:
    address = address_of(result.location) if result.location else None
    owners = (result.site, result.service, result.location, result.organization)
    ringing = (phone for owner in owners if owner for phone in owner.phones.all())
    return Line(
        number=number,
        result=result,
        phone=first_to_call(ringing),
        address=address,
        directions=directions_to(result.location, address),
    )


def directions_to(location: Location | None, address: Address | None) -> str:
    """The address of a map that leads there; empty where we do not know well enough where it is."""
    if location is None or location.location_type != Location.Kind.PHYSICAL:
        return ""
    if address and address.address_1:
        parts = (address.address_1, address.city, address.state_province, address.postal_code)
        goal = ", ".join(part for part in parts if part)
    elif location.latitude is not None and location.longitude is not None and not location.position_is_rough:
        goal = f"{location.latitude},{location.longitude}"
    else:
        return ""
    return f"{DIRECTIONS}?{urlencode({'api': 1, 'destination': goal})}"


def first_needs() -> list[Need]:
    """What people need, in the widest terms, as one reads them before anything was asked."""
    return [need for need in all_needs().values() if not need.parent]


def needs_named(codes: Iterable[str]) -> list[Need]:
    """The needs of these codes; what is none is left out."""
    return [all_needs()[code] for code in dict.fromkeys(codes) if code in all_needs()]
