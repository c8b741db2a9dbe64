"""What anybody reads of gatherings: which are coming, and one of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from longtable.core.access import public
from longtable.core.access.request import ActorRequest
from longtable.gatherings import selectors


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
    return render(request, "gatherings/gathering.html", {"gathering": selectors.public_gathering(slug)})
