"""Pages of releases: what is ready, what is public, and the ledger of it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from longtable.core.access import Missing, Permission, allow, public
from longtable.core.access.request import ActorRequest
from longtable.core.states import IllegalMove
from longtable.releases import selectors
from longtable.releases.actions import NotNow, publish_release, withdraw_release
from longtable.releases.forms import WithdrawForm
from longtable.releases.models import Release
from longtable.releases.policies import may_publish
from longtable.releases.presenting import as_csv, grids

PAGE = 25


@allow(Permission.SEE_RELEASES)
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """What is ready to be published, and what was."""
    page = Paginator(selectors.releases(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "releases/index.html", {"page": page})


@allow(Permission.SEE_RELEASES)
@require_safe
def one(request: ActorRequest, release_id: UUID) -> HttpResponse:
    """One release exactly as anybody will read it, and what can be done with it."""
    return _show(request, selectors.release_for(request.actor, release_id), WithdrawForm())


@allow(Permission.PUBLISH_RELEASES)
@require_POST
def publish(request: ActorRequest, release_id: UUID) -> HttpResponse:
    """Anybody can read it from now on."""
    try:
        publish_release(by=request.actor, release=selectors.release_for(request.actor, release_id))
    except NotNow as error:
        messages.error(request, str(error))
    except IllegalMove:
        messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
    else:
        messages.success(request, _("Published. It is in the ledger, with your name."))
    return redirect("releases:one", release_id)


@allow(Permission.PUBLISH_RELEASES)
@require_POST
def withdraw(request: ActorRequest, release_id: UUID) -> HttpResponse:
    """The tables are taken back, with a reason."""
    release = selectors.release_for(request.actor, release_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _show(request, release, form)
    try:
        withdraw_release(by=request.actor, release=release, because=form.gather("because"))
    except IllegalMove:
        messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
    else:
        messages.success(request, _("Taken back. Its page says why."))
    return redirect("releases:one", release_id)


@public
@require_safe
def ledger(request: ActorRequest) -> HttpResponse:
    """What was published and taken back, when and by whom."""
    page = Paginator(selectors.ledger(), PAGE).get_page(request.GET.get("page"))
    return render(request, "releases/ledger.html", {"page": page, "newest": selectors.newest_line()})


@public
@require_safe
def published(request: ActorRequest, slug: str) -> HttpResponse:
    """One release; one that was taken back says why and shows no table."""
    release = selectors.public_release(slug)
    is_shown = release.state != Release.State.WITHDRAWN
    context = {
        "release": release,
        "grids": grids(release) if is_shown else [],
        "newer": selectors.newer_release(release),
    }
    return render(request, "releases/published.html", context)


@public
@require_safe
def table_file(request: ActorRequest, slug: str, table: str) -> HttpResponseBase:
    """One table as CSV."""
    release = selectors.public_release(slug)
    found = next((each for each in release.tables.all() if each.name == table), None)
    if found is None or release.state == Release.State.WITHDRAWN:
        raise Missing
    response = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{table}.csv"'
    return response


@public
@require_safe
def release_file(request: ActorRequest, slug: str) -> HttpResponseBase:
    """All tables of a release as JSON."""
    release = selectors.public_release(slug)
    if release.state == Release.State.WITHDRAWN:
        raise Missing
    return JsonResponse(selectors.as_published(release), json_dumps_params={"ensure_ascii": False})


def _show(request: ActorRequest, release: Release, form: WithdrawForm) -> HttpResponse:
    may = may_publish(request.actor, release.organization_id)
    context = {
        "release": release,
        "grids": grids(release),
        "hidden": sum(table.hidden for table in release.tables.all()),  # type: ignore[attr-defined]  # annotated
        "may_publish": may and release.state == Release.State.DRAFT,
        "withdraw_form": form
        if may and release.state in (Release.State.PUBLISHED, Release.State.SUPERSEDED)
        else None,
    }
    return render(request, "releases/one.html", context, status=422 if form.errors else 200)
