"""Staff know that two are the same, though nothing proposed them: they look for both and merge them."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import User
from longtable.directory.models import Merge, OrganizationEntry
from longtable.directory.selectors.duplicates import MOST_CANDIDATES
from longtable.directory.tests.duplicating import entry, place
from longtable.places.models import Area
from tests.cast import signed_in

SEARCH = "/directory/duplicates/by-hand/"


@pytest.fixture
def one(db: None, alder: Area) -> OrganizationEntry:
    return entry("Harbor Light Food Bank", area=alder)


@pytest.fixture
def other(db: None, alder: Area) -> OrganizationEntry:
    return entry("La Luz del Puerto", area=alder)


def ask(one: str, other: str, kind: str = "organization", **more: UUID) -> dict[str, str]:
    return {"kind": kind, "one": one, "other": other} | {name: str(key) for name, key in more.items()}


def compared(kind: str, keep: UUID, gone: UUID) -> str:
    return reverse("directory:compare", args=[kind, keep, gone])


def test_two_that_nothing_proposed_are_found_compared_and_merged(
    client: Client, faye: User, one: OrganizationEntry, other: OrganizationEntry
) -> None:
    browser = signed_in(client, faye)
    assert SEARCH in browser.get("/directory/duplicates/").content.decode()
    page = browser.get(SEARCH, ask("harbor", "luz")).content.decode()
    assert "Harbor Light Food Bank · Alder" in page
    assert "La Luz del Puerto" in page
    there = browser.get(SEARCH, ask("harbor", "luz", keep=one.pk, gone=other.pk)).headers["Location"]
    assert there == compared("organization", one.pk, other.pk)
    form = browser.get(there).context["form"]
    said = {bound.html_name: bound.value() for bound in form} | {"why": "I called them."}
    answer = browser.post(there, said)
    made = Merge.objects.get()
    assert answer.headers["Location"] == f"/directory/duplicates/merges/{made.pk}/"
    assert (made.survivor_id, made.merged_id, made.why) == (one.pk, other.pk, "I called them.")


def test_places_too(client: Client, faye: User, alder: Area) -> None:
    hall = place(None, "12 Elm Street", name="Parish hall", area=alder)
    annex = place(None, "12 Elm St", name="Salón parroquial", area=alder)
    browser = signed_in(client, faye)
    asked = ask("parish", "elm", kind="location")
    assert "Salón parroquial · 12 Elm St" in browser.get(SEARCH, asked).content.decode()
    assert browser.get(compared("location", hall.pk, annex.pk)).status_code == 200


def test_one_is_not_compared_with_itself(client: Client, faye: User, one: OrganizationEntry) -> None:
    browser = signed_in(client, faye)
    page = browser.get(SEARCH, ask("harbor", "harbor", keep=one.pk, gone=one.pk)).content.decode()
    assert "Choose two different ones" in page
    assert browser.get(compared("organization", one.pk, one.pk)).status_code == 404


def test_what_is_not_here_is_said(client: Client, faye: User, one: OrganizationEntry) -> None:
    page = signed_in(client, faye).get(SEARCH, ask("harbor", "lighthouse")).content.decode()
    assert "Nothing here is called “lighthouse”" in page


def test_of_many_a_few_are_shown(client: Client, faye: User, db: None) -> None:
    for number in range(MOST_CANDIDATES + 5):
        entry(f"Pantry {number}")
    page = signed_in(client, faye).get(SEARCH, ask("pantry", "pantry 3"))
    assert len(page.context["found"][0]) == MOST_CANDIDATES


def test_nothing_beyond_ones_region_is_found_or_compared(
    client: Client, regina: User, one: OrganizationEntry, cedar: Area
) -> None:
    far = entry("Harbor far away", area=cedar)
    browser = signed_in(client, regina)
    assert "Harbor far away" not in browser.get(SEARCH, ask("harbor", "harbor")).content.decode()
    for keep, gone in ((one.pk, far.pk), (far.pk, one.pk), (one.pk, uuid4())):
        assert browser.get(compared("organization", keep, gone)).status_code == 404
    assert browser.get(compared("nothing", one.pk, far.pk)).status_code == 404
