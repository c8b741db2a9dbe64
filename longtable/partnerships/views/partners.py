"""With whom we work, and one partner's story on one page."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.panels import panels_for
from longtable.partnerships.models import LoggedContact
from longtable.partnerships.policies import is_of, may_keep_for
from longtable.partnerships.selectors.partners import contacts_with, own_organizations, partner_for, story
from longtable.partnerships.selectors.partners import partners as partners_of
from longtable.partnerships.selectors.places import area_of
from longtable.partnerships.selectors.trust import pulses, service_standings, with_standing

PER_PAGE = 25


@allow(Permission.SEE_PARTNERSHIPS)
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """Organizations that we work with, or those that match some words."""
    words = request.GET.get("q", "").strip()[:100]
    page = Paginator(partners_of(request.actor, words=words), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "words": words,
        "may_keep": request.actor.may(Permission.KEEP_PARTNERSHIPS),
    }
    return render(request, "partnerships/index.html", context)


@allow(Permission.SEE_PARTNERSHIPS)
@require_safe
def one(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Everything that a new colleague should read before calling."""
    actor, today = request.actor, timezone.localdate()
    partner = partner_for(actor, organization_id)
    log = Paginator(contacts_with(actor, partner), PER_PAGE).get_page(request.GET.get("page"))
    own = own_organizations(actor)
    is_own = is_of(actor, partner.pk)
    asked = list(service_standings(actor).filter(service__organization=partner.pk)[:20])
    context = {
        "partner": partner,
        "story": story(actor, partner, today),
        "log": log,
        "today": today,
        "ways": LoggedContact.Way.choices,
        "is_own": is_own,
        "may_log": not is_own and any(may_keep_for(actor, each.pk, area_of(partner)) for each in own),
        "pulse": next(iter(pulses(actor, today)), None),
        "standings": with_standing(asked),
        "panels": panels_for("partnerships.partner", actor, [partner])[partner.pk],
    }
    return render(request, "partnerships/partner.html", context)
