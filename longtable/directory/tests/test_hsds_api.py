"""/api/hsds/: the directory for programs, as HSDS 3.1 says that it should answer."""

import csv
import io
import json
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from longtable.accounts.actions import make_api_key
from longtable.accounts.models import Organization, User
from longtable.core.localized import LocalizedText
from longtable.directory.models import (
    Contact,
    Location,
    OrganizationEntry,
    Phone,
    Program,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    Taxonomy,
)
from longtable.directory.tests.growing import Growing
from tests.cast import OrganizationFactory, actor

pytestmark = pytest.mark.django_db

NOBODY = "0e0e0e0e-0000-4000-8000-000000000000"
COLLECTIONS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")


@pytest.fixture
def pantry(partner: Organization) -> Service:
    """A published service of Good Neighbors, at one place, open for people."""
    entry = OrganizationEntry.objects.create(organization=partner, published_at=timezone.now())
    service = Service.objects.create(
        organization=entry, name=LocalizedText.of(en="Food pantry"), published_at=timezone.now()
    )
    place = Location.objects.create(name="Church hall", latitude=35.6, longitude=-79)
    ServiceAtLocation.objects.create(service=service, location=place)
    ServiceCapacity.objects.create(service=service, state="open", updated_at=timezone.now())
    return service


def read(client: Client, path: str, **asked: str) -> Any:
    """The JSON at ``path``, which is there."""
    answer = client.get(f"/api/hsds/{path}", asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


# --- What is there ---------------------------------------------------------------------------------


def test_the_root_says_version_profile_and_where_it_is_described(client: Client) -> None:
    told = read(client, "")
    assert told["version"].startswith("3.1")
    assert told["profile"]
    described = client.get(told["openapi_url"].partition("8000")[2]).json()
    assert {f"/{name}" for name in COLLECTIONS} < set(described["paths"])


@pytest.mark.parametrize("name", COLLECTIONS)
def test_an_empty_collection_is_an_empty_page(client: Client, name: str) -> None:
    page = read(client, name)
    assert (page["empty"], page["contents"], page["total_items"], page["size"]) == (True, [], 0, 0)
    assert (page["first_page"], page["last_page"]) == (True, True)


def test_a_service_comes_with_its_giver_place_and_capacity(client: Client, pantry: Service) -> None:
    told = read(client, f"services/{pantry.pk}")
    assert told["name"] == "Food pantry"
    assert told["organization"]["name"] == "Good Neighbors"
    assert told["service_at_locations"][0]["location"]["name"] == "Church hall"
    assert told["capacities"][0]["available"] == 1


def test_a_status_that_nobody_told_is_inactive_and_marked(client: Client, pantry: Service) -> None:
    told = read(client, f"services/{pantry.pk}")
    codes = [each["taxonomy_term"]["code"] for each in told["attributes"]]
    assert (told["status"], "status_unknown" in codes) == ("inactive", True)


@pytest.mark.parametrize("name", COLLECTIONS)
@pytest.mark.parametrize("wrong", [NOBODY, "not-an-id", "%00", "a" * 3000])
def test_an_unknown_id_is_not_there(client: Client, name: str, wrong: str) -> None:
    answer = client.get(f"/api/hsds/{name}/{wrong}")
    assert (answer.status_code, answer.json()["detail"]) == (404, "No published record has this id.")


def test_what_was_merged_leads_to_what_stands_for_it(client: Client, pantry: Service) -> None:
    same = Service.objects.create(name=LocalizedText.of(en="Pantry"), published_at=timezone.now())
    Service.objects.filter(pk=same.pk).update(merged_into=pantry, survivor=pantry)
    answer = client.get(f"/api/hsds/services/{same.pk}")
    assert (answer.status_code, answer["Location"]) == (302, f"/api/hsds/services/{pantry.pk}")
    assert read(client, "services")["total_items"] == 1


def test_services_of_a_merged_entry_are_given_by_the_one_that_stands_for_it(
    client: Client, pantry: Service, other_partner: Organization
) -> None:
    keep = OrganizationEntry.objects.create(organization=other_partner, published_at=timezone.now())
    OrganizationEntry.objects.filter(pk=pantry.organization_id).update(survivor=keep)
    Organization.objects.filter(pk=pantry.organization_id).update(merged_into=other_partner)
    assert read(client, f"services/{pantry.pk}")["organization"]["name"] == "Open Hands"
    assert [each["id"] for each in read(client, f"organizations/{keep.pk}")["services"]] == [str(pantry.pk)]
    assert read(client, "services", organization_id=str(keep.pk))["total_items"] == 1


# --- What is not for everybody ---------------------------------------------------------------------


def test_a_draft_is_nowhere(client: Client, pantry: Service) -> None:
    OrganizationEntry.objects.update(published_at=None)
    for path in ("services", "organizations", "service_at_locations"):
        assert read(client, path)["total_items"] == 0
        assert client.get(f"/api/hsds/{path}", {"format": "ndjson"}).getvalue() == b""
    assert client.get(f"/api/hsds/services/{pantry.pk}").status_code == 404


def test_a_private_contact_and_its_telephone_are_nowhere(client: Client, pantry: Service) -> None:
    private = Contact.objects.create(service=pantry, name="Rosa Private", is_public=False)
    Phone.objects.create(service=pantry, contact=private, number="555 0100")
    public = Contact.objects.create(service=pantry, name="Rosa Public")
    Phone.objects.create(contact=public, number="555 0101")
    for path in (f"services/{pantry.pk}", "services?full=true", "organizations?full_service=true"):
        told = client.get(f"/api/hsds/{path}").content.decode()
        assert "Rosa Public" in told
        assert "555 0101" in told
        assert "Rosa Private" not in told
        assert "555 0100" not in told


def test_the_id_of_an_unpublished_entry_is_not_told(client: Client, pantry: Service) -> None:
    draft = OrganizationEntry.objects.create(organization=OrganizationFactory(name="Draft"))
    Location.objects.update(organization=draft)
    Program.objects.create(organization=draft, name="Program")
    Service.objects.update(program=Program.objects.get())
    assert str(draft.pk) not in client.get("/api/hsds/services?full=true").content.decode()


def test_what_is_no_longer_believed_is_not_told(client: Client, pantry: Service) -> None:
    ServiceCapacity.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert "capacities" not in read(client, f"services/{pantry.pk}")


# --- Pages -----------------------------------------------------------------------------------------


@pytest.fixture
def seven(db: None) -> list[str]:
    """Names of seven taxonomies, in the order of their ids."""
    return [Taxonomy.objects.create(name=f"Taxonomy {number}").name for number in range(7)]


def test_pages_follow_each_other(client: Client, seven: list[str]) -> None:
    pages = [read(client, "taxonomies", page=str(number), per_page="3") for number in (1, 2, 3, 4)]
    assert [[each["name"] for each in page["contents"]] for page in pages] == [
        seven[:3],
        seven[3:6],
        seven[6:],
        [],
    ]
    assert [page["page_number"] for page in pages] == [1, 2, 3, 4]
    assert [(page["first_page"], page["last_page"], page["empty"]) for page in pages] == [
        (True, False, False),
        (False, False, False),
        (False, True, False),
        (False, True, True),
    ]
    assert {(page["total_items"], page["total_pages"]) for page in pages} == {(7, 3)}


@pytest.mark.parametrize("page", ["x", "-1", "0", "", "1.5", "9" * 5000, "%00"])
def test_a_page_that_is_none_is_a_page_all_the_same(client: Client, seven: list[str], page: str) -> None:
    assert read(client, "taxonomies", page=page)["total_items"] == 7


@pytest.mark.parametrize(("per_page", "size"), [("2", 2), ("0", 1), ("-3", 1), ("x", 7), ("99999999", 7)])
def test_nobody_gets_more_on_a_page_than_there_may_be(
    client: Client, seven: list[str], per_page: str, size: int
) -> None:
    assert read(client, "taxonomies", per_page=per_page)["size"] == size


def test_who_turns_the_pages_of_a_long_list_goes_on_where_the_last_ended(
    client: Client, seven: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("longtable.directory.selectors.pages.MANY", 2)
    assert read(client, "taxonomies", page="1", per_page="2")["size"] == 2
    assert [each["name"] for each in read(client, "taxonomies", page="2", per_page="2")["contents"]] == seven[
        2:4
    ]
    with CaptureQueriesContext(connection) as queries:
        page = read(client, "taxonomies", page="3", per_page="2")
    assert [each["name"] for each in page["contents"]] == seven[4:6]
    assert not [query for query in queries if "OFFSET" in query["sql"] or "COUNT" in query["sql"]]


def test_minimal_is_what_one_needs_to_see_what_changed(client: Client, pantry: Service) -> None:
    (told,) = read(client, "services", minimal="true")["contents"]
    assert set(told) == {"id", "name", "status", "last_modified"}


def test_a_filter_that_cannot_be_understood_lets_nothing_through_and_says_so(
    client: Client, pantry: Service
) -> None:
    for asked in ({"modified_after": "yesterday"}, {"organization_id": "ours"}):
        page = read(client, "services", **asked)
        assert (page["total_items"], len(page["warnings"])) == (0, 1)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"modified_since": "2026-01-01"}, "modified_since is no parameter here"),
        ({"proximity": "100"}, "proximity is no parameter here"),
        ({'x"\r\ny': "1"}, "What was sent is no parameter here"),
        ({"page": "0"}, "it is taken as 1"),
        ({"page": "two"}, "it is taken as 1"),
        ({"per_page": "100000"}, "from 1 to 1000 here; it is taken as 1000"),
        ({"per_page": "100000", "full": "true"}, "from 1 to 200 here; it is taken as 200"),
        ({"per_page": "-5"}, "it is taken as 1"),
        ({"format": "xml"}, "it is taken as json"),
        ({"minimal": "maybe"}, "minimal is true or false"),
    ],
)
def test_what_is_not_done_as_it_was_asked_is_said(
    client: Client, pantry: Service, asked: dict[str, str], words: str
) -> None:
    answer = client.get("/api/hsds/services", asked)
    page = answer.json()
    assert (answer.status_code, page["total_items"]) == (200, 1)
    (warning,) = page["warnings"]
    assert words in warning
    assert answer.headers["Warning"] == f'299 - "{warning}"'


