"""Writing down that we were in touch, correcting it, and saying what became of a promise."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from longtable.accounts.selectors import myself
from longtable.core.access import Denied, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.states import IllegalMove
from longtable.partnerships import actions
from longtable.partnerships.forms.contacts import ContactForm, LogForm
from longtable.partnerships.models import LoggedContact
from longtable.partnerships.selectors.partners import (
    contact_for,
    own_organizations,
    partner_for,
    people_known,
    promise_for,
)
from longtable.partnerships.terms import Unfinished


@allow(Permission.KEEP_PARTNERSHIPS)
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """The second of two taps: what came of it. Everything else may be left out."""
    actor = request.actor
    partner = partner_for(actor, organization_id)
    way = request.GET.get("way", "")
    way = way if way in LoggedContact.Way.values else "call"
    form = LogForm(request.POST or None, actor=actor, initial={"way": way})
    if form.is_bound and form.is_valid():
        try:
            actions.log_contact(
                by=actor,
                partner=partner,
                ours=form.cleaned_data["ours"],
                spoken=form.spoken(),
                promises=form.promises(),
                form_key=form.cleaned_data["form_key"],
            )
        except Unfinished as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is in the log."))
            return redirect("partnerships:partner", partner.pk)
    context = {
        "form": form,
        "partner": partner,
        "way": form["way"].value(),
        "ways": LoggedContact.Way.choices,
        "outcomes": LoggedContact.Outcome.choices,
        "known": people_known(actor, partner),
    }
    return render(request, "partnerships/log.html", context, status=422 if form.errors else 200)


@allow(Permission.KEEP_PARTNERSHIPS)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: ActorRequest, contact_id: UUID) -> HttpResponse:
    """Put a line of the log right."""
    contact = contact_for(request.actor, contact_id)
    form = ContactForm(request.POST or None, initial=ContactForm.of(contact))
    if form.is_bound and form.is_valid():
        try:
            actions.correct_contact(by=request.actor, contact=contact, spoken=form.spoken(contact.at))
        except Unfinished as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Corrected. That it was corrected is shown beside it."))
            return redirect("partnerships:partner", contact.partner_id)
    context = {"form": form, "contact": contact}
    return render(request, "partnerships/contact.html", context, status=422 if form.errors else 200)


@allow(Permission.SEE_PARTNERSHIPS)
@require_POST
def settle(request: ActorRequest, promise_id: UUID) -> HttpResponse:
    """Say that a promise was kept, or that it is no longer needed."""
    promise = promise_for(request.actor, promise_id)
    settle_it = actions.let_promise_go if "let_go" in request.POST else actions.say_promise_kept
    try:
        settle_it(by=request.actor, promise=promise)
    except IllegalMove:
        messages.info(request, _("Somebody else has already settled it."))
    else:
        messages.success(request, _("Noted."))
    return redirect("partnerships:partner", promise.contact.partner_id)


@allow(Permission.KEEP_PARTNERSHIPS)
@require_POST
def call(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Put it on one's own list to call an organization."""
    partner = partner_for(request.actor, organization_id)
    ours = own_organizations(request.actor).first()
    if ours is None:
        raise Denied
    actions.plan_call(by=request.actor, partner=partner, ours=ours, owner=myself(request.actor))
    messages.success(request, _("“Call %s” is on your list.") % partner)
    return redirect("partnerships:partner", partner.pk)
