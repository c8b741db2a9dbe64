"""The pages on which counts are looked at, published, read and taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import User
from longtable.releases import selectors
from longtable.releases.actions import publish_release
from longtable.releases.ledger import digest_of
from longtable.releases.models import Release, Table
from longtable.releases.tables import Gap, TableDraft
from longtable.releases.tests.conftest import crossed, dimension, words
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db

Prepare = Callable[..., Release]
ROWS = [[3, 40, 60], [20, 55, 0], [34, 12, 90]]


def test_staff_see_exactly_what_will_be_published(prepare: Prepare, faye: User, client: Client) -> None:
    draft = prepare(crossed(ROWS))
    signed_in(client, faye)
    page = client.get(f"/releases/{draft.pk}/").content.decode()
    assert "<caption>By county and age</caption>" in page
    assert "hidden" in page
    assert "Publish these tables" in page


def test_tables_keep_their_order_and_can_be_published(prepare: Prepare, faye: User, client: Client) -> None:
    draft = prepare(crossed(ROWS, "first"), crossed(ROWS, "second"))
    Table.objects.filter(name="first").update(order=7)  # the one with the lower id stands last
    Release.objects.update(digest=digest_of(Release.objects.get()))
    signed_in(client, faye)
    page = client.post(f"/releases/{draft.pk}/publish/", follow=True).content.decode()
    assert "Published. It is in the ledger, with your name." in page
    release = client.get(f"/published/{draft.slug}/tables.json").json()
    assert [table["name"] for table in release["tables"]] == ["second", "first"]


def test_a_stranger_sees_nothing_of_it(prepare: Prepare, eve: User, client: Client) -> None:
    draft = prepare(crossed(ROWS))
    signed_in(client, eve)
    assert client.get(f"/releases/{draft.pk}/").status_code == 403
    assert client.get(f"/published/{draft.slug}/").status_code == 404
    assert client.post(f"/releases/{draft.pk}/publish/").status_code == 403


def test_publishing_makes_it_public(prepare: Prepare, faye: User, client: Client) -> None:
    draft = prepare(crossed(ROWS))
    signed_in(client, faye)
    assert client.post(f"/releases/{draft.pk}/publish/").status_code == 302
    client.logout()
    assert "By county and age" in client.get(f"/published/{draft.slug}/").content.decode()
    ledger = client.get("/published/").content.decode()
    assert "Faye" in ledger
    assert draft.digest[:12] in ledger


def test_missing_zero_hidden_and_not_asked_are_four_things(
    prepare: Prepare, faye: User, client: Client
) -> None:
    groups = dimension("group", "a", "b", "c", "d", "e")
    cells: dict[tuple[str, ...], int | Gap] = {
        ("a",): 3,
        ("b",): 0,
        ("c",): Gap.MISSING,
        ("d",): Gap.NOT_ASKED,
        ("e",): 1234,
    }
    release = prepare(TableDraft("groups", words("Groups"), [groups], cells))
    publish_release(by=actor(faye), release=release)
    page = client.get(f"/published/{release.slug}/").content.decode()
    for shown in (">hidden<", ">0<", ">not known<", ">not asked<", ">1,234<"):
        assert shown in page
    file = client.get(f"/published/{release.slug}/groups.csv").content.decode()
    assert file.splitlines()[:5] == [
        "group,state,value",
        "a,suppressed,",
        "b,zero,0",
        "c,missing,",
        "d,not_asked,",
    ]


def test_all_tables_come_as_json(prepare: Prepare, faye: User, client: Client) -> None:
    release = publish_release(by=actor(faye), release=prepare(crossed(ROWS)))
    answer = client.get(f"/published/{release.slug}/tables.json").json()
    assert answer["tables"][0]["cells"][0] == {
        "at": ["county-0", "group-0"],
        "state": "suppressed",
        "value": None,
    }


def test_what_is_taken_back_says_why_and_shows_no_table(prepare: Prepare, faye: User, client: Client) -> None:
    release = publish_release(by=actor(faye), release=prepare(crossed(ROWS)))
    signed_in(client, faye)
    path = f"/releases/{release.pk}/withdraw/"
    assert client.post(path, {}).status_code == 422
    because = {"because_en": "A county was wrong.", "because_es": "Un condado estaba mal."}
    assert client.post(path, because).status_code == 302
    client.logout()
    page = client.get(f"/published/{release.slug}/").content.decode()
    assert "A county was wrong." in page
    assert "<table>" not in page
    assert client.get(f"/published/{release.slug}/county-age.csv").status_code == 404
    assert client.get(f"/published/{release.slug}/tables.json").status_code == 404


def test_an_old_release_leads_to_the_newer(prepare: Prepare, faye: User, client: Client) -> None:
    old = publish_release(by=actor(faye), release=prepare(crossed([[40, 60], [90, 70]])))
    Release.objects.filter(pk=old.pk).update(published_at=timezone.now() - timedelta(days=2))
    new = publish_release(by=actor(faye), release=prepare(crossed([[60, 80], [110, 95]])))
    page = client.get(f"/published/{old.slug}/").content.decode()
    assert f"/published/{new.slug}/" in page


def test_too_soon_is_said_in_a_sentence(prepare: Prepare, faye: User, client: Client) -> None:
    publish_release(by=actor(faye), release=prepare(crossed([[40, 60], [90, 70]])))
    again = prepare(crossed([[60, 80], [110, 95]]))
    signed_in(client, faye)
    page = client.post(f"/releases/{again.pk}/publish/", follow=True).content.decode()
    assert "less than a day ago" in page


def test_a_draft_that_somebody_wants_to_take_back_is_said_in_a_sentence(
    prepare: Prepare, faye: User, client: Client
) -> None:
    release = prepare(crossed(ROWS))
    signed_in(client, faye)
    because = {"because_en": "A county was wrong.", "because_es": "Un condado estaba mal."}
    response = client.post(f"/releases/{release.pk}/withdraw/", because, follow=True)
    assert "changed this a moment ago" in response.content.decode()
    assert Release.objects.get().state == "draft"


def test_two_who_publish_at_once_publish_once(
    prepare: Prepare, faye: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = selectors.release_for(actor(faye), prepare(crossed(ROWS)).pk)
    publish_release(by=actor(faye), release=Release.objects.get())
    monkeypatch.setattr("longtable.releases.views.selectors.release_for", lambda *_: draft)
    monkeypatch.setattr("longtable.releases.actions.last_release", lambda *_: None)
    signed_in(client, faye)
    response = client.post(f"/releases/{draft.pk}/publish/", follow=True)
    assert "changed this a moment ago" in response.content.decode()
