"""How far something is that was asked for: read again by the page that waits for it."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.voices import selectors
from longtable.voices.models import Analysis

PAGES = {
    Analysis.Kind.GROUPS: "voices:groups",
    Analysis.Kind.THEMES: "voices:suggested",
    Analysis.Kind.COPIES: "voices:letters",
    Analysis.Kind.STUFFING: "voices:folds",
    Analysis.Kind.RELEASE: "voices:publish",
}
"""Where each kind of result is shown."""


@allow(Permission.SEE_VOICES)
@require_safe
def analysis(request: ActorRequest, analysis_id: UUID) -> HttpResponseBase:
    """The progress of one analysis within a page; without a script, the page itself."""
    found = selectors.analysis_for(request.actor, analysis_id)
    if not request.htmx:
        return redirect(PAGES[Analysis.Kind(found.kind)], slug=found.conversation.slug)
    if not found.is_under_way:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "voices/staff/_under_way.html", {"analysis": found})
