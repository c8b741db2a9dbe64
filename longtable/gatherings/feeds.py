"""Feeds of the public calendar, for calendars that follow us and for other websites."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from longtable.gatherings import saying
from longtable.gatherings.announcements import url_of
from longtable.gatherings.models import Gathering
from longtable.gatherings.needs import TOPICS

REFRESH = timedelta(hours=4)
"""How often a calendar should look: a gathering that is moved in the morning is right at noon."""


def fingerprint(gatherings: Iterable[Gathering], *about: str) -> str:
    """Changes when anything changes that a feed of these gatherings shows."""
    rows = [(str(each.pk), each.calendar_sequence, each.changed_at, each.state) for each in gatherings]
    return hashlib.sha256(repr((rows, about, settings.AGENCY)).encode()).hexdigest()[:32]


def changed_at(gatherings: Iterable[Gathering]) -> datetime | None:
    """When the newest change was made."""
    return max((each.changed_at for each in gatherings), default=None)


def uid_of(gathering: Gathering) -> str:
    """Its name in every calendar, for its whole life."""
    return f"gathering-{gathering.pk}@{settings.PUBLIC_URL.partition('://')[2]}"


def as_calendar(gatherings: Iterable[Gathering], *, name: str, language: str) -> bytes:
    """iCalendar (RFC 5545, RFC 7986), moments in UTC so that every program reads the same ones."""
    feed = Calendar()
    feed.add("prodid", "-//Longtable//EN")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("name", name)
    feed.add("x-wr-calname", name)
    feed.add("x-wr-timezone", settings.TIME_ZONE)
    feed.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    feed.add("x-published-ttl", "PT4H")
    with translation.override(language):
        for gathering in gatherings:
            feed.add_component(_event(gathering, language))
    return feed.to_ical()


def as_json_feed(
    gatherings: Iterable[Gathering], *, name: str, language: str, home: str, here: str
) -> dict[str, Any]:
    """JSON Feed 1.1; what is particular to gatherings stands in ``_gathering`` of each item."""
    with translation.override(language):
        return {
            "version": "https://jsonfeed.org/version/1.1",
            "title": name,
            "home_page_url": home,
            "feed_url": here,
            "language": language,
            "items": [_item(gathering, language) for gathering in gatherings],
        }


def _event(gathering: Gathering, language: str) -> Event:
    event, is_off = Event(), gathering.state == Gathering.State.CANCELLED
    title = gathering.title.show(language).text
    event.add("uid", uid_of(gathering))
    event.add("sequence", gathering.calendar_sequence)
    event.add("dtstamp", gathering.changed_at.astimezone(UTC))
    event.add("last-modified", gathering.changed_at.astimezone(UTC))
    event.add("dtstart", gathering.starts_at.astimezone(UTC))
    event.add("dtend", gathering.ends_at.astimezone(UTC))
    event.add("summary", _("Called off: %(title)s") % {"title": title} if is_off else title)
    event.add("description", _described(gathering, language))
    event.add("url", url_of(gathering))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if where := saying.where(gathering, language):
        event.add("location", where)
    if topics := [TOPICS[code].show(language).text for code in gathering.topics if code in TOPICS]:
        event.add("categories", topics)
    return event


def _described(gathering: Gathering, language: str) -> str:
    lines = [
        gathering.why_cancelled.show(language).text,
        gathering.summary.show(language).text,
        url_of(gathering),
    ]
    return "\n\n".join(line for line in lines if line)


def _item(gathering: Gathering, language: str) -> dict[str, Any]:
    return {
        "id": uid_of(gathering),
        "url": url_of(gathering),
        "title": gathering.title.show(language).text,
        "content_text": _described(gathering, language),
        "date_published": _iso(gathering.created_at),
        "date_modified": _iso(gathering.changed_at),
        "language": gathering.title.show(language).language,
        "authors": [{"name": str(gathering.organization)}],
        "tags": list(gathering.topics),
        "_gathering": {
            "slug": gathering.slug,
            "kind": gathering.kind,
            "state": gathering.state,
            "sequence": gathering.calendar_sequence,
            "starts_at": _iso(gathering.starts_at),
            "ends_at": _iso(gathering.ends_at),
            "time_zone": settings.TIME_ZONE,
            "way": gathering.way,
            "where": saying.where(gathering, language),
            "languages": list(gathering.languages),
            "areas": sorted(area.code for area in gathering.areas.all()),
        },
    }


def _iso(moment: datetime) -> str:
    """Local time with its offset, to the second."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
