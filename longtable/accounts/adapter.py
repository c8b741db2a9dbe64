"""How django-allauth behaves here: nobody signs up uninvited, and tries are counted in the database.

allauth counts tries in the cache, which every web process has for itself; what is counted here holds
for all of them together.
"""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.accounts.actions import accept_invitation
from longtable.accounts.actions.second_factors import SECOND_FACTOR
from longtable.accounts.models import User
from longtable.accounts.selectors import invitations_for_email
from longtable.core import secrets
from longtable.core.access import Actor
from longtable.core.addresses import address_of
from longtable.core.attempts import TooManyAttempts, count_attempt, is_too_often

WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 10
TRIES_PER_ADDRESS = 100  # a whole office may sit behind one address
MAILS_PER_HOUR = 20


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before it is judged."""
        super().pre_authenticate(request, **credentials)
        try:
            count_attempt(
                "sign-in", credentials.get("email", "").lower(), limit=TRIES_PER_ACCOUNT, window=WINDOW
            )
            count_attempt(
                "sign-in, address", self.get_client_ip(request), limit=TRIES_PER_ADDRESS, window=WINDOW
            )
        except TooManyAttempts as error:
            raise self.validation_error("too_many_login_attempts") from error

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, unless somebody is filling this mailbox by asking for codes and links again and again."""
        window = timedelta(hours=1)
        if not is_too_often("account mail", email.lower(), limit=MAILS_PER_HOUR, window=window):
            super().send_mail(template_prefix, email, context)

    def get_login_stages(self) -> list[str]:
        """allauth's stages, with ours in place of the second factor's."""
        theirs = f"{AuthenticateStage.__module__}.{AuthenticateStage.__qualname__}"
        ours = f"{SecondFactorStage.__module__}.{SecondFactorStage.__qualname__}"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever came in a moment ago is not asked again to set up what we oblige them to set up."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(context.request, context.request.user)
        fresh = timezone.now().timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > fresh for record in records)


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor at sign-in, unless the agency's own sign-in service has done so."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return super()._should_handle(request) and not has_shown_second_factor(request, self.login.user)


class MFAAdapter(DefaultMFAAdapter):
    """Second factors, their secrets unreadable in the database."""

    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text, context=SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(encrypted_text, context=SECOND_FACTOR)

    def get_totp_issuer(self) -> str:
        return settings.AGENCY or "Longtable"


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-in by the agency's own service (OIDC): for people who have an account or an invitation."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account by an address that the service vouches for, or take up its invitations."""
        if sociallogin.is_existing:
            return
        vouched = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        user = User.objects.filter(email__in=vouched, is_active=True).first() or _invited(
            sociallogin, vouched
        )
        if user is None:
            messages.error(request, _("There is no account and no invitation for this e-mail address."))
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, user)


def has_shown_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether this session was opened with a second factor, ours or one that the sign-in service asserts."""
    services: Any = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    trusted = {app["provider_id"] for app in services if app.get("settings", {}).get("asserts_second_factor")}
    return any(
        record["method"] == "mfa" or (record["method"] == "socialaccount" and record["provider"] in trusted)
        for record in get_authentication_records(request, user)
    )


def note_shown(request: HttpRequest, user: User, authenticator: Authenticator) -> None:
    """Remember in the session that a second factor was shown: it was just set up, and proved to work."""
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def count_second_factor(user: User) -> None:
    """Count a try of a code of six digits. Raises ``ValidationError`` when there were too many."""
    try:
        count_attempt("second factor", str(user.pk), limit=TRIES_PER_ACCOUNT, window=WINDOW)
    except TooManyAttempts as error:
        raise ValidationError(_("Too many tries. Please wait 15 minutes.")) from error


def _invited(sociallogin: SocialLogin, vouched: list[str]) -> User | None:
    user = None
    for email in vouched:
        for invitation in invitations_for_email(email):
            name = invitation.name or sociallogin.account.extra_data.get("name") or email
            user = accept_invitation(by=Actor.visitor(), invitation=invitation, name=name)
    return user
