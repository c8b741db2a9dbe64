"""Pages of the second coder, and what two coders make of the same comments."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.voices import actions, selectors
from longtable.voices.actions.coding import NothingToCode
from longtable.voices.forms.theming import CodeForm, CodingForm
from longtable.voices.models import CodingRound
from longtable.voices.policies import may_code


@allow(Permission.GATHER_THEMES)
@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Rounds of second coding, and asking for a new one."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.GATHER_THEMES)
    coders = selectors.coders(actor, subject)
    form = CodingForm(request.POST or None, coders=coders)
    if form.is_bound and form.is_valid():
        coder = next(user for user in coders if str(user.pk) == form.cleaned_data["coder"])
        try:
            begun = actions.begin_coding(
                by=actor,
                conversation=subject,
                coder=coder,
                size=form.cleaned_data["size"],
                seed=subject.coding_rounds.count(),
            )
            messages.success(request, _("%(name)s will find it on their work list.") % {"name": coder})
            return redirect("voices:coding", slug=slug, round_id=begun.pk)
        except NothingToCode:
            form.add_error(None, _("There is nothing to code yet: gather some comments into themes first."))
    context = {
        "conversation": subject,
        "form": form,
        "coders": coders,
        "rounds": selectors.coding_rounds(subject),
    }
    return render(request, "voices/staff/coding_rounds.html", context, status=422 if form.errors else 200)


@allow(Permission.GATHER_THEMES)
@require_http_methods(["GET", "HEAD", "POST"])
def coding(request: ActorRequest, slug: str, round_id: UUID) -> HttpResponseBase:
    """For the second coder one comment after the other; for others, and afterwards, how far they agree."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.GATHER_THEMES)
    found = selectors.coding_round_for(actor, subject, round_id)
    if request.method == "POST" and "end" in request.POST:
        actions.end_coding(by=actor, coding_round=found)
        return redirect("voices:coding", slug=slug, round_id=round_id)
    if may_code(actor, found):
        return _code(request, found)
    context = {"conversation": subject, "round": found, "done": found.codings.exclude(coded_at=None).count()}
    # The second coder's choices stay unseen until the round is over, or the first would follow them.
    if found.finished_at:
        context["compared"] = selectors.compared(found)
    return render(request, "voices/staff/coding_result.html", context)


def _code(request: ActorRequest, coding_round: CodingRound) -> HttpResponseBase:
    waiting = selectors.next_coding(coding_round)
    themes = coding_round.themes.all()
    form = CodeForm(request.POST or None, themes=themes)
    asked = request.POST.get("position", "")
    if waiting and form.is_bound and form.is_valid():
        # A second click sends the comment before once more: that one is coded, and this one is not.
        if asked == str(waiting.position):
            chosen = form.cleaned_data["themes"].values_list("pk", flat=True)
            actions.code_comment(by=request.actor, coding=waiting, themes=chosen)
        return redirect("voices:coding", slug=coding_round.conversation.slug, round_id=coding_round.pk)
    context: dict[str, Any] = {
        "conversation": coding_round.conversation,
        "round": coding_round,
        "coding": waiting,
        "form": form,
    }
    return render(request, "voices/staff/coding.html", context)
