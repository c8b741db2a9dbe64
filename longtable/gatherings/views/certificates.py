"""Whoever is shown a certificate of attendance asks here whether it is good."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from longtable.core.access import public
from longtable.core.access.request import ActorRequest
from longtable.core.addresses import address_of
from longtable.core.attempts import count_attempt
from longtable.gatherings import saying
from longtable.gatherings.forms.certificates import NumberForm
from longtable.gatherings.selectors.certificates import certificate_by_number


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: ActorRequest, slug: str, number: str = "") -> HttpResponse:
    """By the number that stands on it, or by its square. What is not good is told in the same words."""
    form = NumberForm({"number": number} if number else request.POST or None)
    found, is_asked = None, form.is_bound and form.is_valid()
    if is_asked:
        count_attempt("certificate", address_of(request), limit=20, window=timedelta(minutes=15))
        count_attempt("certificate, all", "everybody", limit=600, window=timedelta(hours=1))
        found = certificate_by_number(slug, form.cleaned_data["number"])
    context = {
        "slug": slug,
        "form": NumberForm() if found else form,
        "number": form.cleaned_data["number"] if found else "",
        "is_asked": is_asked,
        "found": found,
        "said": saying.both(found.gathering) if found else {},
    }
    status = 422 if form.errors else 404 if is_asked and found is None else 200
    return render(request, "gatherings/check_certificate.html", context, status=status)
