"""Places of the directory at which a gathering could be, found by words."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from longtable.directory.models import Location

MOST = 8
"""Results that one can choose from: with more words there are fewer."""


def find_places(words: str, *, also: Iterable[Any] = ()) -> list[Location]:
    """Places to go to whose name, street or town has every one of the ``words``; and those with ids ``also``.

    At most eight, by name; none without words. Two queries.
    """
    known = [each for each in map(_id, also) if each]
    rows = Location.objects.filter(location_type=Location.Kind.PHYSICAL, merged_into=None)
    public = Q(organization=None) | Q(organization__published_at__isnull=False)
    wanted = Q(pk__in=known)
    if asked := words.split():
        every = Q()
        for word in asked[:6]:
            here = ("name", "alternate_name", "addresses__address_1", "addresses__city")
            any_of = Q()
            for column in here:
                any_of |= Q(**{f"{column}__icontains": word})
            every &= any_of
        wanted |= public & every
    found = rows.filter(wanted).prefetch_related("addresses").order_by("name").distinct()
    return list(found[: MOST + len(known)])


def _id(value: Any) -> UUID | None:
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        return None
