"""Two records that may be of one person: proposed by the machine, decided by people, never repointed."""

from collections.abc import Callable

import pytest

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.states import IllegalMove
from longtable.core.work import run_all
from longtable.people.actions import confirm_match, merge, propose_matches, reject_match, unmerge
from longtable.people.matching import score
from longtable.people.models import ContactPoint, MatchProposal, Person
from longtable.people.selectors import open_matches, records_of, stands_for
from longtable.places.models import Area
from tests.cast import actor

Leave = Callable[..., ContactPoint]


@pytest.fixture
def pair(left: Leave) -> MatchProposal:
    left(name="Rosa Hernández")
    left(name="R. Hernandez")
    run_all()
    return MatchProposal.objects.get()


def test_a_shared_number_is_proposed_by_the_job(pair: MatchProposal) -> None:
    assert pair.reasons == ["phone"]
    assert 0 < pair.score < 1


def test_a_pair_is_proposed_once(pair: MatchProposal) -> None:
    assert propose_matches(by=Actor.system("matching"), person_id=pair.second_id) == 0
    assert MatchProposal.objects.count() == 1


def test_family_name_and_birth_date_are_a_reason(left: Leave) -> None:
    for value, name in (("919-555-0142", "Peña"), ("919-555-0143", "PENA")):
        person = left(value).person
        person.family_name, person.birth_date = name, "1980-05-06"
        person.save()
    propose_matches(by=Actor.system("matching"), person_id=person.pk)
    assert MatchProposal.objects.get().reasons == ["surname_birth_date"]


def test_records_of_two_holders_are_not_compared(left: Leave, partner: Organization) -> None:
    left()
    left(held_by=partner)
    run_all()
    assert not MatchProposal.objects.exists()


def test_agreements_add_up() -> None:
    rosa = {"given_name": "rosa", "family_name": "pena", "birth_date": "19800506", "phone": "a", "email": "b"}
    known = [(), ("phone",), ("phone", "email"), ("phone", "email", "family_name"), tuple(rosa)]
    scores = [score({name: rosa[name] for name in names}, rosa) for names in known]
    assert scores == sorted(scores)
    assert 0 < scores[0] < scores[-1] < 1


def test_what_differs_speaks_against_it() -> None:
    rosa = {"given_name": "rosa", "family_name": "pena", "birth_date": "19800506", "phone": "a"}
    assert score(rosa, rosa) > 0.99
    assert score(rosa, rosa | {"birth_date": "19800560"}) > 0.5
    assert score(rosa, rosa | {"given_name": "luis", "birth_date": "20120101"}) < 0.1


def test_a_twin_is_not_sure() -> None:
    rosa = {"given_name": "rosa", "family_name": "pena", "birth_date": "19800506", "address": "1elmst"}
    assert score(rosa, rosa | {"given_name": "luz"}) < score(rosa, rosa)


def test_a_namesake_is_proposed_when_most_of_the_rest_agrees(left: Leave) -> None:
    for value, born in (("919-555-0142", "1980-05-06"), ("919-555-0143", "1980-05-16")):
        person = left(value).person
        person.given_name, person.family_name, person.birth_date = "Rosa", "Peña", born
        person.save()
    propose_matches(by=Actor.system("matching"), person_id=person.pk)
    assert MatchProposal.objects.get().reasons == ["surname"]


def test_a_namesake_alone_is_nobody_s_double(left: Leave) -> None:
    for value, given in (("919-555-0142", "Rosa"), ("919-555-0143", "Luis")):
        person = left(value).person
        person.given_name, person.family_name = given, "Peña"
        person.save()
    assert propose_matches(by=Actor.system("matching"), person_id=person.pk) == 0


def test_confirmed_the_older_record_stands_for_both(pair: MatchProposal, ben: User) -> None:
    kept = confirm_match(by=actor(ben), proposal=pair)
    assert kept == pair.first
    assert stands_for(Person.objects.get(pk=pair.second_id)) == kept
    assert records_of(kept) == [pair.first_id, pair.second_id]
    pair.refresh_from_db()
    assert (pair.decision, pair.decided_by) == ("same", ben)


def test_a_confirmed_record_stands_before_an_older_one(pair: MatchProposal, ben: User) -> None:
    Person.objects.filter(pk=pair.second_id).update(verified_at=pair.created_at)
    assert confirm_match(by=actor(ben), proposal=open_matches(actor=actor(ben)).get()).pk == pair.second_id


def test_keys_are_never_repointed(pair: MatchProposal, ben: User) -> None:
    before = set(ContactPoint.objects.values_list("pk", "person_id"))
    confirm_match(by=actor(ben), proposal=pair)
    assert set(ContactPoint.objects.values_list("pk", "person_id")) == before


def test_taken_back_both_stand_alone_and_are_not_proposed_again(pair: MatchProposal, ben: User) -> None:
    confirm_match(by=actor(ben), proposal=pair)
    unmerge(by=actor(ben), person=Person.objects.get(pk=pair.second_id), why="two sisters")
    assert records_of(pair.first) == [pair.first_id]
    assert propose_matches(by=Actor.system("matching"), person_id=pair.second_id) == 0
    assert not open_matches(actor=actor(ben)).exists()


def test_said_to_be_different_they_stay_apart(pair: MatchProposal, ben: User) -> None:
    reject_match(by=actor(ben), proposal=pair)
    assert not Person.objects.exclude(merged_into=None).exists()
    assert not open_matches(actor=actor(ben)).exists()


def test_a_pair_is_decided_once(pair: MatchProposal, ben: User) -> None:
    reject_match(by=actor(ben), proposal=pair)
    with pytest.raises(IllegalMove):
        confirm_match(by=actor(ben), proposal=pair)


def test_merges_follow_each_other_and_never_in_a_circle(left: Leave, ben: User) -> None:
    first, second, third = (left(f"919-555-01{n}").person for n in (42, 43, 44))
    merge(by=actor(ben), keep=second, gone=first, why="")
    merge(by=actor(ben), keep=third, gone=second, why="")
    assert merge(by=actor(ben), keep=first, gone=third, why="") == third
    assert set(records_of(third)) == {first.pk, second.pk, third.pk}


@pytest.mark.parametrize("who", ["eve", "faye", "adam"])
def test_others_may_not_decide(pair: MatchProposal, who: str, request: pytest.FixtureRequest) -> None:
    by = actor(request.getfixturevalue(who))
    assert not open_matches(actor=by).exists()
    with pytest.raises(Denied):
        confirm_match(by=by, proposal=pair)
    with pytest.raises(Denied):
        reject_match(by=by, proposal=pair)


def test_a_region_decides_only_where_both_records_are_its_own(
    left: Leave, regina: User, alder: Area, cedar: Area
) -> None:
    left(area=alder)
    left(area=cedar)
    run_all()
    assert not open_matches(actor=actor(regina)).exists()
    with pytest.raises(Denied):
        confirm_match(by=actor(regina), proposal=MatchProposal.objects.get())
