"""What is renamed, taken out or shown again is seen so everywhere: found, linked, told to programs, kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.work import run_all
from longtable.directory.actions.editing import change_entry, publish, unpublish
from longtable.directory.models import OrganizationEntry, Service
from longtable.directory.selectors.history import history
from longtable.directory.selectors.search import Question, find
from longtable.directory.tests.entries import Made, both, edit, make_entry
from longtable.directory.tests.test_reporting import send
from longtable.places.models import Area
from tests.cast import actor


@pytest.fixture
def ours(partner: Organization, alder: Area) -> Made:
    return make_entry(partner, alder)


def found(words: str) -> list[str]:
    """Who is found to give what answers the words, once the queue is done."""
    run_all()
    results = find(Question(words=words), now=timezone.now(), language="en").results
    return [result.service.provider.name for result in results if result.service.provider]


def modified(client: Client, collection: str) -> list[str]:
    """Ids of what a program learns that it changed within the last hour."""
    asked = {"modified_after": (timezone.now() - timedelta(hours=1)).isoformat()}
    answer = client.get(f"/api/hsds/{collection}", asked)
    return [each.get("service", each)["id"] for each in answer.json()["contents"]]


def long_ago() -> None:
    """Nothing here changed lately."""
    then = timezone.now() - timedelta(days=300)
    for model in (OrganizationEntry, Service):
        model._default_manager.update(changed_at=then)


def test_a_new_name_of_an_organization_is_seen_everywhere(client: Client, faye: User, ours: Made) -> None:
    kept = send(ours.pantry)
    long_ago()
    change_entry(by=actor(faye), entry=ours.entry, edits=[edit(ours.entry, name="Quillwort House")])
    assert found("quillwort") == ["Quillwort House"]
    assert modified(client, "organizations") == [str(ours.entry.pk)]
    assert modified(client, "services") == modified(client, "service_at_locations") == [str(ours.pantry.pk)]
    assert "Quillwort House" in client.get(f"/find/services/{ours.pantry.pk}/").content.decode()
    assert client.get(kept.opened.path).status_code in (200, 302)
    assert any("Quillwort House" in line.after for each in history(ours.entry)[1] for line in each.lines)


def test_a_new_name_of_a_service_is_seen_everywhere(client: Client, faye: User, ours: Made) -> None:
    tracking = tracking_page(ours)
    long_ago()
    change_entry(
        by=actor(faye), entry=ours.entry, edits=[edit(ours.pantry, name=both("Quillwort bags", "Bolsas"))]
    )
    assert found("quillwort") == ["Good Neighbors"]
    assert "Quillwort bags" in client.get(tracking).content.decode()
    assert modified(client, "services") == [str(ours.pantry.pk)]
    assert modified(client, "organizations") == [str(ours.entry.pk)], "its record names its services"


def test_what_is_taken_out_and_shown_again_is_seen_everywhere(client: Client, faye: User, ours: Made) -> None:
    tracking = tracking_page(ours)
    change_entry(by=actor(faye), entry=ours.entry, edits=[edit(ours.pantry, alert=both("Back soon", "Ya"))])
    assert found("pantry") == ["Good Neighbors"]
    long_ago()
    unpublish(by=actor(faye), entry=ours.entry, service=ours.pantry, reason="No volunteers")
    assert found("pantry") == []
    assert client.get(f"/find/services/{ours.pantry.pk}/").status_code == 404
    assert modified(client, "organizations") == [str(ours.entry.pk)], "a program learns that it gives less"
    page = client.get(tracking).content.decode()
    assert f"/find/services/{ours.pantry.pk}/" not in page
    assert "not in the directory now" in page
    long_ago()
    ours.pantry.refresh_from_db()
    publish(by=actor(faye), entry=ours.entry, service=ours.pantry)
    assert found("pantry") == ["Good Neighbors"]
    assert f"/find/services/{ours.pantry.pk}/" in client.get(tracking).content.decode()
    for collection, row in (("services", ours.pantry), ("organizations", ours.entry)):
        assert modified(client, collection) == [str(row.pk)]
    sets = history(ours.entry)[1]
    assert [each.reason for each in sets[:2]] == ["", "No volunteers"]
    assert {line.name for each in sets[:2] for line in each.lines} == {"Anybody can read it"}


def tracking_page(ours: Made) -> str:
    """The page of somebody who reported an error about the pantry."""
    kept: Any = send(ours.pantry)
    return f"/track/{kept.opened.token}/report/"
