"""Pages for whoever has somebody on the phone: what to say, what they say, and the code for them to keep."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from longtable.core.access import Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.receipts import OpenReceipt, open_by_token
from longtable.people.contacts import NotAContact
from longtable.voices import actions, selectors
from longtable.voices.forms import AnswerForm, CallerForm, CallForm
from longtable.voices.models import Conversation, Participant


@allow(Permission.ENTER_VOICES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: ActorRequest, slug: str) -> HttpResponseBase:
    """What to say to a caller, and a box for what they say."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.ENTER_VOICES)
    caller = _language(request)
    with override(caller):  # what is asked about oneself is read aloud
        form = CallerForm(request.POST or None, about_you=subject.about_you, initial={"language": caller})
    if form.is_bound and form.is_valid():
        try:
            kept = actions.keep_call(
                by=actor, conversation=subject, form_key=form.cleaned_data["form_key"], sheet=form.sheet()
            )
        except NotAContact:
            form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        else:
            return _kept(request, kept.participant, kept.opened)
    context = {"conversation": subject, "form": form, "caller": caller, "languages": settings.LANGUAGES}
    return render(request, "voices/staff/phone.html", context, status=422 if form.errors else 200)


@allow(Permission.ENTER_VOICES)
@never_cache
@require_POST
def phone_answer(request: ActorRequest, slug: str) -> HttpResponse:
    """Whether the caller agrees with what another person said; then the next one."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.ENTER_VOICES)
    opened = open_by_token(request.POST.get("key", ""))
    participant = selectors.caller(actor, subject, opened.receipt.pk) if opened else None
    if opened is None or participant is None:
        raise Missing
    form = AnswerForm(request.POST)
    if form.is_valid():
        comment = selectors.shown_comment(subject, form.cleaned_data["number"])
        actions.answer_aloud(
            by=actor, participant=participant, comment=comment, value=form.cleaned_data["answer"]
        )
    return _kept(request, participant, opened)


@allow(Permission.ENTER_VOICES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phone_call_back(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The caller needs help with their own case: the office that helps calls them back."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.ENTER_VOICES)
    if subject.help_office is None or not subject.is_open():
        raise Missing
    caller = _language(request)
    form = CallForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            asked = actions.ask_for_help(by=actor, conversation=subject, language=caller, **form.cleaned_data)
        except NotAContact:
            form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        else:
            context = {"conversation": subject, "code": asked.opened.code, "asked": asked.request}
            return render(request, "voices/staff/phone_called.html", context)
    context = {"conversation": subject, "form": form, "caller": caller}
    return render(request, "voices/staff/phone_call_back.html", context, status=422 if form.errors else 200)


def _language(request: ActorRequest) -> str:
    """The caller's, or the page's while nobody said."""
    wanted = request.POST.get("language") or request.GET.get("caller") or get_language() or ""
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _kept(request: ActorRequest, participant: Participant, opened: OpenReceipt) -> HttpResponse:
    """The code to read aloud and, if the caller has time, another person's words.

    Rendered at once and not after a redirect: the key stays out of addresses. Loaded again, it keeps
    the same call.
    """
    subject: Conversation = participant.conversation
    dangers = selectors.held_words(participant)
    context = {
        "conversation": subject,
        "code": opened.code,
        "key": opened.token,
        "caller": participant.language,
        "statement": selectors.next_statement(subject, participant) if subject.is_open() else None,
        "answer_form": AnswerForm(),
        "dangers": dangers,
        "on_duty": selectors.whom_to_tell(subject) if dangers else [],
        "told": participant.contact_id is not None,
    }
    return render(request, "voices/staff/phone_kept.html", context)
