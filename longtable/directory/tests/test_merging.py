"""Two rows that are the same become one, nothing is repointed, and the way back is always open."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from longtable.accounts.models import Membership, Organization, User
from longtable.core.access import Actor, Denied, Missing
from longtable.core.localized import LocalizedText
from longtable.directory import merging, rows
from longtable.directory.actions.editing import Edit, Overtaken, change_entry, undo
from longtable.directory.actions.merging import NotStanding, merge, unmerge
from longtable.directory.merging import fingerprint
from longtable.directory.models import (
    Change,
    Contact,
    Location,
    Merge,
    OrganizationEntry,
    Phone,
    Service,
    ServiceAtLocation,
)
from longtable.directory.models.duplicates import Kind
from longtable.directory.selectors import keeping
from longtable.directory.tests.duplicating import entry, place, service
from longtable.directory.tests.growing import Growing
from longtable.places.models import Area
from tests.cast import OrganizationFactory, actor, member

ORGANIZATION = Kind.ORGANIZATION


@pytest.fixture
def one(db: None, alder: Area) -> OrganizationEntry:
    return entry("Harbor Light Food Bank", phone="910-555-0101", area=alder, email="us@harbor.example")


@pytest.fixture
def other(db: None, alder: Area) -> OrganizationEntry:
    return entry(
        "Harbor Light Foodbank Inc", phone="910-555-0102", area=alder, website="https://harbor.example"
    )


@pytest.fixture
def by(faye: User) -> Actor:
    return actor(faye)


def numbers(held: OrganizationEntry) -> set[str]:
    return set(held.phones.values_list("number", flat=True))


def test_one_stands_for_both(one: OrganizationEntry, other: OrganizationEntry, by: Actor) -> None:
    merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={})
    other.refresh_from_db()
    assert other.survivor == one
    assert Organization.objects.get(pk=other.pk).merged_into_id == one.pk
    assert list(OrganizationEntry.objects.published()) == [one]


def test_services_of_the_merged_one_show_under_the_one_that_is_kept(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    mine, theirs = service(one, "Food pantry"), service(other, "Mobile pantry")
    merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={})
    assert set(Service.objects.published()) == {mine, theirs}
    assert set(Service.objects.of(one)) == {mine, theirs}
    theirs = Service.objects.get(pk=theirs.pk)
    assert theirs.organization == other
    assert theirs.provider == one


def test_they_are_gone_when_the_one_that_is_kept_is_no_longer_public(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    service(other, "Mobile pantry")
    merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={})
    OrganizationEntry.objects.filter(pk=one.pk).update(published_at=None)
    assert not Service.objects.published().exists()


@pytest.mark.parametrize("microsecond", [0, 512, 512_000, 512_034])
def test_what_was_public_stays_public(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor, microsecond: int
) -> None:
    OrganizationEntry.objects.filter(pk=one.pk).update(published_at=None)
    since = timezone.now().replace(microsecond=microsecond)
    OrganizationEntry.objects.filter(pk=other.pk).update(published_at=since)
    other.refresh_from_db()
    theirs = service(other, "Mobile pantry")
    made = merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={})
    assert theirs in Service.objects.published()
    unmerge(by=by, merge=made)
    one.refresh_from_db()
    assert one.published_at is None


def test_fields_come_from_the_side_that_was_chosen(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    choices = {"website": "taken", "name": "kept", "every_phone": "both"}
    merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices=choices)
    one.refresh_from_db()
    assert (one.website, one.email, one.name) == (
        "https://harbor.example",
        "us@harbor.example",
        "Harbor Light Food Bank",
    )
    assert numbers(one) == {"910-555-0101", "910-555-0102"}
    assert numbers(other) == {"910-555-0102"}


def test_a_list_can_come_from_the_other_side_alone(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    before = set(Phone.objects.values_list("pk", "number"))
    made = merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={"every_phone": "taken"})
    assert numbers(one) == {"910-555-0102"}
    unmerge(by=by, merge=made)
    assert set(Phone.objects.values_list("pk", "number")) == before


def test_the_same_number_is_not_written_twice(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    Phone.objects.create(organization=other, number="(910) 555-0101")
    merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={"every_phone": "both"})
    assert numbers(one) == {"910-555-0101", "910-555-0102"}


def test_a_contact_comes_with_its_telephone(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    theirs = Contact.objects.create(organization=other, name="Rosa")
    Phone.objects.create(contact=theirs, number="910-555-0103")
    made = merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={"every_contact": "both"})
    assert one.contacts.get().phones.get().number == "910-555-0103"
    unmerge(by=by, merge=made)
    assert Contact.objects.get() == theirs
    assert Phone.objects.filter(number="910-555-0103").get().contact == theirs


def test_what_was_taken_over_is_one_set_of_changes_in_the_history(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    made = merge(
        by=by, kind=ORGANIZATION, keep=one, gone=other, choices={"website": "taken", "every_phone": "both"}
    )
    assert {(each.resource_type, each.action) for each in Change.objects.filter(set=made.pk, entry=one)} == {
        ("organization", "update"),
        ("phone", "create"),
    }


def test_a_merge_of_a_merge_is_stood_for_by_the_last(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    third = entry("Harbor Light")
    mine = service(one, "Food pantry")
    first = merge(by=by, kind=ORGANIZATION, keep=other, gone=one, choices={})
    second = merge(by=by, kind=ORGANIZATION, keep=third, gone=other, choices={})
    assert Service.objects.get(pk=mine.pk).provider == third
    unmerge(by=by, merge=second)
    assert Service.objects.get(pk=mine.pk).provider == other
    unmerge(by=by, merge=first)
    assert Service.objects.get(pk=mine.pk).provider == one


def test_an_earlier_merge_can_be_taken_back_before_a_later_one(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    third = entry("Harbor Light")
    first = merge(by=by, kind=ORGANIZATION, keep=other, gone=one, choices={})
    merge(by=by, kind=ORGANIZATION, keep=third, gone=other, choices={})
    unmerge(by=by, merge=first)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.survivor, other.survivor) == (None, third)


def test_what_was_merged_cannot_be_merged_again_nor_in_a_circle(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    third = entry("Harbor Light")
    merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={})
    for keep, gone in ((other, one), (third, other), (other, third), (one, one)):
        with pytest.raises(NotStanding):
            merge(by=by, kind=ORGANIZATION, keep=keep, gone=gone, choices={})


def test_later_edits_stay_and_are_named_when_it_is_taken_back(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    choices = {"website": "taken", "email": "taken", "every_phone": "both"}
    OrganizationEntry.objects.filter(pk=other.pk).update(email="hello@harbor.example")
    other.refresh_from_db()
    made = merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices=choices)
    one = OrganizationEntry.objects.get(pk=one.pk)
    newer = Edit("organization", one.pk, {"website": "https://new.example"})
    change_entry(by=by, entry=one, edits=[newer])
    made = unmerge(by=by, merge=made)
    one.refresh_from_db()
    assert one.website == "https://new.example"
    assert one.email == "us@harbor.example"
    assert numbers(one) == {"910-555-0101"}
    [left] = Change.objects.filter(pk__in=made.left_over)
    assert left.field_name == "website"


def test_a_number_that_was_corrected_since_stays(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    made = merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={"every_phone": "both"})
    Phone.objects.filter(organization=one, number="910-555-0102").update(number="910-555-0109")
    made = unmerge(by=by, merge=made)
    assert numbers(one) == {"910-555-0101", "910-555-0109"}
    assert len(made.left_over) == 1


def test_what_somebody_took_away_since_is_not_missed(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    made = merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={"every_phone": "both"})
    Phone.objects.filter(organization=one, number="910-555-0102").delete()
    assert unmerge(by=by, merge=made).left_over == []


def test_it_is_taken_back_as_a_whole(one: OrganizationEntry, other: OrganizationEntry, by: Actor) -> None:
    made = merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={"website": "taken"})
    with pytest.raises(Denied):
        undo(by=by, entry=OrganizationEntry.objects.get(pk=one.pk), set_id=made.pk)


def test_taken_back_once_is_taken_back(one: OrganizationEntry, other: OrganizationEntry, by: Actor) -> None:
    made = merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={})
    first = unmerge(by=by, merge=made).undone_at
    assert unmerge(by=by, merge=made).undone_at == first


def test_a_form_that_is_out_of_date_changes_nothing(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    seen = {"keep": fingerprint(ORGANIZATION, one), "gone": fingerprint(ORGANIZATION, other)}
    Phone.objects.filter(organization=other).update(number="910-555-0199")
    with pytest.raises(Overtaken):
        merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={}, seen=seen)
    assert not Merge.objects.exists()


def test_places_become_one(one: OrganizationEntry, by: Actor) -> None:
    here, again = place(one, "410 Wharf Street"), place(None, "410 Wharf St", parking=True)
    given = service(one, "Food pantry", at=again)
    made = merge(by=by, kind=Kind.LOCATION, keep=here, gone=again, choices={"parking": "taken"})
    here.refresh_from_db()
    again.refresh_from_db()
    assert here.parking is True
    assert again.survivor == here
    assert ServiceAtLocation.objects.get().location == again
    assert given.sites.get().location.survivor == here
    unmerge(by=by, merge=made)
    here.refresh_from_db()
    assert here.parking is None


def test_a_service_cloned_for_each_place_becomes_one_with_several_places(
    one: OrganizationEntry, by: Actor
) -> None:
    east, west = place(one, "1 East Street"), place(one, "9 West Street")
    first, second = service(one, "Food pantry", at=east), service(one, "Food pantry", at=west)
    merge(by=by, kind=Kind.SERVICE, keep=first, gone=second, choices={})
    assert list(Service.objects.published()) == [first]
    sites = ServiceAtLocation.objects.of(first)
    assert {site.location for site in sites} == {east, west}


def test_members_of_the_merged_one_keep_the_entry_that_stands_for_it(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    rosa = member("Rosa", "partner_staff", other.organization, scope=Membership.Scope.ORGANIZATION)
    mine = service(other, "Mobile pantry")
    made = merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={})
    assert set(OrganizationEntry.objects.kept_by(actor(rosa))) == {one, other}
    held = OrganizationEntry.objects.get(pk=one.pk)
    change_entry(
        by=actor(rosa), entry=held, edits=[Edit("organization", one.pk, {"email": "r@harbor.example"})]
    )
    assert mine.organization in OrganizationEntry.objects.kept_by(actor(rosa))
    unmerge(by=by, merge=made)
    assert list(OrganizationEntry.objects.kept_by(actor(rosa))) == [other]


def test_who_keeps_the_entry_keeps_the_services_of_the_merged_one(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    dana = member("Dana", "partner_staff", one.organization, scope=Membership.Scope.ORGANIZATION)
    theirs = service(other, "Mobile pantry")
    made = merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={})
    assert keeping.service(actor(dana), theirs.pk).provider == one
    held = keeping.entry(actor(dana), one.pk)
    assert [kept.service for kept in keeping.our_entry(held, timezone.now()).services] == [theirs]
    change_entry(by=actor(dana), entry=held, edits=[Edit("service", theirs.pk, {"wait_time": "a week"})])
    unmerge(by=by, merge=made)
    with pytest.raises(Missing):
        keeping.service(actor(dana), theirs.pk)
    theirs.refresh_from_db()
    assert theirs.wait_time == "a week"


def test_they_get_nothing_else_of_it(one: OrganizationEntry, other: OrganizationEntry, by: Actor) -> None:
    rosa = member("Rosa", "navigator", other.organization, scope=Membership.Scope.ORGANIZATION)
    merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={})
    allowed = {each for each in actor(rosa).permissions if actor(rosa).may(each, organization=one.pk)}
    assert {each.name for each in allowed} == {"EDIT_DIRECTORY"}


@pytest.mark.parametrize("who", ["eve", "dev", "ben", "conrad", "adam"])
def test_others_may_not(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor, who: str, request: pytest.FixtureRequest
) -> None:
    stranger = actor(request.getfixturevalue(who))
    with pytest.raises(Denied):
        merge(by=stranger, kind=ORGANIZATION, keep=one, gone=other, choices={})
    made = merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={})
    with pytest.raises(Denied):
        unmerge(by=stranger, merge=made)


def test_a_region_merges_only_what_lies_in_it_on_both_sides(
    one: OrganizationEntry, other: OrganizationEntry, cedar: Area, regina: User
) -> None:
    elsewhere, nowhere = entry("Harbor Light", area=cedar), entry("Harbour Light")
    for gone in (elsewhere, nowhere):
        with pytest.raises(Denied):
            merge(by=actor(regina), kind=ORGANIZATION, keep=one, gone=gone, choices={})
    merge(by=actor(regina), kind=ORGANIZATION, keep=one, gone=other, choices={})


# --- Merged and taken back, everything is as it was -------------------------------------------------


def everything() -> dict[str, Any]:
    """Every row of the directory, without when it last changed and without what tells its history."""
    kept = {}
    for model in {*rows.TABLES.values(), Organization, Location, Service, OrganizationEntry}:
        columns = [field.attname for field in model._meta.concrete_fields if field.name != "changed_at"]
        columns.remove("created_at")
        kept[model.__name__] = {
            row["id" if "id" in row else "organization_id"]: row
            for row in model._base_manager.values(*columns)
        }
    return kept


@contextmanager
def leaving_nothing() -> Iterator[None]:
    """A transaction that is rolled back: each of many examples begins anew."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(list(Kind)), data=st.data())
