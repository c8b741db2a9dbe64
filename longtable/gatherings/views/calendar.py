"""The public calendar, and feeds for calendars and websites that follow it."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from longtable.core.access import public
from longtable.core.access.request import ActorRequest
from longtable.gatherings import feeds
from longtable.gatherings.clock import zone_words
from longtable.gatherings.forms.calendar import CalendarForm
from longtable.gatherings.models import Gathering
from longtable.gatherings.selectors import calendar as selectors
from longtable.places.models import Region

FRESH = 600
"""Seconds for which a cache may give out a feed without asking us."""


@public
@require_safe
def month(request: ActorRequest) -> HttpResponse:
    """One month: a small grid to find the day, and the days with what is on them."""
    form = _form(request)
    wanted = form.wanted()
    shown = selectors.month_of(form.first_day(), wanted)
    context = {
        "form": form,
        "month": shown,
        "zone": zone_words(),
        "before": _query(form, month=f"{shown.before:%Y-%m}"),
        "after": _query(form, month=f"{shown.after:%Y-%m}"),
        "next": None if shown.days else selectors.next_after(timezone.now(), wanted),
        "feed": _address("gatherings:feed-ics", form),
        "json": _address("gatherings:feed-json", form),
    }
    return render(request, "gatherings/calendar.html", context)


@public
@require_safe
def ics(request: HttpRequest) -> HttpResponseBase:
    """iCalendar, for Outlook, Google and Apple calendars."""

    def write(form: CalendarForm, found: Sequence[Gathering]) -> HttpResponse:
        body = feeds.as_calendar(found, name=_name(form), language=_language())
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="gatherings.ics"'
        return response

    return _feed(request, write)


@public
@require_safe
def json(request: HttpRequest) -> HttpResponseBase:
    """JSON Feed 1.1, for websites."""

    def write(form: CalendarForm, found: Sequence[Gathering]) -> HttpResponse:
        body = feeds.as_json_feed(
            found,
            name=_name(form),
            language=_language(),
            home=settings.PUBLIC_URL + reverse("gatherings:calendar"),
            here=_address("gatherings:feed-json", form),
        )
        response = JsonResponse(body, content_type="application/feed+json")
        response["Access-Control-Allow-Origin"] = "*"  # open data: any website may show it
        return response

    return _feed(request, write)


def _feed(request: HttpRequest, write: Any) -> HttpResponseBase:
    """The feed, or 304 for whoever has it as it is."""
    form = _form(request)
    found = selectors.in_feed(form.wanted(), timezone.now())
    changed = feeds.changed_at(found)
    etag = quote_etag(feeds.fingerprint(found, request.path, urlencode(form.query()), _language()))
    modified = int(changed.timestamp()) if changed else None
    response = get_conditional_response(request, etag=etag, last_modified=modified) or write(form, found)
    response["ETag"] = etag
    if modified:
        response["Last-Modified"] = http_date(modified)
    patch_cache_control(response, public=True, max_age=FRESH)
    return response


def _form(request: HttpRequest) -> CalendarForm:
    regions = Region.objects.select_related("scheme").order_by("scheme__slug", "order", "code")
    return CalendarForm(request.GET, regions=regions)


def _name(form: CalendarForm) -> str:
    wanted = form.wanted()
    about = [str(wanted.region)] if wanted.region else []
    about += [str(dict(form.fields["topic"].choices)[wanted.topic])] if wanted.topic else []  # type: ignore[attr-defined]
    name = _("Gatherings: %(agency)s") % {"agency": settings.AGENCY or "Longtable"}
    return ", ".join([name, *about])


def _address(route: str, form: CalendarForm) -> str:
    return f"{settings.PUBLIC_URL}{reverse(route)}?{_query(form, lang=_language())}"


def _query(form: CalendarForm, **more: str) -> str:
    return urlencode(form.query() | more)


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]
