"""What became of what I said: opened by a link or a code, by nobody else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Actor, Missing, public
from longtable.core.addresses import address_of
from longtable.core.attempts import TooManyAttempts
from longtable.core.forms import CodeForm, DigitsForm
from longtable.core.panels import panels_for
from longtable.core.receipts import find_by_code, note_use
from longtable.core.tracking import HERE, door_of, open_key, remember_code
from longtable.methods.danger import find_danger
from longtable.people.contacts import NotAContact, masked
from longtable.people.demographics import DemographicsForm, demographics_form
from longtable.voices import actions, selectors
from longtable.voices.actions.confirming import NoContact, Outcome
from longtable.voices.actions.speaking import ContactGiven
from longtable.voices.forms import AreaForm, ContactForm, OfferedCallForm
from longtable.voices.models import Participant
from longtable.voices.selectors import Tracked


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponseBase:
    """Type a tracking code."""
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        receipt = find_by_code(form.cleaned_data["code"], tried_by=address_of(request))
        if receipt:
            return remember_code(redirect(door_of(receipt.pk) or "voices:tracking", key=HERE), receipt.pk)
        form.add_error("code", _("We do not know this code. Please look at it again."))
    return render(request, "voices/enter_code.html", {"form": form}, status=422 if form.errors else 200)


@public
@never_cache
@require_safe
def tracking(request: HttpRequest, key: str) -> HttpResponseBase:
    """The thread from what was said to what changed; or the page of another package that the link opens."""
    actor, found, code = _open(request, key)
    if elsewhere := door_of(found.receipt.pk):
        return redirect(elsewhere, key=key)
    return _page(request, key, actor, found, code)


@public
@require_POST
def leave_contact(request: HttpRequest, key: str) -> HttpResponseBase:
    """Leave a phone or e-mail to be told."""
    actor, found, code = _open(request, key)
    form = ContactForm(request.POST)
    participant = _participant(found)
    if form.is_valid():
        try:
            actions.leave_contact(
                by=actor,
                participant=participant,
                value=form.cleaned_data["contact"],
                language=participant.language,
                tracking_url=request.build_absolute_uri(reverse("voices:tracking", args=[key]))
                if code
                else "",
            )
        except NotAContact:
            form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        except ContactGiven:
            return redirect("voices:tracking", key=key)
        else:
            messages.success(request, _("Thank you. We will tell you what happens."))
            return redirect("voices:tracking", key=key)
    return _page(request, key, actor, found, code, contact_form=form)


@public
@require_POST
def send_digits(request: HttpRequest, key: str) -> HttpResponseBase:
    """Have six digits sent to the phone or e-mail that was left."""
    actor, found, _code = _open(request, key)
    try:
        actions.send_digits(by=actor, participant=_participant(found))
    except NoContact:
        raise Missing from None
    messages.success(request, _("Six digits are on their way. They are good for 15 minutes."))
    return redirect("voices:tracking", key=key)


@public
@require_POST
def confirm(request: HttpRequest, key: str) -> HttpResponseBase:
    """Bring the six digits back."""
    actor, found, code = _open(request, key)
    form = DigitsForm(request.POST)
    if form.is_valid():
        try:
            outcome = actions.confirm_participant(
                by=actor, participant=_participant(found), code=form.cleaned_data["digits"]
            )
        except NoContact:
            raise Missing from None
        except TooManyAttempts:
            form.add_error("digits", _("That was too many tries. Please ask for new digits."))
        else:
            if outcome != Outcome.WRONG:
                messages.success(request, _CONFIRMED[outcome])
                return redirect("voices:tracking", key=key)
            form.add_error("digits", _("These are not the last digits that we sent. Please check them."))
    return _page(request, key, actor, found, code, digits_form=form)


@public
@require_POST
def about_you(request: HttpRequest, key: str) -> HttpResponseBase:
    """Tell something about oneself, if one likes."""
    actor, found, code = _open(request, key)
    participant = _participant(found)
    form = demographics_form(participant.conversation.about_you)(request.POST)
    where = AreaForm(request.POST)
    if form.is_valid() and where.is_valid():
        actions.tell_about_you(
            by=actor, participant=participant, answers=form.answers(), area=where.cleaned_data["area"]
        )
        messages.success(request, _("Thank you. This helps us see who was heard and who was not."))
        return redirect("voices:tracking", key=key)
    return _page(request, key, actor, found, code, about_form=form)


@public
@require_POST
def take_call(request: HttpRequest, key: str) -> HttpResponseBase:
    """Accept the call that staff offered."""
    actor, found, code = _open(request, key)
    form = OfferedCallForm(request.POST)
    if not found.offered:
        raise Missing
    if form.is_valid():
        try:
            actions.leave_number(by=actor, request=found.offered[0], **form.cleaned_data)
        except NotAContact:
            form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        else:
            messages.success(request, _("Thank you. The office will call you."))
            return redirect("voices:tracking", key=key)
    return _page(request, key, actor, found, code, call_form=form)


def _open(request: HttpRequest, key: str) -> tuple[Actor, Tracked, str]:
    """The actor for the receipt behind ``key``, what it opens, and its code when it can be shown."""
    actor, code = open_key(request, key)
    found = selectors.tracked(actor)
    note_use(found.receipt)
    return actor, found, code


_CONFIRMED = {
    Outcome.CONFIRMED: gettext_lazy("Thank you. Now we know for sure that your words are from one person."),
    Outcome.SHARED: gettext_lazy(
        "Thank you. Somebody else confirmed with the same number or address before. Your words count like "
        "all others; where we count confirmed people only, one number or address is one person."
    ),
}


def _masked(participant: Participant | None) -> str:
    contact = participant.contact if participant else None
    return masked(contact.kind, contact.value) if contact else ""


def _participant(found: Tracked) -> Participant:
    if found.participant is None:
        raise Missing
    return found.participant


def _page(
    request: HttpRequest,
    key: str,
    actor: Actor,
    found: Tracked,
    code: str,
    contact_form: ContactForm | None = None,
    about_form: DemographicsForm | None = None,
    call_form: OfferedCallForm | None = None,
    digits_form: DigitsForm | None = None,
) -> HttpResponse:
    participant = found.participant
    panels = panels_for("voices.tracking", actor, found.comments)
    asked = participant.conversation.about_you if participant else []
    told = participant.about if participant else {}
    context = {
        "key": key,
        "agree_address": reverse("voices:agree", args=[participant.conversation.slug]) if participant else "",
        "code": code,
        "found": found,
        "said": [(comment, panels[comment.pk]) for comment in found.comments],
        "in_danger": any(comment.danger for comment in found.comments)
        or (found.help_request is not None and bool(find_danger(found.help_request.about))),
        "masked_contact": _masked(participant),
        "contact_form": contact_form or ContactForm(),
        "about_form": about_form or demographics_form(asked)(initial=told),
        "area_form": AreaForm(initial={"area": participant.area_id if participant else None}),
        "call_form": call_form or OfferedCallForm(),
        "digits_form": digits_form or DigitsForm(),
        "confirming": selectors.confirming(participant),
    }
    wrong = any(form and form.errors for form in (contact_form, about_form, call_form, digits_form))
    return render(request, "voices/tracking.html", context, status=422 if wrong else 200)
