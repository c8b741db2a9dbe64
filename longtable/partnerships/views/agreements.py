"""Agreements: the list, a new one, and one with everything that stands in it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from longtable.core.access import Denied, Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.files import download
from longtable.partnerships import actions
from longtable.partnerships.forms.agreements import AgreementFilterForm, AgreementForm
from longtable.partnerships.policies import may_write
from longtable.partnerships.selectors import agreements as selectors
from longtable.partnerships.selectors.partners import partner_for
from longtable.partnerships.terms import Unfinished
from longtable.partnerships.views.parts import show

PER_PAGE = 25


@allow(Permission.SEE_PARTNERSHIPS)
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """Agreements that the actor may open, the newest change first."""
    form = AgreementFilterForm(request.GET)
    form.is_valid()
    chosen, today = form.cleaned_data, timezone.localdate()
    found = selectors.agreements(
        request.actor, state=chosen.get("state", ""), kind=chosen.get("kind", ""), today=today
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "today": today,
        "may_keep": request.actor.may(Permission.KEEP_PARTNERSHIPS),
    }
    return render(request, "partnerships/agreements.html", context)


@allow(Permission.KEEP_PARTNERSHIPS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """Begin an agreement, perhaps with a partner whose page one came from."""
    actor, asked = request.actor, request.GET.get("with", "")
    try:
        named = partner_for(actor, UUID(asked)) if asked else None
    except ValueError as error:
        raise Missing from error
    initial = {"parties": [named.pk] if named else [], "owner": actor.id}
    form = AgreementForm(request.POST or None, actor=actor, named=named, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            agreement = actions.draft_agreement(
                by=actor, terms=form.terms(), form_key=form.cleaned_data["form_key"]
            )
        except Unfinished as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Drafted. Now add what each does, gives and gets."))
            return redirect("partnerships:agreement", agreement.pk)
    context = {"form": form, "named": named}
    return render(request, "partnerships/agreement_form.html", context, status=422 if form.errors else 200)


@allow(Permission.KEEP_PARTNERSHIPS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, agreement_id: UUID) -> HttpResponse:
    """Change a draft."""
    agreement = selectors.agreement_for(request.actor, agreement_id)
    if not may_write(request.actor, agreement):
        raise Denied
    initial = AgreementForm.of(agreement)
    form = AgreementForm(request.POST or None, actor=request.actor, agreement=agreement, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.edit_agreement(by=request.actor, agreement=agreement, terms=form.terms())
        except Unfinished as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("partnerships:agreement", agreement.pk)
    context = {"form": form, "agreement": agreement}
    return render(request, "partnerships/agreement_form.html", context, status=422 if form.errors else 200)


@allow(Permission.SEE_PARTNERSHIPS)
@require_safe
def one(request: ActorRequest, agreement_id: UUID) -> HttpResponse:
    """One agreement: who, what each does, gives and gets, which data may move, and what comes next."""
    return show(request, selectors.agreement_for(request.actor, agreement_id))


@allow(Permission.SEE_PARTNERSHIPS)
@require_safe
def document(request: ActorRequest, agreement_id: UUID) -> HttpResponseBase:
    """The document, for whoever may open the agreement."""
    return download(selectors.document(request.actor, agreement_id))
