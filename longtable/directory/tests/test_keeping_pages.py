"""Dev's way through his organisation's entry, and what the pages refuse."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import Organization, User
from longtable.directory.models import (
    Attribute,
    Change,
    CommunityTie,
    Contact,
    CostOption,
    Funding,
    Location,
    OrganizationEntry,
    Phone,
    Schedule,
    Service,
    Taxonomy,
    TaxonomyTerm,
)
from longtable.directory.tests import examples_keeping
from longtable.directory.tests.entries import Made, both, make_entry
from longtable.places.models import Area
from tests.cast import Cast, signed_in


@pytest.fixture
def ours(partner: Organization, alder: Area) -> Made:
    return make_entry(partner, alder)


@pytest.fixture
def browser(client: Client, dev: User) -> Client:
    return signed_in(client, dev)


def opened(browser: Client, path: str) -> dict[str, Any]:
    """What a browser would send back of the form on this page, untouched."""
    form = browser.get(path).context["form"]
    data = {bound.html_name: bound.value() for bound in form}
    return {name: value for name, value in data.items() if value not in (None, "", False, [])}


def test_an_organization_begins_its_entry_and_publishes_after_a_look(
    browser: Client, partner: Organization, alder: Area
) -> None:
    assert "is not in the directory yet" in browser.get("/directory/").content.decode()
    entry = browser.post(f"/directory/start/{partner.pk}/").headers["Location"]
    add = f"/directory/rows/organization/{partner.pk}/add"
    fields = {"name_en": "Food", "name_es": "Comida", "status": "active", "form_key": uuid4()}
    page = browser.post(f"{add}/service/", fields).headers["Location"]
    service = Service.objects.get()
    assert page == f"/directory/services/{service.pk}/"
    assert service.published_at is None
    place = {"name": "Hall", "location_type": "physical", "area": alder.pk, "along_city": "Alderton"}
    browser.post(f"{add}/location/", place | {"form_key": uuid4(), "parking": "yes", "step_free": "no"})
    hall = Location.objects.get()
    assert (hall.parking, hall.step_free, hall.indoor_waiting) == (True, False, None)
    assert hall.addresses.get().city == "Alderton"
    browser.post(f"/directory/services/{service.pk}/publish/")
    assert "is waiting for somebody to look" in browser.get(entry).content.decode()
    assert not Service.objects.published().exists()


def test_the_only_entry_that_one_keeps_opens_at_once(browser: Client, ours: Made) -> None:
    assert browser.get("/directory/").headers["Location"] == f"/directory/entries/{ours.entry.pk}/"
    page = browser.get(f"/directory/entries/{ours.entry.pk}/").content.decode()
    assert "Food pantry: who can get it?" in page


def test_a_service_is_changed_on_one_page(browser: Client, ours: Made) -> None:
    term = TaxonomyTerm.objects.create(
        taxonomy=Taxonomy.objects.create(slug="needs", name="Needs"), name=both("Food", "Comida")
    )
    path = f"/directory/rows/service/{ours.pantry.pk}/"
    data = opened(browser, path) | {
        "description_en": "Bags of food",
        "description_es": "Bolsas de comida",
        "languages": ["es", "en"],
        "needs": [str(term.pk)],
    }
    browser.post(path, data)
    ours.pantry.refresh_from_db()
    assert str(ours.pantry.description) == "Bags of food"
    assert {each.code for each in ours.pantry.languages.all()} == {"en", "es"}
    assert not Change.objects.waiting().exists()
    again = opened(browser, path)
    assert (sorted(again["languages"]), again["needs"]) == (["en", "es"], [str(term.pk)])
    browser.post(path, again | {"languages": ["es"]})
    assert {each.code for each in ours.pantry.languages.all()} == {"es"}


def test_how_one_can_pay_is_ticked_and_what_a_source_wrote_counts(browser: Client, ours: Made) -> None:
    way = {"link_entity": "service", "link_id": ours.pantry.pk, "link_type": "payments_accepted"}
    Attribute.objects.create(**way, value="Credit Card")
    path = f"/directory/rows/service/{ours.pantry.pk}/"
    data = opened(browser, path)
    assert data["payments"] == ["card"]
    browser.post(path, data | {"payments": ["cash", "ebt"]})
    assert set(Attribute.objects.filter(**way).values_list("value", flat=True)) == {"cash", "ebt"}
    assert "cash, EBT (food stamps)" in browser.get(f"/directory/services/{ours.pantry.pk}/").content.decode()


def test_a_price_is_written_in_both_languages(browser: Client, ours: Made) -> None:
    path = f"/directory/rows/service/{ours.pantry.pk}/add/cost_option/"
    browser.post(
        path, opened(browser, path) | {"amount": "5", "option_en": "a bag", "option_es": "una bolsa"}
    )
    cost = CostOption.objects.get()
    assert (cost.amount, cost.option) == (5, both("a bag", "una bolsa"))


@pytest.mark.parametrize("owner", ["service", "organization"])
def test_who_pays_for_it_is_written_and_shown(browser: Client, ours: Made, owner: str) -> None:
    row = ours.pantry if owner == "service" else ours.entry
    path = f"/directory/rows/{owner}/{row.pk}/add/funding/"
    there = browser.post(path, opened(browser, path) | {"source": "The county"}).headers["Location"]
    assert Funding.objects.get().source == "The county"
    assert "The county" in browser.get(there).content.decode()


def test_a_number_of_the_organization_waits_until_somebody_has_looked(browser: Client, ours: Made) -> None:
    path = f"/directory/rows/organization/{ours.entry.pk}/add/organization_identifier/"
    browser.post(path, opened(browser, path) | {"identifier_type": "State register", "identifier": "7712"})
    assert Change.objects.waiting().get().replacement_value["identifier"] == "7712"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_an_address_that_runs_is_refused_in_words(browser: Client, ours: Made, address: str) -> None:
    for path, name in (
        (f"/directory/rows/organization/{ours.entry.pk}/", "website"),
        (f"/directory/rows/service/{ours.pantry.pk}/", "url"),
        (f"/directory/rows/service/{ours.pantry.pk}/add/url/", "url"),
    ):
        answer = browser.post(path, opened(browser, path) | {name: address})
        assert (answer.status_code, "Enter a valid URL" in answer.content.decode()) == (422, True)
    assert not Change.objects.exists()


def test_who_leads_an_organization_it_says_itself(browser: Client, ours: Made) -> None:
    path = f"/directory/rows/organization/{ours.entry.pk}/"
    browser.post(
        path, opened(browser, path) | {"led_by": ["farmworkers"], "serves": ["farmworkers", "rural"]}
    )
    assert CommunityTie.objects.filter(entry=ours.entry).count() == 3


def test_a_person_is_named_whom_we_may_ask(browser: Client, ours: Made) -> None:
    path = f"/directory/rows/organization/{ours.entry.pk}/add/contact/"
    data = opened(browser, path) | {"name": "Luz", "is_asked": "on"}
    assert browser.post(path, data).status_code == 422
    browser.post(path, data | {"along_number": "919-555-0142"})
    browser.post(path, data | {"along_number": "919-555-0142"})
    luz = Contact.objects.get(name="Luz")
    assert (luz.is_asked, luz.phones.get().number) == (True, "919-555-0142")


def test_a_stale_form_shows_what_stands_there_now(
    browser: Client, client: Client, faye: User, ours: Made
) -> None:
    path = f"/directory/rows/phone/{ours.phone.pk}/"
    data = opened(browser, path) | {"number": "919-555-0122"}
    Phone.objects.filter(pk=ours.phone.pk).update(number="919-555-0133")
    answer = browser.post(path, data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this" in page
    assert "919-555-0133" in page
    assert Phone.objects.get(pk=ours.phone.pk).number == "919-555-0133"
    browser.post(path, data | {"seen": answer.context["form"]["seen"].value()})
    assert Phone.objects.get(pk=ours.phone.pk).number == "919-555-0122"


def test_stale_hours_are_not_lost(browser: Client, ours: Made) -> None:
    path = f"/directory/rows/service/{ours.pantry.pk}/hours/"
    data = opened(browser, path) | {"FR_0_from": "09:00", "FR_0_to": "10:00"}
    Schedule.objects.create(
        service=ours.pantry, freq="WEEKLY", byday="SA", opens_at="09:00", closes_at="10:00"
    )
    answer = browser.post(path, data)
    assert answer.status_code == 409
    assert "Saturday" in answer.content.decode()
    assert Schedule.objects.filter(service=ours.pantry).count() == 2


def test_a_row_is_taken_away_and_brought_back(browser: Client, ours: Made) -> None:
    browser.post(f"/directory/rows/phone/{ours.phone.pk}/remove/")
    assert not Phone.objects.filter(pk=ours.phone.pk).exists()
    change = Change.objects.get()
    page = browser.get(f"/directory/entries/{ours.entry.pk}/history/").content.decode()
    assert "919-555-0100" in page
    browser.post(f"/directory/entries/{ours.entry.pk}/history/{change.set}/undo/")
    assert Phone.objects.filter(pk=ours.phone.pk).exists()


def test_the_page_says_what_stands_in_the_way_of_an_undo(browser: Client, ours: Made) -> None:
    path = f"/directory/rows/phone/{ours.phone.pk}/"
    for number in ("1", "2"):
        browser.post(path, opened(browser, path) | {"number": number})
    first = Change.objects.order_by("id")[0]
    answer = browser.post(f"/directory/entries/{ours.entry.pk}/history/{first.set}/undo/", follow=True)
    assert "Phone number is now: 2" in answer.content.decode()


def test_a_draft_is_looked_at_as_everybody_will_see_it(browser: Client, ours: Made) -> None:
    page = browser.get(f"/directory/services/{ours.classes.pk}/preview/").content.decode()
    assert "Nobody sees it yet" in page
    assert browser.get(f"/find/services/{ours.classes.pk}/").status_code == 404


def test_a_service_leaves_the_directory_with_a_reason(browser: Client, ours: Made) -> None:
    path = f"/directory/services/{ours.pantry.pk}/unpublish/"
    assert browser.post(path, {"reason": ""}).status_code == 422
    browser.post(path, {"reason": "No volunteers"})
    assert not Service.objects.published().exists()


def test_one_button_confirms_everything(browser: Client, ours: Made) -> None:
    browser.post(f"/directory/entries/{ours.entry.pk}/confirm/")
    assert OrganizationEntry.objects.get(pk=ours.entry.pk).assured_at


@pytest.mark.parametrize(
    "path", ["service/{0}/add/organization", "organization/{0}/add/attribute", "nothing/{0}"]
)
def test_what_cannot_be_written_so_is_not_there(browser: Client, ours: Made, path: str) -> None:
    assert browser.get(f"/directory/rows/{path.format(ours.entry.pk)}/").status_code == 404


def test_nothing_beyond_ones_reach_is_there(
    client: Client, cast: Cast, partner: Organization, other_partner: Organization, cedar: Area, alder: Area
) -> None:
    for route, places in examples_keeping.scopes().items():
        for who, place in ((cast.dev, "other organization"), (cast.regina, "other region")):
            path = reverse(route, kwargs=places[place])
            for answer in (signed_in(client, who).get(path), client.post(path)):
                assert answer.status_code in (403, 404, 405), f"{route} for {who}: {answer.status_code}"
    assert not Change.objects.exclude(state="waiting").exists()


def test_words_that_are_too_clever_for_the_form_change_nothing(browser: Client, ours: Made) -> None:
    path = f"/directory/rows/service/{ours.pantry.pk}/"
    data = opened(browser, path)
    for seen in ("", "[]", "{", '{"row": []}', '{"languages": 5, "row": {"name": 1}}', "null"):
        assert browser.post(path, data | {"seen": seen}).status_code in (302, 409), seen
    forged = data | {"published_at": "", "organization": str(uuid4()), "assured_at": "2099-01-01"}
    browser.post(path, forged)
    assert Service.objects.get(pk=ours.pantry.pk).organization_id == ours.entry.pk
    assert not Change.objects.exists()
