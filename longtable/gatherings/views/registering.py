"""Signing up without an account and without a script: places are kept first, then the form is filled in."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from longtable.capacity.errors import Closed, Full, TooMany
from longtable.capacity.models import Hold, Pool
from longtable.core.access import Actor, public
from longtable.core.access.request import ActorRequest
from longtable.core.addresses import address_of
from longtable.core.attempts import TooManyAttempts, count_attempt
from longtable.core.secrets import blind_index
from longtable.gatherings import actions, selectors
from longtable.gatherings.actions.letters import path_of
from longtable.gatherings.actions.registering import OtherWords
from longtable.gatherings.forms.registering import RegisterForm, StartForm, start_form
from longtable.gatherings.models import Gathering, Session
from longtable.gatherings.visits import remember_visit, visit_of
from longtable.people.contacts import NotAContact
from longtable.people.demographics import demographics_form

LIMIT, WINDOW = 60, timedelta(hours=1)
"""Forms from one address. Generous: a library and a clinic share one."""


@dataclass(frozen=True)
class Wanted:
    """What somebody signs up for: ``hold`` keeps it, unless it could not be kept."""

    sessions: list[Session]
    size: int
    hold: Hold | None = None

    @property
    def query(self) -> str:
        """The same in an address."""
        sessions = [("session", each.slug) for each in self.sessions]
        return urlencode([("size", str(self.size)), *sessions])

    @property
    def is_drawn(self) -> bool:
        """Whether places are drawn and not given in turn."""
        return any(each.pool and each.pool.mode == Pool.Mode.DRAWN for each in self.sessions)


@public
@require_POST
def hold(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Keep places for this visit. Where they cannot be kept one fills in the form all the same."""
    agenda = selectors.public_sessions(slug, for_page=False)
    form = start_form(agenda[0].gathering, agenda, request.POST)
    if not form.is_valid():
        return _start(request, selectors.public_sessions(slug), form, status=422)
    visit = visit_of(request)
    wanted = Wanted(form.chosen(), form.cleaned_data["size"])
    to = redirect("gatherings:register", slug=slug)
    try:
        actions.hold_places(
            by=Actor.visitor(),
            gathering=agenda[0].gathering,
            sessions=wanted.sessions,
            size=wanted.size,
            visit=hashed(visit),
            address=blind_index(address_of(request), purpose="address"),
        )
    except (Full, Closed, TooMany, TooManyAttempts):
        to["Location"] += f"?{wanted.query}"
    return remember_visit(to, visit)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The form. Whatever happens to the places, what was typed stays on the page."""
    agenda = selectors.public_sessions(slug)
    wanted = _wanted(request, agenda)
    if wanted is None:
        return _start(request, agenda, start_form(agenda[0].gathering, agenda))
    if request.method != "POST":
        return _form(request, agenda, wanted)
    return _send(request, agenda, wanted)


def hashed(visit: str) -> str:
    """What the counter of places knows of a visit."""
    return blind_index(visit, purpose="hold")


def _wanted(request: ActorRequest, agenda: list[Session]) -> Wanted | None:
    """What the visit holds; else what the form or the address says."""
    kept = selectors.places_kept(hashed(visit_of(request)), agenda)
    said = start_form(agenda[0].gathering, agenda, request.POST if request.method == "POST" else request.GET)
    if said.is_valid():
        wanted = Wanted(said.chosen(), said.cleaned_data["size"])
        is_kept = kept and (kept.size, set(kept.sessions)) == (wanted.size, set(wanted.sessions))
        return Wanted(wanted.sessions, wanted.size, kept.hold) if kept and is_kept else wanted
    return Wanted(kept.sessions, kept.size, kept.hold) if kept else None


def _send(request: ActorRequest, agenda: list[Session], wanted: Wanted) -> HttpResponseBase:
    gathering = agenda[0].gathering
    waits = "line" in request.POST
    form = _register_form(gathering, wanted, request.POST, waits=waits)
    about = demographics_form(gathering.about_you)(request.POST)
    if not (form.is_valid() and about.is_valid()):
        return _form(request, agenda, wanted, form, status=422)
    count_attempt("sign up", address_of(request), limit=LIMIT, window=WINDOW)
    party = form.party(about.answers())
    try:
        done = actions.sign_up(
            by=Actor.visitor(),
            gathering=gathering,
            sessions=wanted.sessions,
            party=party,
            form_key=form.cleaned_data["form_key"],
            digest=party.digest(wanted.sessions),
            hold=wanted.hold,
            line=form.line(waits),
            words=str(form.fields["contact"].help_text),
        )
    except NotAContact:
        form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        return _form(request, agenda, wanted, form, status=422)
    except OtherWords as sent:
        messages.warning(
            request, _("You already sent this form, with different words. This is what we have.")
        )
        return redirect(path_of(sent.registered.opened))
    except Full:
        again = _register_form(gathering, wanted, request.POST, waits=True)
        return _form(request, agenda, wanted, again, is_full=True, status=409)
    except (Closed, TooMany):
        return _form(request, agenda, wanted, form, status=409)
    return redirect(path_of(done.opened))


def _register_form(
    gathering: Gathering, wanted: Wanted, data: Any = None, *, waits: bool = False
) -> RegisterForm:
    return RegisterForm(
        data,
        gathering=gathering,
        size=wanted.size,
        waits=waits,
        strata=selectors.strata_of(wanted.sessions) if wanted.is_drawn else (),
        initial={"language": get_language()},
    )


def _form(
    request: ActorRequest,
    agenda: list[Session],
    wanted: Wanted,
    form: RegisterForm | None = None,
    *,
    is_full: bool = False,
    status: int = 200,
) -> HttpResponse:
    gathering, now = agenda[0].gathering, timezone.now()
    is_full = is_full or (not wanted.hold and selectors.is_full(wanted.sessions, wanted.size))
    about = demographics_form(gathering.about_you)
    context = {
        "gathering": gathering,
        "wanted": wanted,
        "form": form or _register_form(gathering, wanted, waits=is_full),
        "about": about(request.POST if request.method == "POST" else None),
        "is_full": is_full,
        "is_kept": wanted.hold is not None and wanted.hold.is_live(now),
        "window": selectors.window_of(wanted.sessions, now),
    }
    return render(request, "gatherings/register.html", context, status=status)


def _start(request: ActorRequest, agenda: list[Session], form: StartForm, status: int = 200) -> HttpResponse:
    context = {
        "gathering": agenda[0].gathering,
        "form": form,
        "window": selectors.window_of(agenda, timezone.now()),
        "is_full": selectors.is_full(agenda, 1),
    }
    return render(request, "gatherings/start.html", context, status=status)
