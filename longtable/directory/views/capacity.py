"""In two taps: whether a service can take people."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.directory.actions import capacity as actions
from longtable.directory.actions.capacity import Saying
from longtable.directory.forms.capacity import CapacityForm
from longtable.directory.models import ServiceCapacity
from longtable.directory.selectors import capacity as selectors
from longtable.directory.selectors import keeping


@allow(Permission.EDIT_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def all_services(request: ActorRequest, entry_id: UUID) -> HttpResponseBase:
    """Every service of an entry with three buttons."""
    entry = keeping.entry(request.actor, entry_id)
    if request.method == "POST":
        service = keeping.service(request.actor, _uuid(request.POST.get("service", "")))
        if request.POST.get("state") in ServiceCapacity.State.values:
            actions.say_capacity(by=request.actor, service=service, saying=Saying(request.POST["state"]))
            messages.success(request, _("Thank you. Everybody sees it now, for 7 days."))
        return redirect("directory:capacity", entry_id)
    ours = keeping.our_entry(entry, timezone.now())
    return render(request, "directory/keeping/capacity.html", {"entry": entry, "ours": ours})


@allow(Permission.EDIT_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def service(request: ActorRequest, service_id: UUID) -> HttpResponse | HttpResponseBase:
    """Everything that can be said about one service's capacity, and what was said before."""
    held = keeping.service(request.actor, service_id)
    said = list(selectors.sayings(held)[: selectors.KEPT])
    form = CapacityForm(request.POST or None, last=said[0] if said else None)
    if form.is_bound and form.is_valid():
        actions.say_capacity(by=request.actor, service=held, saying=form.saying())
        messages.success(request, _("Thank you. Everybody sees it now."))
        return redirect("directory:kept-service", service_id)
    context = {
        "form": form,
        "service": held,
        "entry": held.provider,
        "said": said,
        "now": selectors.capacities_of([held.pk], timezone.now()).get(held.pk),
    }
    return render(
        request, "directory/keeping/service_capacity.html", context, status=422 if form.errors else 200
    )


def _uuid(text: str) -> UUID:
    """An id that a form sent; of nothing when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
