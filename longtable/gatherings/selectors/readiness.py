"""What a gathering still lacks before people may read of it, in words that say what to do."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from longtable.capacity.models import Pool
from longtable.core.localized import LocalizedText
from longtable.gatherings.models import Gathering


@dataclass(frozen=True)
class Lack:
    """One thing to see to. ``route``: where; a ``must`` keeps it from becoming public, others may wait."""

    words: str | Promise
    route: str
    must: bool = True


def lacks(gathering: Gathering, now: datetime) -> list[Lack]:
    """Everything to see to, what must be first. A few queries."""
    found = [*_texts(gathering), *_when_and_where(gathering, now), *_agenda(gathering)]
    found += [*_meeting(gathering), *_kind_things(gathering)]
    return sorted(found, key=lambda lack: not lack.must)


def still_missing(gathering: Gathering, now: datetime) -> list[Lack]:
    """What one must know of a public gathering, wherever it is moved: a day to come, and how to get there."""
    return [lack for lack in _when_and_where(gathering, now) if lack.must]


def _texts(gathering: Gathering) -> list[Lack]:
    found = []
    if _unfit(gathering.title):
        found.append(Lack(_("Write the title in every language, or approve its translation."), "edit"))
    if _unfit(gathering.summary):
        found.append(Lack(_("Write in every language what will happen, or approve its translation."), "edit"))
    if not gathering.languages:
        found.append(Lack(_("Say in which languages it is held."), "edit"))
    return found


def _when_and_where(gathering: Gathering, now: datetime) -> list[Lack]:
    found = []
    if gathering.ends_at <= now:
        found.append(Lack(_("Choose today or a later day."), "move"))
    if gathering.is_in_person and gathering.location is None and not gathering.venue:
        found.append(Lack(_("Say where it is: choose a place, or write it in words."), "move"))
    elif gathering.is_in_person and gathering.venue and _unfit(gathering.venue):
        found.append(Lack(_("Write in every language how to find the place."), "move"))
    if gathering.is_online and not (gathering.online_url or gathering.dial_in):
        found.append(Lack(_("Give the link to join, or the number to dial."), "move"))
    elif gathering.is_online and not gathering.dial_in:
        found.append(
            Lack(_("Give a number to dial: not everybody has a good connection."), "move", must=False)
        )
    place = gathering.location
    if gathering.is_in_person and place is not None and place.step_free is None:
        found.append(Lack(_("Ask whether one can get into the place without steps."), "move", must=False))
    return found


def _agenda(gathering: Gathering) -> list[Lack]:
    sessions = list(gathering.sessions.all())
    if not sessions:
        return [Lack(_("Put at least one session on the agenda."), "agenda")]
    found = []
    if any(_unfit(session.title) for session in sessions):
        found.append(Lack(_("Write the title of every session in every language."), "agenda"))
    if any(s.starts_at < gathering.starts_at or s.ends_at > gathering.ends_at for s in sessions):
        found.append(Lack(_("A session lies outside the time of the gathering."), "agenda"))
    if not any(session.pool_id for session in sessions) and gathering.council_id is None:
        found.append(Lack(_("Say how many can sign up: no session has places yet."), "agenda"))
    if gathering.sessions.filter(pool__mode=Pool.Mode.DRAWN, pool__drawing=None).exists():
        found.append(Lack(_("Say how places are drawn, before the first person asks."), "staff-drawing"))
    return found


def _meeting(gathering: Gathering) -> list[Lack]:
    meeting = getattr(gathering, "meeting", None)
    if meeting is None or not meeting.agenda:
        words = _("Write what the council will decide: notice must say it.")
        return [Lack(words, "meeting", must=False)] if meeting else []
    return [Lack(_("Write the agenda of the meeting in every language."), "meeting")] * _unfit(meeting.agenda)


def _kind_things(gathering: Gathering) -> list[Lack]:
    found = []
    if not gathering.needs_offered:
        found.append(Lack(_("Offer what people may need: an interpreter, a ride."), "edit", must=False))
    if not gathering.topics:
        found.append(Lack(_("Choose topics, so that people find it."), "edit", must=False))
    return found


def _unfit(text: LocalizedText) -> bool:
    """Whether a language of the site has no words that a person stands behind."""
    return bool(text.missing([code for code, _name in settings.LANGUAGES]))
