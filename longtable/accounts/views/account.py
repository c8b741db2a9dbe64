"""One's own account, the second factor, and looking around in a demo."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.accounts import actions, selectors
from longtable.accounts.forms import ProfileForm
from longtable.accounts.models import User
from longtable.core.access import members, public
from longtable.core.access.request import ActorRequest


@members
def me(request: ActorRequest) -> HttpResponse:
    """Name, title, language, deputy; links to passkeys, password and sessions."""
    user = selectors.myself(request.actor)
    form = ProfileForm(request.POST or None, instance=user, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        unchanged = User.objects.get(pk=user.pk)
        actions.update_profile(by=request.actor, user=unchanged, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    held = user.memberships.current().select_related("organization", "region__scheme")
    return render(request, "accounts/me.html", {"form": form, "memberships": held})


@members
def second_factor(request: ActorRequest) -> HttpResponse:
    """Why a second factor is asked for, and the ways to set one up, or to show the one that is there."""
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = ""
    kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    return render(request, "accounts/second_factor.html", {"kinds": kinds, "next": target})


@public
@require_POST
def demo_sign_in(request: ActorRequest) -> HttpResponse:
    """Look around as one of the demo's people. There is no such page outside a demo."""
    try:
        chosen = UUID(request.POST.get("user", ""))
    except ValueError as error:
        raise Http404 from error
    user = selectors.demo_account(chosen)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    UserSession.objects.create_from_request(request)
    return redirect(settings.LOGIN_REDIRECT_URL)
