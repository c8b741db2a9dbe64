"""Somebody asks in their own words and finds who helps, and why."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from longtable.core.localized import LocalizedText
from longtable.core.work import run_all
from longtable.directory.actions.indexing import index, reindex, touch
from longtable.directory.models import Listing, PlacePoint, Schedule, Service
from longtable.directory.selectors.entries import service_entry
from longtable.directory.selectors.search import Found, Question, find
from longtable.directory.tests.directory_of import WORKDAYS, entry, knows_words, service
from longtable.places.models import Area

pytestmark = pytest.mark.django_db

TUESDAY_NOON = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)  # noon in the time zone of the tests


def ask(words: str = "", *, now: datetime = TUESDAY_NOON, language: str = "en", **also: object) -> Found:
    return find(Question(words=words, **also), now=now, language=language)  # type: ignore[arg-type]


def names(found: Found) -> list[str]:
    return [str(result.service.name) for result in found.results]


def test_a_spanish_word_finds_what_is_described_in_english() -> None:
    service("Friday box", "Free groceries for anybody who comes.")
    service("Tax help", "We fill in your forms.")
    found = ask("comida", language="es")
    assert names(found) == ["Friday box"]


def test_an_english_question_finds_what_is_described_in_spanish() -> None:
    service(LocalizedText.of(es="Ayuda con la renta"), LocalizedText.of(es="Pagamos un mes."))
    assert names(ask("rent help")) == ["Ayuda con la renta"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("necesito ayuda para pagar la luz", "Light bill fund"),
        ("where can I get diapers", "Baby closet"),
        ("mi esposo me pega", "Safe house"),
        ("fod bank", "Community pantry"),
        ("comda", "Community pantry"),
        ("despensa", "Community pantry"),
        ("assitance with the light bil", "Light bill fund"),
        ("PAÑALES!!!", "Baby closet"),
        ("panales", "Baby closet"),
        ("food stamps", "SNAP office"),
    ],
)
def test_people_ask_as_they_speak(words: str, found: str) -> None:
    knows_words()
    service("Light bill fund", needs=["bills.utilities"])
    service("Baby closet", needs=["children.diapers"])
    service("Safe house", needs=["safety.partner"])
    service("Community pantry", needs=["food.pantry"])
    service("SNAP office", needs=["benefits.snap"])
    assert names(ask(words))[:1] == [found]


def test_what_is_tied_to_a_need_comes_before_what_mentions_it() -> None:
    service("Clinic", "Ask us where there is a food pantry.")
    service("Pantry of hope", "Boxes on Friday.", needs=["food.pantry"])
    assert names(ask("food pantry")) == ["Pantry of hope", "Clinic"]


def test_it_says_why_and_how_fresh() -> None:
    service(
        "Pantry",
        needs=["food.pantry"],
        free=True,
        speaks=["es"],
        checked=TUESDAY_NOON - timedelta(days=12),
        assured_by_organization=True,
        hours=[(WORKDAYS, 9, 17)],
    )
    result = ask("comida").results[0]
    assert result.why[0] == "Matches “comida”: food pantry"
    assert {"Free", "Open now until 5 p.m."} <= set(result.why)
    assert result.fresh == "Checked by the organization 12 days ago"
    assert result.is_open is True


def test_what_nobody_confirmed_says_so() -> None:
    service("Pantry")
    assert ask("pantry").results[0].fresh == "Nobody has confirmed this yet"


def test_hours_that_nobody_told_are_unknown_and_not_closed() -> None:
    service("Pantry")
    result = ask("pantry").results[0]
    assert (result.is_open, result.opens_next) == (None, "")
    assert names(ask("pantry", open_now=True)) == []


def test_it_finds_what_is_open_now() -> None:
    service("Day pantry", hours=[(WORKDAYS, 9, 17)])
    service("Night pantry", hours=[(WORKDAYS, 20, 4)])
    assert names(ask("pantry", open_now=True)) == ["Day pantry"]
    night = TUESDAY_NOON + timedelta(hours=14)  # Wednesday, two in the morning
    assert names(ask("pantry", open_now=True, now=night)) == ["Night pantry"]
    shut = {str(each.service.name): each.opens_next for each in ask("pantry", now=night).results}
    assert shut == {"Day pantry": "Opens today at 9 a.m.", "Night pantry": ""}


def test_language_cost_age_and_capacity_narrow() -> None:
    service("Teen clinic", speaks=["spa"], free=True, minimum_age=13, maximum_age=19, takes="open")
    service("Other clinic", takes="full")
    only = ["Teen clinic"]
    assert names(ask("clinic")) == ["Teen clinic", "Other clinic"]
    assert names(find(Question("clinic", language="es"), now=TUESDAY_NOON, language="en")) == only
    assert names(ask("clinic", free=True)) == only
    assert names(ask("clinic", age=40)) == ["Other clinic"]
    assert names(find(Question("clinic", capacity_open=True), now=timezone.now(), language="en")) == only


def test_a_full_service_comes_after_one_that_takes_people() -> None:
    service("Shelter A", needs=["housing.shelter"], takes="full")
    service("Shelter B", needs=["housing.shelter"])
    assert names(find(Question("shelter"), now=timezone.now(), language="en")) == ["Shelter B", "Shelter A"]


def test_a_word_of_an_organization_finds_its_services() -> None:
    service("Friday box", by="Abundancia del Pueblo")
    assert names(ask("abundancia")) == ["Friday box"]


def test_each_service_is_found_once_and_at_its_nearest_place(alder: Area) -> None:
    made = service("Pantry", at=(35.0, -79.0), town="Alderton")
    far = service("Other", at=(35.3, -79.0), town="Farther")
    far.sites.update(service=made)
    index([made.pk, far.pk])
    found = ask("pantry", point=(35.01, -79.0))
    assert found.total == 1
    assert found.results[0].miles == pytest.approx(0.69, abs=0.01)


def test_near_widens_until_something_is_found() -> None:
    service("Pantry", at=(35.25, -79.0))
    found = ask("pantry", point=(35.0, -79.0))
    assert found.near
    assert (found.near.miles, found.near.widened) == (25.0, True)
    assert found.near.sentence == "Nothing was found within 10 miles, so we looked within 25 miles."
    assert "17 miles from you" in found.results[0].why
    assert ask("pantry", point=(35.0, -79.0), miles=10.0).total == 0


def test_nearer_comes_first() -> None:
    service("Far pantry", at=(35.1, -79.0))
    service("Near pantry", at=(35.02, -79.0))
    assert names(ask("pantry", point=(35.0, -79.0))) == ["Near pantry", "Far pantry"]


def test_what_serves_the_county_is_found_without_a_place(state: Area, alder: Area, cedar: Area) -> None:
    service("Pantry in Alder", county=alder)
    service("Pantry in Cedar", county=cedar)
    service("Pantry by telephone", serves=[alder])
    service("Pantry for all", serves=[state])
    found = ask("pantry", near=f"{alder.name} County")
    assert set(names(found)) == {"Pantry in Alder", "Pantry by telephone", "Pantry for all"}
    reasons = {str(each.service.name): each.why for each in found.results}
    assert f"In {alder.name} County" in reasons["Pantry in Alder"]
    assert f"Serves people in {alder.name} County" in reasons["Pantry by telephone"]


def test_a_place_that_nobody_knows_is_said_and_not_used(state: Area) -> None:
    service("Pantry")
    found = ask("pantry", near="Xyzzyville")
    assert (found.near_is_unknown, found.total) == (True, 1)


def test_a_correction_is_said() -> None:
    knows_words()
    service("Pantry", needs=["food.pantry"])
    assert ask("fod bank").corrected == "food bank"
    assert ask("food bank").corrected == ""


def test_what_was_typed_is_looked_for_exactly_when_asked_so() -> None:
    knows_words()
    service("Pantry", needs=["food.pantry"])
    found = ask("fod bank", exact=True)
    assert (found.corrected, names(found)) == ("", [])


def test_synonyms_are_told_in_the_readers_language() -> None:
    service("Pantry", needs=["food.pantry"])
    assert ask("despensa").synonyms == ["Food pantry"]
    assert ask("pantry", language="es").synonyms == ["Despensa de alimentos"]


def test_a_need_that_was_chosen_finds_its_narrower_ones() -> None:
    service("Box", needs=["food.pantry"])
    service("Law", needs=["legal"])
    assert names(ask(needs=("food",))) == ["Box"]
    assert names(ask(needs=("no-such-need",))) != []


def test_what_ended_is_not_found() -> None:
    service("Pantry", status=Service.Status.DEFUNCT)
    assert ask("pantry").total == 0


def test_what_is_touched_is_found_as_it_is_after_the_work_was_done() -> None:
    made = service("Pantry")
    made.name = LocalizedText.of(en="Closet")
    made.save()
    touch(service_ids=[made.pk])
    assert names(ask("closet")) == []
    run_all()
    assert names(ask("closet")) == ["Closet"]
    assert names(ask("pantry")) == []


def test_what_is_taken_back_is_not_found_from_that_moment_on() -> None:
    made = service("Pantry")
    Service.objects.filter(pk=made.pk).update(published_at=None)
    assert ask("pantry").results == []
    touch(service_ids=[made.pk])
    assert not Listing.objects.exists()


def test_touching_an_entry_touches_all_of_its_services() -> None:
    made = service("Pantry", by="Good Hands")
    assert made.organization
    type(made.organization).objects.update(published_at=None)
    touch(organization_id=made.organization_id)
    assert not Listing.objects.exists()


def test_indexing_anew_finds_the_same() -> None:
    service("Pantry", needs=["food.pantry"], by="Good Hands")
    hidden = service("Draft pantry", published=False)
    told: list[tuple[int, int]] = []
    assert reindex(lambda done, total: told.append((done, total))) == 1
    assert told == [(2, 2)]
    assert names(ask("food bank")) == ["Pantry"]
    assert hidden.listings.count() == 0


def test_pages_follow_each_other() -> None:
    for number in range(5):
        service(f"Pantry {number}")
    seen = [
        name
        for page in (1, 2, 3)
        for name in names(find(Question("pantry"), now=TUESDAY_NOON, language="en", page=page, per_page=2))
    ]
    assert sorted(seen) == [f"Pantry {number}" for number in range(5)]


def test_an_unpublished_entry_hides_its_services() -> None:
    made = service("Pantry")
    made.organization = entry("Hidden", published=False)
    made.save()
    index([made.pk])
    assert ask("pantry").total == 0


def test_the_hours_of_a_service_go_before_those_of_the_house() -> None:
    made = service("Tuesday clinic", town="Lumberton", hours=[("TU", 9, 11)])
    house = made.sites.get().location
    Schedule.objects.create(
        location=house, freq="WEEKLY", byday=WORKDAYS, opens_at=time(8), closes_at=time(20)
    )
    index([made.pk])
    (result,) = ask("clinic").results
    assert result.is_open is False
    assert [row.byday for row in service_entry(made.pk, TUESDAY_NOON).schedules[0]] == ["TU"]


@pytest.mark.parametrize(("miles", "found"), [(2.0, 1), (9.0, 2), (40.0, 3), (300.0, 4)])
def test_what_lies_within_the_miles_is_found_and_no_more(miles: float, found: int) -> None:
    for degrees in (0.0, 0.1, 0.5, 3.0):  # of latitude: 0, 7, 35 and 207 miles
        service(f"Pantry {degrees}", at=(34.0 + degrees, -79.0), town="Anywhere")
    assert ask("pantry", point=(34.0, -79.0), miles=miles).total == found


def test_a_common_word_is_answered_by_what_was_confirmed_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("longtable.directory.search.candidates.MOST", 3)
    for days in (900, 4, None, 40, 200, 1):
        service(f"Pantry {days}", checked=TUESDAY_NOON - timedelta(days=days) if days else None)
    found = ask("pantry")
    assert (names(found), found.more) == (["Pantry 1", "Pantry 4", "Pantry 40"], True)


def test_a_common_word_is_answered_by_what_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("longtable.directory.search.candidates.MOST", 3)
    for miles in (9, 1, 30, 2, 5):
        service(f"Pantry {miles}", at=(35.0 + miles / 69, -79.0), town="Anywhere")
    assert names(ask("pantry", point=(35.0, -79.0))) == ["Pantry 1", "Pantry 2", "Pantry 5"]


def test_miles_around_a_county_count_from_its_middle(alder: Area) -> None:
    PlacePoint.objects.create(kind="zip", code="28000", latitude=35.0, longitude=-79.0, area=alder)
    for degrees in (0.1, 0.5):
        service(f"Pantry {degrees}", at=(35.0 + degrees, -79.0), town="Anywhere")
    assert names(ask("pantry", near=f"{alder.name} County", miles=10.0)) == ["Pantry 0.1"]


def test_a_question_takes_three_statements(django_assert_num_queries: Any, alder: Area) -> None:
    service("Pantry", at=(35.0, -79.0), town="Alderton", county=alder)
    with django_assert_num_queries(3):  # the county, who can answer, and what is shown
        assert ask("pantry", near=f"{alder.name} County").total == 1
    with django_assert_num_queries(2):
        assert ask("pantry").total == 1