def test_merge_and_undo_is_as_if_nothing_had_been(seed: int, kind: str, data: st.DataObject) -> None:
    with leaving_nothing():
        Growing(Random(seed)).grow(organizations=3, services=3)
        grown = merging.MODELS[kind]._base_manager.filter(survivor=None).order_by("pk")
        keep, gone = Random(seed).sample(list(grown), 2)
        one_side, any_side = st.sampled_from(["kept", "taken"]), st.sampled_from(["kept", "taken", "both"])
        choices = {group[0]: data.draw(one_side, label=group[0]) for group in merging.FIELDS[kind]}
        choices |= {
            merging.list_key(table): data.draw(any_side, label=table) for table in merging.LISTS[kind]
        }
        before = everything()
        system = Actor.system("test")
        made = merge(by=system, kind=kind, keep=keep, gone=gone, choices=choices)
        assert everything() != before
        made = unmerge(by=system, merge=made)
        assert made.left_over == []
        assert everything() == before


def test_every_column_of_an_entry_can_be_chosen_or_has_a_reason_not_to(db: None) -> None:
    """A new column must not be lost silently when two rows become one."""
    follows = {"id", "organization", "created_at", "program", "logo", "uri", "merged_into", "survivor"}
    follows |= {"external_identifier", "external_identifier_type", "accreditations", "licenses"}
    follows |= rows.NEVER_KEPT | {"published_at"}
    for kind, model in merging.MODELS.items():
        chosen = {name for group in merging.FIELDS[kind] for name in group}
        columns = {field.name for field in model._meta.concrete_fields}
        assert columns - chosen - follows == set(), kind


def test_a_text_comes_over_in_every_language(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    OrganizationEntry.objects.filter(pk=other.pk).update(
        description=LocalizedText.of(en="Food for all.", es="Comida para todos.")
    )
    other.refresh_from_db()
    merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={"description": "taken"})
    one.refresh_from_db()
    assert one.description == LocalizedText.of(en="Food for all.", es="Comida para todos.")


def test_a_commitment_of_the_merged_one_still_names_it(
    one: OrganizationEntry, other: OrganizationEntry, by: Actor
) -> None:
    division = OrganizationFactory(name="A division", parent=other.organization)
    merge(by=by, kind=ORGANIZATION, keep=one, gone=other, choices={})
    division.refresh_from_db()
    assert division.parent.name == "Harbor Light Foodbank Inc"
