"""What a filter of the open directory returns is what a plain loop over the published rows finds."""

import json
from datetime import UTC, datetime
from math import acos, cos, radians, sin
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from longtable.core.localized import LocalizedText
from longtable.directory.actions.indexing import index
from longtable.directory.models import (
    Attribute,
    Location,
    OrganizationEntry,
    PlacePoint,
    Service,
    ServiceArea,
    ServiceAtLocation,
    TaxonomyTerm,
)
from longtable.directory.tests.growing import Growing
from longtable.places.models import Area

pytestmark = pytest.mark.django_db

NOBODY = UUID("00000000-0000-4000-8000-000000000000")
Asked = dict[str, str]

patiently = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(params=[1, pytest.param(2, marks=pytest.mark.slow)])
def grown(request: pytest.FixtureRequest, alder: Area, birch: Area, state: Area) -> Growing:
    """A directory in which every filter finds something and leaves something out."""
    growing = Growing(Random(request.param), [alder, birch, state])
    growing.grow(6, 14)
    PlacePoint.objects.create(
        kind=PlacePoint.Kind.ZIP,
        code="27001",
        name="27001",
        folded="27001",
        latitude=35.7,
        longitude=-79,
        area=alder,
    )
    return growing


@pytest.fixture
def asked(grown: Growing) -> st.SearchStrategy[Asked]:
    """Any of the filters together, with values that fit something, nothing, or make no sense."""
    terms = list(TaxonomyTerm.objects.all())
    owners = OrganizationEntry.objects.values_list("pk", flat=True)
    middle = PlacePoint.objects.values_list("latitude", "longitude").get()
    placed = Location.objects.exclude(latitude=None).exclude(longitude=None)
    far = [metres(here, middle) for here in placed.values_list("latitude", "longitude")]
    values = {
        "taxonomy_term_id": [str(term.pk) for term in terms] + [str(NOBODY), "no id"],
        "taxonomy_id": [str(term.taxonomy_id) for term in terms],
        "organization_id": [*map(str, owners), str(NOBODY)],
        "modified_after": ["2024-06-01", "2026-01-01T00:00:00Z", "2026-07-01T12:00:00+02:00", "yesterday"],
        "postcode": ["27001", "99999"],
        "proximity": ["0", "far", "40000000", *(str(each + by) for each in far for by in (-1, 1))],
        "top_only": ["true", "false"],
        "parent_id": [str(term.pk) for term in terms],
        "full": ["true"],
        "unknown": ["x"],
    }
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(each) for name, each in values.items()})


