"""Signing up with an invitation: the link is bound to one person and works once."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from longtable.capacity.errors import Closed, Full, TooMany
from longtable.core.access import Actor, Missing, public
from longtable.core.access.request import ActorRequest
from longtable.gatherings import actions, saying, selectors
from longtable.gatherings.actions.letters import opened, path_of
from longtable.gatherings.actions.registering import UsedUp
from longtable.gatherings.forms.registering import RegisterForm, StartForm, start_form
from longtable.gatherings.models import Invitation, Session
from longtable.gatherings.views.registering import Wanted
from longtable.people.demographics import demographics_form


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: ActorRequest, token: str) -> HttpResponseBase:
    """How many come and to what, then the form. A link that was used leads to what came of it."""
    invitation = selectors.invitation_by_token(token)
    if invitation.registration:
        return redirect(path_of(opened(invitation.registration)))
    agenda = selectors.sessions_to_sign_up_for(invitation.gathering.slug)
    start = _start(request, invitation, agenda)
    window = selectors.window_of(agenda, timezone.now())
    if not (start.is_valid() and window.is_open):
        context = {"gathering": invitation.gathering, "form": start, "window": window}
        context |= {"said": saying.both(invitation.gathering)}
        return render(request, "gatherings/invited.html", context, status=422 if start.errors else 200)
    return _form(request, invitation, agenda, Wanted(start.chosen(), start.cleaned_data["size"]))


def _start(request: ActorRequest, invitation: Invitation, agenda: list[Session]) -> StartForm:
    """Filled in already where there is nothing to choose."""
    said = request.POST if request.method == "POST" else request.GET
    limit = min(invitation.party_limit, invitation.gathering.party_limit)
    data: Any = said if "size" in said else None
    if limit == 1 and len(agenda) == 1:
        data = {"size": "1"}
    return start_form(invitation.gathering, agenda, data, limit=limit)


def _form(
    request: ActorRequest, invitation: Invitation, agenda: list[Session], wanted: Wanted
) -> HttpResponseBase:
    """With the contact that was invited. What was typed stays, also when there are no places any more."""
    gathering, data, status = invitation.gathering, request.POST or None, 200
    is_full = selectors.is_full(wanted.sessions, wanted.size)
    form = RegisterForm(
        data,
        gathering=gathering,
        size=wanted.size,
        waits=is_full,
        strata=selectors.strata_of(wanted.sessions) if wanted.is_drawn else (),
        invited=True,
        initial={"language": get_language(), "name_1": invitation.contact.person.name},
    )
    about = demographics_form(gathering.about_you)(data)
    if form.is_bound and form.is_valid() and about.is_valid():
        try:
            done = actions.sign_up(
                by=Actor.visitor(),
                gathering=gathering,
                sessions=wanted.sessions,
                party=form.party(about.answers()),
                form_key=form.cleaned_data["form_key"],
                line=form.line("line" in request.POST),
                invitation=invitation,
            )
        except UsedUp as used:
            raise Missing from used
        except (Full, Closed, TooMany):
            is_full, status = True, 409
        else:
            return redirect(path_of(done.opened))
    context = {
        "gathering": gathering,
        "invitation": invitation,
        "wanted": wanted,
        "form": form,
        "about": about,
        "is_full": is_full,
        "window": selectors.window_of(agenda, timezone.now()),
    }
    return render(request, "gatherings/register.html", context, status=422 if form.errors else status)
