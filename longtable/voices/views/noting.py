"""Pages for whoever takes notes at a table, or brings in the chat of a webinar."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from longtable.core.access import Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.methods.chat_lines import same_name
from longtable.voices import actions, selectors
from longtable.voices.forms import LookedAtForm, NotesForm
from longtable.voices.models import Batch
from longtable.voices.models.batches import NOTED


@allow(Permission.ENTER_VOICES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: ActorRequest, slug: str, batch_id: UUID) -> HttpResponseBase:
    """Type or paste lines; look them over, always for a chat; keep them."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.ENTER_VOICES)
    batch = selectors.batch_for(actor, subject, batch_id)
    if batch.channel not in NOTED:
        raise Missing
    form = NotesForm(request.POST or None, batch=batch, initial={"language": batch.language})
    if not form.is_bound or "change" in request.POST or not form.is_valid():
        return _page(request, batch, form)
    looked_at = LookedAtForm(
        request.POST if "looked_at" in request.POST else None,
        spoken=form.cleaned_data["lines"],
        language=form.cleaned_data["language"],
    )
    if looked_at.is_bound and looked_at.is_valid():
        lines = looked_at.lines()
    elif looked_at.is_bound or form.is_chat or "look" in request.POST:
        return _look(request, batch, form, looked_at)
    else:
        lines = form.as_they_are()
    noted = actions.note_lines(by=actor, batch=batch, lines=lines, form_key=form.cleaned_data["form_key"])
    number = len(noted.comments)
    messages.success(
        request,
        ngettext("%(number)d line is saved.", "%(number)d lines are saved.", number) % {"number": number},
    )
    return redirect("voices:notes", slug=slug, batch_id=batch_id)


def _page(request: ActorRequest, batch: Batch, form: NotesForm) -> HttpResponse:
    dangers = selectors.in_danger(batch)
    context = {
        "conversation": batch.conversation,
        "batch": batch,
        "form": form,
        "dangers": dangers,
        "on_duty": selectors.whom_to_tell(batch.conversation) if dangers else [],
    }
    return render(request, "voices/staff/notes.html", context, status=422 if form.errors else 200)


def _look(request: ActorRequest, batch: Batch, form: NotesForm, looked_at: LookedAtForm) -> HttpResponse:
    """The names stand here once more, for the eye alone, so that one sees how people are told apart."""
    speakers: dict[str, int] = {}
    for spoken in form.cleaned_data["lines"]:
        if spoken.speaker:
            speakers.setdefault(same_name(spoken.speaker), len(speakers) + 1)
    rows = [
        (speakers.get(same_name(spoken.speaker)), spoken, keep, language)
        for spoken, keep, language in looked_at.rows()
    ]
    context = {
        "conversation": batch.conversation,
        "batch": batch,
        "form": form,
        "rows": rows,
        "people": len(speakers),
    }
    return render(request, "voices/staff/notes_look.html", context)
