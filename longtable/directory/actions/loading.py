"""Loading what the search brings along: the list of needs, and where ZIP codes and towns lie."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from django.conf import settings

from longtable.core.access import Actor, Permission, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.imports import UnreadableSource
from longtable.core.localized import LocalizedText
from longtable.directory.models import PlacePoint, Taxonomy, TaxonomyTerm
from longtable.directory.search import needs
from longtable.directory.search.point_sources import SourcePoint, county_finder, town_points, zip_points
from longtable.directory.search.typing_errors import learn_needs
from longtable.directory.search.words import place_key
from longtable.places.models import Area
from longtable.places.selectors import counties, home_state

OURS = UUID("6f0c7f2e-6a1b-5d5c-9c1b-0f2d3a4b5c6d")
"""Namespace of the ids of needs: the same need has the same id in every installation."""

BATCH = 500


@action
def load_needs(*, by: Actor) -> Taxonomy:
    """Let services be tied to the needs of ``needs.toml``. Doing it again takes over what changed there.

    A need that was taken out of the list stays as a term, because services may be tied to it.
    """
    require(by, by.may(Permission.IMPORT_DIRECTORY))
    there = Taxonomy.objects.filter(slug=needs.SLUG).first()
    if there and there.version == needs.version():
        return Unchanged(there)  # type: ignore[return-value]
    said = {
        "name": "Needs",
        "description": LocalizedText.of(
            en="What people need, in everyday words.",
            es="Lo que la gente necesita, en palabras de todos los días.",
        ),
        "version": needs.version(),
    }
    made = {"id": uuid5(OURS, needs.SLUG), **said}
    taxonomy, _ = Taxonomy.objects.update_or_create(slug=needs.SLUG, defaults=said, create_defaults=made)
    terms = [_term(taxonomy, need) for need in needs.all_needs().values()]
    TaxonomyTerm.objects.bulk_create(
        terms,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["taxonomy", "parent", "code", "name", "description", "synonyms"],
    )
    learn_needs()
    record(by, "directory.needs.loaded", taxonomy, fields=("version",))
    return taxonomy


@action
def load_points(*, by: Actor) -> int:
    """Know the ZIP codes and towns of the state served here; returns how many.

    Raises ``UnreadableSource`` when a list is not there or is no such list. Without a state there is nothing.
    """
    require(by, by.may(Permission.IMPORT_DIRECTORY))
    state = home_state()
    if state is None:
        return Unchanged(0)  # type: ignore[return-value]
    areas = {area.code: area for area in counties(state)}
    points = _points(state, areas)
    if _same(points):
        return Unchanged(len(points))  # type: ignore[return-value]
    PlacePoint.objects.all().delete()
    PlacePoint.objects.bulk_create(points, batch_size=BATCH)
    record(by, "directory.points.loaded", state, fields=("points",))
    return len(points)


def _term(taxonomy: Taxonomy, need: needs.Need) -> TaxonomyTerm:
    also = {language: words[1:] for language, words in need.words.items()}
    return TaxonomyTerm(
        id=_id(need.code),
        taxonomy=taxonomy,
        parent_id=_id(need.parent) if need.parent else None,
        code=need.code,
        name=need.name,
        description=LocalizedText.of(
            en=f"Also: {', '.join(also['en'][:8])}." if also["en"] else need.words["en"][0],
            es=f"También: {', '.join(also['es'][:8])}." if also["es"] else need.words["es"][0],
        ),
        synonyms={language: list(words) for language, words in also.items()},
    )


def _id(code: str) -> UUID:
    return uuid5(OURS, f"{needs.SLUG}/{code}")


def _points(state: Area, areas: dict[str, Area]) -> list[PlacePoint]:
    try:
        county_at = county_finder(settings.MAP_SHAPES, state.code)
        zips = list(zip_points(settings.ZIP_POINTS, county_at))
        towns = list(town_points(settings.TOWN_POINTS, state.code))
    except (OSError, ValueError, KeyError) as error:
        raise UnreadableSource(f"Where ZIP codes and towns lie cannot be read: {error}") from error
    return [*_rows(PlacePoint.Kind.ZIP, zips, areas), *_rows(PlacePoint.Kind.TOWN, towns, areas)]


def _rows(kind: str, points: Iterable[SourcePoint], areas: dict[str, Area]) -> list[PlacePoint]:
    return [
        PlacePoint(
            kind=kind,
            code=point.code,
            name=point.name,
            folded=place_key(point.name),
            latitude=point.latitude,
            longitude=point.longitude,
            people=point.people,
            area=areas.get(point.county),
        )
        for point in points
    ]


def _same(points: list[PlacePoint]) -> bool:
    fields = ("kind", "code", "folded", "latitude", "longitude", "people", "area_id")
    there = set(PlacePoint.objects.values_list(*fields))
    return there == {tuple(getattr(point, name) for name in fields) for point in points}
