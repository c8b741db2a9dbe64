"""Who was heard: held against who lives there, with what is unknown in rows of its own."""

from typing import Any

import pytest
from django.test import Client

from longtable.accounts.models import User
from longtable.core.access import Actor
from longtable.people.actions import leave_contact
from longtable.places.models import Area, Population
from longtable.voices.models import Confidence, Conversation, Fold, Participant
from longtable.voices.selectors.heard import CHECKED, HeardTable, View, who_was_heard
from longtable.voices.tests.stage import page
from tests.cast import RegionFactory, RegionSchemeFactory, hold, signed_in

pytestmark = pytest.mark.django_db

COUNTED = {
    "all": {"all": 1_000},
    "race": {
        "White": 500,
        "Black or African American": 300,
        "American Indian or Alaskan Native": 150,
        "Asian or Pacific Islander": 50,
    },
    "ethnicity": {"Hispanic": 200, "Non-Hispanic": 800},
    "age": {"0-17": 200, "18-24": 100, "25-49": 300, "50-64": 200, "65-74": 120, "75+": 80},
    "sex": {"Female": 520, "Male": 480},
}


def people_live_in(area: Area, times: int = 1) -> None:
    """A count of everybody there, by every stratum."""
    Population.objects.bulk_create(
        Population(area=area, stratum=stratum, group=group, year=2019, source="Census", count=count * times)
        for stratum, groups in COUNTED.items()
        for group, count in groups.items()
    )


def come(conversation: Conversation, number: int = 1, **about: Any) -> list[Participant]:
    """So many people take part; answers about themselves by the code of their question."""
    row = {
        key: about.pop(key) for key in ("area", "channel", "confidence", "language", "fold") if key in about
    }
    return Participant.objects.bulk_create(
        Participant(conversation=conversation, **{"language": "en", **row}, about=about)
        for _ in range(number)
    )


def table(conversation: Conversation, name: str, view: View | None = None) -> HeardTable:
    return next(each for each in who_was_heard(conversation, view).tables if each.name == name)


def people(found: HeardTable) -> dict[str, int]:
    return {row.code: row.people for row in found.rows}


def unknown(found: HeardTable) -> dict[str, int]:
    return {row.code: row.people for row in found.unknown}


def verdicts(found: HeardTable) -> dict[str, str]:
    return {row.code: str(row.compared.verdict) for row in found.rows}


@pytest.fixture
def wide(conversation: Conversation, alder: Area, birch: Area) -> Conversation:
    """Alder and Birch are asked, with nine people in Birch for each in Alder."""
    conversation.areas.set([alder, birch])
    people_live_in(alder)
    people_live_in(birch, times=9)
    return conversation


def test_a_county_is_held_against_who_lives_there(wide: Conversation, alder: Area, birch: Area) -> None:
    come(wide, 50, area=alder)
    come(wide, 50, area=birch)
    found = table(wide, "county")
    assert people(found) == {"99001": 50, "99003": 50}
    assert verdicts(found) == {"99001": "more", "99003": "fewer"}
    assert (found.population, found.vintage and found.vintage.year) == (10_000, 2019)
    assert found.rows[0].compared.index == pytest.approx(5.0)


def test_who_lives_elsewhere_is_heard_but_not_compared(wide: Conversation, cedar: Area, alder: Area) -> None:
    come(wide, 3, area=cedar)
    come(wide, 2, area=alder)
    found = who_was_heard(wide)
    assert (len(found.people), found.elsewhere) == (2, 3)


def test_reasons_for_not_knowing_stand_apart(wide: Conversation, alder: Area) -> None:
    come(wide, 5, race_ethnicity=["black"])
    come(wide, 4, race_ethnicity=["declined"])
    come(wide, 3)
    come(wide, 2, channel="import")
    come(wide, 1, race_ethnicity=["hispanic"])
    found = table(wide, "race")
    assert (found.people, found.known) == (15, 5)
    assert unknown(found) == {"not_asked": 2, "declined": 4, "passed_over": 3, "other_answer": 1}


