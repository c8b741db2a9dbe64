"""The public page about places, its map and its table as a file; and confirming what is not certain."""

import csv
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from longtable.core.access import Permission, allow, public
from longtable.core.access.request import ActorRequest
from longtable.places import maps
from longtable.places.actions import confirm_holding
from longtable.places.forms import ConfirmForm, SchemeForm
from longtable.places.models import RegionScheme
from longtable.places.overview import Overview, overview_of
from longtable.places.selectors import holding_for, schemes, unconfirmed

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"
COLUMNS = (
    *("code", "county", "people", "people_year", "people_source"),
    *("scheme", "defined_by", "region", "since", "basis", "certain"),
)


@public
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """Counties with their people and regions: a map, its sentence, and the table."""
    offered = schemes()
    chosen = _chosen(offered, request.GET.get("scheme", ""))
    overview = overview_of(chosen, timezone.localdate()) if chosen else None
    form = SchemeForm(offered, initial={"scheme": chosen.slug if chosen else ""})
    map_url = _map_url(overview) if overview and maps.has_shapes() else ""
    return render(request, "places/index.html", {"form": form, "overview": overview, "map_url": map_url})


@public
@require_safe
def scheme_map(request: ActorRequest, slug: str, language: str) -> HttpResponse:
    """The map of one scheme in one language. Under the address of its content it never changes."""
    with translation.override(language):
        chosen = next((scheme for scheme in schemes() if scheme.slug == slug), None)
        overview = overview_of(chosen, timezone.localdate()) if chosen else None
        if overview is None:
            raise Http404
        version = maps.fingerprint(overview)
        response = get_conditional_response(request, etag=f'"{version}"')
        if response is None:
            try:
                response = HttpResponse(maps.scheme_map(overview), content_type="image/svg+xml")
            except maps.NoShapes as error:
                raise Http404 from error
    response["ETag"] = f'"{version}"'
    response["Cache-Control"] = FOREVER if request.GET.get("v") == version else ASK_AGAIN
    return response


@public
@require_safe
def table(request: ActorRequest) -> HttpResponse:
    """Every county and every scheme as CSV, each with its date and how sure we are."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="places.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for scheme in schemes():
        overview = overview_of(scheme, timezone.localdate())
        for county in overview.counties if overview else ():
            people, held = county.people, county.assignment
            counted = [people.count, people.year, people.source] if people else ["", "", ""]
            placed = (
                [held.region.code, held.since, held.basis, "yes" if held.certain else "no"]
                if held
                else [""] * 4
            )
            writer.writerow(
                [county.area.code, county.area.name, *counted, scheme.slug, scheme.defined_by, *placed]
            )
    return response


@allow(Permission.EDIT_PLACES)
@require_safe
def waiting(request: ActorRequest) -> HttpResponse:
    """Which counties' regions nobody has confirmed yet."""
    return render(request, "places/waiting.html", {"holdings": unconfirmed(request.actor)})


@allow(Permission.EDIT_PLACES)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: ActorRequest, holding_id: UUID) -> HttpResponse:
    """Say where it was read that a region holds a county."""
    holding = holding_for(request.actor, holding_id)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        confirm_holding(by=request.actor, holding=holding, source=form.cleaned_data["source"])
        messages.success(request, _("Confirmed. The region now shows as certain."))
        return redirect("places:waiting")
    return render(request, "places/confirm.html", {"holding": holding, "form": form})


def _chosen(offered: list[RegionScheme], slug: str) -> RegionScheme | None:
    return next((scheme for scheme in offered if scheme.slug == slug), offered[0] if offered else None)


def _map_url(overview: Overview) -> str:
    language = (translation.get_language() or "en").split("-")[0]
    path = reverse("places:map", args=[overview.scheme.slug, language])
    return f"{path}?v={maps.fingerprint(overview)}"
