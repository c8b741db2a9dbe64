"""Services near the middle of a postcode, or for the people who live there."""

from math import asin, cos, degrees, pi, radians, sin

from django.db.models import F, FloatField, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Cos, Power, Radians, Sin
from django.db.models.lookups import LessThanOrEqual

from longtable.places.models import Area

EARTH = 6_371_008.8
"""Mean radius in metres (IUGG)."""

NOWHERE = Q(pk=None)

Point = tuple[float, float]


def middle_of(postcode: str) -> Point | None:
    """Latitude and longitude of the middle of a postcode; ``None`` for one that we do not know."""
    return None


def areas_of(postcode: str) -> list[Area]:
    """The county that holds a postcode, and what lies around it."""
    return []


def around(postcode: str, metres: float) -> Q:
    """Places at most so far from the middle of the postcode; none when we do not know where that is."""
    middle = middle_of(postcode)
    return within(middle, metres) if middle else NOWHERE


def covering(postcode: str) -> Q:
    """What is given to people who live there: by the areas of the site or, where it has none, of the service.

    A site without any area is left out: nobody said that it serves them.
    """
    areas = areas_of(postcode)
    return Q(service_areas__area__in=areas)


def within(middle: Point, metres: float) -> Q:
    """Locations in a circle: a box on indexed columns first, then by the great circle."""
    reach = metres / EARTH
    latitude, longitude = radians(middle[0]), radians(middle[1])
    half = sin(min(reach, pi) / 2) ** 2
    north = _radians("latitude")
    haversine = Power(Sin((north - latitude) / 2), 2) + Cos(north) * cos(latitude) * Power(
        Sin((_radians("longitude") - longitude) / 2), 2
    )
    return _box(latitude, longitude, reach) & Q(LessThanOrEqual(haversine, half))


def _box(latitude: float, longitude: float, reach: float) -> Q:
    """Where the circle lies at most: around a pole, or where east meets west, by latitude alone."""
    south, north = latitude - reach, latitude + reach
    box = Q(location__latitude__gte=degrees(south), location__latitude__lte=degrees(north))
    if south <= -pi / 2 or north >= pi / 2:
        return box
    wide = asin(min(1.0, sin(reach) / cos(latitude)))
    west, east = longitude - wide, longitude + wide
    if west < -pi or east > pi:
        return box
    return box & Q(location__longitude__gte=degrees(west), location__longitude__lte=degrees(east))


def _radians(name: str) -> Combinable:
    return Radians(F(f"location__{name}"), output_field=FloatField())
