"""Records for a public-records request: ask for them, look at what was taken out, hand them out."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.audit import record_read
from longtable.core.files import download as as_attachment
from longtable.core.states import IllegalMove
from longtable.voices import actions, selectors
from longtable.voices.actions.records import StatuteMissing
from longtable.voices.forms.records import RecordsForm, RulesForm
from longtable.voices.models import RecordsExport
from longtable.voices.selectors.records import applied_rules, records_for, records_of

PER_PAGE = 25


@allow(Permission.EXPORT_VOICES)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: ActorRequest, slug: str) -> HttpResponseBase:
    """What was made for which request, and having more made."""
    subject = selectors.conversation_for(request.actor, slug, Permission.EXPORT_VOICES)
    form = RecordsForm(request.POST or None)
    if form.is_bound and form.is_valid():
        made = actions.ask_for_records(by=request.actor, conversation=subject, **form.cleaned_data)
        return redirect("voices:records-export", records_id=made.pk)
    context = {
        "conversation": subject,
        "form": form,
        "page": Paginator(records_of(subject), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "voices/staff/records.html", context, status=422 if form.errors else 200)


@allow(Permission.EXPORT_VOICES)
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: ActorRequest, records_id: UUID) -> HttpResponseBase:
    """One export: what was taken out by which rule, with a sample; naming statutes makes it again."""
    records = records_for(request.actor, records_id)
    applied = applied_rules(records)
    form = RulesForm(request.POST or None, applied=applied)
    if form.is_bound and form.is_valid():
        try:
            actions.decide_redactions(by=request.actor, records=records, rules=form.decided())
        except IllegalMove:
            messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
        return redirect("voices:records-export", records_id=records_id)
    return _page(request, records, form)


@allow(Permission.EXPORT_VOICES)
@require_POST
def release(request: ActorRequest, records_id: UUID) -> HttpResponseBase:
    """A person has looked: it may be handed out."""
    records = records_for(request.actor, records_id)
    try:
        actions.release_records(by=request.actor, records=records)
        messages.success(request, _("It may be handed out now."))
    except StatuteMissing:
        messages.error(request, _("Name a statute for each rule first, or leave the words in."))
    except IllegalMove:
        messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
    return redirect("voices:records-export", records_id=records_id)


@allow(Permission.EXPORT_VOICES)
@require_safe
def download(request: ActorRequest, records_id: UUID) -> HttpResponseBase:
    """The files in one. Until somebody has looked at them their name says that they are a draft."""
    records = records_for(request.actor, records_id)
    if records.file is None or records.state not in (RecordsExport.State.MADE, RecordsExport.State.RELEASED):
        raise Missing
    record_read(request.actor, "voices.records.downloaded", records, records.conversation)
    if records.state == RecordsExport.State.MADE:
        records.file.name = f"DRAFT-{records.file.name}"
    return as_attachment(records.file)


def _page(request: ActorRequest, records: RecordsExport, form: RulesForm) -> HttpResponse:
    applied = applied_rules(records)
    context = {
        "records": records,
        "conversation": records.conversation,
        "analysis": records,  # the same words for how far it is
        "applied": applied,
        "missing": any(each.needs_a_statute for each in applied),
        "files": records.report.get("files", {}),
        "sample": records.report.get("sample", ()),
        "form": form,
    }
    return render(request, "voices/staff/records_export.html", context, status=422 if form.errors else 200)
