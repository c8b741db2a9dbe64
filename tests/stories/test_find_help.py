"""A mother finds food near her that is open now, and texts it to herself, with a script and without."""

from datetime import time

import pytest
from playwright.sync_api import expect

from longtable.core.localized import LocalizedText
from longtable.core.work import run_all
from longtable.directory.actions.indexing import index
from longtable.directory.models import (
    Address,
    Location,
    Phone,
    PlacePoint,
    Schedule,
    Service,
    ServiceAtLocation,
)
from longtable.directory.tests.directory_of import service
from longtable.places.models import Area
from tests.cast import AreaFactory
from tests.stories.browsing import DESK, PHONE
from tests.stories.conftest import Visitor

pytestmark = pytest.mark.story

LUMBERTON = (34.618, -79.009)
EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"


@pytest.fixture
def neighborhood(demo: None, any_hour: None) -> Service:
    """Near the mother a fridge that never closes and a pantry that is never open; far away another fridge."""
    state = AreaFactory(level=Area.Level.STATE, code="37", name="North Carolina", parent=None)
    county = AreaFactory(code="37155", name="Robeson", parent=state)
    PlacePoint.objects.create(
        kind=PlacePoint.Kind.TOWN,
        code="1",
        name="Lumberton",
        folded="lumberton",
        latitude=LUMBERTON[0],
        longitude=LUMBERTON[1],
        people=20_000,
        area=county,
    )
    fridge = _fridge("Community fridge", "Refrigerador comunitario", LUMBERTON, time(0), time(23, 59))
    Phone.objects.create(service=fridge, number="910-555-0111", type="voice")
    _fridge("Closed pantry", "Despensa cerrada", (34.62, -79.01), time(3), time(3, 1), "2020-01-06")
    _fridge("Fridge far away", "Refrigerador lejano", (36.2, -81.67), time(0), time(23, 59))
    return fridge


def _fridge(
    english: str, spanish: str, at: tuple[float, float], opens: time, closes: time, only: str = ""
) -> Service:
    made = service(
        LocalizedText.of(en=english, es=spanish),
        LocalizedText.of(en="Take what you need.", es="Tome lo que necesite."),
        by=f"{english} friends",
        needs=["food.pantry"],
        free=True,
        speaks=["es"],
    )
    place = Location.objects.create(name="Library corner", latitude=at[0], longitude=at[1], step_free=True)
    Address.objects.create(location=place, address_1="8 Library Lane", city="Lumberton", postal_code="28358")
    ServiceAtLocation.objects.create(service=made, location=place)
    Schedule.objects.create(
        service=made,
        freq="WEEKLY",
        byday=EVERY_DAY,
        opens_at=opens,
        closes_at=closes,
        **({"valid_to": only} if only else {}),
    )
    index([made.pk])
    return made


@pytest.mark.parametrize("script", [True, False])
def test_food_that_is_open_now(visitor: Visitor, neighborhood: Service, language: str, script: bool) -> None:
    mother = visitor(language, script=script)
    mother.open("/")
    mother.write(q={"en": "food", "es": "comida"}[language], near="Lumberton")
    mother.press("Search")
    mother.page.locator("label[for='id_open_now']").click()
    mother.press("Search")
    name = str(neighborhood.name.show(language))
    mother.sees(name, mother.words("Open now"))
    expect(mother.page.locator(".result")).to_have_count(1)
    mother.page.get_by_role("link", name=name, exact=True).click()
    mother.sees("8 Library Lane", mother.words("day and night"))
    mother.follow("Send it to my phone")
    mother.write(contact="910 555 0142")
    mother.press("Send")
    mother.sees(mother.words("It is on its way. Nothing more will follow."))
    run_all()
    mother.open("/demo/inbox/")
    sent = mother.page.locator(".bubbles", has_text="8 Library Lane")
    expect(sent).to_contain_text("910-555-0111")
    expect(sent).to_contain_text(name)


def test_where_she_is_stays_with_her(visitor: Visitor, neighborhood: Service, language: str) -> None:
    mother = visitor(language)
    mother.page.context.grant_permissions(["geolocation"])
    mother.page.context.set_geolocation({"latitude": 34.61723, "longitude": -79.00567})
    mother.open("/find/")
    mother.write(q={"en": "food", "es": "comida"}[language])
    mother.press("Use my location")
    mother.sees(str(neighborhood.name.show(language)))
    assert "at=34.62%2C-79.01" in mother.page.url
    assert "34.617" not in mother.page.url


def test_nothing_found_leads_on(visitor: Visitor, neighborhood: Service, language: str) -> None:
    mother = visitor(language)
    mother.open("/find/?q=zzzz&open_now=on")
    mother.sees(mother.words("We found nothing for this"))
    mother.is_fit_for_all(PHONE)
    mother.follow("Start over and choose from what people need most")
    mother.page.get_by_role("link", name={"en": "Food", "es": "Comida"}[language], exact=True).click()
    mother.sees(str(neighborhood.name.show(language)))


def test_every_page_is_fit_for_all(visitor: Visitor, neighborhood: Service, language: str) -> None:
    reader = visitor(language)
    site = neighborhood.sites.get()
    for path in (
        "/find/",
        "/find/?q=food&near=Lumberton",
        f"/find/services/{neighborhood.pk}/",
        f"/find/services/{neighborhood.pk}/send/",
        f"/find/services/{neighborhood.pk}/print/",
        f"/find/organizations/{neighborhood.organization_id}/",
        f"/find/locations/{site.location_id}/",
    ):
        reader.open(path)
        reader.is_fit_for_all(PHONE, DESK)
