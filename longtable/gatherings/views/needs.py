"""Pages of staff: who needs what so that they can take part, and what is arranged for whom."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.audit import record_read
from longtable.core.states import IllegalMove
from longtable.gatherings.actions import assignments as acts
from longtable.gatherings.forms.needs import JobForm
from longtable.gatherings.models import Assignment
from longtable.gatherings.need_work import called_for
from longtable.gatherings.needs import TO_ARRANGE
from longtable.gatherings.selectors import needs as selectors
from longtable.gatherings.selectors.staff import gathering_for, session_for

HELPS = Permission.REGISTER_FOR_OTHERS


@allow(HELPS)
@require_safe
def needs(request: ActorRequest, slug: str) -> HttpResponse:
    """Who needs what, by language and session. That somebody read it is written down."""
    gathering = gathering_for(request.actor, slug, HELPS)
    found = selectors.needs_of(gathering)
    record_read(request.actor, "gatherings.needs.opened", gathering)
    return render(request, "gatherings/staff/needs.html", {"gathering": gathering, "needs": found})


@allow(HELPS)
@require_POST
def gather(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The people who are ticked become one assignment, or join one."""
    gathering = gathering_for(request.actor, slug, HELPS)
    said = request.POST
    people = selectors.attendees_for(gathering, said.getlist("person"))
    if not people or said.get("need") not in TO_ARRANGE:
        messages.warning(request, _("Choose at least one person."))
        return redirect("gatherings:needs", slug)
    into = selectors.assignment_for(gathering, _id(said["into"])) if said.get("into") else None
    if into and (into.need, into.language) != (said["need"], said.get("language", "")):
        raise Missing("It is for something else")
    made = acts.gather_needs(
        by=request.actor,
        gathering=gathering,
        need=said["need"],
        language=said.get("language", "")[:8],
        session=session_for(gathering, _id(said["session"])) if said.get("session") else None,
        attendees=people,
        into=into,
    )
    return redirect("gatherings:assignment", slug, made.pk)


@allow(HELPS)
@require_http_methods(["GET", "HEAD", "POST"])
def assignment(request: ActorRequest, slug: str, assignment_id: UUID) -> HttpResponseBase:
    """One of them: who does it, for whom, and how far it is."""
    gathering = gathering_for(request.actor, slug, HELPS)
    found = selectors.assignment_for(gathering, assignment_id)
    form = JobForm(request.POST or None, assignment=found)
    if form.is_bound and form.is_valid():
        acts.edit_assignment(by=request.actor, assignment=found, job=form.job())
        messages.success(request, _("Saved."))
        return redirect("gatherings:assignment", slug, assignment_id)
    record_read(request.actor, "gatherings.assignment.opened", found)
    to_call, people = called_for(found), list(found.people.all())
    for met in people:
        met.assignment = found
    context = {
        "gathering": gathering,
        "assignment": found,
        "words": found.shown_need,
        "form": form,
        "without_words": selectors.readers_without_words(found),
        "moves": [Assignment.State(each) for each in Assignment.lifecycle.moves[found.state]],
        "people": [(met, str(met.pk) in to_call) for met in people],
    }
    return render(request, "gatherings/staff/assignment.html", context, status=422 if form.errors else 200)


@allow(HELPS)
@require_POST
def move(request: ActorRequest, slug: str, assignment_id: UUID) -> HttpResponseBase:
    """It was asked for, is confirmed, or could not be found."""
    gathering = gathering_for(request.actor, slug, HELPS)
    found = selectors.assignment_for(gathering, assignment_id)
    try:
        acts.move_assignment(by=request.actor, assignment=found, to=request.POST.get("to", ""))
    except IllegalMove:
        messages.warning(request, _("This was changed a moment ago. Please look again."))
    else:
        if found.state in acts.TOLD:
            messages.success(request, _("Saved. The people who asked for it are being told."))
    return redirect("gatherings:assignment", slug, assignment_id)


@allow(HELPS)
@require_POST
def person(request: ActorRequest, slug: str, assignment_id: UUID, met_id: UUID) -> HttpResponseBase:
    """Somebody was called, or does not belong to it."""
    gathering = gathering_for(request.actor, slug, HELPS)
    found = selectors.assignment_for(gathering, assignment_id)
    met = next((each for each in found.people.all() if each.pk == met_id), None)
    if met is None:
        raise Missing(f"Nobody {met_id}")
    met.assignment = found
    if "out" in request.POST:
        acts.leave_out(by=request.actor, met=met)
    else:
        acts.note_called(by=request.actor, met=met, reached="reached" in request.POST)
    return redirect("gatherings:assignment", slug, assignment_id)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Missing(text) from None
