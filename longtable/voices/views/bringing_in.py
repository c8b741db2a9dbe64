"""Bringing a sheet of comments into a conversation: the first step; the next ones are those of every file."""

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.files import FileRefused, StorageFull
from longtable.core.imports import UnreadableSource
from longtable.core.imports import selectors as imports
from longtable.core.imports.screen.forms import UploadForm
from longtable.core.imports.uploads import receive
from longtable.voices import selectors
from longtable.voices.actions.spreadsheets import CommentsImporter

LATEST = 10


@allow(Permission.ENTER_VOICES)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Choose a file; what was brought in before stands below."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.ENTER_VOICES)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = receive(
                by=actor,
                kind_code=CommentsImporter.name,
                destination=subject,
                content=file,
                name=file.name,
                source=form.cleaned_data["source"],
            )
        except (FileRefused, StorageFull, UnreadableSource) as error:
            form.add_error("file", str(error))
        else:
            return redirect("core:upload-columns", upload_id=upload.pk)
    context = {
        "form": form,
        "conversation": subject,
        "kind": CommentsImporter.name,
        "files": imports.uploads_into(actor, CommentsImporter.name, subject.pk)[:LATEST],
        "may_see": actor.may(
            Permission.SEE_VOICES, organization=subject.organization_id, areas=subject.area_ids()
        ),
    }
    return render(request, "voices/staff/bring_in.html", context, status=422 if form.errors else 200)
