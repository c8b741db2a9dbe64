"""Pages for whoever would like a seat at the table: no account, no script, free seats first."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from longtable.core.access import Actor, public
from longtable.core.access.request import ActorRequest
from longtable.core.addresses import address_of
from longtable.core.attempts import TooManyAttempts, count_attempt
from longtable.core.panels import panels_for
from longtable.councils import actions, selectors
from longtable.councils.actions.applying import path_of
from longtable.councils.forms import ApplyForm, InterestForm, LookForm
from longtable.councils.selectors import Wanted
from longtable.councils.topics import SUPPORTS, TOPICS, words_of
from longtable.people.contacts import NotAContact
from longtable.people.demographics import demographics_form

LIMIT, WINDOW = 60, timedelta(hours=1)
"""Forms from one address. Generous: a library and a clinic share one."""


@public
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """Free seats, and every council that one can read about."""
    form, today = LookForm(request.GET or None), timezone.localdate()
    found = form.cleaned_data if form.is_valid() else {}
    wanted = Wanted(topic=found.get("topic", ""), county=found.get("county"))
    context = {
        "form": form,
        "wanted": wanted,
        "tables": selectors.open_tables(wanted, today),
        "councils": selectors.public_councils(wanted),
    }
    return render(request, "councils/index.html", context)


@public
@require_safe
def council(request: ActorRequest, slug: str) -> HttpResponse:
    """One council: who is looked for, what it takes, who sits there, by which rules."""
    subject, today = selectors.public_council(slug), timezone.localdate()
    standing = selectors.standing_of(subject, today)
    context = {
        "council": subject,
        "standing": standing,
        "offers": selectors.alike(selectors.seats_to_apply_for(subject, today)),
        "topics": words_of(subject.topics, TOPICS),
        "supports": words_of(subject.supports, SUPPORTS),
        "panels": panels_for("councils.council", request.actor, [subject])[subject.pk],
    }
    return render(request, "councils/council.html", context)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The application: for one seat, or any."""
    subject = selectors.public_council(slug)
    seats = selectors.seats_to_apply_for(subject, timezone.localdate())
    asked = demographics_form(subject.about_you)
    form = ApplyForm(request.POST or None, seats=seats, initial={"seat": request.GET.get("seat", "")})
    about = asked(request.POST or None)
    if form.is_bound and form.is_valid() and about.is_valid():
        count_attempt("apply for a seat", address_of(request), limit=LIMIT, window=WINDOW)
        try:
            applied = actions.apply(
                by=Actor.visitor(),
                council=subject,
                seat=form.chosen_seat(),
                letter=form.letter(about.answers()),
                language=get_language() or "en",
                words=str(form.fields["contact"].help_text),
                **form.who(),
            )
        except NotAContact:
            form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        else:
            return redirect(path_of(applied.opened))
    context = {"council": subject, "form": form, "about": about, "any_free": bool(seats)}
    return render(request, "councils/apply.html", context, status=422 if form.errors else 200)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: ActorRequest) -> HttpResponseBase:
    """Tell me when there is a seat for me."""
    form = InterestForm(request.POST or None, initial={"topics": request.GET.getlist("topic")})
    if form.is_bound and form.is_valid():
        count_attempt("hear of seats", address_of(request), limit=LIMIT, window=WINDOW)
        try:
            asked = actions.leave_interest(
                by=Actor.visitor(),
                language=get_language() or "en",
                words=str(form.fields["contact"].help_text),
                **form.cleaned_data,
            )
        except NotAContact:
            form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        except TooManyAttempts:
            form.add_error("contact", _("Too many messages went there today. Please come back tomorrow."))
        else:
            messages.success(request, _("Six digits are on their way. They are good for 15 minutes."))
            return redirect(path_of(asked.opened))
    return render(request, "councils/interest.html", {"form": form}, status=422 if form.errors else 200)
