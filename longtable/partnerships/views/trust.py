"""What partners and people told of trust, asking them, and slips with the question."""

from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from longtable.core.access import Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.partnerships import actions
from longtable.partnerships.forms.trust import OpenPulseForm
from longtable.partnerships.policies import may_ask_about
from longtable.partnerships.selectors import trust as selectors
from longtable.partnerships.selectors.partners import own_organizations
from longtable.partnerships.selectors.places import area_of_id
from longtable.partnerships.terms import Unfinished

PER_PAGE = 25
SLIPS = 8
"""On one page."""


@allow(Permission.SEE_PARTNERSHIPS)
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """The pulse of partners, and services about which people are asked: by name, never by answer."""
    actor = request.actor
    page = Paginator(selectors.service_standings(actor), PER_PAGE).get_page(request.GET.get("page"))
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "pulses": selectors.pulses(actor, timezone.localdate()),
        "page": page,
        "standings": selectors.with_standing(list(page.object_list)),
        "words": words,
        "services": selectors.services_not_asked_about(actor, words)[:20] if words else [],
        "may_ask": actor.is_statewide(Permission.KEEP_PARTNERSHIPS) and own_organizations(actor).exists(),
        "may_keep": actor.may(Permission.KEEP_PARTNERSHIPS),
    }
    return render(request, "partnerships/trust.html", context)


@allow(Permission.KEEP_PARTNERSHIPS)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActorRequest) -> HttpResponse:
    """Ask every partner the three questions."""
    form = OpenPulseForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        try:
            asked = actions.open_pulse(by=request.actor, **form.cleaned_data)
        except Unfinished as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Asked. Results show after %s.") % asked.closes_on)
            return redirect("partnerships:trust")
    return render(request, "partnerships/ask.html", {"form": form}, status=422 if form.errors else 200)


@allow(Permission.SEE_PARTNERSHIPS)
@require_http_methods(["GET", "HEAD", "POST"])
def service(request: ActorRequest, service_id: UUID) -> HttpResponse:
    """What people said of one service; whether they are asked."""
    found = selectors.service_to_ask_about(request.actor, service_id)
    if request.method == "POST":
        actions.ask_about_service(by=request.actor, service=found, is_open="close" not in request.POST)
        messages.success(request, _("Saved."))
        return redirect("partnerships:service", service_id)
    context = {
        "service": found,
        "standing": selectors.standing_of(found),
        "code": selectors.shown_code(found),
        "may_ask": may_ask_about(request.actor, found.organization_id, area_of_id(found.organization_id)),
    }
    return render(request, "partnerships/service.html", context)


@allow(Permission.SEE_PARTNERSHIPS)
@require_safe
def slips(request: ActorRequest, service_id: UUID) -> HttpResponse:
    """A page of slips to cut, for people who used the service."""
    found = selectors.service_to_ask_about(request.actor, service_id)
    standing = selectors.standing_of(found)
    if standing is None or not standing.trust.is_open:
        raise Missing
    code = selectors.shown_code(found)
    url = f"{settings.PUBLIC_URL}{reverse('partnerships:service_answer', args=[code])}"
    enter = f"{settings.PUBLIC_URL}{reverse('partnerships:enter_code')}"
    drawn = segno.make(url, error="m", micro=False).svg_inline(border=2, omitsize=True)
    context = {
        "service": found,
        "code": code,
        "address": enter.partition("://")[2],
        "square": mark_safe(drawn),  # drawn of our own address
        "slips": range(SLIPS),
        "languages": [language for language, _name in settings.LANGUAGES],
        "back": reverse("partnerships:service", args=[service_id]),
    }
    return render(request, "partnerships/slips.html", context)