def test_a_stream_and_a_record_say_it_in_their_head(client: Client, pantry: Service) -> None:
    for path in ("services?format=ndjson&color=red", f"organizations/{pantry.organization_id}?color=red"):
        assert "color is no parameter here" in client.get(f"/api/hsds/{path}").headers["Warning"]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("services", {"modified_after": "2099-01-01"}),
        ("services", {"modified_after": "2026-02-30"}),
        ("service_at_locations", {"postcode": "27000", "proximity": "-3"}),
        ("service_at_locations", {"postcode": "27000", "proximity": "NaN"}),
        ("service_at_locations", {"postcode": "nowhere"}),
    ],
)
def test_a_filter_that_can_match_nothing_says_why(
    client: Client, pantry: Service, name: str, asked: dict[str, str]
) -> None:
    page = read(client, name, **asked)
    assert (page["total_items"], "nothing matches" in page["warnings"][0]) == (0, True)


def test_what_was_asked_rightly_has_no_warning(client: Client, pantry: Service) -> None:
    answer = client.get("/api/hsds/services", {"page": "1", "per_page": "50", "format": "JSON", "full": "1"})
    assert "warnings" not in answer.json()
    assert "Warning" not in answer.headers


def test_organizations_name_their_services_or_bring_them_whole(client: Client, pantry: Service) -> None:
    path = f"organizations/{pantry.organization_id}"
    assert set(read(client, path)["services"][0]) == {"id", "name", "status", "last_modified"}
    assert "service_at_locations" in read(client, path, full_service="true")["services"][0]
    assert "services" not in read(client, "organizations")["contents"][0]
    assert "services" in read(client, "organizations", full="true")["contents"][0]


