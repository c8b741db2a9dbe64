"""What anybody reads of gatherings: which are coming, and one of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from longtable.core.access import public
from longtable.core.access.request import ActorRequest
from longtable.core.panels import panels_for
from longtable.gatherings import saying, selectors
from longtable.gatherings.forms.registering import start_form
from longtable.gatherings.guests import gathering_here
from longtable.gatherings.needs import NEEDS, offered
from longtable.gatherings.policies import may_ask


@public
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """Gatherings that are coming."""
    return render(
        request, "gatherings/index.html", {"gatherings": selectors.coming_gatherings(timezone.now())}
    )


@public
@require_safe
def gathering(request: ActorRequest, slug: str) -> HttpResponse:
    """One gathering: what, when, where, for whom, and how to sign up."""
    subject, now = gathering_here(request, slug), timezone.now()
    agenda = [each for each in subject.sessions.all() if each.pool]
    is_by_invitation = subject.by_invitation or subject.is_closed
    context = {
        "gathering": subject,
        "said": saying.both(subject),
        "materials": [each for each in subject.materials.all() if each.is_public],
        "needs": [NEEDS[code] for code in offered(subject.needs_offered, is_in_person=subject.is_in_person)],
        "window": selectors.window_of(agenda, now) if agenda else None,
        "start": start_form(subject, agenda) if agenda and not is_by_invitation else None,
        "is_full": bool(agenda) and selectors.is_full(agenda, 1),
        "is_over": subject.ends_at <= now,
        "is_on": may_ask(subject, now),
        "panels": panels_for("gatherings.gathering", request.actor, [subject])[subject.pk],
    }
    return render(request, "gatherings/gathering.html", context)
