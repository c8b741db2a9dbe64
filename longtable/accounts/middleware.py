"""Who is behind a request, and whether they have shown their second factor."""

from collections.abc import Callable
from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from longtable.accounts.actors import actor_for_api_key, actor_for_user
from longtable.accounts.adapter import has_shown_second_factor
from longtable.accounts.models import User
from longtable.accounts.roles import ROLES
from longtable.accounts.selectors import key_for_secret
from longtable.core import installation
from longtable.core.access import Actor

GetResponse = Callable[[HttpRequest], HttpResponse]

OPEN_WITHOUT_SECOND_FACTOR = (
    "accounts:second_factor",
    "account_logout",
    "account_reauthenticate",
    "account_email_verification_sent",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "web:healthz",
    "web:readyz",
)
"""Beginnings of the names of routes that one needs in order to show a second factor."""

SETTING_ONE_UP = ("mfa_",)
"""The same for whoever has none yet. Whoever has one shows it before it can be changed or removed."""


class KeyHolder(AnonymousUser):
    """The user of a request that came with an API key: no person, and yet let through the first lock."""

    is_authenticated = True  # type: ignore[assignment]
    is_anonymous = False  # type: ignore[assignment]


class ActorMiddleware:
    """Sets ``request.actor``, looked up only when something asks for it; a key is looked at once.

    Keys open paths below ``/api/`` only. A wrong one is refused even where none is needed, so that a
    machine with a withdrawn key notices.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and request.path.startswith("/api/"):
            key = key_for_secret(secret.strip())
            if key is None:
                return JsonResponse(
                    {"detail": "This API key is not valid."},
                    status=401,
                    headers={"WWW-Authenticate": "Bearer"},
                )
            request.user = KeyHolder()
            request.actor = actor_for_api_key(key)  # type: ignore[attr-defined]
        else:
            request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondFactorMiddleware:
    """Sends whoever holds a role that needs a second factor to show or set up one, before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        route = request.resolver_match.view_name if request.resolver_match else ""
        if route.startswith(OPEN_WITHOUT_SECOND_FACTOR) or not _needs_second_factor(request):
            return None
        user = cast(User, request.user)
        if has_shown_second_factor(request, user):
            return None
        if route.startswith(SETTING_ONE_UP) and not is_mfa_enabled(user):
            return None
        return redirect(f"{reverse('accounts:second_factor')}?{urlencode({'next': request.get_full_path()})}")


def _needs_second_factor(request: HttpRequest) -> bool:
    actor = request.actor  # type: ignore[attr-defined]
    if not actor.is_member or installation.is_demo():
        return False
    return any(ROLES[role].needs_second_factor for role in actor.roles)


def _actor(request: HttpRequest) -> Actor:
    if request.user.is_authenticated:
        return actor_for_user(request.user)
    return Actor.visitor()
