"""Who did what, for auditors."""

from django.http import HttpResponse
from django.shortcuts import render

from longtable.accounts import selectors
from longtable.accounts.forms import AuditForm
from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest


@allow(Permission.READ_AUDIT)
def audit(request: ActorRequest) -> HttpResponse:
    """The audit, newest first, narrowed by what was asked."""
    form = AuditForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    trail = selectors.trail(request.actor, selectors.Question(**asked))
    query = request.GET.copy()
    query["before"] = str(trail.older or "")
    context = {"form": form, "trail": trail, "older": f"?{query.urlencode()}" if trail.older else ""}
    return render(request, "accounts/audit.html", context)
