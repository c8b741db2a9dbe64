"""What is printed for the door: name badges, the list of who is expected, and certificates for who came."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from longtable.core.access import Missing, Permission, allow, public
from longtable.core.access.request import ActorRequest
from longtable.core.audit import record_read
from longtable.core.tracking import open_key
from longtable.gatherings import saying
from longtable.gatherings.models import Attendance, Gathering
from longtable.gatherings.selectors import door as selectors
from longtable.gatherings.selectors.certificates import hours_of, name_on, number_of
from longtable.gatherings.selectors.registrations import tracked
from longtable.gatherings.selectors.staff import gathering_for
from longtable.gatherings.squares import square_of, square_to

HELPS = Permission.REGISTER_FOR_OTHERS


@dataclass(frozen=True)
class Label:
    """One person on paper, with the square that the camera at the door reads."""

    guest: selectors.Guest
    organization: str
    square: SafeString


@allow(HELPS)
@never_cache
@require_safe
def badges(request: ActorRequest, slug: str) -> HttpResponse:
    """Badges to cut, ten on a page, those who come together side by side. That names were read is noted."""
    return _paper(request, slug, "gatherings/paper/badges.html", "gatherings.badges.opened")


@allow(HELPS)
@never_cache
@require_safe
def door_list(request: ActorRequest, slug: str) -> HttpResponse:
    """Who is expected, with a box to tick, what they need, and the code of each."""
    return _paper(request, slug, "gatherings/paper/door_list.html", "gatherings.door_list.opened")


@allow(HELPS)
@never_cache
@require_safe
def certificate(request: ActorRequest, slug: str, attendance_id: UUID) -> HttpResponse:
    """That somebody was there, printed by staff: also for who did not sign up and gave a name."""
    gathering = gathering_for(request.actor, slug, HELPS)
    there = selectors.attendance_for(gathering, attendance_id)
    if not name_on(there) or gathering.ends_at > timezone.now():
        raise Missing("No certificate")
    language = there.attendee.registration.language if there.attendee else there.language
    back = reverse("gatherings:door", args=[slug])
    return _certificate(request, gathering, there, language, back)


@public
@never_cache
@require_safe
def my_certificate(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The same for who signed up, from their own page, once it is over. Only for who was there."""
    actor, _code = open_key(request, key)
    found = tracked(actor, timezone.now())
    group = selectors.group_of(found.gathering, found.registration.pk)
    guest = next((each for each in group.guests if each.attendee.number == number), None)
    if guest is None or guest.came is None or not guest.name or found.gathering.ends_at > timezone.now():
        raise Missing("No certificate")
    back = reverse("gatherings:tracking", args=[key])
    return _certificate(request, found.gathering, guest.came, found.registration.language, back)


def _paper(request: ActorRequest, slug: str, template: str, verb: str) -> HttpResponse:
    gathering = gathering_for(request.actor, slug, HELPS)
    labels = [
        Label(guest, group.registration.group_name, square_of(guest.code))
        for group in selectors.groups_at(gathering)
        for guest in group.guests
    ]
    record_read(request.actor, verb, gathering)
    context = {
        "gathering": gathering,
        "labels": labels,
        "back": reverse("gatherings:door", args=[slug]),
        "said": saying.both(gathering),
    }
    return render(request, template, context)


def _certificate(
    request: HttpRequest, gathering: Gathering, there: Attendance, language: str, back: str
) -> HttpResponse:
    """In the person's language, whatever the reader's is, or in the one that was chosen for this print."""
    known = dict(settings.LANGUAGES)
    chosen = request.GET.get("in", language)
    spoken = chosen if chosen in known else settings.LANGUAGE_CODE
    number = number_of(there)
    check = reverse("gatherings:check-certificate", args=[gathering.slug])
    with translation.override(spoken):
        context = {
            "gathering": gathering,
            "name": name_on(there),
            "said": saying.both(gathering),
            "hours": hours_of(gathering),
            "today": timezone.localdate(),
            "back": back,
            "number": number,
            "check": settings.PUBLIC_URL.partition("://")[2] + check,
            "square": square_to(reverse("gatherings:certificate-is-good", args=[gathering.slug, number])),
            "others": [code for code in known if code != spoken],
        }
        return render(request, "gatherings/paper/certificate.html", context)