# --- Queries by POST -------------------------------------------------------------------------------


def test_a_query_may_come_in_the_address_a_form_or_as_json(pantry: Service) -> None:
    client, nobody = Client(enforce_csrf_checks=True), NOBODY
    told = {"organization_id": nobody, "per_page": 3, "full": True, "page": None, "odd": [1]}
    answers = [
        client.post(f"/api/hsds/services?organization_id={nobody}"),
        client.post("/api/hsds/services", {"organization_id": nobody}),
        client.post("/api/hsds/services", json.dumps(told), content_type="application/json"),
    ]
    assert [(each.status_code, each.json()["total_items"]) for each in answers] == [(200, 0)] * 3
    assert client.post("/api/hsds/services").json()["total_items"] == 1


@pytest.mark.parametrize("body", ["{", "[1]", "\xff", "[" * 100_000])
def test_a_body_that_is_no_json_object_is_refused_with_a_reason(client: Client, body: str) -> None:
    answer = client.post("/api/hsds/services", body.encode("latin-1"), content_type="application/json")
    assert answer.status_code == 400
    assert "JSON object" in answer.json()["detail"]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_halves_of_letters_in_a_body_match_nothing_and_break_nothing(client: Client, name: str) -> None:
    body = '{"search": "\\ud800 \\u0000 \\udc00nobody-says-this", "postcode": "\\ud800"}'
    answer = client.post(f"/api/hsds/{name}", body, content_type="application/json")
    assert (answer.status_code, answer.json()["total_items"]) == (200, 0)


