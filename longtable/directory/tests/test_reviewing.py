"""What waits is decided by those who may, and whoever sent it hears of it."""

import pytest
from django.test import Client

from longtable.accounts.models import Organization, User
from longtable.core.access import Denied
from longtable.directory.actions.editing import Overtaken, Saved, change_entry
from longtable.directory.actions.reviewing import accept, decline, standing
from longtable.directory.models import Change
from longtable.directory.selectors.history import history, waiting_sets
from longtable.directory.tests.entries import Made, both, edit, make_entry
from longtable.messaging.models import Message
from longtable.places.models import Area
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in

NAME = both("Free food", "Comida gratis")


@pytest.fixture
def ours(partner: Organization, alder: Area) -> Made:
    return make_entry(partner, alder)


@pytest.fixture
def sent(dev: User, ours: Made) -> Saved:
    return change_entry(by=actor(dev), entry=ours.entry, edits=[edit(ours.pantry, name=NAME)])


def test_the_regional_team_accepts_and_dev_is_told(regina: User, dev: User, ours: Made, sent: Saved) -> None:
    accept(by=actor(regina), entry=ours.entry, set_id=sent.set)
    ours.pantry.refresh_from_db()
    assert str(ours.pantry.name) == "Free food"
    assert not WorkItem.objects.open().filter(kind="directory.review").exists()
    told = Message.objects.get()
    assert (told.user, told.notice) == (dev, "directory.decided")
    assert "It shows now." in told.body


def test_dev_hears_why_it_was_declined(faye: User, dev: User, ours: Made, sent: Saved) -> None:
    decline(by=actor(faye), entry=ours.entry, set_id=sent.set, reason="It is not free.")
    ours.pantry.refresh_from_db()
    assert str(ours.pantry.name) == "Food pantry"
    assert "It is not free." in Message.objects.get().body
    _page, sets = history(ours.entry)
    assert (sets[0].state, sets[0].reason) == ("declined", "It is not free.")


def test_only_those_who_may_decide_do(dev: User, ben: User, eve: User, ours: Made, sent: Saved) -> None:
    for who in (dev, ben, eve):
        with pytest.raises(Denied):
            accept(by=actor(who), entry=ours.entry, set_id=sent.set)
        with pytest.raises(Denied):
            decline(by=actor(who), entry=ours.entry, set_id=sent.set, reason="x")


def test_the_region_sees_its_own_counties_only(
    client: Client, regina: User, dev: User, other_partner: Organization, cedar: Area, faye: User
) -> None:
    theirs = make_entry(other_partner, cedar)
    link = Change.objects.create(
        entry=theirs.entry,
        resource_type="service",
        resource_id=theirs.pantry.pk,
        action="update",
        field_name="name",
        replacement_value=NAME.as_json(),
        state="waiting",
        set=theirs.pantry.pk,
        said_at=theirs.entry.created_at,
        said_by="user:x",
        said_for="Open Hands",
    )
    assert waiting_sets(actor(regina)) == []
    assert len(waiting_sets(actor(faye))) == 1
    assert signed_in(client, regina).get(f"/directory/review/{link.set}/").status_code == 404


def test_twice_decided_is_decided_once(faye: User, ours: Made, sent: Saved) -> None:
    accept(by=actor(faye), entry=ours.entry, set_id=sent.set)
    assert accept(by=actor(faye), entry=ours.entry, set_id=sent.set) == []
    assert decline(by=actor(faye), entry=ours.entry, set_id=sent.set, reason="x") == []
    assert Change.objects.get().state == "live"
    assert Message.objects.count() == 1


def test_what_changed_meanwhile_is_looked_at_again(faye: User, ours: Made, sent: Saved) -> None:
    looked = standing(list(Change.objects.waiting()))
    change_entry(by=actor(faye), entry=ours.entry, edits=[edit(ours.pantry, name=both("Pantry", "Despensa"))])
    with pytest.raises(Overtaken):
        accept(by=actor(faye), entry=ours.entry, set_id=sent.set, seen=looked)
    ours.pantry.refresh_from_db()
    assert str(ours.pantry.name) == "Pantry"


def test_what_is_gone_meanwhile_is_not_taken_over(dev: User, faye: User, ours: Made) -> None:
    area = {"service": str(ours.classes.pk), "name": "Alder"}
    from uuid import uuid4

    from longtable.directory.actions.editing import Edit, publish

    publish(by=actor(faye), entry=ours.entry, service=ours.classes)
    saved = change_entry(
        by=actor(dev), entry=ours.entry, edits=[Edit("service_area", uuid4(), area, is_new=True)]
    )
    assert saved.waiting
    ours.classes.delete()
    assert accept(by=actor(faye), entry=ours.entry, set_id=saved.set) == []
    assert Change.objects.get(set=saved.set).state == "declined"


def test_the_pages_show_what_stands_and_what_is_to_stand(
    client: Client, faye: User, ours: Made, sent: Saved
) -> None:
    signed_in(client, faye)
    assert "Good Neighbors" in client.get("/directory/review/").content.decode()
    page = client.get(f"/directory/review/{sent.set}/").content.decode()
    assert "Food pantry" in page
    assert "Free food" in page
    client.post(f"/directory/review/{sent.set}/", {"decline": "1", "reason": ""})
    assert Change.objects.waiting().count() == 1
    client.post(f"/directory/review/{sent.set}/", {"accept": "1"})
    assert not Change.objects.waiting().exists()
    assert "decided already" in client.get(f"/directory/review/{sent.set}/").content.decode()
