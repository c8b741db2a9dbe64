"""What was changed in an entry, taking it back, and deciding about what was sent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Denied, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.directory.actions import editing, reviewing
from longtable.directory.actions.editing import Overtaken, StandsOn
from longtable.directory.forms.keeping import ReasonForm
from longtable.directory.models import Change
from longtable.directory.selectors import history as selectors
from longtable.directory.selectors import keeping


@allow(Permission.EDIT_DIRECTORY)
@require_safe
def history(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Who changed what, when, from what to what."""
    entry = keeping.entry(request.actor, entry_id)
    page, sets = selectors.history(entry, request.GET.get("page"))
    context = {"entry": entry, "page": page, "sets": sets}
    return render(request, "directory/keeping/history.html", context)


@allow(Permission.EDIT_DIRECTORY)
@require_POST
def undo(request: ActorRequest, entry_id: UUID, set_id: UUID) -> HttpResponseBase:
    """Take a set of changes back."""
    entry = keeping.entry(request.actor, entry_id)
    try:
        undone = editing.undo(by=request.actor, entry=entry, set_id=set_id)
    except StandsOn as error:
        for each in error.newer:
            messages.warning(
                request, _("Not undone, because something newer is there. %(what)s") % {"what": each}
            )
    except Denied:
        messages.warning(request, _("Somebody else decided about this. Please send the change again."))
    else:
        if undone:
            messages.success(request, _("It is back to what it was before."))
    return redirect("directory:history", entry_id)


@allow(Permission.REVIEW_DIRECTORY)
@require_safe
def reviews(request: ActorRequest) -> HttpResponse:
    """What waits to be decided."""
    return render(
        request, "directory/reviewing/reviews.html", {"sets": selectors.waiting_sets(request.actor)}
    )


@allow(Permission.REVIEW_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: ActorRequest, set_id: UUID) -> HttpResponseBase:
    """One set: what stands there, what is to stand there; take it over, or say why not."""
    found = selectors.waiting_set(request.actor, set_id)
    changes = [line.change for line in found.lines]
    form, status = ReasonForm(request.POST or None if "decline" in request.POST else None), 200
    if request.method == "POST" and "accept" in request.POST:
        seen = request.POST.get("seen", "")
        try:
            reviewing.accept(by=request.actor, entry=found.entry, set_id=set_id, seen=seen)
        except Overtaken:
            messages.warning(request, _("Something changed there while you were looking. Please look again."))
            status = 409
        else:
            messages.success(request, _("It shows now, and the person who sent it is told."))
            return redirect("directory:reviews")
    elif form.is_bound and form.is_valid():
        reviewing.decline(
            by=request.actor, entry=found.entry, set_id=set_id, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("It was not accepted, and the person who sent it is told why."))
        return redirect("directory:reviews")
    context = {
        "found": selectors.waiting_set(request.actor, set_id),
        "form": form,
        "seen": reviewing.standing([each for each in changes if each.state == Change.State.WAITING]),
        "is_open": found.state == Change.State.WAITING,
    }
    return render(request, "directory/reviewing/review.html", context, status=422 if form.errors else status)
