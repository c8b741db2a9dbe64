"""Pages for note-takers at tables, and for staff who write down what was found."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.commitments.forms import ProposalForm
from longtable.commitments.terms import Unfinished
from longtable.core.access import Denied, Permission, allow, members, public
from longtable.core.access.request import ActorRequest
from longtable.gatherings.actions import findings as acts
from longtable.gatherings.actions.notes import take_notes
from longtable.gatherings.forms.findings import FindingForm, NotesForm, ThemeForm
from longtable.gatherings.policies import may_run
from longtable.gatherings.selectors import findings as reads
from longtable.gatherings.selectors.public import public_gathering
from longtable.gatherings.selectors.staff import gathering_for


@members
@require_safe
def tables(request: ActorRequest, slug: str) -> HttpResponse:
    """The tables at which one can take notes."""
    subject, found = reads.tables_to_note(request.actor, slug)
    return render(request, "gatherings/staff/tables_to_note.html", {"gathering": subject, "tables": found})


@members
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: ActorRequest, slug: str, table_id: UUID) -> HttpResponseBase:
    """A box that is ready for the next line as soon as the last ones are kept."""
    table = reads.table_to_note(request.actor, slug, table_id)
    form = NotesForm(request.POST or None, initial={"language": table.language})
    if form.is_bound and form.is_valid():
        kept = take_notes(by=request.actor, table=table, **form.cleaned_data)
        number = len(kept)
        words = ngettext("%(number)d line is saved.", "%(number)d lines are saved.", number)
        messages.success(request, words % {"number": number})
        return redirect("gatherings:notes", slug=slug, table_id=table_id)
    context = {
        "gathering": table.session.gathering,
        "table": table,
        "form": form,
        "latest": table.notes.order_by("-created_at")[:20],
    }
    return render(request, "gatherings/staff/notes.html", context, status=422 if form.errors else 200)


@allow(Permission.SEE_GATHERINGS)
@require_safe
def findings(request: ActorRequest, slug: str) -> HttpResponse:
    """What was found, and the notes from which more can be made."""
    subject = gathering_for(request.actor, slug)
    context = {
        "gathering": subject,
        "findings": reads.findings_of(subject),
        "notes": reads.notes_of(subject),
        "may_run": may_run(request.actor, subject),
    }
    return render(request, "gatherings/staff/findings.html", context)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Write down something that came up."""
    actor = request.actor
    subject = gathering_for(actor, slug, Permission.RUN_GATHERINGS)
    initial = {"notes": request.GET.getlist("note"), "questions": request.GET.getlist("question")}
    form = FindingForm(request.POST or None, gathering=subject, initial=initial)
    if form.is_bound and form.is_valid():
        acts.make_finding(by=actor, gathering=subject, plan=form.plan())
        messages.success(request, _("Written down."))
        return redirect("gatherings:findings", slug=slug)
    context = {"gathering": subject, "form": form}
    return render(request, "gatherings/staff/finding.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: ActorRequest, slug: str, finding_id: UUID) -> HttpResponseBase:
    """Change a finding; see where it went."""
    actor = request.actor
    subject = gathering_for(actor, slug, Permission.RUN_GATHERINGS)
    found = reads.finding_for(subject, finding_id)
    form = FindingForm(request.POST or None, gathering=subject, initial=FindingForm.said_by(found))
    if form.is_bound and form.is_valid():
        acts.edit_finding(by=actor, finding=found, plan=form.plan())
        messages.success(request, _("Saved."))
        return redirect("gatherings:findings", slug=slug)
    context = {
        "gathering": subject,
        "finding": found,
        "form": form,
        "theme_form": ThemeForm(conversation_id=subject.conversation_id, initial={"theme": found.theme_id}),
    }
    return render(request, "gatherings/staff/finding.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def say(request: ActorRequest, slug: str, finding_id: UUID) -> HttpResponseBase:
    """Let a finding become a comment of the conversation, and part of a theme."""
    actor = request.actor
    subject = gathering_for(actor, slug, Permission.RUN_GATHERINGS)
    found = reads.finding_for(subject, finding_id)
    form = ThemeForm(request.POST, conversation_id=subject.conversation_id)
    try:
        theme = form.cleaned_data["theme"] if form.is_valid() else None
        acts.say_in_conversation(by=actor, finding=found, theme=theme)
    except acts.NoConversation:
        messages.warning(request, _("This gathering does not belong to a conversation yet."))
    except Denied:
        messages.warning(request, _("Your role does not let you add words to that conversation."))
    else:
        messages.success(request, _("It is in the conversation now."))
    return redirect("gatherings:finding", slug=slug, finding_id=finding_id)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: ActorRequest, slug: str, finding_id: UUID) -> HttpResponseBase:
    """A finding leads to a proposal of what should be done."""
    actor = request.actor
    subject = gathering_for(actor, slug, Permission.RUN_GATHERINGS)
    found = reads.finding_for(subject, finding_id)
    initial = {"division": subject.organization_id, "areas": list(subject.area_ids())}
    form = ProposalForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            acts.propose_from(
                by=actor, finding=found, terms=form.terms(), form_key=form.cleaned_data["form_key"]
            )
        except Unfinished as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Proposed. Somebody now decides whether we take it on."))
            return redirect("gatherings:findings", slug=slug)
    context = {"gathering": subject, "finding": found, "form": form}
    return render(request, "gatherings/staff/promise.html", context, status=422 if form.errors else 200)


@public
@require_safe
def public_findings(request: ActorRequest, slug: str) -> HttpResponse:
    """What was found at a gathering, as far as it is public."""
    subject = public_gathering(slug)
    context = {"gathering": subject, "findings": reads.findings_of(subject, only_public=True)}
    return render(request, "gatherings/findings.html", context)


@public
@require_safe
def public_rounds(request: ActorRequest, slug: str) -> HttpResponse:
    """What came up where, in all rounds of a series, as far as it is public."""
    context = {"rounds": reads.rounds(reads.series_for(slug)), "language": get_language()}
    return render(request, "gatherings/rounds.html", context)


@allow(Permission.SEE_GATHERINGS)
@require_safe
def staff_rounds(request: ActorRequest, slug: str) -> HttpResponse:
    """The same with all findings in the scope of whoever looks."""
    context = {"rounds": reads.rounds(reads.series_for(slug), request.actor), "is_staff": True}
    return render(request, "gatherings/rounds.html", context)
