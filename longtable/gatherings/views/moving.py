"""Pages of staff: when and where it is, and whom to phone when that changed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.states import IllegalMove
from longtable.gatherings import actions
from longtable.gatherings.actions.moving import SignUpOpensLater, Unfinished
from longtable.gatherings.clock import NoSuchTime, TwiceThatDay, zone_words
from longtable.gatherings.forms.keeping import MoveForm
from longtable.gatherings.models import Gathering
from longtable.gatherings.selectors import phoning
from longtable.gatherings.selectors import staff as selectors


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: ActorRequest, slug: str) -> HttpResponseBase:
    """When and where. The button that looks for a place saves nothing and keeps what was typed."""
    gathering = selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    form = MoveForm(request.POST or None, gathering=gathering, initial=MoveForm.initial_of(gathering))
    looks = "look" in request.POST
    if form.is_bound and not looks and form.is_valid():
        try:
            before = gathering.calendar_sequence
            moved = actions.move_gathering(by=request.actor, gathering=gathering, to=form.target())
        except (NoSuchTime, TwiceThatDay):
            form.add_error("day", _("The clock changes on that day in the middle of the agenda."))
        except SignUpOpensLater:
            form.add_error("day", _("Sign-up opens only after that. Change the agenda first."))
        except Unfinished as refused:
            for words in refused.words:
                form.add_error(None, str(words))
        except IllegalMove:
            form.add_error(None, _("It is over or was called off, and cannot be moved any more."))
        else:
            told = moved.calendar_sequence > before
            said = _("Saved. Everybody who signed up is being told.") if told else _("Saved.")
            messages.success(request, said)
            return redirect("gatherings:overview", slug=slug)
    if looks:
        form.errors.clear()
    context = {
        "form": form,
        "gathering": gathering,
        "zone": zone_words(),
        "is_public": gathering.state == Gathering.State.PUBLISHED,
        "found": len(form.locations),
        "looks": looks,
    }
    return render(request, "gatherings/staff/move.html", context, status=422 if form.errors else 200)


@allow(Permission.REGISTER_FOR_OTHERS)
@require_safe
def phone(request: ActorRequest, slug: str) -> HttpResponse:
    """Who takes no messages from us and has to hear of a change from a person. Opening it is noted."""
    gathering = selectors.gathering_for(request.actor, slug, Permission.REGISTER_FOR_OTHERS)
    context = {"gathering": gathering, "people": phoning.to_phone(request.actor, gathering)}
    return render(request, "gatherings/staff/phone.html", context)


@allow(Permission.REGISTER_FOR_OTHERS)
@require_POST
def phoned(request: ActorRequest, slug: str, registration_id: UUID) -> HttpResponseBase:
    """Somebody was reached, or cannot be."""
    gathering = selectors.gathering_for(request.actor, slug, Permission.REGISTER_FOR_OTHERS)
    registration = phoning.registration_to_phone(gathering, registration_id)
    actions.note_phoned(by=request.actor, registration=registration, reached="reached" in request.POST)
    return redirect("gatherings:phone", slug=slug)
