"""Dev keeps his organisation's entry: what shows at once, what waits, and what can be taken back."""

from uuid import uuid4

import pytest

from longtable.accounts.models import Organization, User
from longtable.core.access import Denied, Missing
from longtable.directory import rows
from longtable.directory.actions.editing import (
    Edit,
    Overtaken,
    StandsOn,
    change_entry,
    publish,
    undo,
    unpublish,
)
from longtable.directory.models import Change, Contact, Language, Phone, Schedule, Service
from longtable.directory.tests.entries import Made, both, edit, make_entry
from longtable.places.models import Area
from longtable.worklists.models import WorkItem
from tests.cast import actor


@pytest.fixture
def ours(partner: Organization, alder: Area) -> Made:
    return make_entry(partner, alder)


@pytest.fixture
def theirs(other_partner: Organization, cedar: Area) -> Made:
    return make_entry(other_partner, cedar)


def test_a_new_phone_number_shows_at_once_and_the_history_says_who(dev: User, ours: Made) -> None:
    saved = change_entry(by=actor(dev), entry=ours.entry, edits=[edit(ours.phone, number="919-555-0111")])
    ours.phone.refresh_from_db()
    change = Change.objects.get(set=saved.set)
    assert ours.phone.number == "919-555-0111"
    assert (change.previous_value, change.replacement_value) == ("919-555-0100", "919-555-0111")
    assert (change.state, change.said_for, change.said_by) == ("live", "Good Neighbors", f"user:{dev.pk}")


def test_a_new_name_waits_until_somebody_has_looked(dev: User, ours: Made) -> None:
    new = both("Free food", "Comida gratis")
    saved = change_entry(
        by=actor(dev), entry=ours.entry, edits=[edit(ours.pantry, name=new, alert=both("Closed Friday", "x"))]
    )
    ours.pantry.refresh_from_db()
    assert str(ours.pantry.name) == "Food pantry"
    assert str(ours.pantry.alert) == "Closed Friday"
    assert [each.field_name for each in saved.waiting] == ["name"]
    assert WorkItem.objects.get(kind="directory.review").permission == "REVIEW_DIRECTORY"


def test_the_name_of_the_organization_waits_too(dev: User, ours: Made) -> None:
    saved = change_entry(by=actor(dev), entry=ours.entry, edits=[edit(ours.entry, name="Other Neighbors")])
    ours.entry.organization.refresh_from_db()
    assert ours.entry.organization.name == "Good Neighbors"
    assert len(saved.waiting) == 1


def test_state_staff_change_a_name_at_once(faye: User, ours: Made) -> None:
    change_entry(by=actor(faye), entry=ours.entry, edits=[edit(ours.entry, name="Better Neighbors")])
    ours.entry.organization.refresh_from_db()
    assert ours.entry.organization.name == "Better Neighbors"
    assert Change.objects.get().said_for == "Department of Health"


def test_of_a_draft_nothing_waits(dev: User, ours: Made) -> None:
    saved = change_entry(
        by=actor(dev), entry=ours.entry, edits=[edit(ours.classes, name=both("Classes", "Clases"))]
    )
    assert not saved.waiting


def test_a_newer_proposal_replaces_one_that_waits(dev: User, ours: Made) -> None:
    for words in ("One", "Two"):
        change_entry(by=actor(dev), entry=ours.entry, edits=[edit(ours.pantry, name=both(words, words))])
    assert [each.replacement_value["en"]["text"] for each in Change.objects.waiting()] == ["Two"]


def test_what_was_not_touched_is_not_sent(dev: User, ours: Made) -> None:
    saved = change_entry(by=actor(dev), entry=ours.entry, edits=[edit(ours.phone, number=ours.phone.number)])
    assert (saved.live, saved.waiting) == ([], [])
    assert not Change.objects.exists()


def test_another_organizations_row_is_not_found(dev: User, ours: Made, theirs: Made) -> None:
    with pytest.raises(Missing):
        change_entry(by=actor(dev), entry=ours.entry, edits=[edit(theirs.phone, number="1")])
    with pytest.raises(Denied):
        change_entry(by=actor(dev), entry=theirs.entry, edits=[edit(theirs.phone, number="1")])
    new = Edit("phone", uuid4(), {"service": str(theirs.pantry.pk), "number": "1"}, is_new=True)
    with pytest.raises(Missing):
        change_entry(by=actor(dev), entry=ours.entry, edits=[new])
    move = edit(ours.phone, service=str(theirs.pantry.pk))
    with pytest.raises(Missing):
        change_entry(by=actor(dev), entry=ours.entry, edits=[move])


def test_a_row_is_made_once_however_often_it_is_sent(dev: User, ours: Made) -> None:
    new = Edit("phone", uuid4(), {"service": str(ours.pantry.pk), "number": "1"}, is_new=True)
    for _ in range(2):
        change_entry(by=actor(dev), entry=ours.entry, edits=[new])
    assert Phone.objects.filter(number="1").count() == 1


