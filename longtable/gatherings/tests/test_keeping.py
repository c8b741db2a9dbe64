"""Staff prepare a gathering, look at what is missing, and make it public."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.localized import LocalizedText
from longtable.directory.models import Address, Location
from longtable.gatherings import actions
from longtable.gatherings.actions.gatherings import NotReady
from longtable.gatherings.models import Gathering
from longtable.gatherings.selectors.readiness import lacks
from longtable.gatherings.tests.stage import (
    drafted,
    keyed,
    page,
    session_of,
)
from longtable.places.models import Area
from tests.cast import actor, signed_in


def filled_in(organization: Organization, **also: Any) -> dict[str, Any]:
    """The short form, as somebody fills it in."""
    day = timezone.localdate() + timedelta(days=30)
    plain = {
        "title_en": "Rides to care",
        "title_es": "Transporte a la clínica",
        "kind": "listening_session",
        "organization": str(organization.pk),
        "day": day.isoformat(),
        "begins": "18:00",
        "ends": "19:30",
        "way": "in_person",
        "seats": "25",
    }
    return keyed(**plain | also)


def test_a_short_form_makes_a_draft_with_places(client: Client, faye: User, agency: Organization) -> None:
    answer = signed_in(client, faye).post("/convening/new/", filled_in(agency))
    made = Gathering.objects.get()
    assert answer["Location"] == f"/convening/{made.slug}/"
    assert made.state == Gathering.State.DRAFT
    assert made.slug.startswith("rides-to-care-")
    assert session_of(made).pool.size == 25
    assert timezone.localtime(made.starts_at).hour == 18


def test_the_list_of_staff_looks_at_no_sign_up_twice(client: Client, faye: User, summit: Gathering) -> None:
    signed_in(client, faye)
    with CaptureQueriesContext(connection) as asked:
        client.get("/convening/")
    assert not [each["sql"] for each in asked if 'JOIN "gatherings_registration"' in each["sql"]]


def test_two_with_one_title_get_two_addresses(client: Client, faye: User, agency: Organization) -> None:
    signed_in(client, faye)
    for _ in range(2):
        client.post("/convening/new/", filled_in(agency))
    assert Gathering.objects.values("slug").distinct().count() == 2


@pytest.mark.parametrize(
    ("day", "begins", "said"),
    [("2027-03-14", "02:30", "skip this time"), ("2027-11-07", "01:30", "comes twice")],
)
def test_a_time_that_no_clock_shows_is_refused_in_words(
    client: Client, faye: User, agency: Organization, day: str, begins: str, said: str
) -> None:
    answer = signed_in(client, faye).post("/convening/new/", filled_in(agency, day=day, begins=begins))
    assert answer.status_code == 422
    assert said in page(answer)
    assert not Gathering.objects.exists()


def test_what_was_typed_stays_when_something_is_wrong(
    client: Client, faye: User, agency: Organization
) -> None:
    answer = signed_in(client, faye).post("/convening/new/", filled_in(agency, ends="17:00"))
    assert answer.status_code == 422
    assert "Transporte a la clínica" in page(answer)


def test_the_page_says_what_is_missing_before_it_is_public(
    client: Client, faye: User, agency: Organization
) -> None:
    draft = drafted(agency, "bare", summary=LocalizedText(), venue=LocalizedText())
    shown = page(signed_in(client, faye).get("/convening/bare/"))
    assert "Say where it is" in shown
    assert "what will happen" in shown
    client.post("/convening/bare/state/", {"publish": "1"})
    draft.refresh_from_db()
    assert draft.state == Gathering.State.DRAFT


def test_words_of_a_machine_are_not_published_before_a_person_stands_behind_them(
    agency: Organization, faye: User
) -> None:
    summary = LocalizedText.of(en="We talk about rides.").propose("es", "Hablamos de transporte.")
    draft = drafted(agency, "machine", summary=summary)
    with pytest.raises(NotReady):
        actions.publish_gathering(by=actor(faye), gathering=draft)
    draft.summary = summary.approve("es", by="Carmen Ruiz", at="2026-11-21T10:00:00-05:00")
    draft.save(update_fields=["summary"])
    assert actions.publish_gathering(by=actor(faye), gathering=draft).state == Gathering.State.PUBLISHED


def test_a_gathering_on_line_needs_a_way_in(agency: Organization) -> None:
    draft = drafted(agency, "online", way=Gathering.Way.ONLINE)
    said = " ".join(str(lack.words) for lack in lacks(draft, timezone.now()) if lack.must)
    assert "link to join" in said


def test_what_it_is_about_changes_and_nobody_is_told(
    client: Client, faye: User, summit: Gathering, birch: Area
) -> None:
    form = {
        "title_en": "East summit",
        "title_es": "Cumbre del este",
        "summary_en": "All day.",
        "summary_es": "Todo el día.",
        "kind": "summit",
        "areas": [str(birch.pk)],
        "languages": ["en", "es"],
        "topics": ["food"],
        "needs_offered": ["interpreter"],
        "party_limit": "3",
    }
    assert signed_in(client, faye).post("/convening/summit/edit/", form).status_code == 302
    summit = Gathering.objects.get(pk=summit.pk)
    assert (summit.topics, summit.party_limit, summit.calendar_sequence) == (["food"], 3, 0)
    assert list(summit.areas.all()) == [birch]
    assert session_of(summit).pool.party_limit == 3


def test_a_place_is_found_by_words_and_keeps_what_was_typed(
    client: Client, faye: User, summit: Gathering
) -> None:
    hall = Location.objects.create(name="Grange hall")
    Address.objects.create(location=hall, address_1="12 Main St", city="Alder")
    form = {"day": "2027-02-03", "begins": "09:00", "ends": "11:00", "way": "in_person"}
    looked = signed_in(client, faye).post(
        "/convening/summit/move/",
        {**form, "place_words": "grange alder", "venue_en": "Side door", "look": "1"},
    )
    assert looked.status_code == 200
    assert "Grange hall, 12 Main St, Alder" in page(looked)
    assert "Side door" in page(looked)
    chosen = {**form, "place_words": "grange alder", "location": str(hall.pk)}
    assert client.post("/convening/summit/move/", chosen).status_code == 302
    summit.refresh_from_db()
    assert summit.location == hall
