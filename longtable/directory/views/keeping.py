"""Our entry: what those who keep it see, and every row of it that they write."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.directory import labels, rows
from longtable.directory.actions import confirming, editing
from longtable.directory.actions.editing import Edit, Overtaken, Saved
from longtable.directory.forms.hours import HoursForm
from longtable.directory.forms.keeping import LookForm, ReasonForm, RowForm
from longtable.directory.forms.rows import HAVE_HOURS, MAY_HANG_ON, NEVER_REMOVED, WRITTEN_ALONE
from longtable.directory.models import OrganizationEntry, Service
from longtable.directory.selectors import keeping as selectors
from longtable.directory.selectors.entries import with_all
from longtable.directory.selectors.history import waiting_about

PER_PAGE = 25


@allow(Permission.EDIT_DIRECTORY)
@require_safe
def ours(request: ActorRequest) -> HttpResponseBase:
    """The entries that one keeps; whoever keeps one alone is led to it."""
    form = LookForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(selectors.entries(request.actor, words), PER_PAGE).get_page(request.GET.get("page"))
    without = selectors.without_entry(request.actor)
    may_review = request.actor.may(Permission.REVIEW_DIRECTORY)
    if page.paginator.count == 1 and not (words or without or may_review):
        return redirect("directory:entry", page.object_list[0].pk)
    context = {"page": page, "form": form, "without": without, "may_review": may_review}
    return render(request, "directory/keeping/ours.html", context)


@allow(Permission.EDIT_DIRECTORY)
@require_POST
def start(request: ActorRequest, organization_id: UUID) -> HttpResponseBase:
    """Begin the entry of an organisation that has none."""
    mine = {each.pk: each for each in selectors.without_entry(request.actor)}
    if organization_id not in mine:
        raise Missing
    entry = editing.start_entry(by=request.actor, organization=mine[organization_id])
    return redirect("directory:entry", entry.pk)


@allow(Permission.EDIT_DIRECTORY)
@require_safe
def entry(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Everything of an entry: what is missing, what waits, and its services, places and contacts."""
    held = selectors.entry(request.actor, entry_id)
    context = {"ours": selectors.our_entry(held, timezone.now()), "entry": held}
    return render(request, "directory/keeping/entry.html", context)


@allow(Permission.EDIT_DIRECTORY)
@require_safe
def service(request: ActorRequest, service_id: UUID) -> HttpResponse:
    """One service with its rows, each with its way to change it."""
    held = selectors.service(request.actor, service_id)
    context = {
        "entry": held.provider,
        "service": held,
        "all": with_all(held, timezone.now()),
        "waiting": waiting_about(_entry_of(held), held),
        "has_places": rows.rows_of(_entry_of(held), "location").exists(),
    }
    return render(request, "directory/keeping/service.html", context)


@allow(Permission.EDIT_DIRECTORY)
@require_safe
def place(request: ActorRequest, location_id: UUID) -> HttpResponse:
    """One place with its rows."""
    held, row = selectors.owner(request.actor, "location", location_id)
    return render(request, "directory/keeping/place.html", {"entry": held, "place": row})


@allow(Permission.EDIT_DIRECTORY)
@require_safe
def preview(request: ActorRequest, service_id: UUID) -> HttpResponse:
    """A service as everybody will see it, before anybody does."""
    held = selectors.service(request.actor, service_id)
    context = {
        "entry": with_all(held, timezone.now()),
        "service": held,
        "today": timezone.localdate(),
        "address": "",
    }
    return render(request, "directory/keeping/preview.html", context)


