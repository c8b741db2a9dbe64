"""Staff with somebody on the phone: everything that the caller could do on their own page."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.capacity.errors import Closed, Full, TooMany
from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.audit import record_read
from longtable.core.states import IllegalMove
from longtable.gatherings import actions, selectors
from longtable.gatherings.actions.changing import NotStanding
from longtable.gatherings.actions.registering import SignedUpAlready
from longtable.gatherings.forms.inviting import InviteForm
from longtable.gatherings.forms.registering import RegisterForm, StartForm, change_form, start_form
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.models.registrations import Channel
from longtable.gatherings.selectors.registrations import Tracked
from longtable.gatherings.views.answering import answer_offer
from longtable.people.contacts import NotAContact
from longtable.people.demographics import demographics_form

LARGEST = 60
"""People of one organization that staff sign up together."""

PER_PAGE = 50
"""Sign-ups on a page: a few thumbs' lengths on a telephone."""


@allow(Permission.SEE_GATHERINGS)
@require_safe
def people(request: ActorRequest, slug: str) -> HttpResponse:
    """Who signed up. That somebody read the list is written down."""
    gathering = selectors.gathering_for(request.actor, slug)
    look_for = request.GET.get("q", "")[:100]
    found = selectors.registrations_of(gathering, look_for)
    invited = selectors.invitations_of(gathering)
    record_read(request.actor, "gatherings.people.opened", gathering)
    context = {
        "gathering": gathering,
        "registrations": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "look_for": look_for,
        "tally": selectors.tally(gathering),
        "drawn": selectors.still_to_draw(gathering),
        "invitations": Paginator(invited, PER_PAGE).get_page(request.GET.get("invited")),
    }
    return render(request, "gatherings/staff/people.html", context)