# --- Streams ---------------------------------------------------------------------------------------


def test_everything_comes_as_lines_of_json(client: Client, seven: list[str]) -> None:
    answer = client.get("/api/hsds/taxonomies?format=ndjson&per_page=2&page=9")
    lines = answer.getvalue().decode().splitlines()
    assert answer["Content-Type"] == "application/x-ndjson"
    assert [json.loads(line)["name"] for line in lines] == seven


def test_everything_comes_as_csv_in_which_nothing_is_a_formula(client: Client, pantry: Service) -> None:
    Service.objects.update(name={"en": {"text": "=1+1"}})
    answer = client.get("/api/hsds/services?format=csv&full=true")
    (row,) = csv.DictReader(io.StringIO(answer.getvalue().decode()))
    assert answer["Content-Type"].startswith("text/csv")
    assert (row["name"], row["organization.name"], row["alert"]) == ("'=1+1", "Good Neighbors", "")


def test_a_stream_needs_few_rows_in_memory_at_a_time(
    client: Client, seven: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("longtable.directory.selectors.pages.BATCH", 2)
    answer = client.get("/api/hsds/taxonomies?format=ndjson")
    with CaptureQueriesContext(connection) as queries:
        first = next(iter(answer))
    assert json.loads(first)["name"] == seven[0]
    assert len([query for query in queries if "LIMIT 2" in query["sql"]]) == 1


# --- Manners of the web ----------------------------------------------------------------------------


def test_who_has_it_already_is_told_so(client: Client, pantry: Service) -> None:
    for path in ("services", f"services/{pantry.pk}", "services?full=true", ""):
        tag = client.get(f"/api/hsds/{path}")["ETag"]
        again = client.get(f"/api/hsds/{path}", headers={"If-None-Match": f'"other", W/{tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again["Access-Control-Allow-Origin"] == "*"


def test_whatever_changes_changes_the_tag(client: Client, pantry: Service) -> None:
    path = f"/api/hsds/services/{pantry.pk}"
    tags = [client.get(path)["ETag"]]
    for change in (
        lambda: Organization.objects.update(name="Better Neighbors"),
        lambda: Location.objects.update(name="New hall"),
        lambda: ServiceCapacity.objects.update(expires_at=timezone.now()),
        lambda: Phone.objects.create(service=pantry, number="555 0101"),
    ):
        change()
        tags.append(client.get(path)["ETag"])
    assert len(set(tags)) == 5


def test_a_program_on_any_site_may_ask(client: Client, pantry: Service) -> None:
    asking = client.options("/api/hsds/services", headers={"Origin": "https://elsewhere.example"})
    assert (asking.status_code, asking["Access-Control-Allow-Origin"]) == (204, "*")
    assert "POST" in asking["Access-Control-Allow-Methods"]
    for answer in (client.get("/api/hsds/services"), client.get("/api/hsds/services/none")):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Set-Cookie" not in answer.headers


def test_head_is_get_without_the_body(client: Client, pantry: Service) -> None:
    for path in ("services", f"services/{pantry.pk}", "services?format=ndjson"):
        answer = client.head(f"/api/hsds/{path}")
        assert (answer.status_code, answer.getvalue() if answer.streaming else answer.content) == (200, b"")
    assert client.head("/api/hsds/services")["ETag"] == client.get("/api/hsds/services")["ETag"]


def test_nothing_can_be_changed_here(client: Client, pantry: Service) -> None:
    for method in (client.put, client.patch, client.delete):
        assert method(f"/api/hsds/services/{pantry.pk}").status_code == 405


# --- In measure ------------------------------------------------------------------------------------


def test_who_asks_too_often_is_told_when_to_ask_again(client: Client, settings: Settings) -> None:
    settings.HSDS_RATE = 3
    here, there = {"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "192.0.2.8"}
    assert [client.get("/api/hsds/", **here).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    refused = client.get("/api/hsds/", **here)
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert "Ask again in" in refused.json()["detail"]
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/hsds/", **there).status_code == 200


def test_a_key_may_ask_more_often(
    client: Client, settings: Settings, adam: User, partner: Organization
) -> None:
    settings.HSDS_RATE, settings.HSDS_KEY_RATE = 1, 3
    key = make_api_key(by=actor(adam), name="Harvest", organization=partner, permissions=[])
    with_key = Client(headers={"Authorization": f"Bearer {key.secret}"}, REMOTE_ADDR="192.0.2.9")
    assert [with_key.get("/api/hsds/").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_everything_at_once_counts_for_more_than_a_page(client: Client, settings: Settings) -> None:
    settings.HSDS_RATE = 60
    here = {"REMOTE_ADDR": "192.0.2.10"}
    statuses = [client.get("/api/hsds/taxonomies?format=ndjson", **here).status_code for _ in range(2)]
    assert statuses == [200, 429]


def test_few_requests_write(client: Client, settings: Settings) -> None:
    settings.HSDS_RATE = 1000
    here = {"REMOTE_ADDR": "192.0.2.11"}
    client.get("/api/hsds/", **here)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/api/hsds/", **here).status_code == 200
    assert len(queries) == 0


# --- Cost ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["services", "services?full=true", "organizations?full_service=true"])
def test_many_records_cost_no_more_queries_than_some(client: Client, settings: Settings, path: str) -> None:
    settings.HSDS_RATE = 0  # the counter of requests writes now and then, by the clock and not by the records
    Growing(Random(3), plenty=1).grow(24, 24)
    counted = []
    for size in ("8", "16"):
        address, _, asked = path.partition("?")
        client.get(f"/api/hsds/{address}?{asked}&per_page={size}")
        with CaptureQueriesContext(connection) as queries:
            assert read(client, f"{address}?{asked}&per_page={size}")["size"] >= int(size) // 2
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[1] < 70
