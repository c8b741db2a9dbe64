"""Pages after a gathering: who came, what people thought, what they are sent."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Actor, Permission, allow, public
from longtable.core.access.request import ActorRequest
from longtable.core.addresses import address_of
from longtable.core.attempts import count_attempt
from longtable.core.tracking import open_key
from longtable.gatherings.actions import after as acts
from longtable.gatherings.forms.after import EvaluationForm
from longtable.gatherings.guests import gathering_inside
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.policies import may_evaluate, may_run, may_speak_for
from longtable.gatherings.selectors.attendance import who_came
from longtable.gatherings.selectors.evaluations import evaluated, has_evaluated
from longtable.gatherings.selectors.registrations import tracked
from longtable.gatherings.selectors.staff import gathering_for
from longtable.gatherings.visits import remember_visit, visit_of, voter_of
from longtable.releases.selectors import latest_about

LIMIT, WINDOW = 60, timedelta(hours=1)
"""Evaluations from one address: a whole room may share one."""


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: ActorRequest, slug: str) -> HttpResponseBase:
    """How was it? For anybody, once for each visit. Nothing ties the answers to whoever gives them."""
    visit = visit_of(request)
    here = reverse("gatherings:public", args=[slug])
    said = _evaluation(request, Actor.visitor(), gathering_inside(request, slug), here, voter=voter_of(visit))
    return remember_visit(said, visit)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_evaluation(request: ActorRequest, key: str) -> HttpResponseBase:
    """The same by the link of whoever signed up: once for each sign-up, and it counts with those who came."""
    actor, _code = open_key(request, key)
    mine = tracked(actor, timezone.now()).registration
    back = reverse("gatherings:tracking", args=[key])
    return _evaluation(request, actor, mine.gathering, back, registration=mine)


def _evaluation(
    request: ActorRequest,
    by: Actor,
    gathering: Gathering,
    back: str,
    voter: str = "",
    registration: Registration | None = None,
) -> HttpResponseBase:
    is_on = may_evaluate(gathering, timezone.now()) and may_speak_for(by, gathering, registration)
    is_said = has_evaluated(gathering, registration, voter)
    form = EvaluationForm(request.POST or None)
    if is_on and form.is_bound and form.is_valid():
        count_attempt("evaluate a gathering", address_of(request), limit=LIMIT, window=WINDOW)
        acts.evaluate(
            by=by,
            gathering=gathering,
            registration=registration,
            voter=voter,
            language=get_language() or "en",
            **form.said(),
        )
        messages.success(request, _("Thank you. It helps us do better next time."))
        return redirect(back)
    context = {"gathering": gathering, "back": back, "form": form, "is_on": is_on, "is_said": is_said}
    return render(request, "gatherings/evaluation.html", context, status=422 if form.errors else 200)


@allow(Permission.SEE_GATHERINGS)
@require_safe
def came(request: ActorRequest, slug: str) -> HttpResponse:
    """Who came, held against who lives there; true counts, for staff alone."""
    subject = gathering_for(request.actor, slug)
    context = {
        "gathering": subject,
        "came": who_came(subject),
        "may_run": may_run(request.actor, subject),
        "releases": latest_about(("gatherings.gathering", subject.pk)),
    }
    return render(request, "gatherings/staff/who_came.html", context)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def counts(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Have the counts protected, so that they can be published."""
    subject = gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    acts.ask_for_counts(by=request.actor, gathering=subject)
    messages.success(
        request, _("The counts are being protected. In a minute they wait here to be looked at.")
    )
    return redirect("gatherings:who-came", slug=slug)


@allow(Permission.SEE_GATHERINGS)
@require_safe
def opinions(request: ActorRequest, slug: str) -> HttpResponse:
    """What people thought of it."""
    subject = gathering_for(request.actor, slug)
    context = {"gathering": subject, "evaluated": evaluated(subject)}
    return render(request, "gatherings/staff/opinions.html", context)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Write to everybody who signed up: materials, answers, the evaluation."""
    subject = gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    if request.method == "POST":
        try:
            acts.send_follow_up(by=request.actor, gathering=subject)
        except acts.NotOver:
            messages.warning(request, _("It has not ended yet, or this was sent before."))
        else:
            messages.success(request, _("On its way to everybody who signed up."))
        return redirect("gatherings:follow-up", slug=slug)
    context = {
        "gathering": subject,
        "is_over": subject.ends_at <= timezone.now(),
        "materials": subject.materials.all(),
        "left": subject.questions.filter(state__in=["asked", "shown", "later"], joined_to=None).count(),
    }
    return render(request, "gatherings/staff/follow_up.html", context)
