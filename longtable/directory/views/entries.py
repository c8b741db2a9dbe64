"""One service, one organisation, one place: everything that one needs to know before going there."""

from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from longtable.core.access import public
from longtable.core.access.request import ActorRequest
from longtable.core.panels import panels_for
from longtable.directory.search.hours import rules_of, state_at
from longtable.directory.search.reasons import fresh, opening
from longtable.directory.selectors import entries


@public
@require_safe
def service(request: ActorRequest, service_id: UUID) -> HttpResponseBase:
    """What one gets, where and when, who can get it, what it costs, what to bring, and how sure we are."""
    entry = entries.service_entry(service_id, timezone.now())
    if entry.service.pk != service_id:
        return redirect("directory:service", entry.service.pk)
    context = _told(entry) | {
        "panels": panels_for("directory.service", request.actor, [entry.service])[entry.service.pk],
    }
    return render(request, "directory/service.html", context)


@public
@require_safe
def on_paper(request: ActorRequest, service_id: UUID) -> HttpResponseBase:
    """The same on one sheet of paper, in larger letters, with a square that leads back here."""
    entry = entries.service_entry(service_id, timezone.now())
    if entry.service.pk != service_id:
        return redirect("directory:print", entry.service.pk)
    context = _told(entry)
    return render(request, "directory/paper.html", context | {"square": _square(context["address"])})


@public
@require_safe
def organization(request: ActorRequest, organization_id: UUID) -> HttpResponseBase:
    """Who they are, whom they are led by and serve, and what one gets from them."""
    page = entries.organization_page(organization_id)
    if page.entry.pk != organization_id:
        return redirect("directory:organization", page.entry.pk)
    context = {
        "page": page,
        "address": _address("organization", page.entry.pk),
        "panels": panels_for("directory.organization", request.actor, [page.entry])[page.entry.pk],
    }
    return render(request, "directory/organization.html", context)


@public
@require_safe
def location(request: ActorRequest, location_id: UUID) -> HttpResponseBase:
    """A place: how to get there, what helps people there, and what is given there."""
    page = entries.location_page(location_id)
    if page.location.pk != location_id:
        return redirect("directory:location", page.location.pk)
    context = {"page": page, "address": _address("location", page.location.pk)}
    return render(request, "directory/location.html", context)


def _told(entry: entries.ServiceEntry) -> dict[str, Any]:
    now = timezone.now()
    clock = timezone.localtime(now).replace(tzinfo=None)
    states = [state_at(rules_of(schedules), clock) for schedules in entry.schedules]
    best = min(states, key=lambda state: (not state.is_open, state.opens or clock.max))
    return {
        "entry": entry,
        "service": entry.service,
        "is_open": best.is_open,
        "opens_next": opening(best, clock),
        "fresh": fresh(entry.service, now),
        "address": _address("service", entry.service.pk),
        "today": clock.date(),
    }


def _address(route: str, pk: UUID) -> str:
    """The whole address of a page, as others find it."""
    return settings.PUBLIC_URL + reverse(f"directory:{route}", args=[pk])


def _square(url: str) -> SafeString:
    """The QR square as SVG without width and height, to be drawn once and used at any size."""
    drawn = segno.make(url, error="m", micro=False).svg_inline(border=2, omitsize=True)
    return mark_safe(drawn)  # drawn of our own address
