"""The directory is looked through for what stands in it twice; people decide, and their answer holds."""

import pytest
from django.test import Client
from django.urls import reverse

from longtable.accounts.models import User
from longtable.core.access import Denied, Missing
from longtable.core.localized import LocalizedText
from longtable.core.models import SourceRecord
from longtable.core.states import IllegalMove
from longtable.core.work import run_all
from longtable.directory.actions.looking import ask_for_look
from longtable.directory.actions.merging import merge, say_different
from longtable.directory.models import (
    Address,
    Duplicate,
    DuplicateSearch,
    Merge,
    OrganizationEntry,
    Phone,
    Service,
)
from longtable.directory.models.duplicates import Kind
from longtable.directory.selectors.duplicates import open_pairs, pair_to_decide, shown_pairs
from longtable.directory.selectors.side_by_side import side_by_side
from longtable.directory.tests.duplicating import entry, place, service
from longtable.methods.linkage import learned
from longtable.places.models import Area
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(alder: Area) -> tuple[OrganizationEntry, OrganizationEntry]:
    """One food bank that stands in the directory twice."""
    found = []
    for name, address in (
        ("Harbor Light Food Bank", "410 Wharf Street"),
        ("Harbor Light Foodbank, Inc.", "410 Wharf St."),
    ):
        made = entry(name, phone="910-555-0101", area=alder)
        service(made, "Food pantry", at=place(made, address, area=alder))
        found.append(made)
    return found[0], found[1]


@pytest.fixture
def others(alder: Area) -> None:
    """Some that are nobody's double: neighbours, namesakes, and two in one house."""
    entry("Harbor Light Recovery House", phone="910-555-0102", area=alder)
    for name in ("Hope Closet", "Alder Tenants Union"):
        place(entry(name, area=alder), "1200 Old Fort Road", area=alder)


def look(by: User) -> DuplicateSearch:
    search = ask_for_look(by=actor(by))
    run_all()
    search.refresh_from_db()
    return search


def pairs(by: User, kind: str = Kind.ORGANIZATION) -> list[Duplicate]:
    return list(open_pairs(actor(by), kind))


@pytest.mark.usefixtures("others")
def test_what_stands_here_twice_is_found(
    two: tuple[OrganizationEntry, OrganizationEntry], faye: User
) -> None:
    search = look(faye)
    [found] = pairs(faye)
    assert {found.first_id, found.second_id} == {two[0].pk, two[1].pk}
    assert found.score > 0.9
    assert found.method == "rule 1"
    assert search.finished_at
    assert search.compared > 5


@pytest.mark.usefixtures("two", "others")
def test_places_are_another_question(faye: User) -> None:
    look(faye)
    found = shown_pairs(pairs(faye, Kind.LOCATION))
    assert len(found) == 2  # the food bank's two, and the house of the closet and the union
    assert all("the same address" in map(str, each.speaks_for) for each in found)


def test_a_service_written_down_for_each_place_is_found(alder: Area, faye: User) -> None:
    owner = entry("Harbor Light", area=alder)
    for number in range(3):
        service(owner, "Food pantry", at=place(owner, f"{number} East Street"))
    service(owner, "Hot meals")
    look(faye)
    assert len(pairs(faye, Kind.SERVICE)) == 2


def test_reasons_are_said_in_words(two: tuple[OrganizationEntry, OrganizationEntry], faye: User) -> None:
    look(faye)
    [pair] = shown_pairs(pairs(faye))
    assert "the same phone number" in map(str, pair.speaks_for)
    assert str(pair.likely) == "very likely the same"
    assert {pair.first, pair.second} == {two[0].name, two[1].name}


@pytest.mark.usefixtures("two")
def test_looking_again_finds_the_same_and_nothing_twice(faye: User) -> None:
    look(faye)
    before = [(each.pk, each.score) for each in pairs(faye)]
    assert look(faye).proposed == 0
    assert [(each.pk, each.score) for each in pairs(faye)] == before


@pytest.mark.usefixtures("two")
def test_said_to_differ_they_are_not_proposed_again(faye: User) -> None:
    look(faye)
    say_different(by=actor(faye), duplicate=pairs(faye)[0])
    look(faye)
    assert pairs(faye) == []


def test_unless_much_has_changed(two: tuple[OrganizationEntry, OrganizationEntry], faye: User) -> None:
    look(faye)
    say_different(by=actor(faye), duplicate=pairs(faye)[0])
    for each in two:
        each.organization.name = "Wharf Street Kitchen"
        each.organization.save()
    look(faye)
    [again] = pairs(faye)
    assert again.opened_again


def test_a_little_change_opens_nothing_again(
    two: tuple[OrganizationEntry, OrganizationEntry], faye: User
) -> None:
    look(faye)
    say_different(by=actor(faye), duplicate=pairs(faye)[0])
    Phone.objects.filter(organization=two[0]).update(number="910-555-0177")
    look(faye)
    assert pairs(faye) == []


def test_open_pairs_that_no_longer_look_alike_go(
    two: tuple[OrganizationEntry, OrganizationEntry], faye: User
) -> None:
    look(faye)
    Phone.objects.filter(organization=two[1]).update(number="910-555-0177")
    Address.objects.filter(location__organization=two[1]).update(address_1="9 Hill Road")
    two[1].organization.name = "Alder Seniors Club"
    two[1].organization.save()
    look(faye)
    assert pairs(faye) == []


def test_a_number_of_a_whole_town_hall_says_nothing(faye: User, alder: Area) -> None:
    for number in range(70):
        entry(f"Office {number:03}", phone="910-555-0100", area=alder)
    assert look(faye).left_out >= 1
    assert pairs(faye) == []


