"""/get-involved/: free seats first, names only of those who are published, nothing of who applied."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.core.panels import Panel, _sources, panel
from longtable.councils.models import Council, Term
from longtable.councils.tests.stage import apply, council_of, page, sit
from longtable.directory.models import OrganizationEntry
from longtable.places.models import Area

pytestmark = pytest.mark.django_db


def index(client: Client, **asked: str) -> str:
    return page(client.get("/get-involved/", asked))


def test_free_seats_stand_before_the_list_of_councils(client: Client, council: Council) -> None:
    shown = index(client)
    assert shown.index("3 open seats") < shown.index("All councils")


def test_by_topic(client: Client, council: Council, elsewhere: Council) -> None:
    shown = index(client, topic="food")
    assert "Council elsewhere" in shown
    assert "Council families" not in shown


def test_near_me_are_seats_of_my_county_and_of_the_whole_state(
    client: Client, council: Council, elsewhere: Council, alder: Area, cedar: Area
) -> None:
    assert "Council families" in index(client, county=str(alder.pk))
    shown = index(client, county=str(cedar.pk))
    assert "Council families" not in shown
    assert "Council elsewhere" in shown


def test_what_is_no_county_is_shown_as_everywhere(client: Client, council: Council) -> None:
    assert "Council families" in index(client, county="nowhere", topic="nothing")


def test_drafts_and_what_is_dissolved_are_not_shown(client: Client, council: Council) -> None:
    for state in (Council.State.DRAFT, Council.State.DISSOLVED):
        Council.objects.update(state=state)
        assert "Council families" not in index(client)
        assert client.get("/get-involved/families/").status_code == 404


def test_a_name_is_shown_only_where_it_is_published(client: Client, council: Council) -> None:
    one, two, _three = council.seats.all()
    sit(one, name="Rosa Luz", is_public=True)
    sit(two, name="Secret Member")
    shown = page(client.get("/get-involved/families/"))
    assert "Rosa Luz" in shown
    assert "Secret" not in shown
    assert "the name is not published" in shown


def test_nothing_is_known_of_who_applied_or_told(client: Client, council: Council) -> None:
    apply(council)
    sit(council.seats.get(number=1), about={"race_ethnicity": ["american_indian"]})
    shown = page(client.get("/get-involved/families/"))
    assert "Ana" not in shown
    assert "American Indian" not in shown


def test_rules_stand_there_in_plain_words_in_both_languages(client: Client, agency: Organization) -> None:
    council_of(
        agency,
        "rules",
        seats=3,
        term_months=36,
        term_limit=2,
        absence_limit=2,
        quorum=Council.Quorum.MAJORITY_OF_ALL,
        is_open_meeting=True,
        authority="G.S. 122C-171",
    )
    shown = page(client.get("/get-involved/rules/"))
    for words in ("A term lasts 36 months", "2 terms in a row", "2 unexcused absences", "2 voting members"):
        assert words in shown
    assert "anybody may come" in shown
    assert "G.S. 122C-171" in shown


def test_what_is_not_known_is_not_invented(client: Client, council: Council) -> None:
    shown = page(client.get("/get-involved/families/"))
    assert "We do not know how many must be there" in shown
    assert "A term lasts" not in shown


def test_a_seat_held_over_is_free_and_says_so(client: Client, council: Council) -> None:
    sit(council.seats.get(number=1), until=timezone.localdate() - timedelta(days=1))
    assert "3 open seats" in index(client)
    assert "until somebody replaces them" in page(client.get("/get-involved/families/"))


def test_other_packages_add_to_the_page_of_a_council(client: Client, council: Council) -> None:
    before = list(_sources["councils.council"])

    @panel("councils.council")
    def meetings(actor: object, councils: list[Council]) -> dict[object, Panel]:
        return {each.pk: Panel("councils/_open_table.html", {"council": each}) for each in councils}

    try:
        assert client.get("/get-involved/families/").context["panels"]
    finally:
        _sources["councils.council"][:] = before


def test_a_text_that_falls_back_is_marked_with_its_language(client: Client, council: Council) -> None:
    Council.objects.update(meets_at=LocalizedText.of(en="In Alder"))
    assert '<span lang="en">In Alder</span>' in page(client.get("/get-involved/families/?lang=es"))


def test_the_home_page_says_where_somebody_is_looked_for(client: Client, council: Council) -> None:
    assert "Council families" in page(client.get("/"))
    Term.objects.all().delete()
    council.seats.update(takes_applications=False)
    assert "Council families" not in page(client.get("/"))


def test_an_organizations_page_names_the_councils_that_it_hosts(
    client: Client, council: Council, agency: Organization
) -> None:
    now = timezone.now()
    OrganizationEntry.objects.create(organization=agency, published_at=now, changed_at=now)
    address = f"/find/organizations/{agency.pk}/"
    assert "Council families" in page(client.get(address))
    Council.objects.update(state=Council.State.DRAFT)
    assert "Council families" not in page(client.get(address))
