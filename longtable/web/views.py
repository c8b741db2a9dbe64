"""Pages that belong to no single package."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from longtable.core import installation
from longtable.core.access import Missing, members, public
from longtable.core.access.request import ActorRequest
from longtable.core.panels import pieces_for
from longtable.worklists.selectors import my_work


@public
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """What this is, in one screen, and what is open now."""
    context = {
        "pieces": pieces_for("web.home", request.actor),
        "threads": pieces_for("web.home.thread", request.actor),
    }
    return render(request, "web/home.html", context)


@members
@never_cache
@require_safe
def today(request: ActorRequest) -> HttpResponse:
    """My next five things, and beside them what my role should see."""
    now = timezone.localtime()
    work = my_work(request.actor, now)
    context = {
        "now": now,
        "first_name": request.actor.name.split()[0] if request.actor.name else "",
        "part_of_day": _part_of_day(now.hour),
        "items": work[:5],
        "more": max(0, work.count() - 5),
        "pieces": pieces_for("web.today", request.actor),
    }
    return render(request, "web/today.html", context)


@public
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process serves."""
    return HttpResponse("ok\n", content_type="text/plain")


@public
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and its tables are those of this version."""
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return JsonResponse({"ready": False, "because": "the database does not answer"}, status=503)
    if behind:
        return JsonResponse({"ready": False, "because": "migrations have not been applied"}, status=503)
    return JsonResponse({"ready": True})


@public
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component of a page, for those who build pages. In a demo only."""
    if not installation.is_demo():
        raise Missing
    return render(request, "web/components.html")


def _part_of_day(hour: int) -> str:
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
