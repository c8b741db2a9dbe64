"""Pages on which a file is brought in, from its columns to its report."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Missing, members
from longtable.core.access.request import ActorRequest
from longtable.core.files import KINDS, FileRefused, StorageFull
from longtable.core.imports import conflicts as conflict_room
from longtable.core.imports import selectors, uploads
from longtable.core.imports.kinds import kind
from longtable.core.imports.rows import UnreadableSource
from longtable.core.imports.screen.forms import ColumnsForm, SheetForm, UploadForm
from longtable.core.imports.selectors import Opened
from longtable.core.imports.sheets import empty_sheet, rejects_sheet
from longtable.core.imports.taking_out import TooMany, can_be_taken_out
from longtable.core.imports.taking_out import take_out as take_out_sheet
from longtable.core.models import Upload
from longtable.core.states import IllegalMove

PER_PAGE = 25
REASONS = 20
"""Refused rows that are shown on a page; all of them are in the file."""


@members
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """Everything that was brought in where one may bring something in."""
    page = Paginator(selectors.uploads(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "core/imports/index.html", {"page": page, "doors": selectors.doors(request.actor)})


@members
@require_safe
def upload(request: ActorRequest, upload_id: UUID) -> HttpResponseBase:
    """Where one file stands: its columns, its work, what it would do, what it did."""
    found = selectors.opened(request.actor, upload_id)
    if found.upload.is_at_work:
        return _progress(request, found)
    if request.htmx:  # the work came to its end while the page was open
        return HttpResponse(headers={"HX-Refresh": "true"})
    if found.upload.state == Upload.State.NEW:
        return redirect("core:upload-columns", upload_id=upload_id)
    context = _context(found) | {"rejects": selectors.rejects(found.upload)[:REASONS]}
    if found.upload.state in (Upload.State.FINISHED, Upload.State.UNDONE):
        context["open_conflicts"] = selectors.conflicts(found.upload).count()
        context["can_be_taken_back"] = selectors.can_be_taken_back(found.upload)
        context["stayed"] = selectors.stayed(found.upload)[:REASONS]
        return render(request, "core/imports/report.html", context)
    if found.upload.state == Upload.State.CHECKED:
        return _preview(request, found, context)
    return render(request, "core/imports/refused.html", context)


def _preview(request: ActorRequest, found: Opened, context: dict[str, Any]) -> HttpResponse:
    importer = found.make()
    shown = {*found.upload.columns.values(), *found.upload.answers}
    fields = [each for each in importer.fields_for(found.destination) if each.code in shown]
    try:
        sample = [
            (line, [words.get(each.code, "") for each in fields])
            for line, words in selectors.sample_rows(importer)
        ]
    except UnreadableSource as error:
        return render(request, "core/imports/refused.html", context | {"problem": error})
    said = [place for place in range(len(fields)) if any(cells[place] for _line, cells in sample)]
    context |= {
        "fields": [fields[place] for place in said],
        "sample": [(line, [cells[place] for place in said]) for line, cells in sample],
    }
    return render(request, "core/imports/preview.html", context)


def _progress(request: ActorRequest, found: Opened) -> HttpResponse:
    work = selectors.work_on(found.upload)
    context = _context(found) | {
        "done": work.progress.get("done") if work else None,
        "total": work.progress.get("total") if work else None,
        "stopped": bool(work and work.dead_at),
    }
    template = "core/imports/_progress.html" if request.htmx else "core/imports/progress.html"
    return render(request, template, context)


@members
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: ActorRequest, upload_id: UUID) -> HttpResponseBase:
    """What the columns say."""
    found = selectors.opened(request.actor, upload_id)
    importer = found.make()
    try:
        sheet = importer.sheet()
    except UnreadableSource as error:
        return render(request, "core/imports/refused.html", _context(found) | {"problem": error})
    asks_again = "again" in request.POST
    place = SheetForm(
        request.POST if asks_again else None,
        names=sheet.names,
        initial={"sheet": sheet.name, "header_line": sheet.header_line},
    )
    read = selectors.columns_of(sheet, found.importer)
    form = ColumnsForm(
        request.POST if request.method == "POST" and not asks_again else None,
        upload=found.upload,
        columns=read,
        fields=importer.fields_for(found.destination),
    )
    try:
        if asks_again and place.is_valid():
            where = {"sheet": sheet.name} | place.cleaned_data
            uploads.look_again(by=request.actor, upload=found.upload, **where)
            return redirect("core:upload-columns", upload_id=upload_id)
        if form.is_bound and form.is_valid():
            uploads.say_columns(
                by=request.actor, upload=found.upload, columns=form.columns, answers=form.answers
            )
            return redirect("core:upload", upload_id=upload_id)
    except UnreadableSource as error:
        place.add_error("header_line", str(error))
    except IllegalMove:
        return redirect("core:upload", upload_id=upload_id)
    context = _context(found) | {
        "form": form,
        "place": place,
        "refused": [column for column in read if column.refused],
    }
    return render(
        request, "core/imports/columns.html", context, status=422 if form.errors or place.errors else 200
    )


@members
@require_POST
def let_in(request: ActorRequest, upload_id: UUID) -> HttpResponseBase:
    """Bring the rows in."""
    return _do(request, upload_id, uploads.let_in)


@members
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: ActorRequest, upload_id: UUID) -> HttpResponseBase:
    """Take everything back that one file brought, after a second look."""
    if request.method == "POST":
        return _do(request, upload_id, uploads.take_back)
    return render(
        request, "core/imports/take_back.html", _context(selectors.opened(request.actor, upload_id))
    )


@members
@require_POST
def put_aside(request: ActorRequest, upload_id: UUID) -> HttpResponseBase:
    """It was not wanted."""
    found = selectors.opened(request.actor, upload_id)
    try:
        uploads.put_aside(by=request.actor, upload=found.upload)
    except IllegalMove:
        return redirect("core:upload", upload_id=upload_id)
    messages.success(request, _("Discarded. Nothing from this file was imported."))
    return redirect(found.importer.address_of(found.destination) or "core:uploads")


def _do(request: ActorRequest, upload_id: UUID, what: Any) -> HttpResponseBase:
    found = selectors.opened(request.actor, upload_id)
    try:
        what(by=request.actor, upload=found.upload)
    except IllegalMove:
        messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
    return redirect("core:upload", upload_id=upload_id)


@members
@require_safe
def rejects(request: ActorRequest, upload_id: UUID, suffix: str) -> HttpResponse:
    """The rows that could not come in, with their reasons, to be corrected and brought again."""
    found = selectors.opened(request.actor, upload_id)
    if suffix not in ("xlsx", "csv"):
        raise Missing
    name = found.upload.name.rpartition(".")[0] or found.upload.name
    columns = selectors.columns_to_correct(found)
    content = rejects_sheet(selectors.rejects(found.upload), columns, suffix)
    return _file(content, f"{_('to correct')} {name}", suffix)


@members
@require_safe
def empty(request: ActorRequest, code: str, destination_id: UUID) -> HttpResponse:
    """An empty sheet with the columns that can be filled in."""
    destination = selectors.destination_for(request.actor, code, destination_id)
    importer = kind(code)
    fields = [each for each in importer.fields_for(destination) if each.column]
    content = empty_sheet([(str(each.words), str(each.example)) for each in fields])
    return _file(content, str(importer.label), "xlsx")


@members
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: ActorRequest, code: str, destination_id: UUID) -> HttpResponseBase:
    """Choose a file; what was brought in before stands below."""
    destination = selectors.destination_for(request.actor, code, destination_id)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            received = uploads.receive(
                by=request.actor,
                kind_code=code,
                destination=destination,
                content=file,
                name=file.name,
                source=form.cleaned_data["source"],
            )
        except (FileRefused, StorageFull, UnreadableSource) as error:
            form.add_error("file", str(error))
        else:
            return redirect("core:upload-columns", upload_id=received.pk)
    context = {
        "form": form,
        "kind": code,
        "label": kind(code).label,
        "about": kind(code).about,
        "destination": destination,
        "files": selectors.uploads_into(request.actor, code, destination.pk)[:PER_PAGE],
        "can_be_taken_out": can_be_taken_out(code),
    }
    return render(request, "core/imports/bring_in.html", context, status=422 if form.errors else 200)


@members
@require_POST
def take_out(request: ActorRequest, code: str, destination_id: UUID, suffix: str) -> HttpResponse:
    """What stands here as a sheet, to be corrected and brought back."""
    destination = selectors.destination_for(request.actor, code, destination_id)
    if suffix not in ("xlsx", "csv"):
        raise Missing
    try:
        content = take_out_sheet(by=request.actor, kind_code=code, destination=destination, suffix=suffix)
    except TooMany as error:
        messages.warning(request, str(error))
        return redirect("core:bring-in", code=code, destination_id=destination_id)
    return _file(content, f"{kind(code).label} {timezone.localdate():%Y-%m-%d}", suffix)


@members
@require_http_methods(["GET", "HEAD", "POST"])
def conflicts(request: ActorRequest, upload_id: UUID) -> HttpResponseBase:
    """Rows of which the file and this site say different things."""
    found = selectors.opened(request.actor, upload_id)
    if request.method == "POST":
        chosen = selectors.conflict_in(found.upload, request.POST.get("conflict", ""))
        try:
            conflict_room.settle(
                by=request.actor,
                upload=found.upload,
                importer=found.make(),
                conflict=chosen,
                take_theirs="theirs" in request.POST,
            )
        except IllegalMove as error:
            messages.warning(request, str(error))
        return redirect("core:upload-conflicts", upload_id=upload_id)
    context = _context(found) | {"sides": conflict_room.both_sides(found)}
    return render(request, "core/imports/conflicts.html", context)


def _context(found: Opened) -> dict[str, Any]:
    return {
        "upload": found.upload,
        "label": found.importer.label,
        "destination": found.destination,
        "address": found.importer.address_of(found.destination),
    }


def _file(content: bytes, name: str, suffix: str) -> HttpResponse:
    response = HttpResponse(content, content_type=KINDS[suffix].content_type)
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.{suffix}"'
    response["Cache-Control"] = "private, no-store"
    return response
