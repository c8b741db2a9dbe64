"""One's own page: what one signed up for, how to join, what one can change. Opened by a link or a code."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Actor, public
from longtable.core.panels import panels_for
from longtable.core.receipts import note_use
from longtable.core.states import IllegalMove
from longtable.core.tracking import open_key
from longtable.gatherings import actions, entries, saying, selectors
from longtable.gatherings.actions.changing import NotStanding
from longtable.gatherings.actions.letters import opened, path_of
from longtable.gatherings.forms.registering import change_form
from longtable.gatherings.guests import remember_guest
from longtable.gatherings.models.registrations import STANDING
from longtable.gatherings.policies import may_ask
from longtable.gatherings.selectors.registrations import Tracked
from longtable.gatherings.views.answering import answer_offer
from longtable.people.contacts import masked


@public
@never_cache
@require_safe
def tracking(request: HttpRequest, key: str) -> HttpResponseBase:
    """Where it stands, and what one can still do. From a message one goes on to the page itself."""
    actor, found, code = _open(request, key)
    if mark := request.GET.get("m"):
        actions.note_reached(by=actor, registration=found.registration, mark=mark)
        return redirect("gatherings:tracking", key=key)
    contact, now = found.registration.contact, timezone.now()
    panels = panels_for("gatherings.registration", actor, [found.registration])[found.registration.pk]
    context = {
        "key": key,
        "code": code,
        "found": found,
        "registration": found.registration,
        "gathering": found.gathering,
        "said": saying.both(found.gathering),
        "masked_contact": masked(contact.kind, contact.value),
        "is_on": may_ask(found.gathering, now) and found.registration.state in STANDING,
        "is_over": found.gathering.ends_at <= now,
        "panels": panels,
        "at_door": any(panel.context.get("squares") for panel in panels),
    }
    shown = render(request, "gatherings/tracking.html", context)
    return remember_guest(shown, found.registration) if found.gathering.by_invitation else shown


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: str) -> HttpResponseBase:
    """Who comes, what they need, in which language."""
    actor, found, _code = _open(request, key)
    if not found.counts:
        messages.warning(request, _("This was changed a moment ago. Please look again."))
        return redirect("gatherings:tracking", key=key)
    form = change_form(found, request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.change_registration(by=actor, registration=found.registration, changes=form.changes())
        except (NotStanding, IllegalMove):
            messages.warning(request, _("This was changed a moment ago. Please look again."))
        else:
            messages.success(request, _("Saved. You can change it here at any time."))
        return redirect("gatherings:tracking", key=key)
    context = {"key": key, "form": form, "found": found, "gathering": found.gathering}
    return render(request, "gatherings/change.html", context, status=422 if form.errors else 200)


@public
@require_POST
def cancel(request: HttpRequest, key: str) -> HttpResponseBase:
    """They do not come after all."""
    actor, found, _code = _open(request, key)
    actions.cancel_registration(by=actor, registration=found.registration)
    messages.success(request, _("Thank you for telling us. Somebody else can come now."))
    return redirect("gatherings:tracking", key=key)


@public
@require_POST
def accept(request: HttpRequest, key: str) -> HttpResponseBase:
    """Yes to places that became free."""
    actor, found, _code = _open(request, key)
    said = _("Thank you. You have your places.")
    answer_offer(request, actor, found, actions.accept_offer, said)
    return redirect("gatherings:tracking", key=key)


@public
@require_POST
def decline(request: HttpRequest, key: str) -> HttpResponseBase:
    """No: the next in line can come."""
    actor, found, _code = _open(request, key)
    said = _("Thank you for telling us. The next person on the waitlist can come now.")
    answer_offer(request, actor, found, actions.decline_offer, said)
    return redirect("gatherings:tracking", key=key)


@public
@never_cache
@require_safe
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """A file that one's own calendar takes in."""
    _actor, found, _code = _open(request, key)
    page = f"{settings.PUBLIC_URL}{path_of(opened(found.registration))}"
    text = entries.for_download(found.registration, page, timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.gathering.slug}.ics"'
    return response


def _open(request: HttpRequest, key: str) -> tuple[Actor, Tracked, str]:
    """The actor for the receipt behind ``key``, what it opens, and its code when it can be shown."""
    actor, code = open_key(request, key)
    found = selectors.tracked(actor, timezone.now())
    note_use(found.receipt)
    return actor, found, code
