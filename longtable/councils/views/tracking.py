"""What became of my application, or of my wish to be told: opened by a link or a code, by nobody else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Actor, Missing, public
from longtable.core.addresses import address_of
from longtable.core.attempts import TooManyAttempts
from longtable.core.forms import CodeForm, DigitsForm
from longtable.core.receipts import find_by_code, note_use
from longtable.core.states import IllegalMove
from longtable.core.tracking import HERE, door_of, open_key, remember_code
from longtable.councils import actions, selectors
from longtable.councils.actions.applying import NotOffered
from longtable.councils.forms import StipendForm
from longtable.councils.models import Application, Interest
from longtable.councils.selectors import Tracked
from longtable.councils.stipends import WARNING, ways_offered
from longtable.methods.danger import is_in_danger
from longtable.people.contacts import masked


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponseBase:
    """Type a tracking code."""
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        receipt = find_by_code(form.cleaned_data["code"], tried_by=address_of(request))
        if receipt and (route := door_of(receipt.pk)):
            return remember_code(redirect(route, key=HERE), receipt.pk)
        form.add_error("code", _("We do not know this code. Please look at it again."))
    return render(request, "councils/enter_code.html", {"form": form}, status=422 if form.errors else 200)


@public
@never_cache
@require_safe
def tracking(request: HttpRequest, key: str) -> HttpResponse:
    """Where it stands, what happens next, and what one can still do."""
    return _page(request, key, *_open(request, key))


@public
@require_POST
def stipend(request: HttpRequest, key: str) -> HttpResponseBase:
    """How to be paid: chosen, or changed."""
    actor, found, code = _open(request, key)
    application = _application(found)
    form = StipendForm(request.POST, council=application.council)
    if form.is_valid():
        actions.choose_stipend(
            by=actor, application=application, language=get_language() or "en", **form.cleaned_data
        )
        messages.success(request, _("Saved. You can change it here at any time."))
        return redirect("councils:tracking", key=key)
    return _page(request, key, actor, found, code, stipend_form=form)


@public
@require_POST
def accept(request: HttpRequest, key: str) -> HttpResponseBase:
    """Yes to the seat that was offered."""
    actor, found, _code = _open(request, key)
    try:
        actions.accept_offer(by=actor, application=_application(found))
    except (NotOffered, IllegalMove):
        messages.warning(request, _("This was changed a moment ago. Please look again."))
    else:
        messages.success(request, _("Thank you. We will tell you when you are appointed."))
    return redirect("councils:tracking", key=key)


@public
@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponseBase:
    """The application is taken back."""
    actor, found, _code = _open(request, key)
    try:
        actions.withdraw(by=actor, application=_application(found))
    except IllegalMove:
        messages.warning(request, _("This was changed a moment ago. Please look again."))
    else:
        messages.success(request, _("You took it back, and your words are removed. You can apply again."))
    return redirect("councils:tracking", key=key)


@public
@require_POST
def send_digits(request: HttpRequest, key: str) -> HttpResponseBase:
    """Have six digits sent to the phone or e-mail that was left."""
    actor, found, _code = _open(request, key)
    actions.send_digits(by=actor, interest=_interest(found))
    messages.success(request, _("Six digits are on their way. They are good for 15 minutes."))
    return redirect("councils:tracking", key=key)


@public
@require_POST
def confirm(request: HttpRequest, key: str) -> HttpResponseBase:
    """Bring the six digits back."""
    actor, found, code = _open(request, key)
    form = DigitsForm(request.POST)
    if form.is_valid():
        try:
            is_right = actions.confirm_interest(
                by=actor, interest=_interest(found), code=form.cleaned_data["digits"]
            )
        except TooManyAttempts:
            form.add_error("digits", _("That was too many tries. Please ask for new digits."))
        else:
            if is_right:
                messages.success(request, _("Thank you. We will tell you when there is a seat for you."))
                return redirect("councils:tracking", key=key)
            form.add_error("digits", _("These are not the last digits that we sent. Please check them."))
    return _page(request, key, actor, found, code, digits_form=form)


@public
@require_POST
def end(request: HttpRequest, key: str) -> HttpResponseBase:
    """Hear no more of seats."""
    actor, found, _code = _open(request, key)
    actions.end_interest(by=actor, interest=_interest(found))
    messages.success(request, _("Done. We do not write to you about seats any more."))
    return redirect("councils:tracking", key=key)


def _open(request: HttpRequest, key: str) -> tuple[Actor, Tracked, str]:
    """The actor for the receipt behind ``key``, what it opens, and its code when it can be shown."""
    actor, code = open_key(request, key)
    found = selectors.tracked(actor)
    note_use(found.receipt)
    return actor, found, code


def _application(found: Tracked) -> Application:
    if found.application is None:
        raise Missing
    return found.application


def _interest(found: Tracked) -> Interest:
    if found.interest is None:
        raise Missing
    return found.interest


def _page(
    request: HttpRequest,
    key: str,
    actor: Actor,
    found: Tracked,
    code: str,
    stipend_form: StipendForm | None = None,
    digits_form: DigitsForm | None = None,
) -> HttpResponse:
    status = 422 if any(form and form.errors for form in (stipend_form, digits_form)) else 200
    context = {"key": key, "code": code, "found": found}
    if interest := found.interest:
        context |= {
            "interest": interest,
            "masked_contact": masked(interest.contact.kind, interest.contact.value),
            "confirming": selectors.confirming(interest.contact),
            "digits_form": digits_form or DigitsForm(),
        }
        return render(request, "councils/tracking_interest.html", context, status=status)
    application = _application(found)
    chosen = application.stipend
    context |= {
        "application": application,
        "council": application.council,
        "chosen": chosen,
        "in_danger": is_in_danger(application.words),
        "pays": bool(ways_offered(application.council)),
        "warning": WARNING,
        "stipend_form": stipend_form
        or StipendForm(council=application.council, initial={"way": chosen.way if chosen else ""}),
    }
    return render(request, "councils/tracking_application.html", context, status=status)
