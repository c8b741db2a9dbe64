"""Pages of those who are asked: a partner with a letter, somebody with a slip. Nobody signs in for them."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from longtable.core.access import Actor, Denied, Missing, public
from longtable.core.access.request import ActorRequest
from longtable.core.addresses import address_of
from longtable.core.attempts import count_attempt
from longtable.core.ids import read_code, show_code
from longtable.methods.danger import is_in_danger
from longtable.partnerships import actions
from longtable.partnerships.forms.trust import CodeForm, FamilyForm, PulseForm
from longtable.partnerships.selectors.trust import letter_for, trust_for_code

ONE_PLACE = 20
"""Answers about one service from one address in a day: a family, or a tablet at the door."""
ALL_PLACES = 300
"""Answers about one service in a day, from everywhere."""
DAY = timedelta(days=1)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def pulse(request: ActorRequest, token: str) -> HttpResponse:
    """Three questions to a partner. Whoever is signed in answers as nobody, too."""
    try:
        letter = letter_for(token, timezone.localdate())
    except Missing:
        return render(request, "partnerships/pulse_closed.html", status=410)
    form = PulseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.answer_pulse(by=Actor.visitor(), letter=letter, answers=form.answers())
        except Denied:
            return render(request, "partnerships/pulse_closed.html", status=410)
        return render(request, "partnerships/thanks.html", {"asked_by": letter.round.asked_by})
    context = {"form": form, "round": letter.round}
    return render(request, "partnerships/pulse.html", context, status=422 if form.errors else 200)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: ActorRequest) -> HttpResponse:
    """Type the code of a slip."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        code = read_code(form.cleaned_data["code"])
        if code:
            return redirect("partnerships:service_answer", show_code(code))
        form.add_error("code", _not_a_code())
    return render(request, "partnerships/enter_code.html", {"form": form}, status=422 if form.errors else 200)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def service(request: ActorRequest, code: str) -> HttpResponse:
    """One question about a service to somebody who used it."""
    count_attempt("trust code", address_of(request), limit=60, window=timedelta(minutes=15))
    try:
        trust = trust_for_code(code)
    except Missing:
        again = CodeForm({"code": code})
        again.add_error("code", _not_a_code())
        return render(request, "partnerships/enter_code.html", {"form": again}, status=404)
    form = FamilyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        count_attempt("trust answer", f"{trust.pk} {address_of(request)}", limit=ONE_PLACE, window=DAY)
        count_attempt("trust answer, all", str(trust.pk), limit=ALL_PLACES, window=DAY)
        words = form.cleaned_data["words"]
        actions.answer_about_service(
            by=Actor.visitor(), trust=trust, language=get_language() or "en", **form.cleaned_data
        )
        context = {"service": trust.service, "is_in_danger": is_in_danger(words)}
        return render(request, "partnerships/thanks.html", context)
    context = {"form": form, "trust": trust, "service": trust.service}
    return render(request, "partnerships/family.html", context, status=422 if form.errors else 200)


def _not_a_code() -> str:
    return _("We do not know this code. Look at it again, or ask where you got the slip.")
