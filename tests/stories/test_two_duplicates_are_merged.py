"""A food bank stands in the directory twice. Faye makes one of it, learns better, and undoes it."""

import re

import pytest
from playwright.sync_api import expect

from longtable.core.work import run_all
from longtable.directory.models import Merge, OrganizationEntry, Service
from longtable.directory.tests.duplicating import entry, place, service
from longtable.places.models import Area
from tests.cast import Cast
from tests.stories.browsing import DESK, PHONE
from tests.stories.conftest import Visitor

pytestmark = [pytest.mark.story, pytest.mark.slow]

KEPT, GONE = "Harbor Light Food Bank", "Harbor Light Foodbank, Inc."


@pytest.fixture
def two(demo: None, alder: Area) -> tuple[OrganizationEntry, OrganizationEntry]:
    """The same food bank from two lists: one knows its web page, the other its mail."""
    first = entry(KEPT, phone="910-555-0101", area=alder, email="hello@harbor.example")
    second = entry(GONE, phone="910-555-0102", area=alder, website="https://harbor.example/food")
    service(first, "Food pantry", at=place(first, "410 Wharf Street", area=alder))
    service(second, "Mobile pantry", at=place(second, "410 Wharf St.", area=alder))
    return first, second


@pytest.mark.parametrize("script", [True, False])
def test_two_become_one_and_two_again(
    visitor: Visitor,
    cast: Cast,
    two: tuple[OrganizationEntry, OrganizationEntry],
    language: str,
    script: bool,
) -> None:
    first, second = two
    faye = visitor(language, script=script)
    faye.sign_in_as("Faye")
    faye.open("/directory/duplicates/")
    faye.press("Check the directory now")
    run_all()
    faye.open("/directory/duplicates/")
    faye.sees(KEPT, GONE, faye.words("the same name"))
    faye.page.get_by_role("link", name=re.compile(rf"^{faye.words('Compare')}\s*:")).click()
    faye.sees("910-555-0101", "910-555-0102", "https://harbor.example/food")
    if script:
        faye.is_fit_for_all(PHONE, DESK)
    if faye.page.locator(".card .big").first.inner_text() != KEPT:
        faye.follow("Keep this one instead")
    faye.page.locator("label[for^='id_every_phone']").last.click()
    faye.write(why="I called them.")
    faye.press("Merge them")
    faye.sees(faye.words("They are merged"), "I called them.")
    if script:
        faye.is_fit_for_all(PHONE, DESK)
    first.refresh_from_db()
    assert first.website == "https://harbor.example/food"
    assert {phone.number for phone in first.phones.all()} == {"910-555-0101", "910-555-0102"}
    assert {each.provider for each in Service.objects.published()} == {first}

    neighbor = visitor(language, script=script)
    neighbor.open(f"/find/organizations/{second.pk}/")
    expect(neighbor.page.locator("h1")).to_have_text(KEPT)
    neighbor.sees("Mobile pantry", "Food pantry")

    faye.write(why="Two boards.")
    faye.press("Undo the merge")
    faye.sees(faye.words("They are separate again"))
    first.refresh_from_db()
    assert first.website == ""
    assert {phone.number for phone in first.phones.all()} == {"910-555-0101"}
    assert Merge.objects.get().undone_at
    neighbor.open(f"/find/organizations/{second.pk}/")
    expect(neighbor.page.locator("h1")).to_have_text(GONE)
    faye.open("/directory/duplicates/")
    faye.sees(faye.words("No pairs are waiting"))