def ids(client: Client, collection: str, asked: Asked) -> list[str]:
    """Ids of all pages, which are those of the stream."""
    found: list[str] = []
    page: dict[str, Any] = {"last_page": False}
    while not page["last_page"]:
        number = str(len(found) // 3 + 1)
        page = client.get(f"/api/hsds/{collection}", asked | {"page": number, "per_page": "3"}).json()
        found += [each["id"] for each in page["contents"]]
        assert page["total_items"] >= len(found)
    assert page["total_items"] == len(found)
    stream = client.get(f"/api/hsds/{collection}", asked | {"format": "ndjson"}).getvalue().decode()
    assert [json.loads(line)["id"] for line in stream.splitlines()] == found
    return found


@patiently
@given(data=st.data())
def test_services(
    grown: Growing, asked: st.SearchStrategy[Asked], client: Client, data: st.DataObject
) -> None:
    told = data.draw(asked)
    expected = [each for each in Service.objects.all() if is_public(each) and fits(each, told)]
    assert sorted(ids(client, "services", told)) == sorted(str(each.pk) for each in expected)


@patiently
@given(data=st.data())
def test_services_at_locations(
    grown: Growing, asked: st.SearchStrategy[Asked], client: Client, data: st.DataObject
) -> None:
    told = data.draw(asked)
    every = ServiceAtLocation.objects.select_related("service", "location")
    expected = [
        each
        for each in every
        if is_public(each.service) and fits(each.service, told, each.pk) and is_there(each, told)
    ]
    assert sorted(ids(client, "service_at_locations", told)) == sorted(str(each.pk) for each in expected)


@patiently
@given(data=st.data())
def test_organizations(
    grown: Growing, asked: st.SearchStrategy[Asked], client: Client, data: st.DataObject
) -> None:
    told = {name: text for name, text in data.draw(asked).items() if name != "organization_id"}
    services = [each for each in Service.objects.all() if is_public(each)]
    expected = []
    for entry in OrganizationEntry.objects.select_related("organization"):
        if not entry.published_at or entry.organization.merged_into_id or not changed_since(entry, told):
            continue
        offered = [each for each in services if each.provider == entry]
        links = [
            is_tied(told, name, [("organization", entry.pk), *(("service", each.pk) for each in offered)])
            for name in ("taxonomy_term_id", "taxonomy_id")
        ]
        if all(links):
            expected.append(entry)
    assert sorted(ids(client, "organizations", told)) == sorted(str(each.pk) for each in expected)


@patiently
@given(data=st.data())
def test_terms(grown: Growing, asked: st.SearchStrategy[Asked], client: Client, data: st.DataObject) -> None:
    told = {name: text for name, text in data.draw(asked).items() if name != "taxonomy_term_id"}
    expected = [
        each
        for each in TaxonomyTerm.objects.all()
        if told.get("taxonomy_id") in (None, str(each.taxonomy_id))
        and told.get("parent_id") in (None, str(each.parent_id))
        and not (told.get("top_only") == "true" and each.parent_id)
    ]
    assert sorted(ids(client, "taxonomy_terms", told)) == sorted(str(each.pk) for each in expected)


# --- The plain loop --------------------------------------------------------------------------------


def is_public(service: Service) -> bool:
    """Published, itself and whoever gives it, and not found to be the same as another."""
    if not service.published_at or service.merged_into_id:
        return False
    owner = service.organization
    if owner is None or (owner.survivor and owner.survivor.published_at):
        return True
    return bool(owner.published_at and not owner.organization.merged_into_id)


def fits(service: Service, told: Asked, site: UUID | None = None) -> bool:
    """Whether the filters that services have let it through."""
    owner = told.get("organization_id")
    if owner and owner not in (str(service.organization_id), str(service.provider and service.provider.pk)):
        return False
    rows = [("service", service.pk)] + ([("service_at_location", site)] if site else [])
    tied = all(is_tied(told, name, rows) for name in ("taxonomy_term_id", "taxonomy_id"))
    return tied and changed_since(service, told)


def changed_since(row: Any, told: Asked) -> bool:
    """Whether it changed at the moment that was asked for or later."""
    if "modified_after" not in told:
        return True
    if told["modified_after"] == "yesterday":
        return False
    since = datetime.fromisoformat(told["modified_after"])
    return bool(row.changed_at >= (since if since.tzinfo else since.replace(tzinfo=UTC)))


def is_tied(told: Asked, name: str, rows: list[tuple[str, UUID]]) -> bool:
    """Whether one of the rows carries the term, or a term of the taxonomy."""
    if name not in told:
        return True
    return any(
        (each.link_entity, each.link_id) in rows
        and told[name]
        == str(each.taxonomy_term_id if name == "taxonomy_term_id" else each.taxonomy_term.taxonomy_id)
        for each in Attribute.objects.exclude(taxonomy_term=None).select_related("taxonomy_term")
    )


def is_there(site: ServiceAtLocation, told: Asked) -> bool:
    """Whether it is near enough, or serves the people of the postcode."""
    if "postcode" not in told:
        return "proximity" not in told
    if told["postcode"] != "27001" or told.get("proximity") == "far":
        return False
    place = PlacePoint.objects.get()
    if "proximity" in told:
        here = (site.location.latitude, site.location.longitude)
        return None not in here and metres(here, (place.latitude, place.longitude)) <= float(
            told["proximity"]
        )
    areas = list(ServiceArea.objects.filter(service_at_location=site))
    areas = areas or list(ServiceArea.objects.filter(service=site.service))
    assert place.area
    return any(each.area_id in (place.area_id, place.area.parent_id) for each in areas)


def metres(here: Any, there: Any) -> float:
    """Along the great circle, by the angle between two directions."""
    (a, b), (c, d) = ((radians(x), radians(y)) for x, y in (here, there))
    angle = sin(a) * sin(c) + cos(a) * cos(c) * cos(b - d)
    return 6_371_008.8 * acos(max(-1.0, min(1.0, angle)))


# --- Words -----------------------------------------------------------------------------------------


def test_words_find_what_the_index_of_people_finds_and_never_a_draft(client: Client) -> None:
    words = LocalizedText.of(en="Zucchini garden", es="Huerto de calabacín")
    service = Service.objects.create(name=words, published_at=timezone.now())
    index([service.pk])
    assert ids(client, "services", {"search": "zucchini"}) == [str(service.pk)]
    assert ids(client, "services", {"search": "CALABACIN"}) == [str(service.pk)]
    assert ids(client, "services", {"search": "zucchini submarine"}) == []
    Service.objects.filter(pk=service.pk).update(published_at=None)
    assert ids(client, "services", {"search": "zucchini"}) == []


def test_terms_and_taxonomies_are_found_by_their_words(client: Client) -> None:
    growing = Growing(Random(5))
    growing.grow(1, 1)
    term = growing.terms[0]
    TaxonomyTerm.objects.filter(pk=term.pk).update(name={"es": {"text": "Pañales de algodón"}})
    assert ids(client, "taxonomy_terms", {"search": "algodón pañ"}) == [str(term.pk)]
    assert ids(client, "taxonomies", {"search": "no such word here"}) == []
