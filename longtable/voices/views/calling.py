"""Pages of the office that calls people back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.states import IllegalMove
from longtable.voices import actions, selectors
from longtable.voices.forms import OutcomeForm

PER_PAGE = 25


@allow(Permission.TAKE_CALLS)
@require_safe
def calls(request: ActorRequest) -> HttpResponse:
    """Who waits for a call."""
    page = Paginator(selectors.help_requests(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "voices/staff/calls.html", {"page": page})


@allow(Permission.TAKE_CALLS)
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: ActorRequest, request_id: UUID) -> HttpResponseBase:
    """One call: whom, where, when, and what came of it."""
    actor = request.actor
    subject = selectors.help_request_for(actor, request_id)
    form = OutcomeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            if "close" in request.POST:
                actions.close_help(by=actor, request=subject, why=form.cleaned_data["outcome"])
            else:
                actions.note_call(by=actor, request=subject, outcome=form.cleaned_data["outcome"])
        except IllegalMove:
            messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
        return redirect("voices:calls")
    contact = selectors.contact_to_call(actor, subject)
    context = {"subject": subject, "contact": contact, "form": form}
    return render(request, "voices/staff/call.html", context, status=422 if form.errors else 200)
