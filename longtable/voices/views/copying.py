"""Campaign letters: what many sent in nearly the same words, and a person's last word on it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Actor, Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.states import IllegalMove
from longtable.voices import actions, selectors
from longtable.voices.forms.results import CopyForm
from longtable.voices.models import Analysis, Conversation
from longtable.voices.selectors.copies import copies_of
from longtable.voices.selectors.copies import letters as letters_of

PER_PAGE = 50


@allow(Permission.SEE_VOICES)
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Every letter with the number of its copies, and asking the machine to look now."""
    wanted = Permission.GATHER_THEMES if request.method == "POST" else Permission.SEE_VOICES
    subject = selectors.conversation_for(request.actor, slug, wanted)
    if request.method == "POST":
        actions.ask_for_analysis(by=request.actor, conversation=subject, kind=Analysis.Kind.COPIES)
        return redirect("voices:letters", slug=slug)
    context = {
        "conversation": subject,
        "page": Paginator(letters_of(subject), PER_PAGE).get_page(request.GET.get("page")),
        "analysis": selectors.latest_analysis(subject, Analysis.Kind.COPIES),
        "may_ask": _may(request.actor, Permission.GATHER_THEMES, subject),
    }
    return render(request, "voices/staff/letters.html", context)


@allow(Permission.SEE_VOICES)
@require_safe
def letter(request: ActorRequest, slug: str, number: int) -> HttpResponse:
    """The first words of a letter, and everybody who sent nearly the same."""
    subject = selectors.conversation_for(request.actor, slug, Permission.SEE_VOICES)
    return _page(request, subject, number, CopyForm())


@allow(Permission.GATHER_THEMES)
@require_POST
def say(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """A person says that one is a copy of this, or is none."""
    subject = selectors.conversation_for(request.actor, slug, Permission.GATHER_THEMES)
    first = selectors.comment_for(request.actor, subject, number)
    form = CopyForm(request.POST)
    if not form.is_valid():
        return _page(request, subject, number, form)
    try:
        comment = selectors.comment_for(request.actor, subject, form.cleaned_data["number"])
        if "none" in request.POST:
            actions.say_no_copy(by=request.actor, comment=comment)
        else:
            actions.say_copy(by=request.actor, comment=comment, first=first)
    except (IllegalMove, Missing):
        form.add_error("number", _("This conversation has no other comment with this number."))
        return _page(request, subject, number, form)
    messages.success(request, _("Saved. The machine will leave it that way."))
    return redirect("voices:letter", slug=slug, number=number)


@allow(Permission.MODERATE)
@require_POST
def settle(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """The copies on this page were read: others read the first only."""
    subject = selectors.conversation_for(request.actor, slug, Permission.MODERATE)
    first = selectors.comment_for(request.actor, subject, number)
    numbers = [int(each) for each in request.POST.getlist("copy") if each.isdecimal() and len(each) < 10]
    try:
        settled = actions.settle_copies(by=request.actor, comment=first, numbers=numbers)
    except IllegalMove:
        messages.warning(request, _("Somebody else decided on this comment a moment ago. Please look again."))
    else:
        done = ngettext("%(count)d copy was read.", "%(count)d copies were read.", settled)
        messages.success(request, done % {"count": settled})
    return redirect("voices:letter", slug=slug, number=number)


def _page(request: ActorRequest, subject: Conversation, number: int, form: CopyForm) -> HttpResponse:
    comment = selectors.comment_for(request.actor, subject, number)
    if comment.state == comment.State.PRIVATE:
        raise Missing
    page = Paginator(copies_of(comment), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "conversation": subject,
        "comment": comment,
        "page": page,
        "form": form,
        "any_waits": any(each.state == each.State.WAITING for each in page),
        "may_gather": _may(request.actor, Permission.GATHER_THEMES, subject),
        "may_moderate": _may(request.actor, Permission.MODERATE, subject),
    }
    return render(request, "voices/staff/letter.html", context, status=422 if form.errors else 200)


def _may(actor: Actor, permission: Permission, subject: Conversation) -> bool:
    return actor.may(permission, organization=subject.organization_id, areas=subject.area_ids())
