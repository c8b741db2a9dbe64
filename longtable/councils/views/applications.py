"""Pages of staff who read applications and answer them. Every opening of one is written down."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.states import IllegalMove
from longtable.councils import actions, selectors
from longtable.councils.actions.terms import RulesSpeakAgainst, SeatHeld
from longtable.councils.forms import AppointForm, DeclineForm, NoteForm, OfferForm
from longtable.councils.models import Application, Council
from longtable.councils.topics import SUPPORTS, words_of
from longtable.people.demographics import question, spoken


@allow(Permission.RUN_COUNCILS)
@never_cache
@require_safe
def queue(request: ActorRequest, slug: str) -> HttpResponse:
    """Who waits for an answer, the longest first."""
    council = selectors.council_for(request.actor, slug, Permission.RUN_COUNCILS)
    context = {
        "council": council,
        "applications": selectors.queue(council),
        "settled": selectors.settled(council),
    }
    return render(request, "councils/staff/applications.html", context)


@allow(Permission.RUN_COUNCILS)
@never_cache
@require_safe
def application(request: ActorRequest, slug: str, application_id: UUID) -> HttpResponse:
    """One application, and what can be done with it."""
    return _page(request, *_find(request, slug, application_id))


@allow(Permission.RUN_COUNCILS)
@require_POST
def note(request: ActorRequest, slug: str, application_id: UUID) -> HttpResponseBase:
    """A note for colleagues."""
    council, subject = _find(request, slug, application_id)
    form = NoteForm(request.POST)
    if form.is_valid():
        actions.add_note(by=request.actor, application=subject, **form.cleaned_data)
        return _back(council, subject)
    return _page(request, council, subject, note_form=form)


@allow(Permission.RUN_COUNCILS)
@require_POST
def shortlist(request: ActorRequest, slug: str, application_id: UUID) -> HttpResponseBase:
    """Look at it closely."""
    council, subject = _find(request, slug, application_id)
    try:
        actions.shortlist(by=request.actor, application=subject)
    except IllegalMove:
        _moved(request)
    return _back(council, subject)


@allow(Permission.RUN_COUNCILS)
@require_POST
def offer(request: ActorRequest, slug: str, application_id: UUID) -> HttpResponseBase:
    """Ask whether they want a seat."""
    council, subject = _find(request, slug, application_id)
    form = OfferForm(request.POST, seats=selectors.free_seats(council, timezone.localdate()))
    if not form.is_valid():
        return _page(request, council, subject, offer_form=form)
    try:
        actions.offer(by=request.actor, application=subject, seat=form.chosen())
    except IllegalMove:
        _moved(request)
    else:
        messages.success(request, _("They are asked, in their language."))
    return _back(council, subject)


@allow(Permission.RUN_COUNCILS)
@require_POST
def appoint(request: ActorRequest, slug: str, application_id: UUID) -> HttpResponseBase:
    """They take the seat, unless rules speak against it."""
    council, subject = _find(request, slug, application_id)
    form = AppointForm(request.POST, council=council, people=selectors.who_sat_here(council))
    if not form.is_valid():
        return _page(request, council, subject, appoint_form=form)
    try:
        actions.appoint(
            by=request.actor,
            application=subject,
            mandate=form.mandate(),
            same_as=form.cleaned_data["same_as"],
        )
    except IllegalMove:
        _moved(request)
    except SeatHeld:
        form.add_error("starts_on", _("Somebody else holds the seat on that day."))
        return _page(request, *_find(request, slug, application_id), appoint_form=form)
    except RulesSpeakAgainst as refused:
        form.add_error("despite", _("A rule is against it. You can still do it if you give a reason."))
        found = _find(request, slug, application_id)
        return _page(request, *found, appoint_form=form, against=refused.objections)
    else:
        messages.success(request, _("Appointed. They are told, in their language."))
    return _back(council, subject)


@allow(Permission.RUN_COUNCILS)
@require_POST
def decline(request: ActorRequest, slug: str, application_id: UUID) -> HttpResponseBase:
    """Say kindly that it could not be."""
    council, subject = _find(request, slug, application_id)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, council, subject, decline_form=form)
    try:
        actions.decline(by=request.actor, application=subject, **form.cleaned_data)
    except IllegalMove:
        _moved(request)
    else:
        messages.success(request, _("They are told, in their language."))
    return _back(council, subject)


@allow(Permission.RUN_COUNCILS)
@require_POST
def reopen(request: ActorRequest, slug: str, application_id: UUID) -> HttpResponseBase:
    """The answer was a mistake."""
    council, subject = _find(request, slug, application_id)
    try:
        actions.reopen(by=request.actor, application=subject)
    except IllegalMove:
        _moved(request)
    return _back(council, subject)


def _find(request: ActorRequest, slug: str, application_id: UUID) -> tuple[Council, Application]:
    council = selectors.council_for(request.actor, slug, Permission.RUN_COUNCILS)
    return council, selectors.application_for(request.actor, council, application_id)


def _back(council: Council, subject: Application) -> HttpResponseBase:
    return redirect("councils:application", slug=council.slug, application_id=subject.pk)


def _moved(request: ActorRequest) -> None:
    messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))


def _page(
    request: ActorRequest,
    council: Council,
    subject: Application,
    note_form: NoteForm | None = None,
    offer_form: OfferForm | None = None,
    appoint_form: AppointForm | None = None,
    decline_form: DeclineForm | None = None,
    against: Any = None,
) -> HttpResponse:
    today = timezone.localdate()
    seats = selectors.free_seats(council, today)
    states = Application.State
    context = {
        "council": council,
        "application": subject,
        "person": subject.contact.person,
        "needs": words_of(subject.needs, SUPPORTS),
        "about": [(question(code).words, spoken(code, codes)) for code, codes in subject.about.items()],
        "stipend": subject.stipend,
        "notes": subject.notes.select_related("by"),
        "again": subject.again.all(),
        "can": {state: Application.lifecycle.can(subject.state, state) for state in states.values},
        "against": against,
        "note_form": note_form or NoteForm(),
        "offer_form": offer_form or OfferForm(seats=seats, initial={"seat": subject.seat_id}),
        "appoint_form": appoint_form or AppointForm(council=council, people=selectors.who_sat_here(council)),
        "decline_form": decline_form or DeclineForm(),
    }
    forms = (note_form, offer_form, appoint_form, decline_form)
    wrong = any(form and form.errors for form in forms)
    return render(request, "councils/staff/application.html", context, status=422 if wrong else 200)
