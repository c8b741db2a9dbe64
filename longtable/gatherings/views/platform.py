"""Pages on which staff bring the files of a webinar tool and say who somebody was."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.files import FileRefused, StorageFull, download
from longtable.core.states import IllegalMove
from longtable.gatherings.actions import platform as acts
from longtable.gatherings.forms.platform import ChatForm, PlatformFileForm, SettleForm
from longtable.gatherings.models import PlatformFile
from longtable.gatherings.selectors import platform as reads
from longtable.gatherings.selectors.staff import gathering_for


@allow(Permission.REGISTER_FOR_OTHERS)
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Bring a file of Zoom, Teams or Webex; see those that were brought."""
    actor = request.actor
    subject = gathering_for(actor, slug, Permission.REGISTER_FOR_OTHERS)
    form = PlatformFileForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        brought = form.cleaned_data["file"]
        try:
            made = acts.bring_file(by=actor, gathering=subject, content=brought.read(), name=brought.name)
        except (FileRefused, StorageFull) as error:
            form.add_error("file", str(error))
        except acts.NotUnderstood:
            form.add_error("file", _("We did not find a list of people, a chat or a transcript in it."))
        else:
            return redirect("gatherings:platform-file", slug=slug, file_id=made.pk)
    context = {"gathering": subject, "form": form, "files": reads.files_of(subject)}
    return render(request, "gatherings/staff/platform.html", context, status=422 if form.errors else 200)


@allow(Permission.REGISTER_FOR_OTHERS)
@never_cache
@require_safe
def file(request: ActorRequest, slug: str, file_id: UUID) -> HttpResponse:
    """What stands in a file, before anything of it is brought in; a transcript to read."""
    subject = gathering_for(request.actor, slug, Permission.REGISTER_FOR_OTHERS)
    found = reads.file_of(subject, file_id)
    context: dict[str, Any] = {"gathering": subject, "file": found}
    if found.kind == PlatformFile.Kind.ATTENDANCE:
        context["seen"] = reads.seen_in(found)
    elif found.kind == PlatformFile.Kind.CHAT:
        context["form"] = ChatForm(written=reads.written_in(found))
    else:
        context["turns"] = reads.said_in(found)
    return render(request, f"gatherings/staff/platform_{found.kind}.html", context)


@allow(Permission.REGISTER_FOR_OTHERS)
@require_POST
def let_in(request: ActorRequest, slug: str, file_id: UUID) -> HttpResponseBase:
    """Bring it in: people as attendance, lines that were chosen as questions."""
    actor = request.actor
    subject = gathering_for(actor, slug, Permission.REGISTER_FOR_OTHERS)
    found = reads.file_of(subject, file_id)
    if found.kind == PlatformFile.Kind.ATTENDANCE:
        acts.let_in_attendance(by=actor, file=found)
        messages.success(request, _("Who was there is noted. Uploading it again adds nobody."))
        doubts = reads.doubts_of(subject)
        return redirect("gatherings:doubts" if doubts else "gatherings:who-came", slug=slug)
    form = ChatForm(request.POST, written=reads.written_in(found))
    if not form.is_valid():
        raise Missing
    number = len(acts.let_in_questions(by=actor, file=found, lines=form.lines()))
    words = ngettext("%(number)d question is in the queue.", "%(number)d questions are in the queue.", number)
    messages.success(request, words % {"number": number})
    return redirect("gatherings:queue", slug=slug)


@allow(Permission.REGISTER_FOR_OTHERS)
@require_POST
def take_back(request: ActorRequest, slug: str, file_id: UUID) -> HttpResponseBase:
    """Whoever came with a file goes again."""
    subject = gathering_for(request.actor, slug, Permission.REGISTER_FOR_OTHERS)
    gone = acts.take_back(by=request.actor, file=reads.file_of(subject, file_id))
    words = ngettext("%(count)d person was removed.", "%(count)d people were removed.", gone)
    messages.success(request, words % {"count": gone})
    return redirect("gatherings:platform-file", slug=slug, file_id=file_id)


@allow(Permission.REGISTER_FOR_OTHERS)
@require_POST
def put_aside(request: ActorRequest, slug: str, file_id: UUID) -> HttpResponseBase:
    """It was the wrong file."""
    subject = gathering_for(request.actor, slug, Permission.REGISTER_FOR_OTHERS)
    try:
        acts.put_aside(by=request.actor, file=reads.file_of(subject, file_id))
    except IllegalMove:
        messages.warning(request, _("It has already been imported."))
    else:
        messages.success(request, _("Discarded. Nothing from it was imported."))
    return redirect("gatherings:platform", slug=slug)


@allow(Permission.REGISTER_FOR_OTHERS)
@require_safe
def content(request: ActorRequest, slug: str, file_id: UUID) -> HttpResponseBase:
    """The file itself."""
    subject = gathering_for(request.actor, slug, Permission.REGISTER_FOR_OTHERS)
    found = reads.file_of(subject, file_id)
    if found.file is None:
        raise Missing
    return download(found.file)


@allow(Permission.REGISTER_FOR_OTHERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def doubts(request: ActorRequest, slug: str) -> HttpResponseBase:
    """People of whom the machine is not sure that they signed up: a person says who they are."""
    actor = request.actor
    subject = gathering_for(actor, slug, Permission.REGISTER_FOR_OTHERS)
    attendees = reads.unseen(subject, reads.attendees_of(subject))
    if request.method == "POST":
        form = SettleForm(request.POST, attendees=attendees)
        if form.is_valid():
            doubt = reads.doubt_of(subject, form.cleaned_data["attendance"])
            acts.settle(by=actor, attendance=doubt, attendee=form.chosen())
            messages.success(request, _("Settled."))
        return redirect("gatherings:doubts", slug=slug)
    rows = [
        (
            each,
            SettleForm(
                attendees=attendees,
                initial={"attendee": str(each.attendee_id or "")},
                auto_id=f"id_{each.pk}_%s",
            ),
        )
        for each in reads.doubts_of(subject)
    ]
    return render(request, "gatherings/staff/doubts.html", {"gathering": subject, "rows": rows})
