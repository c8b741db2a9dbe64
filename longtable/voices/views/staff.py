"""Pages of staff: what is open, what is to be read, what it adds up to, and whom to call."""

from dataclasses import fields
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from longtable.core.access import Actor, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.panels import panels_for
from longtable.core.states import IllegalMove
from longtable.methods import personal_data
from longtable.voices import actions, selectors
from longtable.voices.actions.conversations import NotReady, Plan
from longtable.voices.actions.help import NoOffice
from longtable.voices.forms import (
    ConversationForm,
    DecisionForm,
    LocalizedForm,
    OutcomeForm,
    SearchForm,
    ThemeForm,
    TranslationForm,
)
from longtable.voices.models import Comment, Conversation

PER_PAGE = 25


@allow(Permission.SEE_VOICES)
@require_GET
def index(request: ActorRequest) -> HttpResponse:
    """Conversations in the actor's scope."""
    context = {
        "conversations": selectors.conversations(request.actor),
        "may_prepare": request.actor.may(Permission.RUN_CONVERSATIONS),
    }
    return render(request, "voices/staff/index.html", context)


@allow(Permission.SEE_VOICES)
@require_GET
def overview(request: ActorRequest, slug: str) -> HttpResponse:
    """One conversation: where it stands and what can be done."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.SEE_VOICES)
    context = {
        "conversation": subject,
        "figures": selectors.figures(subject),
        "themes": selectors.themes(subject),
        "actor": actor,
        "may_run": actor.may(
            Permission.RUN_CONVERSATIONS, organization=subject.organization_id, areas=subject.area_ids()
        ),
        "may_moderate": actor.may(
            Permission.MODERATE, organization=subject.organization_id, areas=subject.area_ids()
        ),
    }
    return render(request, "voices/staff/overview.html", context)


@allow(Permission.RUN_CONVERSATIONS)
@require_http_methods(["GET", "POST"])
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
@require_http_methods(["GET", "POST"])
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
        messages.error(request, _("Write the question in every language first."))
    except IllegalMove:
        messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
    return redirect("voices:overview", slug=slug)


@allow(Permission.MODERATE)
@require_GET
def queue(request: ActorRequest, slug: str) -> HttpResponse:
    """What has to be read."""
    subject = selectors.conversation_for(request.actor, slug, Permission.MODERATE)
    page = Paginator(selectors.queue(subject), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "voices/staff/queue.html", {"conversation": subject, "page": page})


@allow(Permission.MODERATE)
@require_http_methods(["GET", "POST"])
def decide(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """One comment: show it, or not, and why."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.MODERATE)
    comment = selectors.comment_for(actor, subject, number)
    findings = personal_data.find(comment.text)
    masked = personal_data.mask(comment.text, findings, comment.language)
    form = DecisionForm(request.POST or None, initial={"public_text": comment.public_text or masked})
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["public_text"] or masked
        left = personal_data.find(text) if form.cleaned_data["after"] == Comment.State.SHOWN else ()
        if left and "knowing" not in request.POST:
            form.add_error(
                "public_text", _("These words still tell who somebody is: look at the marked parts.")
            )
            findings = left
        else:
            return _decided(request, actor, subject, comment, {**form.cleaned_data, "public_text": text})
    context = {
        "conversation": subject,
        "comment": comment,
        "findings": findings,
        "form": form,
        "still_tells": form.is_bound and bool(form.errors.get("public_text")),
        "translation_form": TranslationForm(initial={"language": "es" if comment.language == "en" else "en"}),
        "decisions": comment.decisions.select_related("by"),
    }
    return render(request, "voices/staff/decide.html", context, status=422 if form.errors else 200)


def _decided(
    request: ActorRequest, actor: Actor, subject: Conversation, comment: Comment, wanted: dict[str, Any]
) -> HttpResponseBase:
    try:
        actions.decide(by=actor, comment=comment, **wanted)
    except IllegalMove:
        messages.warning(request, _("Somebody else decided on this comment a moment ago. Please look again."))
        return redirect("voices:decide", slug=subject.slug, number=comment.number)
    following = selectors.queue(subject).first()
    if following:
        return redirect("voices:decide", slug=subject.slug, number=following.number)
    messages.success(request, _("Everything has been read. Thank you."))
    return redirect("voices:overview", slug=subject.slug)


