"""Calendar invitations that Outlook, Google and Apple calendars take in, move and cancel."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


@dataclass(frozen=True)
class Meeting:
    """What one is invited to.

    ``uid`` stays the same for the life of the meeting; ``sequence`` grows with each change, so that
    a calendar moves the entry and does not add another. ``starts`` and ``ends`` carry a named zone.
    """

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""


def invitation(meeting: Meeting, *, to: str, now: datetime) -> str:
    """An invitation for one attendee, as iCalendar text (RFC 5545, RFC 5546)."""
    return _write(meeting, to, now, REQUEST)


def cancellation(meeting: Meeting, *, to: str, now: datetime) -> str:
    """Takes the meeting out of the attendee's calendar again. Its ``sequence`` must have grown."""
    return _write(meeting, to, now, CANCEL)


def entry_file(meeting: Meeting, *, now: datetime) -> str:
    """A file with the meeting, for whoever wants to take it into their calendar. It invites nobody."""
    return _write(meeting, "", now, PUBLISH)


def method_of(calendar: str) -> str:
    """``REQUEST`` or ``CANCEL``, as the mail's content type must repeat it."""
    return CANCEL if f"METHOD:{CANCEL}" in calendar else REQUEST


def _write(meeting: Meeting, to: str, now: datetime, method: str) -> str:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["cn"] = vText(settings.AGENCY or name)
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", meeting.starts)
    event.add("dtend", meeting.ends)
    event.add("summary", meeting.summary)
    for field in ("description", "location", "url"):
        if value := getattr(meeting, field):
            event.add(field, value)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("organizer", organizer, encode=False)
    if to:
        attendee = vCalAddress(f"mailto:{to}")
        attendee.params["rsvp"] = vText("FALSE")  # nobody reads a calendar's automatic answer here
        event.add("attendee", attendee, encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Longtable//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    year = meeting.starts.year  # without bounds the zone would bring its rules for seventy years
    calendar.add_missing_timezones(first_date=date(year - 1, 1, 1), last_date=date(year + 1, 12, 31))
    return calendar.to_ical().decode()
