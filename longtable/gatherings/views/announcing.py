"""Pages of staff: a poster to hang up, and a text to copy."""

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.gatherings import saying
from longtable.gatherings.announcements import address_of, announcements, url_of
from longtable.gatherings.selectors import staff as selectors

STRIPS = 9
"""Strips to tear off at the foot of a poster, as many as a sheet of paper is wide."""

LARGE, MEDIUM = 40, 80
"""Characters up to which a title is printed large, or less so."""


@allow(Permission.SEE_GATHERINGS)
@require_safe
def announce(request: ActorRequest, slug: str) -> HttpResponse:
    """Texts to copy, and the way to the poster."""
    gathering = selectors.gathering_for(request.actor, slug)
    context = {
        "gathering": gathering,
        "texts": announcements(gathering),
        "address": address_of(gathering),
    }
    return render(request, "gatherings/staff/announce.html", context)


@allow(Permission.SEE_GATHERINGS)
@require_safe
def poster(request: ActorRequest, slug: str) -> HttpResponse:
    """One page, black on white, in every language, with a QR square and strips to tear off."""
    gathering = selectors.gathering_for(request.actor, slug)
    codes = [code for code, _name in settings.LANGUAGES]
    longest = max(len(gathering.title.show(code).text) for code in codes)
    context = {
        "gathering": gathering,
        "parts": [
            {
                "language": code,
                "when": saying.when(gathering.starts_at, gathering.ends_at, code),
                "where": saying.where(gathering, code),
            }
            for code in codes
        ],
        "address": address_of(gathering),
        "square": _square(url_of(gathering)),
        "strips": range(STRIPS),
        "size": "large" if longest <= LARGE else "medium" if longest <= MEDIUM else "small",
        "back": reverse("gatherings:announce", args=[slug]),
    }
    return render(request, "gatherings/paper/poster.html", context)


def _square(url: str) -> SafeString:
    """The QR square as SVG without width and height, to be drawn once and used at any size."""
    drawn = segno.make(url, error="m", micro=False).svg_inline(border=2, omitsize=True)
    return mark_safe(drawn)  # drawn of our own address
