"""Answers that seem to be one person's: a person looks, and says how they count."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from longtable.core.access import Actor, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.states import IllegalMove
from longtable.voices import actions, selectors
from longtable.voices.forms.results import FoldForm
from longtable.voices.models import Analysis, Conversation
from longtable.voices.selectors import folds as fold_selectors

PER_PAGE = 10


@allow(Permission.SEE_VOICES)
@require_safe
def folds(request: ActorRequest, slug: str) -> HttpResponse:
    """What was folded and why, with the answers side by side."""
    subject = selectors.conversation_for(request.actor, slug, Permission.SEE_VOICES)
    return _page(request, subject)


@allow(Permission.MODERATE)
@require_POST
def decide(request: ActorRequest, slug: str, fold_id: UUID) -> HttpResponseBase:
    """Count them each, or as one, and say why."""
    subject = selectors.conversation_for(request.actor, slug, Permission.MODERATE)
    fold = fold_selectors.fold_in(subject, fold_id)
    form = FoldForm(request.POST)
    if not form.is_valid():
        return _page(request, subject, wrong=form, at=fold_id)
    try:
        actions.decide_fold(by=request.actor, fold=fold, **form.cleaned_data)
        messages.success(request, _("Saved. The results count it this way from now on."))
    except IllegalMove:
        messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
    return redirect("voices:folds", slug=slug)


@allow(Permission.GATHER_THEMES)
@require_POST
def look(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Ask the machine to look now."""
    subject = selectors.conversation_for(request.actor, slug, Permission.GATHER_THEMES)
    actions.ask_for_analysis(by=request.actor, conversation=subject, kind=Analysis.Kind.STUFFING)
    return redirect("voices:folds", slug=slug)


def _page(
    request: ActorRequest, subject: Conversation, *, wrong: FoldForm | None = None, at: UUID | None = None
) -> HttpResponse:
    page = Paginator(fold_selectors.folds(subject), PER_PAGE).get_page(request.GET.get("page"))
    laid_out = fold_selectors.lay_out(list(page.object_list))
    context = {
        "conversation": subject,
        "page": page,
        "folds": [(each, wrong if each.fold.pk == at else FoldForm()) for each in laid_out],
        "analysis": selectors.latest_analysis(subject, Analysis.Kind.STUFFING),
        "may_decide": _may(request.actor, Permission.MODERATE, subject),
        "may_ask": _may(request.actor, Permission.GATHER_THEMES, subject),
    }
    return render(request, "voices/staff/folds.html", context, status=422 if wrong else 200)


def _may(actor: Actor, permission: Permission, subject: Conversation) -> bool:
    return actor.may(permission, organization=subject.organization_id, areas=subject.area_ids())
