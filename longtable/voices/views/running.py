"""Pages of staff who ask: what is open, what to ask, and where it stands."""

from dataclasses import fields
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.forms import LocalizedForm
from longtable.core.states import IllegalMove
from longtable.voices import actions, selectors
from longtable.voices.actions.conversations import NotReady, Plan
from longtable.voices.forms import ConversationForm
from longtable.voices.models import Conversation


@allow(Permission.SEE_VOICES)
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """Conversations in the actor's scope."""
    context = {
        "conversations": selectors.conversations(request.actor),
        "may_prepare": request.actor.may(Permission.RUN_CONVERSATIONS),
        "may_moderate": request.actor.may(Permission.MODERATE),
    }
    return render(request, "voices/staff/index.html", context)


@allow(Permission.SEE_VOICES)
@require_safe
def overview(request: ActorRequest, slug: str) -> HttpResponse:
    """One conversation: where it stands and what can be done."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.SEE_VOICES)
    may = partial(actor.may, organization=subject.organization_id, areas=subject.area_ids())
    context = {
        "conversation": subject,
        "figures": selectors.figures(subject),
        "channels": selectors.channels(subject),
        "themes": selectors.themes(subject),
        "actor": actor,
        "may_run": may(Permission.RUN_CONVERSATIONS),
        "may_enter": may(Permission.ENTER_VOICES),
        "may_moderate": may(Permission.MODERATE),
        "may_gather": may(Permission.GATHER_THEMES),
        "may_publish": may(Permission.PUBLISH_RELEASES),
    }
    return render(request, "voices/staff/overview.html", context)


@allow(Permission.RUN_CONVERSATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: ActorRequest) -> HttpResponseBase:
    """Write down what to ask."""
    actor = request.actor
    form = ConversationForm(
        request.POST or None,
        organizations=selectors.organizations_that_ask(actor),
        initial={"moderation": Conversation.Moderation.BEFORE},
    )
    if form.is_bound and form.is_valid():
        if Conversation.objects.filter(slug=form.cleaned_data["slug"]).exists():
            form.add_error("slug", _("Another conversation has this address."))
        else:
            made = actions.prepare_conversation(by=actor, plan=_plan(form))
            return redirect("voices:overview", slug=made.slug)
    return render(request, "voices/staff/edit.html", {"form": form}, status=422 if form.errors else 200)


@allow(Permission.RUN_CONVERSATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Change the wording or the terms."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.RUN_CONVERSATIONS)
    initial = {
        name: getattr(subject, name)
        for name in ("slug", "opens_at", "closes_at", "moderation", "about_you", "help_days")
    }
    form = ConversationForm(
        request.POST or None,
        organizations=selectors.organizations_that_ask(actor),
        initial={
            **initial,
            **LocalizedForm.spread(question=subject.question, purpose=subject.purpose, asked=subject.asked),
            "organization": subject.organization_id,
            "help_office": subject.help_office_id,
            "areas": list(subject.area_ids()),
            "collectors": list(subject.collectors.values_list("pk", flat=True)),
        },
    )
    if form.is_bound and form.is_valid():
        if Conversation.objects.filter(slug=form.cleaned_data["slug"]).exclude(pk=subject.pk).exists():
            form.add_error("slug", _("Another conversation has this address."))
        else:
            changed = actions.edit_conversation(by=actor, conversation=subject, plan=_plan(form))
            messages.success(request, _("Saved."))
            return redirect("voices:overview", slug=changed.slug)
    context = {"form": form, "conversation": subject}
    return render(request, "voices/staff/edit.html", context, status=422 if form.errors else 200)


def _plan(form: ConversationForm) -> Plan:
    wanted: dict[str, Any] = {each.name: form.cleaned_data.get(each.name) for each in fields(Plan)}
    return Plan(**wanted | {name: form.gather(name) for name in form.texts})


@allow(Permission.RUN_CONVERSATIONS)
@require_POST
def change_state(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Open or close."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.RUN_CONVERSATIONS)
    change = actions.close_conversation if "close" in request.POST else actions.open_conversation
    try:
        change(by=actor, conversation=subject)
    except NotReady:
        messages.error(request, _("First write the question in every language."))
    except IllegalMove:
        messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
    return redirect("voices:overview", slug=slug)
