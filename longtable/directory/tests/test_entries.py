"""Anybody reads a service, an organisation and a place; old links lead to what stands for them now."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from longtable.core.localized import LocalizedText
from longtable.directory.models import (
    Accessibility,
    Attribute,
    CommunityTie,
    Contact,
    CostOption,
    Funding,
    Location,
    OrganizationEntry,
    OrganizationIdentifier,
    Program,
    RequiredDocument,
    Service,
    ServiceArea,
    ServiceCapacity,
)
from longtable.directory.templatetags.directory import cost_in_words
from longtable.directory.tests.directory_of import service

pytestmark = pytest.mark.django_db


@pytest.fixture
def pantry() -> Service:
    """A pantry in Alder, open by day."""
    return service(
        LocalizedText.of(en="Food pantry", es="Despensa"),
        "Bread and beans",
        by="Good Neighbors",
        town="Alder",
        at=(34.6, -79.0),
        free=True,
        speaks=("es",),
        hours=(("MO,TU,WE", 9, 13),),
    )


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_service_says_what_one_needs_to_go_there(client: Client, pantry: Service) -> None:
    RequiredDocument.objects.create(service=pantry, document=LocalizedText.of(en="An envelope"))
    shown = read(client, f"/find/services/{pantry.pk}/")
    for fact in ("Bread and beans", "1 Main Street", "Monday to Wednesday", "Free", "Spanish", "An envelope"):
        assert fact in shown


def test_what_nobody_told_is_said_and_not_guessed(client: Client) -> None:
    shown = read(client, f"/find/services/{service('Classes').pk}/")
    assert "We do not know the hours" in shown
    assert "We do not know the cost" in shown


def test_words_in_another_language_are_marked(client: Client, pantry: Service) -> None:
    shown = read(client, f"/find/services/{pantry.pk}/?lang=es")
    assert "Despensa" in shown
    assert '<div lang="en"><p>Bread and beans</p></div>' in shown


def test_a_draft_and_what_is_nothing_are_the_same_to_a_stranger(client: Client) -> None:
    draft = service("Food pantry", published=False)
    for pk in (draft.pk, uuid4()):
        assert client.get(f"/find/services/{pk}/").status_code == 404


def test_a_service_of_a_draft_organization_is_not_read(client: Client, pantry: Service) -> None:
    OrganizationEntry.objects.update(published_at=None)
    assert client.get(f"/find/services/{pantry.pk}/").status_code == 404
    assert client.get(f"/find/organizations/{pantry.organization_id}/").status_code == 404


def test_an_old_link_leads_to_what_stands_for_it_now(client: Client, pantry: Service) -> None:
    merged = service("Food pantry again")
    Service.objects.filter(pk=merged.pk).update(merged_into=pantry, survivor=pantry)
    for page in ("", "print/"):
        answer = client.get(f"/find/services/{merged.pk}/{page}")
        assert answer.headers["Location"] == f"/find/services/{pantry.pk}/{page}"


def test_a_place_that_was_merged_shows_as_the_one_that_stands_for_it(client: Client, pantry: Service) -> None:
    hall, old = Location.objects.create(name="The new hall"), pantry.sites.get().location
    Location.objects.filter(pk=old.pk).update(merged_into=hall, survivor=hall)
    assert "The new hall" in read(client, f"/find/services/{pantry.pk}/")
    assert "Food pantry" in read(client, f"/find/locations/{hall.pk}/")
    assert client.get(f"/find/locations/{old.pk}/").headers["Location"] == f"/find/locations/{hall.pk}/"


def test_contacts_that_are_not_public_are_not_shown(client: Client, pantry: Service) -> None:
    Contact.objects.create(service=pantry, name="Olive", is_public=True)
    Contact.objects.create(service=pantry, name="Sorrel", is_public=False)
    shown = read(client, f"/find/services/{pantry.pk}/")
    assert "Olive" in shown
    assert "Sorrel" not in shown


def test_what_was_said_too_long_ago_about_capacity_is_not_shown(client: Client, pantry: Service) -> None:
    said = ServiceCapacity.objects.create(service=pantry, state="full", updated_at=timezone.now())
    assert ">Full<" in read(client, f"/find/services/{pantry.pk}/")
    ServiceCapacity.objects.filter(pk=said.pk).update(expires_at=timezone.now())
    assert ">Full<" not in read(client, f"/find/services/{pantry.pk}/")


def test_more_details_cost_no_more_queries(client: Client, pantry: Service) -> None:
    path = f"/find/services/{pantry.pk}/"
    read(client, path)
    with CaptureQueriesContext(connection) as few:
        read(client, path)
    for number in range(5):
        CostOption.objects.create(service=pantry, amount=number)
        pantry.sites.create(location=Location.objects.create(name=f"Hall {number}"))
    with CaptureQueriesContext(connection) as many:
        read(client, path)
    assert len(many) == len(few)
    assert len(many) < 30


def test_an_organization_says_of_itself_whom_it_is_led_by(client: Client, pantry: Service) -> None:
    CommunityTie.objects.create(entry=pantry.organization, kind="led_by", community="farmworkers")
    shown = read(client, f"/find/organizations/{pantry.organization_id}/")
    assert "farmworkers" in shown
    assert "Food pantry" in shown


def test_a_place_without_a_published_service_is_not_shown(client: Client, pantry: Service) -> None:
    place = pantry.sites.get().location_id
    Service.objects.update(published_at=None)
    assert client.get(f"/find/locations/{place}/").status_code == 404


def test_not_told_is_not_no(client: Client, pantry: Service) -> None:
    place = pantry.sites.get().location
    assert "steps" not in read(client, f"/find/locations/{place.pk}/")
    Location.objects.filter(pk=place.pk).update(step_free=False)
    assert "There are steps at the door" in read(client, f"/find/locations/{place.pk}/")


def test_the_sheet_of_paper_leads_back_by_a_square(client: Client, pantry: Service) -> None:
    shown = read(client, f"/find/services/{pantry.pk}/print/")
    assert "<svg" in shown
    assert f"/find/services/{pantry.pk}/" in shown


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"amount": "1200.50", "amount_description": "per birth"}, "$1200.50, per birth"),
        ({"amount": "5", "amount_description": "$5 to $20"}, "$5 to $20"),
        (
            {"amount": "0", "amount_description": "the first time", "option": "Children"},
            "Free, the first time: Children",
        ),
        ({"amount": None, "amount_description": "Ask us"}, "Ask us"),
        ({"amount": "5.50", "currency": "gbp", "option": "Weekend"}, "5.50 GBP: Weekend"),
    ],
)
def test_a_price_is_told_with_what_qualifies_it(told: dict[str, str | None], words: str) -> None:
    amount = told.pop("amount")
    texts = {
        name: LocalizedText.of(en=told.pop(name) or "")
        for name in ("option", "amount_description")
        if name in told
    }
    assert cost_in_words(CostOption(amount=amount and Decimal(amount), **told, **texts)) == words


def test_a_price_is_told_in_the_readers_language(client: Client, pantry: Service) -> None:
    CostOption.objects.create(
        service=pantry, amount=20, option=LocalizedText.of(en="car seat", es="el asiento para el carro")
    )
    assert "$20: el asiento para el carro" in read(client, f"/find/services/{pantry.pk}/?lang=es")


def test_how_one_can_pay_and_who_pays_for_it_are_read(client: Client, pantry: Service) -> None:
    for value in ("Cash, Bitcoin", "ebt"):
        Attribute.objects.create(
            link_entity="service", link_id=pantry.pk, link_type="payments_accepted", value=value
        )
    Funding.objects.create(service=pantry, source="County of Alder")
    shown = read(client, f"/find/services/{pantry.pk}/")
    assert "You can pay with: cash, Bitcoin, EBT (food stamps)" in shown
    assert "County of Alder" in shown


def test_what_an_organization_is_on_record_is_read(client: Client, pantry: Service) -> None:
    assert pantry.organization
    Funding.objects.create(organization=pantry.organization, source="Faith partners")
    OrganizationIdentifier.objects.create(
        organization=pantry.organization, identifier_type="State register", identifier="NC-7712"
    )
    shown = read(client, f"/find/organizations/{pantry.organization_id}/")
    for fact in ("Faith partners", "State register", "NC-7712"):
        assert fact in shown


def test_a_place_without_other_facts_says_how_one_gets_in(client: Client, pantry: Service) -> None:
    site = pantry.sites.get()
    Accessibility.objects.create(location=site.location, description="Ramp", details="At the side door")
    ServiceArea.objects.create(service=pantry, description="Both sides of the river")
    shown = read(client, f"/find/services/{pantry.pk}/")
    assert "Ramp At the side door" in shown
    assert "Both sides of the river" in shown


def test_programs_and_what_a_service_may_show_for_itself_are_read(client: Client, pantry: Service) -> None:
    assert pantry.organization
    Program.objects.create(
        organization=pantry.organization, name="Fresh first", description=LocalizedText.of(en="Fruit")
    )
    Service.objects.filter(pk=pantry.pk).update(accreditations="Feeding House", licenses="Kitchen 7")
    shown = read(client, f"/find/organizations/{pantry.organization_id}/")
    assert ("Fresh first" in shown, "Fruit" in shown) == (True, True)
    shown = read(client, f"/find/services/{pantry.pk}/")
    assert ("Feeding House" in shown, "Kitchen 7" in shown) == (True, True)


def test_a_service_of_which_nobody_said_that_it_runs_says_so(client: Client, pantry: Service) -> None:
    words = "Nobody has confirmed that this is running"
    Service.objects.filter(pk=pantry.pk).update(status=Service.Status.ACTIVE)
    assert words not in read(client, f"/find/services/{pantry.pk}/")
    Service.objects.filter(pk=pantry.pk).update(status=Service.Status.UNKNOWN)
    for page in ("", "print/"):
        assert words in read(client, f"/find/services/{pantry.pk}/{page}")
