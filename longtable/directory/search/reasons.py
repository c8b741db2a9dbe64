"""Why a service was found, when it is open and how fresh it is, in sentences of the reader's language."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from longtable.directory.hours import clock, on_the_dial
from longtable.directory.languages import name_of
from longtable.directory.models import Listing, Service
from longtable.directory.search import hours, marks, needs
from longtable.directory.search.questions import Group, Understood
from longtable.directory.search.spoken import code_of
from longtable.places.models import Area

MOST_NAMES: Final = 2
"""Needs that one reason names."""

LONGEST_SAID: Final = 60


def match_reasons(understood: Understood, listing: Listing) -> list[str]:
    """One sentence for each group of the question that the listing meets."""
    return [said for group in understood.groups if (said := _match(group, listing))]


def need_reason(codes: Sequence[str], listing: Listing) -> str:
    """Which of the needs that were chosen it is for; empty when it is none of them."""
    names = _names(codes, listing)
    return _("Helps with: %(needs)s") % {"needs": names} if names else ""


def distance_reason(miles: float, place: str, *, is_rough: bool) -> str:
    """How far it is from ``place``, or from the reader when that is empty."""
    if miles < 1:
        near = _("Less than a mile from %(place)s") % {"place": place}
        return near if place else _("Less than a mile from you")
    figure = _figure(miles)
    if not place:
        return _("%(miles)s miles from you") % {"miles": figure}
    words = _("About %(miles)s miles from %(place)s") if is_rough else _("%(miles)s miles from %(place)s")
    return words % {"miles": figure, "place": place}


def area_reason(listing: Listing, county: Area | None) -> str:
    """That it lies in a county, or serves people there without one having to go."""
    there = set(listing.words.split())
    state = county.parent if county else None
    if county and marks.mark(marks.LIES_IN, county.code) in there:
        return _("In %(county)s County") % {"county": county.name}
    if county and marks.mark(marks.SERVES, county.code) in there:
        return _("Serves people in %(county)s County") % {"county": county.name}
    if state and marks.mark(marks.SERVES, state.code) in there:
        return _("Serves people in all of %(state)s") % {"state": state.name}
    return ""


def free() -> str:
    """That it costs nothing."""
    return _("Free")


def language_reason(language: str, listing: Listing) -> str:
    """That somebody there speaks this language; empty when nobody told so."""
    code = code_of(language)
    speaks = marks.mark(marks.LANGUAGE, code) in listing.words.split()
    return _("Someone speaks %(language)s") % {"language": name_of(code)} if speaks else ""


def age_reason(service: Service) -> str:
    """For which ages it is; empty when that was not told."""
    youngest, oldest = service.minimum_age, service.maximum_age
    if youngest and oldest:
        return _("For ages %(youngest)g to %(oldest)g") % {"youngest": youngest, "oldest": oldest}
    if youngest:
        return _("For ages %(youngest)g and up") % {"youngest": youngest}
    return _("For ages up to %(oldest)g") % {"oldest": oldest} if oldest else ""


def open_reason(state: hours.State, now: datetime) -> str:
    """That it is open, and until when; empty when it is shut or nobody told."""
    if not state.is_open or state.closes is None:
        return ""
    if state.closes - now > timedelta(hours=24):
        return _("Open day and night")
    closes = state.closes.time()
    words = ngettext("Open now until %(time)s", "Open now until %(time)s", on_the_dial(closes))
    return words % {"time": clock(closes)}


def opening(state: hours.State, now: datetime) -> str:
    """When it opens next; empty when it is open or that cannot be said."""
    opens = state.opens
    if state.is_open is not False or opens is None:
        return ""
    days = (opens.date() - now.date()).days
    hour = on_the_dial(opens.time())
    told = {"time": clock(opens.time()), "day": date_format(opens, "l" if days < 7 else "MONTH_DAY_FORMAT")}
    if days == 0:
        words = ngettext("Opens today at %(time)s", "Opens today at %(time)s", hour)
    elif days == 1:
        words = ngettext("Opens tomorrow at %(time)s", "Opens tomorrow at %(time)s", hour)
    elif days < 7:
        words = ngettext("Opens %(day)s at %(time)s", "Opens %(day)s at %(time)s", hour)
    else:
        words = ngettext("Opens on %(day)s at %(time)s", "Opens on %(day)s at %(time)s", hour)
    return words % told


def fresh(service: Service, now: datetime) -> str:
    """How long ago who said that everything here is right."""
    if service.assured_at is None:
        return _("Nobody has confirmed this yet")
    days = max((timezone.localdate(now) - timezone.localdate(service.assured_at)).days, 0)
    by_them = service.assured_by_organization
    if days == 0:
        return _("Checked by the organization today") if by_them else _("Checked today")
    told = {"count": days}
    if days < 60:
        if by_them:
            words = ngettext(
                "Checked by the organization %(count)d day ago",
                "Checked by the organization %(count)d days ago",
                days,
            )
        else:
            words = ngettext("Checked %(count)d day ago", "Checked %(count)d days ago", days)
        return words % told
    when = {"month": date_format(timezone.localtime(service.assured_at), "YEAR_MONTH_FORMAT")}
    words = _("Last checked by the organization in %(month)s") if by_them else _("Last checked in %(month)s")
    return words % when


def _match(group: Group, listing: Listing) -> str:
    said = group.said[:LONGEST_SAID]
    if names := _names(group.codes, listing):
        return _("Matches “%(said)s”: %(needs)s") % {"said": said, "needs": names}
    told = {"said": said}
    if _stand_in(group, listing.title):
        return _("Has “%(said)s” in its name") % told
    if _stand_in(group, listing.giver):
        return _("Has “%(said)s” in the name of who offers it") % told
    if group.roots and _stand_in(group, listing.words):
        return _("Says “%(said)s” about itself") % told
    return ""


def _stand_in(group: Group, text: str) -> bool:
    words = text.split()
    return bool(group.roots) and all(any(word.startswith(each) for word in words) for each in group.roots)


def _names(codes: Sequence[str], listing: Listing) -> str:
    """The narrowest needs of the listing that are these or lie within them, as in a sentence."""
    own = [*listing.needs.split(), *listing.hints.split()]
    within = [code for code in own if any(code == each or code.startswith(f"{each}.") for each in codes)]
    narrow = [code for code in within if "." in code] or within
    language = get_language() or settings.LANGUAGE_CODE
    names = [needs.all_needs()[code].name.show(language).text for code in narrow if code in needs.all_needs()]
    return ", ".join(_within_a_sentence(name) for name in names[:MOST_NAMES])


def _within_a_sentence(name: str) -> str:
    """A small first letter, but "WIC" and "SNAP, FNS or EBT" stay."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _figure(miles: float) -> str:
    """Miles with one decimal while that matters, in the reader's way of writing numbers."""
    return number_format(miles, decimal_pos=1 if miles < 10 else 0)
