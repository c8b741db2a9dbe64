"""Listens to the sign-in library, so that coming in leaves a trace."""

from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "longtable.accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added, authenticator_removed
        from django.contrib.auth.signals import user_logged_in

        user_logged_in.connect(_signed_in)
        authenticator_added.connect(_second_factor_added)
        authenticator_removed.connect(_second_factor_removed)


def _signed_in(request: HttpRequest | None, user: Any, **_: Any) -> None:
    from longtable.accounts.actions import note_sign_in
    from longtable.accounts.actors import actor_for_user

    note_sign_in(by=actor_for_user(user), user=user)


def _second_factor_added(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    from longtable.accounts.actions import note_second_factor
    from longtable.accounts.actors import actor_for_user
    from longtable.accounts.adapter import note_shown

    note_second_factor(by=actor_for_user(user), user=user, added=True)
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        note_shown(request, user, authenticator)


def _second_factor_removed(user: Any, **_: Any) -> None:
    from longtable.accounts.actions import note_second_factor
    from longtable.accounts.actors import actor_for_user

    note_second_factor(by=actor_for_user(user), user=user, added=False)