def test_a_pair_is_decided_once(two: tuple[OrganizationEntry, OrganizationEntry], faye: User) -> None:
    look(faye)
    [found] = pairs(faye)
    merge(by=actor(faye), kind=Kind.ORGANIZATION, keep=two[0], gone=two[1], choices={})
    found.refresh_from_db()
    assert found.state == Duplicate.State.MERGED
    with pytest.raises(IllegalMove):
        say_different(by=actor(faye), duplicate=found)


@pytest.mark.parametrize("who", ["eve", "dev", "ben", "regina"])
def test_only_the_state_has_everything_compared(who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        ask_for_look(by=actor(request.getfixturevalue(who)))


def test_a_region_sees_what_lies_in_it_on_both_sides(
    two: tuple[OrganizationEntry, OrganizationEntry], faye: User, regina: User, cedar: Area
) -> None:
    look(faye)
    assert len(pairs(regina)) == 1
    OrganizationEntry.objects.filter(pk=two[1].pk).update(area=cedar)
    assert pairs(regina) == []
    with pytest.raises(Missing):
        pair_to_decide(actor(regina), pairs(faye)[0].pk)


@pytest.mark.usefixtures("two")
def test_strangers_see_no_pairs(faye: User, eve: User, dev: User) -> None:
    look(faye)
    assert pairs(eve) == pairs(dev) == []


def test_splink_finds_them_too_where_there_is_enough_to_learn_from(
    two: tuple[OrganizationEntry, OrganizationEntry], faye: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it answers is measured in bench/; here, that its answer arrives under its name."""
    monkeypatch.setattr(learned, "FEWEST", 2)
    monkeypatch.setattr(learned, "is_installed", lambda: True)
    monkeypatch.setattr(learned, "name_and_version", lambda: "splink 5")
    monkeypatch.setattr(learned, "probabilities", lambda entries, keys: {(0, 1): 0.99})
    assert look(faye).method == "splink 5"
    assert [each.method for each in pairs(faye)] == ["splink 5"]


def test_what_stands_for_what(two: tuple[OrganizationEntry, OrganizationEntry], faye: User) -> None:
    merge(by=actor(faye), kind=Kind.ORGANIZATION, keep=two[0], gone=two[1], choices={})
    kept, gone = (OrganizationEntry.objects.get(pk=each.pk) for each in two)
    assert (kept.survivor, gone.survivor) == (None, kept)


# --- Pages -----------------------------------------------------------------------------------------


def test_side_by_side_says_where_a_value_comes_from(two: tuple[OrganizationEntry, OrganizationEntry]) -> None:
    OrganizationEntry.objects.filter(pk=two[0].pk).update(website="https://harbor.example")
    SourceRecord.objects.create(
        source="211 of Alder",
        source_id="17",
        subject_kind="directory.organizationentry",
        subject_id=str(two[0].pk),
        values={"website": "https://harbor.example"},
    )
    compared = side_by_side(Kind.ORGANIZATION, two[0].pk, two[1].pk)
    [line] = [line for line in compared.to_choose if line.name == "website"]
    assert line.kept[0].source == "211 of Alder"
    assert line.taken == []


def test_two_become_one_and_two_again_on_the_pages(
    two: tuple[OrganizationEntry, OrganizationEntry], faye: User, client: Client
) -> None:
    OrganizationEntry.objects.filter(pk=two[1].pk).update(
        website="https://harbor.example", description=LocalizedText.of(en="Food for all.")
    )
    look(faye)
    browser = signed_in(client, faye)
    listed = browser.get(reverse("directory:duplicates")).content.decode()
    assert "Harbor Light Foodbank, Inc." in listed
    [found] = pairs(faye)
    address = reverse("directory:duplicate", args=[found.pk]) + f"?keep={two[0].pk}"
    page = browser.get(address)
    form = page.context["form"]
    assert "https://harbor.example" in page.content.decode()
    sent = {field.name: field.value() or "" for field in form} | {"website": "taken", "name": "kept"}
    answer = browser.post(address, sent)
    made = Merge.objects.get()
    assert answer.url == reverse("directory:merge", args=[made.pk])
    two[0].refresh_from_db()
    assert two[0].website == "https://harbor.example"
    assert "https://harbor.example" in browser.get(answer.url).content.decode()
    browser.post(answer.url, {"why": "two boards"})
    two[0].refresh_from_db()
    assert two[0].website == ""
    assert Service.objects.published().count() == 2
    assert pairs(faye) == []


def test_a_page_that_is_out_of_date_says_so(
    two: tuple[OrganizationEntry, OrganizationEntry], faye: User, client: Client
) -> None:
    look(faye)
    browser = signed_in(client, faye)
    address = reverse("directory:duplicate", args=[pairs(faye)[0].pk]) + f"?keep={two[0].pk}"
    sent = {field.name: field.value() or "" for field in browser.get(address).context["form"]}
    Phone.objects.filter(organization=two[1]).update(number="910-555-0188")
    answer = browser.post(address, sent)
    assert answer.status_code == 200
    assert not Merge.objects.exists()


def test_not_the_same_takes_the_pair_off_the_list(
    two: tuple[OrganizationEntry, OrganizationEntry], faye: User, client: Client
) -> None:
    look(faye)
    [found] = pairs(faye)
    signed_in(client, faye).post(reverse("directory:duplicate", args=[found.pk]), {"answer": "different"})
    assert pairs(faye) == []
