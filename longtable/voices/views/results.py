"""What people answered, counted in every way that somebody could ask for."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.voices import selectors
from longtable.voices.forms.results import ResultsForm
from longtable.voices.selectors.results import answered
from longtable.voices.selectors.results import results as results_of

PER_PAGE = 50


@allow(Permission.SEE_VOICES)
@require_safe
def results(request: ActorRequest, slug: str) -> HttpResponse:
    """Each statement: everybody, without those whom nobody confirmed, and with folded answers as one."""
    subject = selectors.conversation_for(request.actor, slug, Permission.SEE_VOICES)
    form = ResultsForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    channel = wanted.get("channel") or ""
    found = results_of(subject, order=wanted.get("order") or "support", channel=channel)
    context = {
        "conversation": subject,
        "form": form,
        "answered": answered(subject, channel),
        "channels": selectors.channels(subject),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "differ_without_open": sum(result.differs_without_open for result in found),
        "differ_folded": sum(result.differs_folded for result in found),
    }
    return render(request, "voices/staff/results.html", context)
