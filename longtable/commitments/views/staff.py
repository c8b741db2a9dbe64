"""Pages of members: what they may see, what should be proposed, and who answers for it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.commitments import actions
from longtable.commitments.forms import OwnerForm, ProposalForm, StaffFilterForm, ThemeChoiceForm
from longtable.commitments.selectors import staff as selectors
from longtable.commitments.terms import Unfinished
from longtable.core.access import Permission, allow, members
from longtable.core.access.request import ActorRequest

PER_PAGE = 25


@members
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """Commitments in the actor's scope and their own."""
    actor = request.actor
    form = StaffFilterForm(request.GET)
    form.is_valid()
    found = selectors.commitments(
        actor, where=form.cleaned_data.get("state", ""), mine=form.cleaned_data.get("mine", False)
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "form": form,
        "page": page,
        "rows": [(each, each.days_late(today)) for each in page],
        "may_propose": actor.may(Permission.PROPOSE_COMMITMENTS),
        "may_admit": actor.may(Permission.ANSWER_PEOPLE),
    }
    return render(request, "commitments/staff/index.html", context)


@allow(Permission.PROPOSE_COMMITMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponseBase:
    """Propose what to do, or not to do, about a theme."""
    actor = request.actor
    asked = request.GET.get("theme", "")
    theme = selectors.theme_to_answer(actor, asked) if asked else None
    initial = {"areas": theme.conversation.areas.all()} if theme else {}
    form = ProposalForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            commitment = actions.propose(
                by=actor,
                terms=form.terms(),
                themes=[theme] if theme else [],
                form_key=form.cleaned_data["form_key"],
            )
        except Unfinished as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Proposed. Somebody now decides whether we take it on."))
            return redirect("commitments:one", commitment.pk)
    context = {"form": form, "theme": theme}
    return render(request, "commitments/staff/proposal.html", context, status=422 if form.errors else 200)


@allow(Permission.PROPOSE_COMMITMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, commitment_id: UUID) -> HttpResponseBase:
    """Change a proposal before anybody has decided."""
    actor = request.actor
    commitment = selectors.commitment_for(actor, commitment_id, Permission.PROPOSE_COMMITMENTS)
    form = ProposalForm(request.POST or None, initial=ProposalForm.of(commitment))
    if form.is_bound and form.is_valid():
        try:
            actions.edit_proposal(by=actor, commitment=commitment, terms=form.terms())
        except Unfinished as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("commitments:one", commitment_id)
    context = {"form": form, "commitment": commitment}
    return render(request, "commitments/staff/proposal.html", context, status=422 if form.errors else 200)


@allow(Permission.DECIDE_COMMITMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def owner(request: ActorRequest, commitment_id: UUID) -> HttpResponseBase:
    """Let somebody else answer for it."""
    actor = request.actor
    commitment = selectors.commitment_for(actor, commitment_id, Permission.DECIDE_COMMITMENTS)
    form = OwnerForm(request.POST or None, initial={"owner": commitment.owner})
    if form.is_bound and form.is_valid():
        try:
            actions.transfer_owner(by=actor, commitment=commitment, **form.cleaned_data)
        except Unfinished as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%s is responsible for it now.") % commitment.owner)
            return redirect("commitments:one", commitment_id)
    context = {"form": form, "commitment": commitment}
    return render(request, "commitments/staff/owner.html", context, status=422 if form.errors else 200)


@allow(Permission.PROPOSE_COMMITMENTS)
@require_POST
def themes(request: ActorRequest, commitment_id: UUID) -> HttpResponseBase:
    """Link a theme that it answers, or take one off."""
    actor = request.actor
    commitment = selectors.commitment_for(actor, commitment_id, Permission.PROPOSE_COMMITMENTS)
    form = ThemeChoiceForm(request.POST, themes=selectors.themes_for(actor))
    if form.is_valid():
        change = actions.unlink_theme if "unlink" in request.POST else actions.link_theme
        change(by=actor, commitment=commitment, theme=form.cleaned_data["theme"])
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose what people said from the list."))
    return redirect("commitments:one", commitment_id)