@allow(Permission.MODERATE)
@require_POST
def ask_author(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """Offer the author a call: it leaves the conversation."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.MODERATE)
    comment = selectors.comment_for(actor, subject, number)
    try:
        actions.ask_author(by=actor, comment=comment)
        messages.success(request, _("The author is asked on the tracking page whether they want a call."))
    except NoOffice:
        messages.error(request, _("Name an office that calls people back first."))
    except IllegalMove:
        messages.warning(request, _("Somebody else decided on this comment a moment ago. Please look again."))
    return redirect("voices:queue", slug=slug)


@allow(Permission.MODERATE)
@require_POST
def translate(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """Put a comment into another language."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.MODERATE)
    comment = selectors.comment_for(actor, subject, number)
    form = TranslationForm(request.POST)
    if form.is_valid():
        actions.translate(by=actor, comment=comment, **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect("voices:decide", slug=slug, number=number)


@allow(Permission.GATHER_THEMES)
@require_http_methods(["GET", "POST"])
def gather(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Find comments that say something alike, and put them into a theme."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.GATHER_THEMES)
    new = ThemeForm(request.POST if "make" in request.POST else None)
    taken = [int(number) for number in request.POST.getlist("number") if number.isdigit()]
    if request.method == "POST":
        comments = selectors.comments_by_number(subject, taken)
        theme = None
        if new.is_bound and new.is_valid():
            theme = actions.make_theme(
                by=actor, conversation=subject, name=new.gather("name"), summary=new.gather("summary")
            )
        elif not new.is_bound and request.POST.get("theme"):
            theme = selectors.theme_in(subject, request.POST["theme"])
        if theme:
            added = actions.cite(by=actor, theme=theme, comments=comments)
            messages.success(request, _("%(count)d comments added to the theme.") % {"count": added})
            return redirect("voices:theme", theme_id=theme.pk)
        if not new.is_bound:
            messages.error(request, _("Choose a theme, or name a new one."))
    search = SearchForm(request.GET or None)
    wanted = search.cleaned_data if search.is_valid() else {}
    found = selectors.find_comments(subject, **wanted)
    context = {
        "conversation": subject,
        "search": search,
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "themes": selectors.themes(subject),
        "new": new,
        "taken": taken,
    }
    return render(request, "voices/staff/gather.html", context, status=422 if new.errors else 200)


@allow(Permission.SEE_VOICES)
@require_http_methods(["GET", "POST"])
def theme(request: ActorRequest, theme_id: UUID) -> HttpResponseBase:
    """One theme: its words, its comments, and what was decided about it."""
    actor = request.actor
    subject = selectors.theme_for(actor, theme_id)
    form = ThemeForm(
        request.POST if "name_en" in request.POST else None,
        initial={
            **ThemeForm.spread(name=subject.name, summary=subject.summary),
            "is_public": subject.is_public,
        },
    )
    if request.method == "POST" and request.POST.get("uncite", "").isdigit():
        for comment in selectors.comments_by_number(subject.conversation, [int(request.POST["uncite"])]):
            actions.uncite(by=actor, theme=subject, comment=comment)
        return redirect("voices:theme", theme_id=theme_id)
    if form.is_bound and form.is_valid():
        actions.edit_theme(
            by=actor,
            theme=subject,
            name=form.gather("name"),
            summary=form.gather("summary"),
            is_public=form.cleaned_data["is_public"],
        )
        messages.success(request, _("Saved."))
        return redirect("voices:theme", theme_id=theme_id)
    comments = selectors.find_comments(subject.conversation, theme=subject)
    context = {
        "theme": subject,
        "form": form,
        "page": Paginator(comments, PER_PAGE).get_page(request.GET.get("page")),
        "panels": panels_for("voices.theme", actor, [subject])[subject.pk],
        "may_gather": actor.may(
            Permission.GATHER_THEMES,
            organization=subject.conversation.organization_id,
            areas=subject.conversation.area_ids(),
        ),
    }
    return render(request, "voices/staff/theme.html", context, status=422 if form.errors else 200)


@allow(Permission.TAKE_CALLS)
@require_GET
def calls(request: ActorRequest) -> HttpResponse:
    """Who waits for a call."""
    page = Paginator(selectors.help_requests(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "voices/staff/calls.html", {"page": page})


@allow(Permission.TAKE_CALLS)
@require_http_methods(["GET", "POST"])
def call(request: ActorRequest, request_id: UUID) -> HttpResponseBase:
    """One call: whom, where, when, and what came of it."""
    actor = request.actor
    subject = selectors.help_request_for(actor, request_id)
    form = OutcomeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            if "close" in request.POST:
                actions.close_help(by=actor, request=subject, why=form.cleaned_data["outcome"])
            else:
                actions.note_call(by=actor, request=subject, outcome=form.cleaned_data["outcome"])
        except IllegalMove:
            messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
        return redirect("voices:calls")
    contact = selectors.contact_to_call(actor, subject)
    context = {"subject": subject, "contact": contact, "form": form}
    return render(request, "voices/staff/call.html", context, status=422 if form.errors else 200)
