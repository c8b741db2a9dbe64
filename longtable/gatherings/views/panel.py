"""The queue of questions on a panelist's phone, opened by their own link; and how staff give it out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Denied, Missing, Permission, allow, public
from longtable.core.access.request import ActorRequest
from longtable.core.forms import KeyedForm
from longtable.core.receipts import note_use
from longtable.core.states import IllegalMove
from longtable.core.tracking import open_key
from longtable.gatherings.actions import panel as acts
from longtable.gatherings.selectors.panel import panel_queue, panelist_of
from longtable.gatherings.selectors.questions import readable_question
from longtable.gatherings.selectors.staff import gathering_for, panelist_for
from longtable.gatherings.squares import square_to

VERBS = {"live": acts.answer_from_panel, "later": acts.promise_from_panel}


@public
@never_cache
@require_safe
def queue(request: ActorRequest, key: str) -> HttpResponse:
    """What people ask, for somebody on the panel. The list alone for htmx, which asks now and then."""
    actor, _code = open_key(request, key)
    panelist = panelist_of(actor)
    if panelist.receipt and not request.htmx:
        note_use(panelist.receipt)
    context = {
        "key": key,
        "panelist": panelist,
        "gathering": panelist.gathering,
        "queue": panel_queue(panelist),
    }
    template = "gatherings/_on_panel.html" if request.htmx else "gatherings/on_panel.html"
    return render(request, template, context)


@public
@require_POST
def say(request: ActorRequest, key: str, number: int, verb: str) -> HttpResponseBase:
    """It was answered in the room, or will be in writing."""
    actor, _code = open_key(request, key)
    panelist = panelist_of(actor)
    if verb not in VERBS:
        raise Missing(verb)
    question = readable_question(panelist.gathering, number)
    try:
        VERBS[verb](by=actor, panelist=panelist, question=question)
    except (Denied, IllegalMove):
        messages.warning(request, _("This was changed a moment ago. Please look again."))
    else:
        messages.success(request, _("Noted."))
    return redirect("gatherings:on-panel", key=key)


@allow(Permission.RUN_GATHERINGS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: ActorRequest, slug: str, panelist_id: UUID) -> HttpResponseBase:
    """A link for somebody on the panel, shown once: as a square for their camera, and to be sent."""
    gathering = gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    panelist = panelist_for(gathering, panelist_id)
    form = KeyedForm(request.POST or None)
    context = {"gathering": gathering, "panelist": panelist, "form": form}
    if form.is_bound and form.is_valid():
        try:
            opened = acts.give_link(by=request.actor, panelist=panelist, form_key=form.sent_key())
        except acts.TakenBack:
            messages.warning(request, _("This link was taken back. Please make a new one."))
            return redirect("gatherings:panel-link", slug=slug, panelist_id=panelist_id)
        context |= {"opened": opened, "square": square_to(opened.path)}
    return render(request, "gatherings/staff/panel_link.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def take_back(request: ActorRequest, slug: str, panelist_id: UUID) -> HttpResponseBase:
    """A link opens nothing any more."""
    gathering = gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    acts.take_link_back(by=request.actor, panelist=panelist_for(gathering, panelist_id))
    messages.success(request, _("The link no longer works."))
    return redirect("gatherings:panel-link", slug=slug, panelist_id=panelist_id)