def test_of_two_editors_the_second_sees_what_the_first_wrote(dev: User, faye: User, ours: Made) -> None:
    opened_by_dev = edit(ours.phone, number="919-555-0122")
    change_entry(by=actor(faye), entry=ours.entry, edits=[edit(ours.phone, number="919-555-0133")])
    with pytest.raises(Overtaken) as caught:
        change_entry(by=actor(dev), entry=ours.entry, edits=[opened_by_dev])
    assert caught.value.meanwhile[0].shown == "919-555-0133"
    assert caught.value.meanwhile[0].said_for == "Department of Health"
    ours.phone.refresh_from_db()
    assert ours.phone.number == "919-555-0133"


def test_two_editors_of_different_fields_do_not_disturb_each_other(dev: User, faye: User, ours: Made) -> None:
    opened_by_dev = edit(ours.phone, number="919-555-0100", description="Mornings")
    change_entry(by=actor(faye), entry=ours.entry, edits=[edit(ours.phone, number="919-555-0133")])
    change_entry(by=actor(dev), entry=ours.entry, edits=[opened_by_dev])
    ours.phone.refresh_from_db()
    assert (ours.phone.number, ours.phone.description) == ("919-555-0133", "Mornings")


def test_an_undo_puts_back_what_was_there(dev: User, ours: Made) -> None:
    Language.objects.create(phone=ours.phone, code="es")
    before = rows.read_all(ours.phone)
    gone = Edit("phone", ours.phone.pk, None)
    hours = Edit("schedule", ours.pantry.schedules.get().pk, None)
    new = Edit("contact", uuid4(), {"organization": str(ours.entry.pk), "name": "Luz"}, is_new=True)
    saved = change_entry(by=actor(dev), entry=ours.entry, edits=[gone, hours, new])
    assert not Phone.objects.filter(pk=ours.phone.pk).exists()
    undo(by=actor(dev), entry=ours.entry, set_id=saved.set)
    again = Phone.objects.get(pk=ours.phone.pk)
    assert rows.read_all(again) == before
    assert [each.code for each in again.languages.all()] == ["es"]
    assert Schedule.objects.filter(service=ours.pantry).count() == 1
    assert not Contact.objects.filter(name="Luz").exists()
    assert set(Change.objects.values_list("state", flat=True)) == {"undone"}


def test_nothing_is_undone_when_something_newer_stands_on_it(dev: User, ours: Made) -> None:
    by = actor(dev)
    first = change_entry(by=by, entry=ours.entry, edits=[edit(ours.phone, number="1", description="a")])
    ours.phone.refresh_from_db()
    change_entry(by=by, entry=ours.entry, edits=[edit(ours.phone, number="2")])
    with pytest.raises(StandsOn) as caught:
        undo(by=by, entry=ours.entry, set_id=first.set)
    assert [(each.field, each.shown) for each in caught.value.newer] == [("number", "2")]
    ours.phone.refresh_from_db()
    assert ours.phone.description == "a"


def test_what_somebody_else_decided_is_not_undone_by_the_partner(dev: User, faye: User, ours: Made) -> None:
    saved = change_entry(by=actor(faye), entry=ours.entry, edits=[edit(ours.entry, name="Better Neighbors")])
    with pytest.raises(Denied):
        undo(by=actor(dev), entry=ours.entry, set_id=saved.set)
    undo(by=actor(faye), entry=ours.entry, set_id=saved.set)
    ours.entry.organization.refresh_from_db()
    assert ours.entry.organization.name == "Good Neighbors"


def test_a_known_organization_publishes_by_itself(dev: User, ours: Made) -> None:
    publish(by=actor(dev), entry=ours.entry, service=ours.classes)
    assert Service.objects.published().filter(pk=ours.classes.pk).exists()


def test_the_first_service_of_an_organization_waits(dev: User, faye: User, partner: Organization) -> None:
    made = make_entry(partner, reviewed=False, published=False)
    saved = publish(by=actor(dev), entry=made.entry, service=made.pantry)
    assert not Service.objects.published().exists()
    assert {each.resource_type for each in saved.waiting} == {"organization", "service"}
    publish(by=actor(faye), entry=made.entry, service=made.pantry)
    assert Service.objects.published().exists()
    made.entry.refresh_from_db()
    assert made.entry.reviewed_at


def test_a_service_is_taken_out_with_a_reason(dev: User, ours: Made) -> None:
    unpublish(by=actor(dev), entry=ours.entry, service=ours.pantry, reason="No volunteers")
    assert not Service.objects.published().exists()
    assert Change.objects.get().reason == "No volunteers"


def test_the_regional_team_keeps_entries_of_its_counties_only(regina: User, ours: Made, theirs: Made) -> None:
    change_entry(by=actor(regina), entry=ours.entry, edits=[edit(ours.entry, name="Near")])
    with pytest.raises(Denied):
        change_entry(by=actor(regina), entry=theirs.entry, edits=[edit(theirs.entry, name="Far")])


def test_whoever_belongs_nowhere_changes_nothing(eve: User, ours: Made) -> None:
    with pytest.raises(Denied):
        change_entry(by=actor(eve), entry=ours.entry, edits=[edit(ours.phone, number="1")])


def test_a_place_that_another_organization_uses_too_is_nobodys_alone(ours: Made, theirs: Made) -> None:
    ours.hall.organization = None
    ours.hall.save()
    assert rows.rows_of(ours.entry, "location").filter(pk=ours.hall.pk).exists()
    theirs.site.location = ours.hall
    theirs.site.save()
    assert not rows.rows_of(ours.entry, "location").filter(pk=ours.hall.pk).exists()