@allow(Permission.EDIT_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_row(request: ActorRequest, table: str, row_id: UUID) -> HttpResponseBase:
    """Change one row of an entry."""
    held, row = selectors.owner(request.actor, table, row_id)
    if table not in WRITTEN_ALONE:
        raise Missing
    form = RowForm(request.POST or None, entry=held, table=table, row=row)
    back = _page_of(held, table, row)
    if form.is_bound and form.is_valid():
        return _save(request, held, form, back) or _row_page(request, held, form, row, back, status=409)
    return _row_page(request, held, form, row, back, status=422 if form.errors else 200)


@allow(Permission.EDIT_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def add_row(request: ActorRequest, owner_table: str, owner_id: UUID, table: str) -> HttpResponseBase:
    """Add a row to an entry, under the one that it belongs to."""
    if owner_table not in MAY_HANG_ON.get(table, frozenset()):
        raise Missing
    held, owner = selectors.owner(request.actor, owner_table, owner_id)
    form = RowForm(request.POST or None, entry=held, table=table, hangs_on=(owner_table, owner_id))
    back = _page_of(held, owner_table, owner)
    if form.is_bound and form.is_valid():
        to = {"service": "directory:kept-service", "location": "directory:place"}.get(table)
        there = reverse(to, args=[form.row_id]) if to else back
        return _save(request, held, form, there) or _row_page(request, held, form, None, back, status=409)
    return _row_page(request, held, form, None, back, status=422 if form.errors else 200)


@allow(Permission.EDIT_DIRECTORY)
@require_POST
def remove_row(request: ActorRequest, table: str, row_id: UUID) -> HttpResponseBase:
    """Take a row away; the history can bring it back."""
    held, row = selectors.owner(request.actor, table, row_id)
    if table in NEVER_REMOVED:
        raise Missing
    back = _page_of(held, table, row, without_itself=True)
    saved = editing.change_entry(by=request.actor, entry=held, edits=[Edit(table, row_id, None)])
    _say(request, saved)
    return redirect(back)


@allow(Permission.EDIT_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: ActorRequest, table: str, row_id: UUID) -> HttpResponseBase:
    """The week of a service, a place, or a service at a place."""
    if table not in HAVE_HOURS:
        raise Missing
    held, row = selectors.owner(request.actor, table, row_id)
    schedules = list(row.schedules.order_by("created_at", "pk"))
    form = HoursForm(request.POST or None, schedules=schedules, owner=(table, row_id))
    back, status = _page_of(held, table, row), 200
    if form.is_bound and form.is_valid():
        if form.is_overtaken():
            form.show_again()
            status = 409
        else:
            _say(request, editing.change_entry(by=request.actor, entry=held, edits=form.edits()))
            return redirect(back)
    context = {
        "form": form,
        "entry": held,
        "row": row,
        "back": back,
        "schedules": schedules,
        "overtaken": status == 409,
    }
    return render(request, "directory/keeping/hours.html", context, status=422 if form.errors else status)


@allow(Permission.EDIT_DIRECTORY)
@require_POST
def publish(request: ActorRequest, service_id: UUID) -> HttpResponseBase:
    """Let anybody find a service."""
    held = selectors.service(request.actor, service_id)
    _say(request, editing.publish(by=request.actor, entry=_entry_of(held), service=held))
    return redirect("directory:kept-service", service_id)


@allow(Permission.EDIT_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def unpublish(request: ActorRequest, service_id: UUID) -> HttpResponseBase:
    """Take a service out of what readers find, and say why."""
    held = selectors.service(request.actor, service_id)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        editing.unpublish(
            by=request.actor, entry=_entry_of(held), service=held, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("Nobody finds this service now."))
        return redirect("directory:kept-service", service_id)
    context = {"form": form, "service": held, "entry": held.provider}
    return render(request, "directory/keeping/unpublish.html", context, status=422 if form.errors else 200)


@allow(Permission.EDIT_DIRECTORY)
@require_POST
def confirm(request: ActorRequest, entry_id: UUID) -> HttpResponseBase:
    """Say that everything stands as it should."""
    held = selectors.entry(request.actor, entry_id)
    confirming.confirm(by=request.actor, entry=held)
    messages.success(request, _("Thank you. Readers see that it was checked today."))
    return redirect("directory:entry", entry_id)


def _entry_of(service: Service) -> OrganizationEntry:
    if service.provider is None:
        raise Missing
    return service.provider


def _save(
    request: ActorRequest, held: OrganizationEntry, form: RowForm, there: str
) -> HttpResponseBase | None:
    """Where to go when it is saved; ``None`` when somebody else changed it meanwhile."""
    try:
        saved = editing.change_entry(by=request.actor, entry=held, edits=form.edits())
    except Overtaken as error:
        form.show_again(error.meanwhile)
        return None
    _say(request, saved)
    waits = any(each.resource_id == form.row_id and each.action == "create" for each in saved.waiting)
    return redirect(reverse("directory:entry", args=[held.pk]) if waits else there)


def _say(request: ActorRequest, saved: Saved) -> None:
    if saved.waiting:
        names = dict.fromkeys(
            labels.field_name(each.resource_type, each.field_name) for each in saved.waiting
        )
        messages.info(
            request,
            _("Somebody looks at this first, then it shows: %(names)s.") % {"names": ", ".join(names)},
        )
    if saved.live:
        messages.success(request, _("It is saved."))
    elif not saved.waiting:
        messages.info(request, _("Nothing was different, so nothing changed."))


def _row_page(
    request: ActorRequest, held: OrganizationEntry, form: RowForm, row: Any, back: str, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "entry": held,
        "row": row,
        "table": form.table,
        "what": labels.ROWS[form.table],
        "may_go": row is not None and form.table not in NEVER_REMOVED,
        "meanwhile": form.meanwhile,
        "back": back,
    }
    return render(request, "directory/keeping/row.html", context, status=status)


def _page_of(held: OrganizationEntry, table: str, row: Any, *, without_itself: bool = False) -> str:
    """The page on which a row stands: that of its service, of its place, or of the entry."""
    if table == "service":
        return reverse("directory:kept-service", args=[row.pk])
    if table == "location" and not without_itself:
        return reverse("directory:place", args=[row.pk])
    for name, route in (("service", "directory:kept-service"), ("location", "directory:place")):
        if getattr(row, f"{name}_id", None):
            return reverse(route, args=[getattr(row, f"{name}_id")])
    for name in ("service_at_location", "contact"):
        if getattr(row, f"{name}_id", None):
            return _page_of(held, name, getattr(row, name))
    return reverse("directory:entry", args=[held.pk])