@allow(Permission.REGISTER_FOR_OTHERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Sign a caller up: how many come first, then the form that everybody has."""
    gathering = selectors.gathering_for(request.actor, slug, Permission.REGISTER_FOR_OTHERS)
    agenda = selectors.sessions_to_sign_up_for(slug)
    said = request.POST if request.method == "POST" else request.GET
    start = start_form(gathering, agenda, said if "size" in said else None, limit=LARGEST)
    start.fields["size"].label = _("How many people are coming, including the caller?")
    if not start.is_valid():
        status = 422 if start.is_bound else 200
        context = {"gathering": gathering, "form": start}
        return render(request, "gatherings/staff/sign_up_start.html", context, status=status)
    return _signing_up(request, gathering, start)


def _signing_up(request: ActorRequest, gathering: Gathering, start: StartForm) -> HttpResponseBase:
    sessions, size = start.chosen(), start.cleaned_data["size"]
    waits = "line" in request.POST or selectors.is_full(sessions, size)
    form = RegisterForm(
        request.POST or None,
        gathering=gathering,
        size=size,
        waits=waits,
        strata=selectors.strata_of(sessions),
        initial={"language": "en"},
    )
    about = demographics_form(gathering.about_you)(request.POST or None)
    if form.is_bound and form.is_valid() and about.is_valid():
        try:
            done = actions.sign_up(
                by=request.actor,
                gathering=gathering,
                sessions=sessions,
                party=form.party(about.answers()),
                form_key=form.cleaned_data["form_key"],
                channel=Channel.PHONE,
                line=form.line("line" in request.POST),
            )
        except NotAContact:
            form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        except SignedUpAlready as already:
            messages.info(request, _("This phone number or e-mail is signed up already: here it is."))
            return redirect("gatherings:registration", gathering.slug, already.registration.pk)
        except Full:
            waits = True
            form.add_error(None, _("All places are taken. The caller can join the waitlist."))
        except (Closed, TooMany) as error:
            form.add_error(None, _refusal(error))
        else:
            is_waiting = done.registration.state == Registration.State.WAITING
            said = _("They are on the waitlist and get a message with their link.") if is_waiting else ""
            messages.success(request, said or _("Signed up. They get a message with their link."))
            return redirect("gatherings:registration", gathering.slug, done.registration.pk)
    context = {
        "gathering": gathering,
        "form": form,
        "about": about,
        "sessions": sessions,
        "size": size,
        "is_full": waits,
        "for_others": True,
    }
    return render(request, "gatherings/staff/sign_up.html", context, status=422 if form.errors else 200)


@allow(Permission.REGISTER_FOR_OTHERS)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: ActorRequest, slug: str, registration_id: UUID) -> HttpResponseBase:
    """One registration, to change what the caller says. That it was opened is written down."""
    found = _open(request, slug, registration_id)
    form = change_form(found, request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.change_registration(
                by=request.actor, registration=found.registration, changes=form.changes()
            )
        except (NotStanding, IllegalMove):
            messages.warning(request, _("This was changed a moment ago. Please look again."))
        else:
            messages.success(request, _("Saved."))
        return redirect("gatherings:registration", slug, registration_id)
    record_read(request.actor, "gatherings.registration.opened", found.registration)
    context = {
        "gathering": found.gathering,
        "found": found,
        "registration": found.registration,
        "form": form,
    }
    return render(request, "gatherings/staff/registration.html", context, status=422 if form.errors else 200)


@allow(Permission.REGISTER_FOR_OTHERS)
@require_POST
def cancel(request: ActorRequest, slug: str, registration_id: UUID) -> HttpResponseBase:
    """The caller does not come after all."""
    found = _open(request, slug, registration_id)
    actions.cancel_registration(by=request.actor, registration=found.registration)
    messages.success(request, _("Canceled. Their places go to the next person on the waitlist."))
    return redirect("gatherings:registration", slug, registration_id)


@allow(Permission.REGISTER_FOR_OTHERS)
@require_POST
def accept(request: ActorRequest, slug: str, registration_id: UUID) -> HttpResponseBase:
    """The caller says yes to an offer."""
    return _answer(request, slug, registration_id, actions.accept_offer, _("They have their places."))


@allow(Permission.REGISTER_FOR_OTHERS)
@require_POST
def decline(request: ActorRequest, slug: str, registration_id: UUID) -> HttpResponseBase:
    """The caller says no to an offer."""
    return _answer(
        request, slug, registration_id, actions.decline_offer, _("The next person on the waitlist can come.")
    )


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Send somebody a link that is theirs alone."""
    gathering = selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    form = InviteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            sent = form.cleaned_data | {"form_key": form.sent_key()}
            actions.invite(by=request.actor, gathering=gathering, **sent)
        except NotAContact:
            form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        else:
            messages.success(request, _("Invited. Their link works once."))
            return redirect("gatherings:people", slug)
    context = {"gathering": gathering, "form": form}
    return render(request, "gatherings/staff/invite.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def withdraw(request: ActorRequest, slug: str, invitation_id: UUID) -> HttpResponseBase:
    """Take an invitation back."""
    gathering = selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
    invitation = selectors.invitation_for(gathering, invitation_id)
    actions.withdraw_invitation(by=request.actor, invitation=invitation)
    messages.success(request, _("The link no longer works."))
    return redirect("gatherings:people", slug)


def _open(request: ActorRequest, slug: str, registration_id: UUID) -> Tracked:
    gathering = selectors.gathering_for(request.actor, slug, Permission.REGISTER_FOR_OTHERS)
    return selectors.look_at(selectors.registration_for(gathering, registration_id), timezone.now())


def _answer(
    request: ActorRequest, slug: str, registration_id: UUID, act: Callable[..., object], said: str
) -> HttpResponseBase:
    found = _open(request, slug, registration_id)
    answer_offer(request, request.actor, found, act, said)
    return redirect("gatherings:registration", slug, registration_id)


def _refusal(error: Closed | TooMany) -> forms.ValidationError:
    if isinstance(error, TooMany):
        return forms.ValidationError(_("At most %(limit)s at a time.") % {"limit": error.limit})
    return forms.ValidationError(_("Sign-up is not open."))
