"""The pages about people: masked until there is a reason, closed to strangers, kept by no browser."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from longtable.accounts.models import User
from longtable.core.audit import subjects_of
from longtable.core.work import run_all
from longtable.people.models import MatchProposal, Person
from longtable.places.models import Area
from tests.cast import signed_in


def page_of(person: Person) -> str:
    return reverse("people:record", args=[person.pk])


def test_a_name_is_searched_without_standing_in_an_address(client: Client, rosa: Person, ben: User) -> None:
    page = signed_in(client, ben).post(reverse("people:search"), {"text": "Hernandez"})
    assert "Rosa Hernández" in page.content.decode()
    assert "•••• 0142" in page.content.decode()
    assert "5550142" not in page.content.decode()
    assert "Hernandez" not in page.request["PATH_INFO"] + page.request.get("QUERY_STRING", "")


def test_finding_nobody_says_what_to_try(client: Client, db: None, ben: User) -> None:
    page = signed_in(client, ben).post(reverse("people:search"), {"text": "Nobody"})
    assert "Nobody was found" in page.content.decode()


def test_too_many_to_look_through_is_said_in_a_sentence(
    client: Client, rosa: Person, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("longtable.people.selectors.MOST_TO_DECRYPT", 0)
    page = signed_in(client, ben).post(reverse("people:search"), {"text": "Rosita"})
    assert "You can see too many people" in page.content.decode()
    assert "Rosita" in page.content.decode(), "what was typed is kept"


def test_a_record_is_masked_until_there_is_a_reason(client: Client, rosa: Person, ben: User) -> None:
    page = signed_in(client, ben).get(page_of(rosa)).content.decode()
    assert "Rosa H." in page
    assert "•••• 0142" in page
    assert "Hernández" not in page
    assert "5550142" not in page


def test_with_a_reason_it_opens_and_shows_who_opened_it(client: Client, rosa: Person, ben: User) -> None:
    page = signed_in(client, ben).post(page_of(rosa), {"why": "calling her back"}).content.decode()
    assert "Rosa Hernández" in page
    assert "(919) 555-0142" in page
    assert "calling her back" in page
    assert subjects_of("people.person", rosa.pk).filter(verb="people.person.opened").count() == 1


def test_without_a_reason_it_asks_again(client: Client, rosa: Person, ben: User) -> None:
    page = signed_in(client, ben).post(page_of(rosa), {"why": " "}).content.decode()
    assert "Hernández" not in page
    assert not subjects_of("people.person", rosa.pk).filter(verb="people.person.opened").exists()


def test_no_browser_keeps_a_page(client: Client, rosa: Person, ben: User) -> None:
    page = signed_in(client, ben).get(page_of(rosa))
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("name", ["record", "change", "erase"])
def test_another_region_s_person_is_not_there(
    client: Client, rosa: Person, regina: User, cedar: Area, name: str
) -> None:
    Person.objects.filter(pk=rosa.pk).update(area=cedar)
    assert signed_in(client, regina).get(reverse(f"people:{name}", args=[rosa.pk])).status_code == 404


@pytest.mark.parametrize("who", ["eve", "faye", "audra", "adam"])
def test_who_has_no_business_here_is_stopped_at_the_door(
    client: Client, rosa: Person, who: str, request: pytest.FixtureRequest
) -> None:
    signed_in(client, request.getfixturevalue(who))
    for url in (reverse("people:search"), reverse("people:matches"), page_of(rosa)):
        assert client.get(url).status_code == 403


def test_a_correction_is_kept(client: Client, rosa: Person, ben: User) -> None:
    url = reverse("people:change", args=[rosa.pk])
    assert "Hernández" in signed_in(client, ben).get(url).content.decode()
    answer = client.post(url, {"given_name": "Rosa", "family_name": "Ortiz", "birth_date": "1980-05-06"})
    assert answer.status_code == 302
    rosa.refresh_from_db()
    assert (rosa.family_name, rosa.birth_date, rosa.is_verified) == ("Ortiz", "1980-05-06", True)


def test_a_wrong_date_keeps_what_was_typed(client: Client, rosa: Person, ben: User) -> None:
    page = signed_in(client, ben).post(
        reverse("people:change", args=[rosa.pk]), {"family_name": "Ortiz", "birth_date": "May"}
    )
    assert page.status_code == 200
    assert "Ortiz" in page.content.decode()
    rosa.refresh_from_db()
    assert rosa.family_name == "Hernández"


def test_the_person_s_file_comes_as_json(client: Client, rosa: Person, ben: User) -> None:
    file = signed_in(client, ben).post(reverse("people:export", args=[rosa.pk]), {"export-why": "she asked"})
    assert "attachment" in file["Content-Disposition"]
    assert json.loads(file.content)["records"][0]["family_name"] == "Hernández"


def test_erasing_wants_to_be_meant(client: Client, rosa: Person, ben: User) -> None:
    url = reverse("people:erase", args=[rosa.pk])
    signed_in(client, ben).post(url, {"why": "she asked"})
    assert Person.objects.get(pk=rosa.pk).given_name == "Rosa"
    client.post(url, {"why": "she asked", "sure": "on"})
    assert Person.objects.get(pk=rosa.pk).given_name == ""
    assert client.get(page_of(rosa)).status_code == 404


@pytest.fixture
def pair(left, rosa: Person) -> MatchProposal:  # type: ignore[no-untyped-def]
    left(name="Rosita Hernandez")
    run_all()
    return MatchProposal.objects.get()


def test_a_pair_stands_side_by_side_and_looking_is_noted(
    client: Client, pair: MatchProposal, ben: User
) -> None:
    page = signed_in(client, ben).get(reverse("people:matches")).content.decode()
    assert "Rosa Hernández" in page
    assert "Rosita Hernandez" in page
    assert "phone number" in page
    for person_id in (pair.first_id, pair.second_id):
        assert subjects_of("people.person", person_id).filter(verb="people.match.shown").exists()


@pytest.mark.parametrize(
    ("answer", "decision"), [("same", "same"), ("different", "different"), ("x", "open")]
)
def test_a_pair_is_decided_by_a_button(
    client: Client, pair: MatchProposal, ben: User, answer: str, decision: str
) -> None:
    url = reverse("people:decide_match", args=[pair.pk])
    assert signed_in(client, ben).post(url, {"answer": answer}).status_code == 302
    pair.refresh_from_db()
    assert pair.decision == decision


def test_joined_records_can_be_separated_from_the_page(
    client: Client, pair: MatchProposal, ben: User, eve: User, regina: User
) -> None:
    signed_in(client, ben).post(reverse("people:decide_match", args=[pair.pk]), {"answer": "same"})
    url = reverse("people:separate", args=[pair.second_id])
    assert url in client.post(page_of(pair.first), {"why": "looking"}).content.decode()
    assert signed_in(client, eve).post(url).status_code == 403
    assert signed_in(client, regina).post(url).status_code == 404
    assert signed_in(client, ben).post(url).status_code == 302
    assert Person.objects.get(pk=pair.second_id).merged_into is None
    assert client.post(url).status_code == 404


def test_a_joined_record_out_of_one_s_region_is_not_named(
    client: Client, rosa: Person, regina: User, ben: User, alder: Area
) -> None:
    Person.objects.filter(pk=rosa.pk).update(area=alder)
    Person.objects.create(given_name="Rosario", merged_into=rosa)
    assert "Rosario" not in signed_in(client, regina).post(page_of(rosa), {"why": "looking"}).content.decode()
    assert "Rosario" in signed_in(client, ben).post(page_of(rosa), {"why": "looking"}).content.decode()


def test_a_pair_out_of_reach_is_not_there(client: Client, pair: MatchProposal, regina: User) -> None:
    url = reverse("people:decide_match", args=[pair.pk])
    assert signed_in(client, regina).post(url, {"answer": "same"}).status_code == 404


def test_the_pages_speak_spanish(client: Client, rosa: Person, ben: User) -> None:
    signed_in(client, ben).cookies["language"] = "es"
    with override("en"):  # so that the language of the page ends with the test
        assert '<html lang="es">' in client.get(reverse("people:search")).content.decode()
