"""Finding somebody: by what is known exactly, or by likeness in a small scope; never outside it."""

from collections.abc import Callable

import pytest

from longtable.accounts.models import Organization, User
from longtable.core.audit import subjects_of
from longtable.people import selectors
from longtable.people.models import ContactPoint, Person
from longtable.people.selectors import TooManyToSearch, search_people
from longtable.places.models import Area
from tests.cast import actor

Leave = Callable[..., ContactPoint]


def found(by: User, text: str) -> list[str]:
    return [person.name for person in search_people(actor=actor(by), text=text).people]


@pytest.mark.parametrize("text", ["(919) 555-0142", "hernandez", "Rosa Hernández", "Hernandes", "rosa"])
def test_she_is_found(rosa: Person, ben: User, text: str) -> None:
    assert found(ben, text) == ["Rosa Hernández"]


@pytest.mark.parametrize("text", ["919-555-0199", "Smith", "rosa@example.org"])
def test_another_is_not(rosa: Person, ben: User, text: str) -> None:
    assert found(ben, text) == []


def test_the_likeliest_comes_first(left: Leave, ben: User) -> None:
    left(name="Ana Hernando")
    left(name="Ana Hernandes")
    assert found(ben, "Hernandez") == ["Ana Hernandes", "Ana Hernando"]


def test_a_region_finds_its_own_people_only(left: Leave, regina: User, alder: Area, cedar: Area) -> None:
    left(name="Rosa East", area=alder)
    left(name="Rosa West", area=cedar)
    left(name="Rosa Nowhere")
    assert found(regina, "Rosa") == ["Rosa East"]


@pytest.mark.parametrize("who", ["eve", "faye", "dev"])
def test_a_stranger_finds_nobody(rosa: Person, who: str, request: pytest.FixtureRequest) -> None:
    assert found(request.getfixturevalue(who), "Rosa Hernández") == []


def test_who_was_merged_is_found_as_the_one_who_stands(left: Leave, ben: User) -> None:
    first, second = left(name="Rosa One").person, left(name="Rosa Two").person
    second.merged_into = first
    second.save()
    assert found(ben, "Rosa") == ["Rosa One"]


def test_a_search_leaves_a_trace_at_each_person_shown(rosa: Person, ben: User) -> None:
    search_people(actor=actor(ben), text="Rosa")
    entry = subjects_of("people.person", rosa.pk).first()
    assert entry is not None
    assert (entry.verb, entry.actor_id) == ("people.person.found", str(ben.pk))


def test_a_large_scope_is_not_decrypted(left: Leave, ben: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "MOST_TO_DECRYPT", 1)
    left(name="Rosa Hernández")
    left("919-555-0143", name="Rosa Hernandes")
    with pytest.raises(TooManyToSearch):
        search_people(actor=actor(ben), text="Rosa")
    exactly = search_people(actor=actor(ben), text="Hernandez")
    assert exactly.only_exact
    assert [person.family_name for person in exactly.people] == ["Hernández"]


def test_an_organization_s_own_staff_reach_their_people(
    left: Leave, partner: Organization, other_partner: Organization
) -> None:
    from longtable.core.access import Actor, Grant, Kind, Permission, Scope

    scope = Scope("organization", partner.pk)
    by = Actor(Kind.USER, "1", "", (Grant("navigator", frozenset({Permission.SEE_PEOPLE}), scope),))
    left(name="Rosa Ours", held_by=partner)
    left(name="Rosa Theirs", held_by=other_partner)
    assert [person.name for person in search_people(actor=by, text="Rosa").people] == ["Rosa Ours"]
