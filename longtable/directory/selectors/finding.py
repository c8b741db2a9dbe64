"""What a page of results shows beside what the search says: whom to call, where to go, what can be asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Model, Q

from longtable.core.among import listed
from longtable.core.asked import Asked
from longtable.directory.models import Address, Location, Phone
from longtable.directory.search.needs import Need, all_needs
from longtable.directory.selectors.entries import first_to_call
from longtable.directory.selectors.search import Result

DIRECTIONS = "https://www.google.com/maps/dir/"
"""The one address that opens the map a telephone has, whichever that is. Our pages ask nothing of it."""


_phones = Asked(
    lambda pairs, services, places, entries: Phone.objects.filter(
        Q(service_at_location__among=pairs)
        | Q(service__among=services)
        | Q(location__among=places)
        | Q(organization__among=entries)
    ).only("number", "type", "service_at_location", "service", "location", "organization"),
    pairs=str,
    services=str,
    places=str,
    entries=str,
)
_addresses = Asked(
    lambda places: Address.objects.filter(location__among=places).only(
        "location", "address_type", "address_1", "city", "state_province", "postal_code"
    ),
    places=str,
)


@dataclass(frozen=True)
class Line:
    """One result with its number on the page and on the map."""

    number: int
    result: Result
    phone: Phone | None
    address: Address | None
    directions: str


def lines(results: Sequence[Result], first: int = 1) -> list[Line]:
    """The results numbered from ``first``, with telephone and address. Two queries, for one as for 20.

    Rows of their own, and no prefetching, which makes a query set for each owner and takes longer.
    """
    if not results:
        return []
    phones = _phones_of(results)
    addresses = _addresses_of(result.location.pk for result in results if result.location)
    return [_line(number, result, phones, addresses) for number, result in enumerate(results, first)]


def _owners(result: Result) -> Sequence[Model | None]:
    """Whose telephone may be called, the most particular first."""
    return result.site, result.service, result.location, result.organization


def _phones_of(results: Sequence[Result]) -> Mapping[UUID, list[Phone]]:
    pairs, services, places, entries = (
        listed(owner.pk for owner in some if owner) for some in zip(*map(_owners, results), strict=True)
    )
    found: dict[UUID, list[Phone]] = defaultdict(list)
    for phone in _phones(pairs=pairs, services=services, places=places, entries=entries):
        for owner in (
            phone.service_at_location_id,
            phone.service_id,
            phone.location_id,
            phone.organization_id,
        ):
            if owner:
                found[owner].append(phone)
    return found


def _addresses_of(places: Iterable[UUID]) -> Mapping[UUID, Address]:
    """Where to go; the postal address only where nothing else is known."""
    found: dict[UUID, Address] = {}
    for address in _addresses(places=listed(places)):
        if place := address.location_id:
            known = found.setdefault(place, address)
            if known.address_type != address.address_type == Location.Kind.PHYSICAL:
                found[place] = address
    return found


def _line(
    number: int, result: Result, phones: Mapping[UUID, list[Phone]], addresses: Mapping[UUID, Address]
) -> Line:
    address = addresses.get(result.location.pk) if result.location else None
    ringing = (phone for owner in _owners(result) if owner for phone in phones.get(owner.pk, ()))
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
