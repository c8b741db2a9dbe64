"""Changed and confirmed by staff; taken out and erased for the person."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from longtable.accounts.models import User
from longtable.core.access import Denied
from longtable.core.audit import subjects_of
from longtable.people.actions import (
    change_person,
    erase_person,
    export_person,
    let_act_for,
    live_together,
    note_answers,
    retire_contact,
)
from longtable.people.models import ContactPoint, DemographicAnswer, Household, Person
from longtable.people.selectors import may_write_to, search_people
from tests.cast import actor

Leave = Callable[..., ContactPoint]


def test_a_correction_confirms_the_record_and_moves_the_index(rosa: Person, ben: User) -> None:
    change_person(by=actor(ben), person=rosa, changes={"family_name": "Ortiz", "birth_date": "1980-05-06"})
    rosa.refresh_from_db()
    assert rosa.is_verified
    assert [p.pk for p in search_people(actor=actor(ben), text="ortiz").people] == [rosa.pk]
    entry = subjects_of("people.person", rosa.pk).get(verb="people.person.changed")
    assert set(entry.fields) == {"family_name", "birth_date", "verified_at"}


def test_only_the_record_s_own_fields_can_be_changed(rosa: Person, ben: User) -> None:
    with pytest.raises(ValueError, match="merged_into"):
        change_person(by=actor(ben), person=rosa, changes={"merged_into": None})


def test_nothing_is_sent_to_a_retired_number(left: Leave, ben: User) -> None:
    point = left(topics=["answers"])
    retire_contact(by=actor(ben), contact_point=point, why="wrong number")
    assert not may_write_to(point, "answers")


def test_preferred_not_to_say_is_kept_apart_from_not_asked(rosa: Person, ben: User) -> None:
    note_answers(
        by=actor(ben), person=rosa, answers={"sex": ["declined"], "age_band": ["25_44"], "rural": []}
    )
    assert dict(DemographicAnswer.objects.values_list("question", "declined")) == {
        "sex": True,
        "age_band": False,
    }
    note_answers(by=actor(ben), person=rosa, answers={"sex": ["female"]})
    assert DemographicAnswer.objects.get(question="sex").codes == ["female"]


def test_the_person_gets_everything_and_it_is_noted(rosa: Person, ben: User) -> None:
    child = Person.objects.create(given_name="Luz", family_name="Hernández")
    live_together(by=actor(ben), people=[rosa, child], since=date(2024, 1, 1))
    let_act_for(by=actor(ben), person=rosa, for_person=child, basis="parent", since=date(2024, 1, 1))
    note_answers(by=actor(ben), person=rosa, answers={"sex": ["female"]})
    everything = export_person(by=actor(ben), person=rosa, why="she asked")
    file = json.dumps(everything, ensure_ascii=False)
    for expected in ("Hernández", "+19195550142", "voices.answer", "Female", "parent", "she asked"):
        assert expected in file
    assert "Luz" not in file, "the child's record is the child's"


def test_an_export_holds_the_records_that_were_merged(rosa: Person, ben: User) -> None:
    Person.objects.create(given_name="Rosita", merged_into=rosa)
    records = export_person(by=actor(ben), person=rosa, why="she asked")["records"]
    assert {record["given_name"] for record in records} == {"Rosa", "Rosita"}


def test_erased_nothing_that_identifies_is_left(rosa: Person, left: Leave, ben: User) -> None:
    merged = left("rosa@example.org", name="Rosita Hernández", topics=["answers"]).person
    merged.merged_into = rosa
    merged.save()
    note_answers(by=actor(ben), person=rosa, answers={"sex": ["female"]})
    live_together(by=actor(ben), people=[rosa], since=date(2024, 1, 1))
    erase_person(by=actor(ben), person=rosa, why="she asked")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT given_name, family_name, birth_date, address, surname_index, surname_birth_index"
            " FROM people_person"
        )
        rows = cursor.fetchall()
        cursor.execute("SELECT value, value_index FROM people_contactpoint")
        rows += cursor.fetchall()
    assert set().union(*rows) == {""}
    assert not DemographicAnswer.objects.exists()
    assert Household.objects.count() == 1
    assert not any(may_write_to(point, "answers") for point in ContactPoint.objects.all())
    assert search_people(actor=actor(ben), text="Rosa").people == []


def test_the_audit_outlives_the_record(rosa: Person, ben: User) -> None:
    erase_person(by=actor(ben), person=rosa, why="she asked")
    verbs = set(subjects_of("people.person", rosa.pk).values_list("verb", flat=True))
    assert {"people.contact.left", "people.person.erased"} <= verbs


@pytest.mark.parametrize("who", ["eve", "faye", "adam"])
def test_others_may_do_none_of_it(rosa: Person, who: str, request: pytest.FixtureRequest) -> None:
    by = actor(request.getfixturevalue(who))
    with pytest.raises(Denied):
        change_person(by=by, person=rosa, changes={"given_name": "Eve"})
    with pytest.raises(Denied):
        export_person(by=by, person=rosa, why="curious")
    with pytest.raises(Denied):
        erase_person(by=by, person=rosa, why="malice")
    with pytest.raises(Denied):
        note_answers(by=by, person=rosa, answers={"sex": ["male"]})
