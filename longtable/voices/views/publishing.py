"""The page on which counts about groups of people are prepared for publication."""

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.releases.selectors import latest_about
from longtable.voices import actions, selectors
from longtable.voices.models import Analysis


@allow(Permission.PUBLISH_RELEASES)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Have the counts protected; look at them and publish them on the page of the release."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.PUBLISH_RELEASES)
    if request.method == "POST":
        actions.ask_for_analysis(by=actor, conversation=subject, kind=Analysis.Kind.RELEASE)
        return redirect("voices:publish", slug=slug)
    context = {
        "conversation": subject,
        "analysis": selectors.latest_analysis(subject, Analysis.Kind.RELEASE),
        "releases": latest_about(("voices.conversation", subject.pk)),
    }
    return render(request, "voices/staff/publish.html", context)