def test_who_chose_two_counts_in_both(wide: Conversation) -> None:
    come(wide, 10, race_ethnicity=["black", "white"])
    come(wide, 10, race_ethnicity=["white", "hispanic", "middle_eastern"])
    race, ethnicity = table(wide, "race"), table(wide, "ethnicity")
    assert people(race) == {"american_indian": 0, "asian_pacific": 0, "black": 10, "white": 20}
    assert (race.known, race.several) == (20, True)
    assert people(ethnicity) == {"hispanic": 10, "not_hispanic": 10}
    assert not ethnicity.several


def test_details_count_in_their_category(wide: Conversation) -> None:
    come(wide, 1, race_ethnicity=["american_indian", "american_indian.lumbee"])
    come(wide, 1, race_ethnicity=["pacific_islander", "asian"])
    assert people(table(wide, "race"))["american_indian"] == 1
    assert people(table(wide, "race"))["asian_pacific"] == 1


def test_ages_that_do_not_nest_stand_together(wide: Conversation) -> None:
    wide.about_you = ["age_band"]
    wide.save()
    come(wide, 2, age_band=["25_44"])
    come(wide, 3, age_band=["45_64"])
    row = next(row for row in table(wide, "age").rows if row.code == "25_64")
    assert (row.people, row.compared.population) == (5, 5_000)


def test_what_was_not_asked_has_no_table(wide: Conversation) -> None:
    found = who_was_heard(wide)
    assert [each.name for each in found.tables] == ["county", "race", "ethnicity", "language"]
    assert [each.code for each in found.not_asked] == ["age", "sex"]


def test_a_population_that_is_not_counted_everywhere_is_not_known(wide: Conversation, birch: Area) -> None:
    Population.objects.filter(area=birch, group="White").delete()
    come(wide, 9, race_ethnicity=["white"])
    found = table(wide, "race")
    assert found.vintage is None
    assert set(verdicts(found).values()) == {"no_population"}


def test_the_newest_count_is_used(wide: Conversation, alder: Area, birch: Area) -> None:
    for area in (alder, birch):
        Population.objects.create(area=area, stratum="all", group="all", year=2020, source="Census", count=7)
    come(wide, 1, area=alder)
    assert table(wide, "county").population == 14


def test_without_areas_the_whole_state_is_asked(
    elsewhere: Conversation, alder: Area, birch: Area, cedar: Area
) -> None:
    assert [area.name for area in who_was_heard(elsewhere).areas] == ["Alder", "Birch", "Cedar"]


def test_who_is_folded_counts_once(wide: Conversation, alder: Area) -> None:
    fold = Fold.objects.create(conversation=wide)
    come(wide, 4, area=alder, fold=fold)
    come(wide, 2, area=alder)
    assert (len(who_was_heard(wide).people), who_was_heard(wide).repeated) == (3, 3)
    fold.state = Fold.State.UNFOLDED
    fold.save()
    assert (len(who_was_heard(wide).people), who_was_heard(wide).repeated) == (6, 0)


def test_who_came_two_ways_counts_once_and_tells_with_both(wide: Conversation, alder: Area) -> None:
    (texted,) = come(wide, channel="sms", confidence=Confidence.CONFIRMED, area=alder)
    (wrote,) = come(wide, race_ethnicity=["black"])
    kept = leave_contact(by=Actor.system("test"), value="ana@example.org", language="en")
    Participant.objects.filter(pk__in=[texted.pk, wrote.pk]).update(contact=kept)
    found = who_was_heard(wide)
    (person,) = found.people
    assert (person.area, person.about) == (alder.pk, {"race_ethnicity": ["black"]})
    assert {row.code: (row.people, row.open) for row in found.channels} == {"sms": (1, 0), "web": (1, 1)}


