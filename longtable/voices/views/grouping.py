"""Pages of opinion groups: who answers alike, what all share, what divides."""

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.voices import actions, selectors
from longtable.voices.forms.grouping import GroupsForm
from longtable.voices.models import Analysis


@allow(Permission.SEE_VOICES)
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Groups as they were last worked out, and asking for them again."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.SEE_VOICES)
    form = GroupsForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.ask_for_analysis(
            by=actor, conversation=subject, kind=Analysis.Kind.GROUPS, options=form.cleaned_data
        )
        return redirect("voices:groups", slug=slug)
    analysis = selectors.latest_analysis(subject, Analysis.Kind.GROUPS)
    is_done = analysis is not None and analysis.state == Analysis.State.DONE
    context = {
        "conversation": subject,
        "form": form,
        "analysis": analysis,
        "channels": selectors.channels(subject),
        "opinions": selectors.opinions(analysis) if analysis and is_done else None,
        "may_ask": actor.may(
            Permission.GATHER_THEMES, organization=subject.organization_id, areas=subject.area_ids()
        ),
    }
    return render(request, "voices/staff/groups.html", context, status=422 if form.errors else 200)
