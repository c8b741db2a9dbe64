"""The page on which a team chooses by which words people answer by text message."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.people.contacts import shown_phone
from longtable.voices import actions, selectors
from longtable.voices.forms import KeywordsForm
from longtable.voices.replies import first_reply
from longtable.voices.selectors import texting


@allow(Permission.RUN_CONVERSATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def keywords(request: ActorRequest, slug: str) -> HttpResponseBase:
    """One word in each language, and what people get in answer to it."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.RUN_CONVERSATIONS)
    standing = texting.standing_keywords(subject)
    initial = {keyword.language: keyword.word for keyword in standing}
    form = KeywordsForm(request.POST or None, conversation=subject, initial=initial)
    if form.is_bound and form.is_valid():
        actions.set_keywords(by=actor, conversation=subject, words=form.words())
        messages.success(request, _("Saved."))
        return redirect("voices:keywords", slug=slug)
    context = {
        "conversation": subject,
        "form": form,
        "number": shown_phone(texting.texting_number()),
        "replies": [first_reply(keyword) for keyword in standing],
    }
    return render(request, "voices/staff/keywords.html", context, status=422 if form.errors else 200)
