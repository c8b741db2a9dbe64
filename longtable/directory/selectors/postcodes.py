"""Services near the middle of a postcode, or for the people who live there."""

from math import asin, cos, degrees, pi, radians, sin

from django.db.models import Exists, F, FloatField, OuterRef, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Cos, Power, Radians, Sin
from django.db.models.lookups import LessThanOrEqual

from longtable.directory.models import PlacePoint, ServiceArea

EARTH = 6_371_008.8
"""Mean radius in metres (IUGG)."""


def around(place: PlacePoint, metres: float) -> Q:
    """Services at locations that are at most so far away: a box on indexed columns, then the great circle."""
    return within((place.latitude, place.longitude), metres)


def covering(place: PlacePoint) -> Q:
    """Services for people who live there: by the areas of the site or, where it has none, of the service.

    Where no area is told nothing is known, and it is left out.
    """
    own = ServiceArea.objects.filter(service_at_location=OuterRef("pk"))
    general = ServiceArea.objects.filter(service=OuterRef("service"))
    here = Q(name=place.code)
    if place.area:
        here |= Q(area__in=[pk for pk in (place.area_id, place.area.parent_id) if pk])
    return Q(Exists(own.filter(here))) | Q(~Exists(own), Exists(general.filter(here)))


def within(middle: tuple[float, float], metres: float) -> Q:
    """Services at locations in a circle around a point, latitude and longitude in degrees."""
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
