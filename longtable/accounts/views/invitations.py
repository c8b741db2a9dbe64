"""Inviting people, and what they see who were invited."""

from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from longtable.accounts import actions, selectors
from longtable.accounts.forms import AcceptForm, InvitationForm
from longtable.accounts.models import User
from longtable.accounts.roles import ROLES
from longtable.core.access import Permission, allow, public
from longtable.core.access.request import ActorRequest


@allow(Permission.MANAGE_MEMBERS)
def invite(request: ActorRequest) -> HttpResponse:
    """Invite somebody to a role."""
    form = InvitationForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        new = actions.invite(by=request.actor, **form.cleaned_data)
        messages.success(request, _("The invitation to %s is on its way.") % new.invitation.email)
        return redirect("accounts:people")
    return render(request, "accounts/invite.html", {"form": form})


@allow(Permission.MANAGE_MEMBERS)
@require_POST
def withdraw(request: ActorRequest, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    invitation = selectors.open_invitation(request.actor, invitation_id)
    actions.withdraw_invitation(by=request.actor, invitation=invitation)
    messages.success(request, _("The invitation to %s was taken back.") % invitation.email)
    return redirect("accounts:people")


@public
@sensitive_post_parameters("password")
def accept(request: ActorRequest, token: str) -> HttpResponse:
    """Join by the link of an invitation, and be signed in."""
    invitation = selectors.invitation_for_token(token)
    has_account = User.objects.filter(email=invitation.email).exists()
    context = {"invitation": invitation, "role": ROLES[invitation.role], "has_account": has_account}
    if invitation.accepted_at or invitation.withdrawn_at or invitation.expires_at <= timezone.now():
        return render(request, "accounts/invitation_closed.html", context, status=410)
    form = AcceptForm(request.POST or None, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        user = actions.accept_invitation(by=request.actor, invitation=invitation, **form.cleaned_data)
        messages.success(request, _("Welcome. Your role is in effect now."))
        if has_account:
            return redirect("accounts:me")
        if form.cleaned_data["password"]:
            record_authentication(request, user, method="password")  # it was typed a moment ago
        return perform_login(request, user, email_verification="none")
    return render(request, "accounts/invitation.html", context | {"form": form})
