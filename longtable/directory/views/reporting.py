"""Something is wrong here: anybody says so, follows it, and those who keep the entry answer."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from longtable.core.access import Actor, Permission, allow, public
from longtable.core.access.request import ActorRequest
from longtable.core.addresses import address_of
from longtable.core.receipts import note_use
from longtable.core.states import IllegalMove
from longtable.core.tracking import open_key
from longtable.directory.actions import reporting as actions
from longtable.directory.actions.reporting import Told
from longtable.directory.forms.reporting import AnswerForm, ReportForm
from longtable.directory.models import Report
from longtable.directory.selectors import reports as selectors
from longtable.directory.selectors.entries import is_read, service_entry
from longtable.people.contacts import masked

PER_PAGE = 25


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ActorRequest, service_id: UUID) -> HttpResponseBase:
    """Say what is wrong with a service."""
    service = service_entry(service_id, timezone.now()).service
    form = ReportForm(request.POST or None)
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        kept = actions.report_error(
            by=Actor.visitor(),
            service=service,
            form_key=given.pop("form_key"),
            told=Told(**given),
            language=(get_language() or "en").split("-")[0],
            network=address_of(request),
        )
        return redirect("directory:report-tracking", key=kept.opened.token)
    context = {"form": form, "service": service}
    return render(request, "directory/reporting/report.html", context, status=422 if form.errors else 200)


@public
@never_cache
@require_safe
def tracking(request: ActorRequest, key: str) -> HttpResponse:
    """What became of a report, for whoever holds its link or typed its code."""
    actor, code = open_key(request, key)
    found = selectors.report_of(actor)
    note_use(found.receipt)
    context = {
        "report": found,
        "service": found.service,
        "is_read": is_read(found.service),
        "code": code,
        "masked_contact": masked(found.contact.kind, found.contact.value) if found.contact else "",
    }
    return render(request, "directory/reporting/tracking.html", context)


@allow(Permission.EDIT_DIRECTORY)
@require_safe
def errors(request: ActorRequest) -> HttpResponse:
    """What readers found wrong in the entries that one keeps."""
    found = selectors.reports(request.actor).filter(state=Report.State.OPEN)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/reporting/errors.html", {"page": page})


@allow(Permission.EDIT_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def error(request: ActorRequest, report_id: UUID) -> HttpResponseBase:
    """One report: look, correct, and say what came of it."""
    found = selectors.report(request.actor, report_id)
    form = AnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.answer_report(by=request.actor, report=found, **form.cleaned_data)
        except IllegalMove:
            messages.info(request, _("Somebody else has already answered this."))
        else:
            messages.success(request, _("The person who told us can read your answer now."))
        return redirect("directory:errors")
    context = {"report": found, "service": found.service, "form": form}
    return render(request, "directory/reporting/error.html", context, status=422 if form.errors else 200)
