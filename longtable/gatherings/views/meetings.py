"""Pages of staff: a council's meeting, its notice, who came, and its minutes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.files import FileRefused, StorageFull
from longtable.councils.selectors import attendance_of, members
from longtable.gatherings import actions
from longtable.gatherings.actions.meetings import NotYet, met_on
from longtable.gatherings.forms.meetings import MinutesForm, PresenceForm, TermsForm
from longtable.gatherings.models import Gathering
from longtable.gatherings.selectors import staff as selectors


@allow(Permission.RUN_GATHERINGS)
@require_safe
def meeting(request: ActorRequest, slug: str) -> HttpResponse:
    """Where the meeting stands: notice, members, minutes."""
    gathering = _meeting(request, slug)
    context = {
        "gathering": gathering,
        "meeting": gathering.meeting,
        "members": len(members(_council(gathering), met_on(gathering))),
        "is_over": gathering.ends_at <= timezone.now(),
    }
    return render(request, "gatherings/staff/meeting.html", context)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: ActorRequest, slug: str) -> HttpResponseBase:
    """What the notice says, and by when it must stand."""
    gathering = _meeting(request, slug)
    form = TermsForm(request.POST or None, initial=TermsForm.initial_of(gathering.meeting))
    if form.is_bound and form.is_valid():
        actions.set_terms(by=request.actor, gathering=gathering, terms=form.terms())
        messages.success(request, _("Saved."))
        return redirect("gatherings:meeting", slug=slug)
    return _page(request, "meeting_terms", gathering, form)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def notice(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Post the notice, as of this moment."""
    gathering = _meeting(request, slug)

    def post() -> str:
        posted = actions.post_notice(by=request.actor, gathering=gathering)
        if posted.is_notice_late:
            return _("The notice is posted, later than the law requires. The page says so. Ask counsel.")
        return _("The notice is posted.")

    return _do(request, slug, post)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def invite(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Send every member the agenda and an entry for their calendar."""
    gathering = _meeting(request, slug)

    def invite() -> str:
        told = actions.invite_members(by=request.actor, gathering=gathering)
        words = ngettext(
            "%(told)s member gets a message. Members who take none are on your list.",
            "%(told)s members get a message. Members who take none are on your list.",
            told,
        )
        return words % {"told": told}

    return _do(request, slug, invite)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def presence(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Who of the members came."""
    gathering = _meeting(request, slug)
    sitting = members(_council(gathering), met_on(gathering))
    noted = attendance_of(sitting, met_on(gathering))
    initial = {f"term_{key}": state for key, state in noted.items()}
    form = PresenceForm(request.POST or None, terms=sitting, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.note_presence(by=request.actor, gathering=gathering, states=form.states())
        except NotYet:
            messages.error(request, _("The meeting is still to come."))
        else:
            messages.success(request, _("Saved."))
        return redirect("gatherings:meeting", slug=slug)
    return _page(request, "presence", gathering, form)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def write_minutes(request: ActorRequest, slug: str) -> HttpResponseBase:
    """What was decided, and since when the council approves of these words."""
    gathering = _meeting(request, slug)
    found = gathering.meeting
    initial = {**MinutesForm.spread(minutes=found.minutes), "approved_on": found.minutes_approved_on}
    form = MinutesForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.write_minutes(
                by=request.actor,
                gathering=gathering,
                minutes=form.gather("minutes"),
                file=form.cleaned_data["file"],
                approved_on=form.cleaned_data["approved_on"],
            )
        except (FileRefused, StorageFull) as refused:
            form.add_error("file", str(refused))
        except NotYet:
            form.add_error("approved_on", _("First write the minutes, or add the file."))
        else:
            messages.success(request, _("Saved."))
            return redirect("gatherings:meeting", slug=slug)
    return _page(request, "minutes", gathering, form)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def publish_minutes(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Let everybody read them."""
    gathering = _meeting(request, slug)

    def publish() -> str:
        actions.publish_minutes(by=request.actor, gathering=gathering)
        return _("Everybody can read the minutes now.")

    return _do(request, slug, publish)


def _meeting(request: ActorRequest, slug: str) -> Gathering:
    gathering = selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    if getattr(gathering, "meeting", None) is None or gathering.council is None:
        raise Missing("Not the meeting of a council")
    return gathering


def _council(gathering: Gathering) -> Any:
    return gathering.council


def _do(request: ActorRequest, slug: str, deed: Callable[[], str]) -> HttpResponseBase:
    """What one button does, and what it says when something has to be done first."""
    missing = {
        "public": _(
            "First make the gathering public, for everybody: if it is by invitation, the notice is "
            "not posted anywhere."
        ),
        "agenda": _("First write what the council will decide."),
        "minutes": _("First write the minutes, or add the file."),
    }
    try:
        messages.success(request, deed())
    except NotYet as refused:
        messages.error(request, missing[str(refused)])
    return redirect("gatherings:meeting", slug=slug)


def _page(request: ActorRequest, name: str, gathering: Gathering, form: Any) -> HttpResponse:
    context = {"gathering": gathering, "meeting": gathering.meeting, "form": form}
    return render(request, f"gatherings/staff/{name}.html", context, status=422 if form.errors else 200)
