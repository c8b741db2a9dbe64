"""Pages of staff about seats: who sits there, since when, who came."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.councils import actions, selectors
from longtable.councils.actions.seats import StillHeld
from longtable.councils.actions.terms import RulesSpeakAgainst, SeatHeld
from longtable.councils.forms import AttendanceForm, EndForm, MeetingForm, MemberForm, SeatForm, TermForm
from longtable.councils.models import Council
from longtable.people.demographics import demographics_form


@allow(Permission.SEE_COUNCILS)
@require_safe
def seat(request: ActorRequest, slug: str, seat_id: UUID) -> HttpResponse:
    """One seat: who holds it and who held it."""
    actor = request.actor
    council = selectors.council_for(actor, slug)
    found = selectors.seat_for(council, seat_id)
    standing = selectors.standing_of(council, timezone.localdate())
    context = {
        "council": council,
        "seat": found,
        "place": next(place for place in standing.places if place.seat.pk == found.pk),
        "history": selectors.history_of(found),
        "may_run": actor.may(
            Permission.RUN_COUNCILS, organization=council.organization_id, areas=council.area_ids()
        ),
    }
    return render(request, "councils/staff/seat.html", context)


@allow(Permission.RUN_COUNCILS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, slug: str) -> HttpResponseBase:
    """One seat more."""
    council = _council(request, slug)
    form = SeatForm(request.POST or None, council=council)
    if form.is_bound and form.is_valid():
        made = actions.add_seat(by=request.actor, council=council, plan=form.plan())
        return redirect("councils:seat", slug=slug, seat_id=made.pk)
    return _form(request, "councils/staff/seat_edit.html", council, form)


@allow(Permission.RUN_COUNCILS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, slug: str, seat_id: UUID) -> HttpResponseBase:
    """Change whose seat it is."""
    council = _council(request, slug)
    found = selectors.seat_for(council, seat_id)
    form = SeatForm(request.POST or None, council=council, seat=found, initial=SeatForm.initial_of(found))
    if form.is_bound and form.is_valid():
        actions.edit_seat(by=request.actor, seat=found, plan=form.plan())
        messages.success(request, _("Saved."))
        return redirect("councils:seat", slug=slug, seat_id=found.pk)
    return _form(request, "councils/staff/seat_edit.html", council, form, seat=found)


@allow(Permission.RUN_COUNCILS)
@require_POST
def close(request: ActorRequest, slug: str, seat_id: UUID) -> HttpResponseBase:
    """The seat exists no longer."""
    council = _council(request, slug)
    found = selectors.seat_for(council, seat_id)
    try:
        actions.close_seat(by=request.actor, seat=found, day=timezone.localdate())
    except StillHeld:
        messages.error(request, _("Somebody has that seat. End their term first."))
        return redirect("councils:seat", slug=slug, seat_id=found.pk)
    return redirect("councils:overview", slug=slug)


@allow(Permission.RUN_COUNCILS)
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: ActorRequest, slug: str, seat_id: UUID) -> HttpResponseBase:
    """Somebody takes the seat who did not apply here."""
    council = _council(request, slug)
    found = selectors.seat_for(council, seat_id)
    form = MemberForm(request.POST or None, council=council, people=selectors.who_sat_here(council))
    about = demographics_form(council.about_you)(request.POST or None)
    against = None
    if form.is_bound and form.is_valid() and about.is_valid():
        mandate = form.mandate(area=form.cleaned_data["area"], about=about.answers())
        who = {name: form.cleaned_data[name] for name in ("name", "person")}
        try:
            actions.seat_member(by=request.actor, seat=found, mandate=mandate, **who)
        except SeatHeld:
            form.add_error("starts_on", _("Somebody else holds the seat on that day."))
        except RulesSpeakAgainst as refused:
            against = refused.objections
            form.add_error("despite", _("A rule is against it. You can still do it if you give a reason."))
        else:
            return redirect("councils:seat", slug=slug, seat_id=found.pk)
    return _form(
        request, "councils/staff/member.html", council, form, seat=found, about=about, against=against
    )


@allow(Permission.RUN_COUNCILS)
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: ActorRequest, slug: str, term_id: UUID) -> HttpResponseBase:
    """Put a term right: office, end, whether the name is published."""
    council = _council(request, slug)
    found = selectors.term_for(council, term_id)
    initial = {name: getattr(found, name) for name in ("role", "ends_on", "is_public")}
    form = TermForm(request.POST or None, term=found, initial=initial)
    if form.is_bound and form.is_valid():
        actions.change_term(by=request.actor, term=found, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("councils:seat", slug=slug, seat_id=found.seat_id)
    end_form = EndForm(initial={"day": timezone.localdate()})
    return _form(request, "councils/staff/term.html", council, form, term=found, end_form=end_form)


@allow(Permission.RUN_COUNCILS)
@require_POST
def end(request: ActorRequest, slug: str, term_id: UUID) -> HttpResponseBase:
    """Somebody leaves their seat."""
    council = _council(request, slug)
    found = selectors.term_for(council, term_id)
    form = EndForm(request.POST)
    if form.is_valid():
        actions.end_term(by=request.actor, term=found, **form.cleaned_data)
        return redirect("councils:seat", slug=slug, seat_id=found.seat_id)
    initial = {name: getattr(found, name) for name in ("role", "ends_on", "is_public")}
    term_form = TermForm(term=found, initial=initial)
    context = {"council": council, "form": term_form, "term": found, "end_form": form}
    return render(request, "councils/staff/term.html", context, status=422)


@allow(Permission.RUN_COUNCILS)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Who came to the meeting of a day."""
    council = _council(request, slug)
    day = MeetingForm(request.GET or None)
    met_on = day.cleaned_data["met_on"] if day.is_valid() else timezone.localdate()
    terms = selectors.members(council, met_on)
    noted = selectors.attendance_of(terms, met_on)
    initial = {"met_on": met_on, **{f"term_{key}": state for key, state in noted.items()}}
    form = AttendanceForm(request.POST or None, terms=terms, initial=initial)
    if form.is_bound and form.is_valid():
        actions.note_attendance(
            by=request.actor, council=council, met_on=form.cleaned_data["met_on"], states=form.states()
        )
        messages.success(request, _("Saved."))
        return redirect("councils:overview", slug=slug)
    return _form(request, "councils/staff/attendance.html", council, form)


def _council(request: ActorRequest, slug: str) -> Council:
    return selectors.council_for(request.actor, slug, Permission.RUN_COUNCILS)


def _form(request: ActorRequest, template: str, council: Council, form: Any, **more: Any) -> HttpResponse:
    context = {"council": council, "form": form, **more}
    return render(request, template, context, status=422 if form.errors else 200)
