"""Pages of moderators: read what was said, show it or not, and say why."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Actor, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.states import IllegalMove
from longtable.methods import personal_data
from longtable.voices import actions, selectors
from longtable.voices.actions.help import NoOffice
from longtable.voices.forms import (
    DecisionForm,
    TranslationForm,
)
from longtable.voices.models import Comment, Conversation
from longtable.voices.policies import can_wait_again

PER_PAGE = 25


@allow(Permission.MODERATE)
@require_safe
def queue(request: ActorRequest, slug: str) -> HttpResponse:
    """What has to be read."""
    subject = selectors.conversation_for(request.actor, slug, Permission.MODERATE)
    page = Paginator(selectors.queue(subject), PER_PAGE).get_page(request.GET.get("page"))
    context = {"conversation": subject, "page": page, "decided": selectors.decided(subject)[:PER_PAGE]}
    return render(request, "voices/staff/queue.html", context)


@allow(Permission.MODERATE)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """One comment: show it, or not, and why."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.MODERATE)
    comment = selectors.comment_for(actor, subject, number)
    findings = personal_data.find(comment.text)
    masked = personal_data.mask(comment.text, findings, comment.language)
    if _was_decided_meanwhile(request, comment):
        return _look_again(request, subject, comment)
    form = DecisionForm(
        request.POST or None, before=comment.state, initial={"public_text": comment.public_text or masked}
    )
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
    return _page(request, subject, comment, findings, form=form)


def _page(
    request: ActorRequest,
    subject: Conversation,
    comment: Comment,
    findings: Sequence[personal_data.Finding],
    *,
    form: DecisionForm,
    translation_form: TranslationForm | None = None,
) -> HttpResponse:
    other = "es" if comment.language == "en" else "en"
    context = {
        "conversation": subject,
        "comment": comment,
        "findings": findings,
        "form": form,
        "can_wait_again": can_wait_again(comment),
        "still_tells": form.is_bound and bool(form.errors.get("public_text")),
        "translation_form": translation_form or TranslationForm(initial={"language": other}),
        "decisions": comment.decisions.select_related("by"),
    }
    wrong = form.errors or (translation_form and translation_form.errors)
    return render(request, "voices/staff/decide.html", context, status=422 if wrong else 200)


def _decided(
    request: ActorRequest, actor: Actor, subject: Conversation, comment: Comment, wanted: dict[str, Any]
) -> HttpResponseBase:
    try:
        actions.decide(by=actor, comment=comment, **wanted)
    except IllegalMove:
        return _look_again(request, subject, comment)
    following = selectors.queue(subject).first()
    if following:
        return redirect("voices:decide", slug=subject.slug, number=following.number)
    messages.success(request, _("Everything has been read. Thank you."))
    return redirect("voices:overview", slug=subject.slug)


def _was_decided_meanwhile(request: ActorRequest, comment: Comment) -> bool:
    """Whether the comment is no longer in the state that the form was made for."""
    return request.POST.get("before", comment.state) != comment.state


def _look_again(request: ActorRequest, subject: Conversation, comment: Comment) -> HttpResponseBase:
    messages.warning(request, _("Somebody else decided on this comment a moment ago. Please look again."))
    return redirect("voices:decide", slug=subject.slug, number=comment.number)


@allow(Permission.MODERATE)
@require_POST
def release(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """Take back what was decided."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.MODERATE)
    comment = selectors.comment_for(actor, subject, number)
    if _was_decided_meanwhile(request, comment):
        return _look_again(request, subject, comment)
    try:
        actions.release(by=actor, comment=comment)
        messages.success(request, _("It is waiting to be read again."))
    except IllegalMove:
        messages.warning(request, _("This comment cannot wait again."))
    return redirect("voices:decide", slug=slug, number=number)


@allow(Permission.MODERATE)
@require_POST
def ask_author(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """Offer the author a call: it leaves the conversation."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.MODERATE)
    comment = selectors.comment_for(actor, subject, number)
    if _was_decided_meanwhile(request, comment):
        return _look_again(request, subject, comment)
    try:
        actions.ask_author(by=actor, comment=comment)
        messages.success(request, _("The author is asked on the tracking page whether they want a call."))
    except NoOffice:
        messages.error(request, _("Name an office that calls people back first."))
    except IllegalMove:
        return _look_again(request, subject, comment)
    return redirect("voices:queue", slug=slug)


@allow(Permission.MODERATE)
@require_POST
def translate(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """Put a comment into another language."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.MODERATE)
    comment = selectors.comment_for(actor, subject, number)
    form = TranslationForm(request.POST)
    if not form.is_valid():
        findings = personal_data.find(comment.text)
        masked = personal_data.mask(comment.text, findings, comment.language)
        decision = DecisionForm(before=comment.state, initial={"public_text": comment.public_text or masked})
        return _page(request, subject, comment, findings, form=decision, translation_form=form)
    actions.translate(by=actor, comment=comment, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("voices:decide", slug=slug, number=number)