def test_with_and_without_what_nobody_checked(wide: Conversation, alder: Area) -> None:
    come(wide, 5, area=alder)
    come(wide, 2, area=alder, confidence=Confidence.CONFIRMED, channel="sms")
    come(wide, 1, area=alder, confidence=Confidence.STAFF, channel="paper")
    assert len(who_was_heard(wide).people) == 8
    assert len(who_was_heard(wide, View(confidence=CHECKED)).people) == 3
    assert people(table(wide, "county", View(channel="sms"))) == {"99001": 2, "99003": 0}
    rows = {
        row.code: (row.people, row.open, row.confirmed, row.staff) for row in who_was_heard(wide).channels
    }
    assert rows == {"web": (5, 5, 0, 0), "sms": (2, 0, 2, 0), "paper": (1, 0, 0, 1)}


def test_counties_gather_by_rural_class(wide: Conversation, alder: Area, birch: Area) -> None:
    scheme = RegionSchemeFactory(slug="rural-class")
    hold(RegionFactory(scheme=scheme, code="rural"), alder)
    hold(RegionFactory(scheme=scheme, code="urban", order=1), birch)
    come(wide, 30, area=alder)
    found = table(wide, "rural")
    assert people(found) == {"rural": 30, "urban": 0}
    assert "The agency" in str(found.note)


def test_a_place_and_a_group_are_crossed_where_both_are_counted(
    wide: Conversation, alder: Area, birch: Area
) -> None:
    come(wide, 60, area=birch, race_ethnicity=["white"])
    come(wide, 60, area=birch, race_ethnicity=["black"])
    come(wide, 4, area=alder)
    found = who_was_heard(wide).crossed("race", "county")
    assert found is not None
    rows = {row.code: row for row in found.rows}
    assert found.name == "county-race"
    assert rows["99003:black"].people == 60
    assert rows["99003:black"].compared.population == 2_700
    assert rows["99003:american_indian"].compared.verdict == "fewer"
    assert rows["99003:american_indian"].who.show("en").text == (
        "American Indian or Alaska Native people in Birch"
    )
    assert unknown(found) == {"passed_over": 4}
    assert len(found.rows) + found.hidden == 8


def test_two_answers_are_crossed_without_a_population(wide: Conversation) -> None:
    come(wide, 4, race_ethnicity=["white"], age_band=["18_24"])
    found = who_was_heard(wide).crossed("age", "race")
    assert found is not None
    assert (people(found)["18_24:white"], found.vintage) == (4, None)
    assert "no population figures for this combination" in str(found.note)


@pytest.mark.parametrize("pair", [("race", "race"), ("county", "rural"), ("", "race"), ("nonsense", "race")])
def test_what_cannot_be_crossed_is_not(wide: Conversation, pair: tuple[str, str]) -> None:
    assert who_was_heard(wide).crossed(*pair) is None


def test_a_conversation_without_anybody_has_a_page(faye: User, conversation: Conversation) -> None:
    answer = signed_in(Client(), faye).get(f"/voices/{conversation.slug}/heard/")
    assert answer.status_code == 200
    assert "We heard 0 people." in page(answer)


def test_the_page_says_who_was_heard_least(faye: User, wide: Conversation, alder: Area) -> None:
    come(wide, 100, area=alder)
    shown_page = page(signed_in(Client(), faye).get(f"/voices/{wide.slug}/heard/"))
    assert (
        "People in Birch: 0 of the 100 people we heard. "
        "By their share of those who live here it would be 90." in shown_page
    )


def test_what_makes_no_sense_shows_everybody(faye: User, wide: Conversation, alder: Area) -> None:
    come(wide, 2, area=alder)
    answer = signed_in(Client(), faye).get(
        f"/voices/{wide.slug}/heard/?channel=x&confidence=y&one=z&two=race"
    )
    assert answer.status_code == 200
    assert "We heard 2 people." in page(answer)


def test_a_stranger_sees_nothing(eve: User, dev: User, wide: Conversation) -> None:
    address = f"/voices/{wide.slug}/heard/"
    assert signed_in(Client(), eve).get(address).status_code == 403
    assert signed_in(Client(), dev).get(address).status_code == 403
    assert Client().get(address).status_code == 302
