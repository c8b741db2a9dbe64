"""Page of staff who must see who was heard, and who was not."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from longtable.core.access import Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.voices import actions
from longtable.voices.forms import HeardForm, OutreachForm
from longtable.voices.models import Conversation
from longtable.voices.selectors import conversation_for
from longtable.voices.selectors.heard import Heard, HeardTable, who_was_heard


@allow(Permission.GATHER_THEMES)
@require_safe
def heard(request: ActorRequest, slug: str) -> HttpResponse:
    """Who was heard, against who lives there: true counts, however small, so not for everybody who reads."""
    subject = conversation_for(request.actor, slug, Permission.GATHER_THEMES)
    form, found, crossed = _look(subject, request.GET)
    not_yet = found.not_yet(crossed)
    context = {
        "conversation": subject,
        "form": form,
        "heard": found,
        "crossed": crossed,
        "not_yet": not_yet,
        "asking": OutreachForm(lines=not_yet.by_chance),
        "reach_out": f"{reverse('voices:reach-out', args=[slug])}{_query(request)}",
    }
    return render(request, "voices/staff/heard.html", context)


@allow(Permission.GATHER_THEMES)
@require_POST
def reach_out(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Ask somebody to go to those of one line."""
    subject = conversation_for(request.actor, slug, Permission.GATHER_THEMES)
    _form, found, crossed = _look(subject, request.GET)
    line = found.not_yet(crossed).find(request.POST.get("line", ""))
    if line is None:
        raise Missing
    actions.ask_for_outreach(by=request.actor, conversation=subject, line=line)
    messages.success(request, _("It is on the work list of %(who)s.") % {"who": subject.organization})
    return redirect(f"{reverse('voices:heard', args=[slug])}{_query(request)}#not-yet")


def _query(request: ActorRequest) -> str:
    """What is looked at, to come back to it."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


def _look(subject: Conversation, chosen: QueryDict) -> tuple[HeardForm, Heard, HeardTable | None]:
    found = who_was_heard(subject, HeardForm(chosen).view())
    form = HeardForm(chosen or None, crossable=found.crossable)
    crossed = found.crossed(chosen.get("one", ""), chosen.get("two", ""))
    return form, found, crossed
