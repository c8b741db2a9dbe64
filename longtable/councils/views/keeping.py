"""Pages of staff who keep councils: where each stands, its rules, who is missing at the table."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.panels import panels_for
from longtable.core.states import IllegalMove
from longtable.councils import actions, selectors
from longtable.councils.actions.councils import NotReady
from longtable.councils.forms import CharterForm, RuleForm
from longtable.councils.models import Council


@allow(Permission.SEE_COUNCILS)
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """Councils in the actor's scope, those with free seats first."""
    context = {
        "councils": selectors.councils(request.actor, timezone.localdate()),
        "may_prepare": request.actor.may(Permission.RUN_COUNCILS),
    }
    return render(request, "councils/staff/index.html", context)


@allow(Permission.SEE_COUNCILS)
@require_safe
def overview(request: ActorRequest, slug: str) -> HttpResponse:
    """One council: who sits there, who is looked for, what its rules say to it."""
    actor = request.actor
    subject = selectors.council_for(actor, slug)
    may = partial(actor.may, organization=subject.organization_id, areas=subject.area_ids())
    context = {
        "council": subject,
        "standing": selectors.standing_of(subject, timezone.localdate()),
        "waiting": subject.applications.waiting().count(),
        "may_run": may(Permission.RUN_COUNCILS),
        "panels": panels_for("councils.council", actor, [subject])[subject.pk],
    }
    return render(request, "councils/staff/overview.html", context)


@allow(Permission.RUN_COUNCILS)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: ActorRequest) -> HttpResponseBase:
    """Write down what a council is."""
    actor = request.actor
    form = CharterForm(
        request.POST or None,
        organizations=selectors.organizations_with_councils(actor),
        initial={"absences_counted": Council.Absences.IN_A_ROW},
    )
    if form.is_bound and form.is_valid():
        if Council.objects.filter(slug=form.cleaned_data["slug"]).exists():
            form.add_error("slug", _("Another council has this address."))
        else:
            made = actions.prepare_council(by=actor, charter=form.charter())
            return redirect("councils:overview", slug=made.slug)
    return render(request, "councils/staff/edit.html", {"form": form}, status=422 if form.errors else 200)


@allow(Permission.RUN_COUNCILS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Change the words or the rules."""
    actor = request.actor
    subject = selectors.council_for(actor, slug, Permission.RUN_COUNCILS)
    form = CharterForm(
        request.POST or None,
        organizations=selectors.organizations_with_councils(actor),
        initial=CharterForm.initial_of(subject),
    )
    if form.is_bound and form.is_valid():
        if Council.objects.filter(slug=form.cleaned_data["slug"]).exclude(pk=subject.pk).exists():
            form.add_error("slug", _("Another council has this address."))
        else:
            changed = actions.edit_council(by=actor, council=subject, charter=form.charter())
            messages.success(request, _("Saved."))
            return redirect("councils:overview", slug=changed.slug)
    context = {"form": form, "council": subject}
    return render(request, "councils/staff/edit.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_COUNCILS)
@require_POST
def change_state(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Make it public, take it back to work on it, or say that it exists no longer."""
    actor = request.actor
    subject = selectors.council_for(actor, slug, Permission.RUN_COUNCILS)
    try:
        if "publish" in request.POST:
            actions.publish_council(by=actor, council=subject)
        else:
            actions.withdraw_council(by=actor, council=subject, dissolved="dissolve" in request.POST)
    except NotReady:
        messages.error(request, _("First write the purpose in every language."))
    except IllegalMove:
        messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
    return redirect("councils:overview", slug=slug)


@allow(Permission.RUN_COUNCILS)
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Rules about who sits together: those that hold, and one more."""
    actor = request.actor
    subject = selectors.council_for(actor, slug, Permission.RUN_COUNCILS)
    form = RuleForm(request.POST or None, council=subject)
    if form.is_bound and form.is_valid():
        actions.add_rule(by=actor, council=subject, **form.rule())
        messages.success(request, _("Saved."))
        return redirect("councils:rules", slug=slug)
    context = {
        "council": subject,
        "form": form,
        "standing": selectors.standing_of(subject, timezone.localdate()),
    }
    return render(request, "councils/staff/rules.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_COUNCILS)
@require_POST
def remove_rule(request: ActorRequest, slug: str, rule_id: UUID) -> HttpResponseBase:
    """A rule holds no longer."""
    subject = selectors.council_for(request.actor, slug, Permission.RUN_COUNCILS)
    actions.remove_rule(by=request.actor, rule=selectors.rule_for(subject, rule_id))
    return redirect("councils:rules", slug=slug)


@allow(Permission.RUN_COUNCILS)
@require_safe
def resemblance(request: ActorRequest, slug: str) -> HttpResponse:
    """How far the members resemble the people of the area."""
    subject = selectors.council_for(request.actor, slug, Permission.RUN_COUNCILS)
    context = {
        "council": subject,
        "tables": selectors.resemblance(subject, timezone.localdate()),
    }
    return render(request, "councils/staff/resemblance.html", context)
