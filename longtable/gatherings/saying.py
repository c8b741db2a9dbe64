"""When and where a gathering is, in a line that messages, posters, feeds and pages share."""

from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from longtable.core.localized import LocalizedText
from longtable.directory.models import Location
from longtable.gatherings.clock import zone_words
from longtable.gatherings.models import Gathering


def when(starts_at: datetime, ends_at: datetime, language: str) -> str:
    """``Tuesday, March 3, 2026, 10 a.m. to 12:30 p.m., Eastern time``; over two days, both are named."""
    start, end = localtime(starts_at), localtime(ends_at)
    with translation.override(language):
        said = {
            "day": day(start),
            "from": date_format(start, "TIME_FORMAT"),
            "to": date_format(end, "TIME_FORMAT"),
            "last": day(end),
            "zone": str(zone_words()),
        }
        if start.date() == end.date():
            return _("%(day)s, %(from)s to %(to)s, %(zone)s") % said
        return _("%(day)s, %(from)s, to %(last)s, %(to)s, %(zone)s") % said


def day(moment: datetime) -> str:
    """``Tuesday, March 3, 2026``, in the language that is active."""
    local = localtime(moment)
    return f"{date_format(local, 'l').capitalize()}, {date_format(local, 'DATE_FORMAT')}"


def place(location: Location | None) -> str:
    """Name and address of a place of the directory, in one line; empty where none is known."""
    if location is None:
        return ""
    lines = [location.name]
    for address in location.addresses.all()[:1]:
        lines += [address.address_1, address.city, f"{address.state_province} {address.postal_code}".strip()]
    return ", ".join(each for each in lines if each)


def where(gathering: Gathering, language: str) -> str:
    """The place and how to find the door; for one online alone, that it is. Never the link."""
    with translation.override(language):
        parts = []
        if gathering.is_in_person:
            parts += [place(gathering.location), gathering.venue.show(language).text]
        if gathering.way == Gathering.Way.ONLINE:
            parts.append(_("Online"))
        elif gathering.is_online:
            parts.append(_("or online"))
        return "; ".join(part.strip().rstrip(".") for part in parts if part)


def in_their_language(words: LocalizedText, language: str) -> str:
    """What a person wrote or approved in it; else another language's words, and which one that is.

    A machine's words that nobody approved are not sent.
    """
    fit = {code: each.text for code, each in words.versions.items() if each.is_fit_for_critical_text}
    if language in fit or not fit:
        return fit.get(language, "")
    code, text = next(iter(fit.items()))
    with translation.override(language):
        spoken = str(translation.get_language_info(code)["name_translated"])
        return _("In %(language)s: %(words)s") % {"language": spoken, "words": text}


def both(gathering: Gathering) -> dict[str, str]:
    """``when`` and ``where`` for a page, in the language that is active."""
    language = translation.get_language() or "en"
    return {
        "when": when(gathering.starts_at, gathering.ends_at, language),
        "where": where(gathering, language),
    }
