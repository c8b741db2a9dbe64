"""Find help: one box, and what was found. No account, no script, nothing kept of what was asked."""

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from longtable.core.access import public
from longtable.core.access.request import ActorRequest
from longtable.core.panels import pieces_for
from longtable.directory import maps
from longtable.directory.forms.finding import FindForm
from longtable.directory.selectors.finding import Line, first_needs, lines, needs_named
from longtable.directory.selectors.search import find
from longtable.methods.danger import find_danger
from longtable.places.maps import has_shapes

PER_PAGE = 12
"""Results on a page: what a person reads, and what weighs little on a bad line."""


@public
@never_cache
@require_safe
def index(request: ActorRequest) -> HttpResponseBase:
    """The box alone with what people need most, or what was found."""
    form = FindForm(request.GET)
    if form.is_empty:
        context = {"form": form, "needs": first_needs(), "canonical": _address()}
        return render(request, "directory/find.html", context)
    question, number = form.question(), _number(request.GET.get("page", ""))
    found = find(
        question,
        now=timezone.now(),
        language=(get_language() or "en").split("-")[0],
        page=number,
        per_page=PER_PAGE,
    )
    pages = Paginator(range(found.total), PER_PAGE)
    if found.total and number > pages.num_pages:
        return redirect(f"{request.path}?{_query(request.GET, page=pages.num_pages)}")
    shown = lines(found.results, (number - 1) * PER_PAGE + 1)
    context = {
        "form": form,
        "canonical": _address(),
        "found": found,
        "lines": shown,
        "map_url": _map_url(shown),
        "page": pages.get_page(number),
        "chosen": needs_named(question.needs),
        "in_danger": bool(find_danger(question.words)),
        "pieces": [] if found.results else pieces_for("directory.nothing_found", request.actor),
    }
    return render(request, "directory/found.html", context)


def _map_url(shown: Sequence[Line]) -> str:
    places = [
        maps.Numbered(line.number, line.result.location.latitude, line.result.location.longitude)
        for line in shown
        if line.result.location and line.result.location.latitude and line.result.location.longitude
    ]
    if not places or not has_shapes():
        return ""
    return f"{reverse('directory:map')}?{urlencode({'places': maps.written(places)})}"


def _query(asked: QueryDict, page: int) -> str:
    query = asked.copy()
    query["page"] = str(page)
    return query.urlencode()


def _address() -> str:
    return settings.PUBLIC_URL + reverse("directory:find")


def _number(typed: str) -> int:
    return max(1, int(typed)) if re.fullmatch(r"[0-9]{1,5}", typed) else 1
