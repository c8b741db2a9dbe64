"""Pages for typing in paper: one sheet a screen, by keyboard alone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.people.contacts import NotAContact
from longtable.voices import actions, selectors
from longtable.voices.actions.sheets import SheetTaken
from longtable.voices.forms import SameSheetForm, SheetForm
from longtable.voices.models import Batch, Participant
from longtable.voices.models.batches import NOTED


@allow(Permission.ENTER_VOICES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def next_sheet(request: ActorRequest, slug: str, batch_id: UUID) -> HttpResponseBase:
    """Type in the next sheet; saved, the one after it is there."""
    actor = request.actor
    batch = _batch(request, slug, batch_id)
    statements = selectors.statements_on(batch.conversation, batch.statements)
    asked = batch.conversation.about_you
    before = selectors.sheet_before(batch)
    progress = selectors.tally(batch)
    initial = {
        "number": progress.number,
        "language": before.language if before else batch.language,
        "area": before.area_id if before else batch.area_id,
    }
    form = SheetForm(request.POST or None, about_you=asked, statements=statements, initial=initial)
    taken = None
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["number"]
        try:
            actions.keep_sheet(
                by=actor,
                batch=batch,
                number=number,
                form_key=form.cleaned_data["form_key"],
                sheet=form.sheet(),
            )
        except NotAContact:
            form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        except SheetTaken:
            taken = number
            typed = request.POST.copy()
            typed["number"] = str(progress.number)
            form = SheetForm(typed, about_you=asked, statements=statements)
            form.add_error("number", _("Sheet %(number)d is there already.") % {"number": number})
        else:
            messages.success(request, _("Sheet %(number)d is saved.") % {"number": number})
            return redirect("voices:next-sheet", slug=slug, batch_id=batch_id)
    context = {"form": form, "batch": batch, "statements": statements, "progress": progress, "taken": taken}
    dangers = selectors.in_danger(batch)
    if before and before.pk in {comment.participant_id for comment in dangers[:1]}:
        form.fields["words"].widget.attrs.pop("autofocus")  # the help lines come first
    return _page(request, batch, context | {"dangers": dangers}, 422 if form.errors else 200)


@allow(Permission.ENTER_VOICES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: ActorRequest, slug: str, batch_id: UUID, number: int) -> HttpResponseBase:
    """A sheet that is there already: put it right, or take it back when it was typed in twice."""
    actor = request.actor
    batch = _batch(request, slug, batch_id)
    participant = selectors.sheet_in(batch, number)
    statements = selectors.statements_on(batch.conversation, batch.statements)
    same = SameSheetForm(request.POST if "same_as" in request.POST else None)
    form = SheetForm(
        request.POST if request.method == "POST" and not same.is_bound else None,
        about_you=batch.conversation.about_you,
        statements=statements,
    )
    settled = selectors.settled_words(participant)
    _show_what_is_there(form, participant)
    form.may_be_empty = bool(settled)
    if same.is_bound and same.is_valid():
        other = (
            batch.participants.filter(sheet=same.cleaned_data["same_as"]).exclude(pk=participant.pk).first()
        )
        if other is None:
            same.add_error("same_as", _("There is no other sheet with this number."))
        else:
            again = actions.take_sheet_back(by=actor, participant=participant, same_as=other)
            messages.success(request, _("Sheet %(number)d no longer counts.") % {"number": again.sheet})
            return redirect("voices:batch", slug=slug, batch_id=batch_id)
    if form.is_bound and form.is_valid():
        actions.correct_sheet(by=actor, participant=participant, sheet=form.sheet())
        messages.success(request, _("Sheet %(number)d is corrected.") % {"number": number})
        return redirect("voices:batch", slug=slug, batch_id=batch_id)
    context = {
        "form": form,
        "same": same,
        "batch": batch,
        "participant": participant,
        "statements": statements,
        "settled": settled,
        "is_noted": batch.channel in NOTED,
        "dangers": selectors.in_danger(batch),
    }
    return _page(request, batch, context, 422 if form.errors or same.errors else 200)


def _batch(request: ActorRequest, slug: str, batch_id: UUID) -> Batch:
    conversation = selectors.conversation_for(request.actor, slug, Permission.ENTER_VOICES)
    return selectors.batch_for(request.actor, conversation, batch_id)


def _show_what_is_there(form: SheetForm, participant: Participant) -> None:
    """What can still be put right, in its fields. A number or address is not shown again."""
    votes = dict(participant.votes.values_list("comment__number", "value"))
    form.spread(participant, selectors.correctable_words(participant), votes)
    del form.fields["number"], form.fields["contact"]


def _page(request: ActorRequest, batch: Batch, more: dict[str, object], status: int) -> HttpResponse:
    dangers = more.get("dangers", [])
    context = {
        "conversation": batch.conversation,
        "on_duty": selectors.whom_to_tell(batch.conversation) if dangers else [],
        **more,
    }
    return render(request, "voices/staff/sheet.html", context, status=status)
