"""The public calendar: found by day, region, topic and language, and followed by any calendar program."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.localized import LocalizedText
from longtable.gatherings import actions
from longtable.gatherings.clock import local
from longtable.gatherings.models import Gathering
from longtable.gatherings.tests.stage import drafted, gathering_of, in_days, page, words
from longtable.places.models import Area, Region
from tests.cast import actor

FEED = "/gatherings/feed.ics"


def at_noon(day: date) -> datetime:
    """Noon of a day here."""
    return local(datetime.combine(day, datetime.min.time().replace(hour=12)))


def slugs(answer: Any) -> list[str]:
    """Which gatherings a JSON feed holds."""
    return [item["_gathering"]["slug"] for item in answer.json()["items"]]


def events(answer: Any) -> list[Any]:
    """Entries of an iCalendar feed."""
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_a_month_shows_its_days_with_what_is_on_them(client: Client, agency: Organization) -> None:
    gathering_of(agency, "webinar", starts_at=at_noon(date(2027, 3, 14)))
    shown = page(client.get("/gatherings/calendar/?month=2027-03"))
    assert 'href="#day-14"' in shown
    assert "Sunday, March 14" in shown
    assert "12 p.m." in shown or "noon" in shown
    assert "webinar" not in page(client.get("/gatherings/calendar/?month=2027-04&lang=en")).split("Next:")[0]


def test_an_empty_month_leads_to_what_comes_next(client: Client, summit: Gathering) -> None:
    assert "Gathering summit" in page(client.get("/gatherings/calendar/?month=2025-01"))


@pytest.mark.parametrize("month", ["2027-13", "soon", "0000-00", "9999-12"])
def test_a_month_that_does_not_exist_is_this_one(client: Client, month: str, db: None) -> None:
    answer = client.get("/gatherings/calendar/", {"month": month, "region": "x", "topic": "x"})
    assert answer.context["month"].first == timezone.localdate().replace(day=1)


def test_what_is_not_public_stands_in_no_calendar(client: Client, agency: Organization) -> None:
    drafted(agency, "draft")
    gathering_of(agency, "invited", by_invitation=True)
    assert slugs(client.get("/gatherings/feed.json")) == []


def test_it_is_filtered_by_region_topic_language_and_on_line(
    client: Client, agency: Organization, alder: Area, cedar: Area, east: Region
) -> None:
    gathering_of(agency, "east", alder, topics=["food"], languages=["es"])
    gathering_of(agency, "west", cedar, topics=["housing"], languages=["en"])
    online = {"way": Gathering.Way.ONLINE, "online_url": "https://meet.example", "venue": words("")}
    gathering_of(agency, "everywhere", languages=["en", "es"], **online)
    for query, expected in (
        ({"region": "teams.east"}, {"east", "everywhere"}),
        ({"topic": "food"}, {"east"}),
        ({"language": "es"}, {"east", "everywhere"}),
        ({"online": "on"}, {"everywhere"}),
        ({"region": "nowhere.x"}, {"east", "west", "everywhere"}),
    ):
        assert set(slugs(client.get("/gatherings/feed.json", query))) == expected


def test_a_calendar_reads_the_same_moment_that_we_mean(client: Client, agency: Organization) -> None:
    noon = at_noon(date(2027, 3, 14))
    made = gathering_of(agency, "spring", starts_at=noon)
    [event] = events(client.get(FEED))
    assert event.decoded("DTSTART") == noon == datetime(2027, 3, 14, 16, tzinfo=UTC)
    assert event["UID"] == f"gathering-{made.pk}@{event['UID'].partition('@')[2]}"
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")


@pytest.mark.parametrize("day", [date(2027, 3, 14), date(2027, 7, 1), date(2027, 11, 7)])
def test_another_reader_of_calendars_reads_the_same(client: Client, agency: Organization, day: date) -> None:
    """Two programs that know nothing of each other agree on every entry, on days of a clock change too."""
    summary = LocalizedText.of(en="Rides; food, and\nmore — «así»", es="Transporte; comida, y\nmás")
    gathering_of(agency, "both", starts_at=at_noon(day), summary=summary, topics=["food"])
    answer = client.get(FEED)
    [ours], [theirs] = events(answer), list(vobject.readOne(answer.content.decode()).vevent_list)
    assert theirs.dtstart.value == ours.decoded("DTSTART") == at_noon(day)
    assert theirs.dtend.value == ours.decoded("DTEND")
    for name in ("uid", "summary", "description", "location", "status", "url"):
        assert str(getattr(theirs, name).value) == str(ours[name.upper()])
    assert int(theirs.sequence.value) == ours["SEQUENCE"] == 0


def test_the_link_to_join_is_in_no_feed(client: Client, agency: Organization) -> None:
    gathering_of(
        agency, "online", way=Gathering.Way.BOTH, online_url="https://meet.example/secret", dial_in="555"
    )
    for address in (FEED, "/gatherings/feed.json"):
        assert b"meet.example" not in client.get(address).content


def test_called_off_it_stays_in_the_feed_and_says_so(client: Client, summit: Gathering, faye: User) -> None:
    actions.call_off(by=actor(faye), gathering=summit, why=words("Snow"))
    [event] = events(client.get(FEED))
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["SUMMARY"].startswith("Called off")


def test_who_has_the_feed_as_it_is_gets_nothing_anew(client: Client, summit: Gathering, faye: User) -> None:
    first = client.get(FEED)
    same = client.get(FEED, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert client.get(FEED, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    actions.call_off(by=actor(faye), gathering=summit, why=words("Snow"))
    assert client.get(FEED, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get(f"{FEED}?lang=es", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_feed_speaks_the_language_in_its_address(client: Client, summit: Gathering) -> None:
    assert [str(event["SUMMARY"]) for event in events(client.get(f"{FEED}?lang=es"))] == ["Encuentro summit"]


def test_long_over_it_leaves_the_feed(client: Client, agency: Organization) -> None:
    old = gathering_of(agency, "old")
    Gathering.objects.filter(pk=old.pk).update(starts_at=in_days(-90), ends_at=in_days(-89))
    assert events(client.get(FEED)) == []


def test_over_two_days_it_stands_on_both(client: Client, agency: Organization) -> None:
    start = at_noon(date(2027, 5, 4))
    gathering_of(agency, "two-days", starts_at=start, ends_at=start + timedelta(days=1))
    shown = page(client.get("/gatherings/calendar/?month=2027-05"))
    assert 'id="day-4"' in shown
    assert 'id="day-5"' in shown


def test_the_calendar_stays_cheap(
    client: Client, agency: Organization, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        gathering_of(agency, f"one-{number}", starts_at=at_noon(date(2027, 6, number + 1)))
    with django_assert_max_num_queries(12):
        client.get("/gatherings/calendar/?month=2027-06")
