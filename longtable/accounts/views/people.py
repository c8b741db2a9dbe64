"""People and their roles, for whoever gives roles."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.accounts import actions, selectors
from longtable.accounts.actions.memberships import LastAdministrator
from longtable.accounts.forms import RoleForm, WhyForm
from longtable.accounts.policies import may_close_accounts
from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest

manages = allow(Permission.MANAGE_MEMBERS)
PER_PAGE = 50


@manages
def people(request: ActorRequest) -> HttpResponse:
    """Everybody with a role, and invitations that wait."""
    page = Paginator(selectors.memberships(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "invitations": selectors.open_invitations(request.actor),
    }
    return render(request, "accounts/people.html", context)


@manages
def person(request: ActorRequest, user_id: UUID) -> HttpResponse:
    """One person: their roles, and what can be changed about them."""
    user = selectors.person(request.actor, user_id)
    context = {
        "person": user,
        "memberships": selectors.memberships(request.actor).filter(user=user),
        "may_close": may_close_accounts(request.actor),
        "why_form": WhyForm(),
    }
    return render(request, "accounts/person.html", context)


@manages
def grant(request: ActorRequest, user_id: UUID) -> HttpResponse:
    """Give a further role to somebody who has an account."""
    user = selectors.person(request.actor, user_id)
    form = RoleForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        actions.grant_membership(by=request.actor, user=user, **form.cleaned_data)
        messages.success(request, _("Done. The role is in effect now."))
        return redirect("accounts:person", user_id)
    context = {"form": form, "person": user}
    return render(request, "accounts/grant.html", context)


@manages
def end(request: ActorRequest, membership_id: UUID) -> HttpResponse:
    """Take a role away, with a reason."""
    membership = selectors.membership(request.actor, membership_id)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_membership(by=request.actor, membership=membership, **form.cleaned_data)
        except LastAdministrator:
            messages.error(request, _last_administrator())
        else:
            messages.success(request, _("The role has ended."))
        return redirect("accounts:person", membership.user_id)
    return render(request, "accounts/end_membership.html", {"form": form, "membership": membership})


@manages
@require_POST
def deactivate(request: ActorRequest, user_id: UUID) -> HttpResponse:
    """Keep somebody from signing in."""
    user = selectors.person(request.actor, user_id)
    form = WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please write why."))
        return redirect("accounts:person", user_id)
    try:
        actions.deactivate_user(by=request.actor, user=user, **form.cleaned_data)
    except LastAdministrator:
        messages.error(request, _last_administrator())
    else:
        messages.success(request, _("The account is closed. This person is signed out everywhere."))
    return redirect("accounts:person", user_id)


@manages
@require_POST
def reactivate(request: ActorRequest, user_id: UUID) -> HttpResponse:
    """Let somebody sign in again."""
    user = selectors.person(request.actor, user_id)
    form = WhyForm(request.POST)
    if form.is_valid():
        actions.reactivate_user(by=request.actor, user=user, **form.cleaned_data)
        messages.success(request, _("The account is open again."))
    else:
        messages.error(request, _("Please write why."))
    return redirect("accounts:person", user_id)


def _last_administrator() -> str:
    return _("This is the last administrator for the whole state. Make somebody else administrator first.")
