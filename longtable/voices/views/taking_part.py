"""Pages of somebody who takes part: no account, no script, one idea a screen."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Actor, public
from longtable.core.access.request import ActorRequest
from longtable.core.addresses import address_of
from longtable.core.attempts import count_attempt
from longtable.core.panels import panels_for
from longtable.people.contacts import NotAContact
from longtable.releases.selectors import link_to_published
from longtable.voices import actions, selectors
from longtable.voices.actions.speaking import Begun
from longtable.voices.forms import AnswerForm, CallForm, SayForm
from longtable.voices.models import Conversation, Participant
from longtable.voices.selectors.results import answered
from longtable.voices.views.holding import LIMIT, WINDOW, holder, remember


@public
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """What is open now."""
    return render(request, "voices/index.html", {"conversations": selectors.open_conversations()})


@public
@never_cache
@require_safe
def conversation(request: ActorRequest, slug: str) -> HttpResponse:
    """The question, the box, and another person's words."""
    subject = selectors.public_conversation(slug)
    held = holder(request, subject)
    initial = {"area": held.participant.area_id} if held else {}
    return _conversation(request, subject, held.participant if held else None, SayForm(initial=initial))


def _conversation(
    request: ActorRequest,
    subject: Conversation,
    participant: Participant | None,
    form: SayForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "conversation": subject,
        "form": form,
        "is_open": subject.is_open(),
        "statement": selectors.next_statement(subject, participant) if subject.is_open() else None,
        "answer_form": AnswerForm(),
        "panels": panels_for("voices.conversation", request.actor, [subject])[subject.pk],
    }
    return render(request, "voices/conversation.html", context, status=status)


@public
@require_POST
def say(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Keep what was said and show the tracking page."""
    subject = selectors.public_conversation(slug)
    held = holder(request, subject)
    form = SayForm(request.POST)
    if not subject.is_open():
        return _closed(request, subject, form.data.get("text", ""))
    if not form.is_valid():
        return _conversation(request, subject, held.participant if held else None, form, status=422)
    count_attempt("speak", address_of(request), limit=LIMIT, window=WINDOW)
    key, language = form.cleaned_data["form_key"], get_language() or "en"
    with _together(held):
        held = held or actions.begin(
            by=Actor.visitor(),
            conversation=subject,
            form_key=key,
            language=language,
            area=form.cleaned_data["area"],
            address=address_of(request),
        )
        actions.say(
            by=Actor.receipt(held.opened.receipt.pk),
            participant=held.participant,
            text=form.cleaned_data["text"],
            language=language,
            form_key=key,
        )
    return remember(HttpResponseRedirect(held.opened.path), subject, held.opened)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: ActorRequest, slug: str) -> HttpResponseBase:
    """One statement at a time: do you agree?"""
    subject = selectors.public_conversation(slug)
    held = holder(request, subject)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and not subject.is_open():
        return _closed(request, subject, "")
    if form.is_bound and form.is_valid():
        comment = selectors.shown_comment(subject, form.cleaned_data["number"])
        if held is None:
            count_attempt("speak", address_of(request), limit=LIMIT, window=WINDOW)
        with _together(held):
            held = held or actions.begin(
                by=Actor.visitor(),
                conversation=subject,
                form_key=form.cleaned_data["form_key"],
                language=get_language() or "en",
                address=address_of(request),
            )
            actions.answer(
                by=Actor.receipt(held.opened.receipt.pk),
                participant=held.participant,
                comment=comment,
                value=form.cleaned_data["answer"],
            )
        if not request.htmx:
            return remember(redirect("voices:agree", slug=slug), subject, held.opened)
    context: dict[str, Any] = {
        "conversation": subject,
        "is_open": subject.is_open(),
        "form": form if form.errors else AnswerForm(),
        "statement": selectors.next_statement(subject, held.participant if held else None),
    }
    template = "voices/_statement.html" if request.htmx else "voices/agree.html"
    response = render(request, template, context, status=422 if form.errors else 200)
    return remember(response, subject, held.opened) if held else response


@public
@require_safe
def said(request: ActorRequest, slug: str) -> HttpResponse:
    """What others said, with how many agree, and the themes in it; or what they said about one theme."""
    subject = selectors.public_conversation(slug)
    wanted = request.GET.get("theme")
    theme = selectors.public_theme_in(subject, wanted) if wanted else None
    context = {
        "conversation": subject,
        "page": Paginator(selectors.said(subject, theme), 25).get_page(request.GET.get("page")),
        "answered": answered(subject),
        "theme": theme,
        "themes": () if theme else selectors.public_themes(subject),
        "release": link_to_published(("voices.conversation", subject.pk)),
    }
    return render(request, "voices/said.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def help_me(request: ActorRequest, slug: str) -> HttpResponseBase:
    """A call back about one's own case: private, never counted."""
    subject = selectors.public_conversation(slug)
    form = CallForm(request.POST or None)
    if form.is_bound and form.is_valid():
        if not subject.is_open() or subject.help_office is None:
            return _closed(request, subject, form.cleaned_data["about"])
        count_attempt("ask for help", address_of(request), limit=LIMIT, window=WINDOW)
        try:
            asked = actions.ask_for_help(
                by=Actor.visitor(), conversation=subject, language=get_language() or "en", **form.cleaned_data
            )
        except NotAContact:
            form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        else:
            return redirect(asked.opened.path)
    context = {"conversation": subject, "form": form}
    return render(request, "voices/help_me.html", context, status=422 if form.errors else 200)


def _together(held: Begun | None) -> AbstractContextManager[object]:
    """Somebody new begins and speaks in one transaction; who is known needs none around the action's own."""
    return transaction.atomic() if held is None else nullcontext()


def _closed(request: ActorRequest, subject: Conversation, text: str) -> HttpResponse:
    """Too late: say so, and give back what was typed so that it is not lost."""
    messages.warning(request, _("This conversation is closed. Nothing was sent."))
    return render(request, "voices/closed.html", {"conversation": subject, "text": text}, status=409)
