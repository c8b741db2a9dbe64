"""Telling people of a change: each once, in their language; who takes no messages is phoned by a person."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.receipts import shown_again
from longtable.councils.models import Term
from longtable.councils.selectors import members
from longtable.gatherings import entries, saying
from longtable.gatherings.actions.meetings import NotYet, met_on
from longtable.gatherings.change_notices import CALLED_OFF, MEMBER_CALLED_OFF, MEMBER_INVITED, MOVED
from longtable.gatherings.models import Gathering, Registration, Session
from longtable.gatherings.policies import may_register_others, may_run, may_tell
from longtable.gatherings.work import ask_to_invite, ask_to_phone, stop_asking_to_phone
from longtable.messaging.actions import notify
from longtable.messaging.calendars import cancellation, invitation
from longtable.messaging.models import MessageState
from longtable.people.contacts import ContactKind
from longtable.people.models import Consent, ContactPoint

NOT_GOING_OUT = frozenset({MessageState.HELD, MessageState.FAILED})
"""States of a message that nobody will read."""


@action
def tell_of_change(
    *, by: Actor, registration: Registration, session: Session | None = None, moved_at: str = ""
) -> bool:
    """Somebody who signed up reads when and where it is now, or that it is off; so does their calendar.

    ``session``: only this part of it was moved, at the moment ``moved_at``. Once for each change, however
    often it is asked. Whoever takes no messages stands on the list of those to phone. Returns whether a
    message goes out.
    """
    require(by, may_tell(by))
    gathering, language = registration.gathering, registration.language
    change = f"{session.pk} {moved_at}" if session else str(gathering.calendar_sequence)
    url = shown_again(registration.receipt, registration.form_key).url
    is_off = gathering.state == Gathering.State.CANCELLED
    message = notify(
        by=by,
        notice=(CALLED_OFF if is_off else MOVED).name,
        to=registration.contact,
        language=language,
        context=_said(gathering, language, reverse("gatherings:index") if is_off else "", url)
        | (_said_of(session, language) if session else {}),
        calendar="" if session else _entry(registration, url, is_off),
        key=f"changed {registration.pk} {change}",
    )
    if message.state not in NOT_GOING_OUT:
        record(by, "gatherings.registration.told", registration, fields=[])
        return True
    ask_to_phone(by, registration, gathering, change)
    return False


@action
def note_phoned(*, by: Actor, registration: Registration, reached: bool) -> int:
    """A person told them, or could not reach them: they leave the list. Returns how many items that ended."""
    require(by, may_register_others(by, registration.gathering))
    ended = stop_asking_to_phone(by, registration, "reached" if reached else "not reached")
    if not ended:
        return Unchanged(0)  # type: ignore[return-value]
    record(by, "gatherings.registration.phoned", registration, why="reached" if reached else "not reached")
    return ended


@action
def invite_members(*, by: Actor, gathering: Gathering) -> int:
    """Everybody who sits on the council that day gets the agenda and an entry for their calendar.

    Whoever takes no messages from us is invited by a person. Returns how many get a message. Raises
    ``NotYet`` before the gathering is public.
    """
    require(by, may_run(by, gathering))
    if gathering.state != Gathering.State.PUBLISHED:
        raise NotYet("public")
    gathering.meeting.invited_at = timezone.now()
    gathering.meeting.save(update_fields=["invited_at"])
    told = _write_to_members(by, gathering)
    record(by, "gatherings.members.invited", gathering.meeting, gathering, fields=["invited_at"])
    return told


@action
def tell_members_of_change(*, by: Actor, gathering: Gathering) -> int:
    """Members who were invited hear that it is moved or called off. Returns how many get a message."""
    require(by, may_tell(by))
    meeting = getattr(gathering, "meeting", None)
    if meeting is None or meeting.invited_at is None or gathering.council is None:
        return Unchanged(0)  # type: ignore[return-value]
    told = _write_to_members(by, gathering)
    record(by, "gatherings.members.told", meeting, gathering, fields=[])
    return told


def _write_to_members(by: Actor, gathering: Gathering) -> int:
    assert gathering.council
    terms = members(gathering.council, met_on(gathering))
    told = sum(_write_to_member(by, gathering, term) for term in terms)
    if told < len(terms):
        ask_to_invite(by, gathering, len(terms) - told)
    return told


def _write_to_member(by: Actor, gathering: Gathering, term: Term) -> bool:
    """Whether one of their contacts takes the message: by e-mail rather than by phone.

    Of those that agreed to be written to about their seat. Who agreed to something else, for example to hear
    of free seats, is asked by a person.
    """
    agreed = Consent.objects.standing().filter(topic=MEMBER_INVITED.topic).values("contact_point")
    contacts = ContactPoint.objects.live().filter(person=term.person_id, pk__in=agreed)
    contacts = contacts.order_by("kind", "-created_at")
    return any(_write(by, gathering, term, contact) for contact in _each_once(contacts))


def _write(by: Actor, gathering: Gathering, term: Term, contact: ContactPoint) -> bool:
    council, meeting, language = gathering.council, gathering.meeting, contact.language
    is_off = gathering.state == Gathering.State.CANCELLED
    path = reverse("gatherings:public", args=[gathering.slug])
    with translation.override(language):
        ways = (gathering.online_url, gathering.dial_in) if gathering.is_online else ()
        join = ", ".join(way for way in ways if way)
        join = _("To join: %(ways)s") % {"ways": join} if join else ""
    said = _said(gathering, language, path, "") | {
        "council": council.name.show(language).text if council else "",
        "join": join,
        "agenda": meeting.agenda.show(language).text,
    }
    entry = ""
    if contact.kind == ContactKind.EMAIL:
        uid = f"meeting-{gathering.pk}-{term.pk}@{settings.PUBLIC_URL.partition('://')[2]}"
        shown = entries.meeting_of(gathering, uid=uid, language=language, url=said["url"])
        write = cancellation if is_off else invitation
        entry = write(shown, to=contact.value, now=timezone.now())
    message = notify(
        by=by,
        notice=(MEMBER_CALLED_OFF if is_off else MEMBER_INVITED).name,
        to=contact,
        language=language,
        context=said,
        calendar=entry,
        key=f"member {gathering.pk} {term.pk} {gathering.calendar_sequence} {contact.kind}",
    )
    return message.state not in NOT_GOING_OUT


def _each_once(contacts: Iterable[ContactPoint]) -> list[ContactPoint]:
    """The newest of each kind."""
    return list({contact.kind: contact for contact in reversed(list(contacts))}.values())[::-1]


def _said(gathering: Gathering, language: str, path: str, url: str) -> dict[str, str]:
    return {
        "title": gathering.title.show(language).text,
        "when": saying.when(gathering.starts_at, gathering.ends_at, language),
        "where": saying.where(gathering, language),
        "why": gathering.why_cancelled.show(language).text,
        "url": f"{settings.PUBLIC_URL}{path}" if path else url,
    }


def _said_of(session: Session, language: str) -> dict[str, str]:
    """What is its own of a part of a gathering."""
    titles = (session.gathering.title, session.title)
    return {
        "title": ": ".join(dict.fromkeys(each.show(language).text for each in titles)),
        "when": saying.when(session.starts_at, session.ends_at, language),
    }


def _entry(registration: Registration, url: str, is_off: bool) -> str:
    """What a calendar needs; only whoever had a place has an entry there."""
    contact, has_place = registration.contact, registration.state == Registration.State.CONFIRMED
    if contact.kind != ContactKind.EMAIL or not has_place:
        return ""
    write = cancellation if is_off else invitation
    return write(entries.own_meeting(registration, url), to=contact.value, now=timezone.now())
