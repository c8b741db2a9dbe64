"""Pages of whoever brings in what others said on paper, on the phone or at a table."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.voices import actions, selectors
from longtable.voices.forms import BatchForm
from longtable.voices.models import Channel, Conversation
from longtable.voices.models.batches import NOTED
from longtable.voices.selectors.printing import paper_statements

PER_PAGE = 25


@allow(Permission.ENTER_VOICES)
@require_safe
def carry(request: ActorRequest) -> HttpResponse:
    """Conversations into which the actor may type what others said."""
    found = selectors.conversations_to_carry_into(request.actor)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "voices/staff/carry.html", {"page": page})


@allow(Permission.ENTER_VOICES)
@require_safe
def batches(request: ActorRequest, slug: str) -> HttpResponse:
    """What was carried in for one conversation, and ways to bring more."""
    subject = selectors.conversation_for(request.actor, slug, Permission.ENTER_VOICES)
    found = selectors.batches(request.actor, subject)
    may_see = request.actor.may(
        Permission.SEE_VOICES, organization=subject.organization_id, areas=subject.area_ids()
    )
    context = {
        "conversation": subject,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "channels": selectors.channels(subject) if may_see else [],
    }
    return render(request, "voices/staff/batches.html", context)


@allow(Permission.ENTER_VOICES)
@require_http_methods(["GET", "HEAD", "POST"])
def start_batch(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Say where, when and how people spoke; then type it in."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.ENTER_VOICES)
    channel = request.GET.get("channel")
    form = BatchForm(
        request.POST or None,
        known=_known(subject),
        initial={
            "channel": channel if channel in Channel.values else Channel.PAPER,
            "collected_on": timezone.localdate(),
            "language": get_language(),
            "statements": " ".join(str(each.number) for each in paper_statements(subject)),
        },
    )
    if form.is_bound and form.is_valid():
        batch = actions.start_batch(
            by=actor, conversation=subject, collected=form.collected(), form_key=form.cleaned_data["form_key"]
        )
        route = "voices:notes" if batch.channel in NOTED else "voices:next-sheet"
        return redirect(route, slug=slug, batch_id=batch.pk)
    context = {"conversation": subject, "form": form}
    return render(request, "voices/staff/batch_edit.html", context, status=422 if form.errors else 200)


@allow(Permission.ENTER_VOICES)
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: ActorRequest, slug: str, batch_id: UUID) -> HttpResponseBase:
    """One batch: its sheets, and what can be done with it."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.ENTER_VOICES)
    found = selectors.batch_for(actor, subject, batch_id)
    if request.method == "POST":
        actions.finish_batch(by=actor, batch=found)
        messages.success(request, _("Thank you. Everything is entered."))
        return redirect("voices:batches", slug=slug)
    context = {
        "conversation": subject,
        "batch": found,
        "page": Paginator(selectors.sheets_in(found), 100).get_page(request.GET.get("page")),
        "is_noted": found.channel in NOTED,
        "dangers": selectors.in_danger(found),
        "on_duty": selectors.whom_to_tell(subject),
    }
    return render(request, "voices/staff/batch.html", context)


@allow(Permission.ENTER_VOICES)
@require_http_methods(["GET", "HEAD", "POST"])
def describe_batch(request: ActorRequest, slug: str, batch_id: UUID) -> HttpResponseBase:
    """Put right where, when and how many."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.ENTER_VOICES)
    found = selectors.batch_for(actor, subject, batch_id)
    known = [*_known(subject), *found.statements]
    form = BatchForm(request.POST or None, known=known, initial=BatchForm.spread(found))
    if form.is_bound and form.is_valid():
        actions.describe_batch(by=actor, batch=found, collected=form.collected())
        messages.success(request, _("Saved."))
        return redirect("voices:batch", slug=slug, batch_id=batch_id)
    context = {"conversation": subject, "form": form, "batch": found}
    return render(request, "voices/staff/batch_edit.html", context, status=422 if form.errors else 200)


def _known(conversation: Conversation) -> list[int]:
    """Numbers of comments that others may read: only these can stand on paper."""
    return list(conversation.comments.shown().values_list("number", flat=True))
