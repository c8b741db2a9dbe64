"""The door: find somebody by the square on their badge, a code or a name; let in who did not sign up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.audit import record_read
from longtable.gatherings.actions import door as acts
from longtable.gatherings.forms.door import LookForm, WalkInForm
from longtable.gatherings.models import Attendance, Gathering
from longtable.gatherings.policies import AROUND
from longtable.gatherings.selectors import door as selectors
from longtable.gatherings.selectors.staff import gathering_for

HELPS = Permission.REGISTER_FOR_OTHERS
FOUND_SHOWN = 20
"""Groups of one name on a telephone; of more, one writes more of the name."""


@allow(HELPS)
@never_cache
@require_safe
def door(request: ActorRequest, slug: str) -> HttpResponseBase:
    """How many are here, who came last, and one box to find the next. That names were read is noted."""
    gathering = gathering_for(request.actor, slug, HELPS)
    form = LookForm(request.GET or None)
    look_for = form.cleaned_data["q"] if form.is_valid() else ""
    try:
        attendee = selectors.found_by_code(request.actor, look_for, gathering)
    except Missing:
        groups = selectors.groups_at(gathering, look_for) if look_for else []
        others = selectors.others_here(gathering, look_for)
    else:
        return redirect("gatherings:group", slug, attendee.registration_id, attendee.number)
    now = selectors.door_of(gathering)
    record_read(request.actor, "gatherings.door.opened", gathering)
    context = {
        "gathering": gathering,
        "form": form,
        "look_for": look_for,
        "groups": groups[:FOUND_SHOWN],
        "unshown": max(0, len(groups) - FOUND_SHOWN),
        "others": others,
        "now": now,
        "is_over": gathering.ends_at <= timezone.now(),
        "is_early": timezone.now() < gathering.starts_at - AROUND,
    }
    return render(request, "gatherings/staff/door.html", context)


@allow(HELPS)
@never_cache
@require_safe
def scanned(request: ActorRequest, code: str) -> HttpResponseBase:
    """What the camera of a telephone opens. It leads staff of the gathering to the person."""
    attendee = selectors.found_by_code(request.actor, code)
    slug = attendee.registration.gathering.slug
    return redirect("gatherings:group", slug, attendee.registration_id, attendee.number)


@allow(HELPS)
@never_cache
@require_safe
def group(request: ActorRequest, slug: str, registration_id: UUID, number: int) -> HttpResponse:
    """Somebody, and who comes with them: who is here, and one button for each and for all."""
    gathering = gathering_for(request.actor, slug, HELPS)
    found = selectors.group_of(gathering, registration_id)
    record_read(request.actor, "gatherings.registration.opened", found.registration)
    context = {
        "gathering": gathering,
        "is_over": gathering.ends_at <= timezone.now(),
        "group": found,
        "shown": next((each for each in found.guests if each.attendee.number == number), found.guests[0]),
        "others": [each for each in found.guests if each.attendee.number != number],
    }
    return render(request, "gatherings/staff/door_group.html", context)


@allow(HELPS)
@require_POST
def check_in(request: ActorRequest, slug: str, registration_id: UUID) -> HttpResponseBase:
    """They are here: the one who is named, or everybody of their party."""
    gathering = gathering_for(request.actor, slug, HELPS)
    found = selectors.group_of(gathering, registration_id)
    number = request.POST.get("number", "")
    chosen = [each for each in found.guests if not number or str(each.attendee.number) == number]
    try:
        fresh = acts.check_in(
            by=request.actor,
            gathering=gathering,
            attendees=[each.attendee for each in chosen],
            anyway="anyway" in request.POST,
        )
    except acts.NotOpenYet:
        messages.warning(request, _("The door opens a day before it begins."))
    except acts.NoRoom:
        messages.warning(request, _("They have no place. You can let them in anyway."))
        return redirect("gatherings:group", slug, registration_id, chosen[0].attendee.number if chosen else 1)
    else:
        _say(request, found.name, len(fresh))
    return redirect("gatherings:door", slug)


@allow(HELPS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Somebody came without signing up."""
    gathering = gathering_for(request.actor, slug, HELPS)
    form = WalkInForm(request.POST or None)
    is_full = False
    if form.is_bound and form.is_valid():
        who = form.who()
        try:
            acts.walk_in(
                by=request.actor,
                gathering=gathering,
                who=who,
                form_key=form.cleaned_data["form_key"],
                anyway="anyway" in request.POST,
            )
        except acts.NoRoom as error:
            is_full = True
            form.add_error(None, _no_room(error.free))
        except acts.NotOpenYet:
            form.add_error(None, _("The door opens a day before it begins."))
        else:
            _say(request, who.name, who.people)
            return redirect("gatherings:door", slug)
    context = {
        "gathering": gathering,
        "form": form,
        "is_full": is_full,
        "free": selectors.free_places(gathering),
    }
    return render(request, "gatherings/staff/walk_in.html", context, status=422 if form.errors else 200)


@allow(HELPS)
@require_POST
def undo(request: ActorRequest, slug: str, attendance_id: UUID) -> HttpResponseBase:
    """It was a mistake: they are not here."""
    gathering = gathering_for(request.actor, slug, HELPS)
    attendance = _there(gathering, attendance_id)
    if attendance:
        acts.undo_check_in(by=request.actor, attendance=attendance)
    messages.success(request, _("Undone."))
    return redirect("gatherings:door", slug)


def _there(gathering: Gathering, attendance_id: UUID) -> Attendance | None:
    """The row, or nothing where another device has undone it a moment ago."""
    try:
        return selectors.attendance_for(gathering, attendance_id)
    except Missing:
        return None


def _say(request: ActorRequest, name: str, people: int) -> None:
    if not people:
        messages.info(request, _("Already checked in: nobody counts twice."))
    elif name and people == 1:
        messages.success(request, _("%(name)s is here.") % {"name": name})
    else:
        said = ngettext("%(people)s person is here.", "%(people)s people are here.", people)
        messages.success(request, said % {"people": people})


def _no_room(free: int) -> str:
    if not free:
        return _("All places are taken.")
    return ngettext("Only %(free)s place is free.", "Only %(free)s places are free.", free) % {"free": free}
