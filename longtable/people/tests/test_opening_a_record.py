"""A record is opened for a reason, and the reason is on disk before the record is on the screen."""

from uuid import uuid4

import pytest

from longtable.accounts.models import User
from longtable.core.access import Missing
from longtable.core.audit import subjects_of
from longtable.people.disclosures import disclosures
from longtable.people.models import Person
from longtable.people.selectors import NeedsReason, open_person
from longtable.places.models import Area
from tests.cast import actor


def test_the_reason_is_kept(rosa: Person, ben: User) -> None:
    assert open_person(actor=actor(ben), person_id=rosa.pk, why="calling her back") == rosa
    [use, *_] = disclosures(rosa)
    assert (use.who, str(use.what), use.why) == ("Ben", "opened the record", "calling her back")


@pytest.mark.parametrize("why", ["", "   "])
def test_without_a_reason_it_stays_closed(rosa: Person, ben: User, why: str) -> None:
    with pytest.raises(NeedsReason):
        open_person(actor=actor(ben), person_id=rosa.pk, why=why)
    assert not subjects_of("people.person", rosa.pk).filter(verb="people.person.opened").exists()


@pytest.mark.parametrize("who", ["eve", "dev", "faye", "conrad", "adam", "audra"])
def test_for_others_there_is_no_such_person(rosa: Person, who: str, request: pytest.FixtureRequest) -> None:
    by = actor(request.getfixturevalue(who))
    with pytest.raises(Missing):
        open_person(actor=by, person_id=rosa.pk, why="curious")
    with pytest.raises(Missing):
        open_person(actor=by, person_id=uuid4(), why="curious")
    assert not subjects_of("people.person", rosa.pk).filter(verb="people.person.opened").exists()


def test_another_region_s_person_is_missing(rosa: Person, regina: User, alder: Area, cedar: Area) -> None:
    rosa.area = cedar
    rosa.save()
    with pytest.raises(Missing):
        open_person(actor=actor(regina), person_id=rosa.pk, why="calling")
    rosa.area = alder
    rosa.save()
    assert open_person(actor=actor(regina), person_id=rosa.pk, why="calling") == rosa


def test_a_merged_record_opens_the_one_that_stands(rosa: Person, ben: User) -> None:
    other = Person.objects.create(given_name="Rosa", merged_into=rosa)
    assert open_person(actor=actor(ben), person_id=other.pk, why="calling") == rosa


def test_a_merge_does_not_lead_out_of_one_s_region(rosa: Person, regina: User, alder: Area) -> None:
    inside = Person.objects.create(given_name="Rosa", area=alder, merged_into=rosa)
    with pytest.raises(Missing):
        open_person(actor=actor(regina), person_id=inside.pk, why="calling")
