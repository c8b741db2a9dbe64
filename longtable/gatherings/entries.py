"""The entry in somebody's own calendar: the same one for its whole life, moved and taken out when it must."""

from datetime import UTC, datetime

from django.conf import settings

from longtable.gatherings import saying
from longtable.gatherings.models import Gathering, Registration
from longtable.messaging.calendars import Meeting, cancellation, entry_file, invitation
from longtable.people.contacts import ContactKind


def meeting_of(gathering: Gathering, *, uid: str, language: str, url: str) -> Meeting:
    """What a calendar shows, and never the link to join. In UTC: calendars disagree about named zones."""
    return Meeting(
        uid=uid,
        sequence=gathering.calendar_sequence,
        starts=gathering.starts_at.astimezone(UTC),
        ends=gathering.ends_at.astimezone(UTC),
        summary=gathering.title.show(language).text,
        description=gathering.summary.show(language).text,
        location=saying.where(gathering, language),
        url=url,
    )


def own_meeting(registration: Registration, url: str) -> Meeting:
    """That of somebody who signed up. ``url``: their own page."""
    host = settings.PUBLIC_URL.partition("://")[2]
    uid = f"registration-{registration.pk}@{host}"
    return meeting_of(registration.gathering, uid=uid, language=registration.language, url=url)


def for_mail(registration: Registration, url: str, now: datetime) -> str:
    """iCalendar text to send with an e-mail; empty for a telephone."""
    contact = registration.contact
    if contact.kind != ContactKind.EMAIL or registration.state not in (
        Registration.State.CONFIRMED,
        Registration.State.CANCELLED,
    ):
        return ""
    write = cancellation if registration.state == Registration.State.CANCELLED else invitation
    return write(own_meeting(registration, url), to=contact.value, now=now)


def for_download(registration: Registration, url: str, now: datetime) -> str:
    """iCalendar text of a file that any calendar takes in."""
    return entry_file(own_meeting(registration, url), now=now)
