"""Pages of staff who convene: what is coming, preparing one, what it is about, calling it off, copying it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.panels import panels_for
from longtable.core.states import IllegalMove
from longtable.gatherings import actions
from longtable.gatherings.actions.copying import Round
from longtable.gatherings.actions.gatherings import NotReady, OverAlready, Plan, SessionPlan
from longtable.gatherings.clock import NoSuchTime, TwiceThatDay
from longtable.gatherings.forms.keeping import AboutForm, CallOffForm, CopyForm, HostForm, PrepareForm
from longtable.gatherings.models import Gathering
from longtable.gatherings.policies import may_register_others, may_run
from longtable.gatherings.selectors import staff as selectors
from longtable.gatherings.selectors.history import history_of
from longtable.gatherings.selectors.phoning import waiting_for_a_call
from longtable.gatherings.selectors.readiness import lacks


@allow(Permission.SEE_GATHERINGS)
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """Gatherings in the actor's scope: coming, being prepared, over."""
    context = {
        "mine": selectors.my_gatherings(request.actor, timezone.now()),
        "may_prepare": request.actor.may(Permission.RUN_GATHERINGS),
    }
    return render(request, "gatherings/staff/index.html", context)


@allow(Permission.SEE_GATHERINGS)
@require_safe
def overview(request: ActorRequest, slug: str) -> HttpResponse:
    """One gathering: where it stands, what it still lacks, and every section of it."""
    actor = request.actor
    gathering = selectors.gathering_for(actor, slug)
    sessions = selectors.agenda_of(gathering)
    context = {
        "gathering": gathering,
        "lacks": lacks(gathering, timezone.now()) if gathering.state == Gathering.State.DRAFT else [],
        "sessions": sessions,
        "to_phone": len(waiting_for_a_call(gathering)),
        "is_over": gathering.ends_at <= timezone.now(),
        "may_run": may_run(actor, gathering),
        "may_register": may_register_others(actor, gathering) and any(each.pool_id for each in sessions),
        "panels": panels_for("gatherings.staff", actor, [gathering])[gathering.pk],
    }
    return render(request, "gatherings/staff/overview.html", context)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: ActorRequest) -> HttpResponseBase:
    """The least that a gathering needs; the rest follows section by section."""
    actor = request.actor
    form = PrepareForm(
        request.POST or None, actor=actor, organizations=selectors.organizations_that_convene(actor)
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        title, period = form.gather("title"), {name: data[name] for name in ("starts_at", "ends_at")}
        plain = {name: data[name] for name in ("kind", "organization", "council", "way", "areas")}
        try:
            made = actions.create_gathering(
                by=actor,
                plan=Plan(slug=form.slug(), title=title, **period, **plain),
                sessions=[SessionPlan(slug="main", title=title, seats=data["seats"], **period)],
                opens_at=timezone.now(),
                form_key=form.sent_key(),
            )
        except OverAlready:
            form.add_error("day", _("Choose today or a later day."))
        else:
            return redirect("gatherings:overview", slug=made.slug)
    context = {"form": form}
    return render(request, "gatherings/staff/prepare.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, slug: str) -> HttpResponseBase:
    """What it is about and for whom."""
    actor = request.actor
    gathering = selectors.gathering_for(actor, slug, Permission.RUN_GATHERINGS)
    form = AboutForm(
        request.POST or None, actor=actor, gathering=gathering, initial=AboutForm.initial_of(gathering)
    )
    if form.is_bound and form.is_valid():
        actions.edit_gathering(by=actor, gathering=gathering, about=form.about())
        messages.success(request, _("Saved."))
        return redirect("gatherings:overview", slug=slug)
    context = {"form": form, "gathering": gathering}
    return render(request, "gatherings/staff/edit.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def change_state(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Make it public, or say that it was held."""
    gathering = selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    try:
        if "held" in request.POST:
            actions.note_held(by=request.actor, gathering=gathering)
        else:
            actions.publish_gathering(by=request.actor, gathering=gathering)
            messages.success(request, _("It is public. People can read about it and sign up."))
    except NotReady:
        messages.error(request, _("Something is still missing. See below."))
    except IllegalMove:
        messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
    return redirect("gatherings:overview", slug=slug)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: ActorRequest, slug: str) -> HttpResponseBase:
    """It does not take place: why, and everybody is told."""
    gathering = selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    form = CallOffForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.call_off(by=request.actor, gathering=gathering, why=form.gather("why"))
        except IllegalMove:
            messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
        else:
            messages.success(request, _("It is called off. Everybody who signed up is being told."))
        return redirect("gatherings:overview", slug=slug)
    context = {"form": form, "gathering": gathering}
    return render(request, "gatherings/staff/call_off.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The next round, for another day and region."""
    gathering = selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    form = CopyForm(request.POST or None, initial=CopyForm.spread(title=gathering.title))
    if form.is_bound and form.is_valid():
        names = ("slug", "day", "areas", "with_panel", "with_materials")
        plan = Round(title=form.gather("title"), **{name: form.cleaned_data[name] for name in names})
        try:
            made = actions.copy_gathering(
                by=request.actor, gathering=gathering, to=plan, form_key=form.sent_key()
            )
        except (NoSuchTime, TwiceThatDay):
            form.add_error("day", _("The clock changes on that day in the middle of the agenda."))
        except OverAlready:
            form.add_error("day", _("Choose today or a later day."))
        else:
            return redirect("gatherings:overview", slug=made.slug)
    context = {"form": form, "gathering": gathering}
    return render(request, "gatherings/staff/copy.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def hosts(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Partners who help to convene it, and one more."""
    gathering = selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    form = HostForm(request.POST or None)
    if form.is_bound and form.is_valid():
        plain = {name: form.cleaned_data[name] for name in ("organization", "may_help")}
        actions.add_host(by=request.actor, gathering=gathering, role=form.gather("role"), **plain)
        return redirect("gatherings:hosts", slug=slug)
    context = {"form": form, "gathering": gathering}
    return render(request, "gatherings/staff/hosts.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def remove_host(request: ActorRequest, slug: str, host_id: UUID) -> HttpResponseBase:
    """A partner helps no longer."""
    gathering = selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    host = next((each for each in gathering.hosts.all() if each.pk == host_id), None)
    if host is None:
        raise Missing
    actions.remove_host(by=request.actor, host=host)
    return redirect("gatherings:hosts", slug=slug)


@allow(Permission.RUN_GATHERINGS)
@require_safe
def history(request: ActorRequest, slug: str) -> HttpResponse:
    """Who changed what, and when."""
    gathering = selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    context = {"gathering": gathering, "entries": history_of(gathering)}
    return render(request, "gatherings/staff/history.html", context)
