"""Inviting people: nobody gets an account in any other way."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation

from longtable.accounts.actions.memberships import join, warn_administrators
from longtable.accounts.models import Invitation, Membership, Organization, User
from longtable.accounts.policies import may_accept, may_give, may_set_up
from longtable.accounts.roles import ROLES, Administrator
from longtable.core.access import Actor, Kind, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.secrets import token_hash
from longtable.places.models import Region

OPEN_FOR = timedelta(days=14)


@dataclass(frozen=True)
class NewInvitation:
    """The only moment at which the link is known here; afterwards only the invited person has it."""

    invitation: Invitation
    token: str

    @property
    def url(self) -> str:
        """The whole link."""
        return f"{settings.PUBLIC_URL}/invitation/{self.token}/"


@action
def invite(
    *,
    by: Actor,
    email: str,
    organization: Organization,
    role: str,
    scope: str,
    region: Region | None = None,
    name: str = "",
    language: str = "en",
) -> NewInvitation:
    """Send somebody a link by which they can join. An open invitation to the same role is replaced."""
    require(by, may_give(by, organization=organization.pk, scope=scope, region=region.pk if region else None))
    new = _write(
        by, email=email, organization=organization, role=role, scope=scope, region=region, name=name,
        language=language,
    )  # fmt: skip
    _send(new, inviter=by.name)
    inviter = _inviter(by)
    if inviter and inviter.email == new.invitation.email:
        warn_administrators(by, "own_role", "/people-and-roles/", role=ROLES[role])
    return new


@action
def set_up_agency(*, by: Actor, name: str) -> Organization:
    """The agency that this installation serves: there from now on, or there already."""
    require(by, may_set_up(by))
    agency, made = Organization.objects.get_or_create(
        name=name, parent=None, defaults={"kind": Organization.Kind.AGENCY}
    )
    if not made:
        return Unchanged(agency)  # type: ignore[return-value]
    record(by, "accounts.agency.set_up", agency)
    return agency


@action
def invite_first_administrator(*, by: Actor, email: str, name: str, agency: str) -> NewInvitation:
    """Make the link by which the first person comes in. Nothing is sent: mail may not work yet."""
    require(by, may_set_up(by))
    organization = set_up_agency(by=by, name=agency)
    return _write(
        by,
        email=email,
        organization=organization,
        role=Administrator.name,
        scope=Membership.Scope.STATE,
        region=None,
        name=name,
        language=settings.LANGUAGE_CODE,
    )


@action
def accept_invitation(*, by: Actor, invitation: Invitation, name: str, password: str = "") -> User:
    """Join. Makes an account where there is none; whoever gives no password signs in by code or passkey."""
    require(by, _may_accept(by, invitation))
    taken = Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=timezone.now())
    require(by, bool(taken), "The invitation was used a moment ago")
    user = User.objects.filter(email=invitation.email).first()
    if user is None:
        user = User.objects.create_user(
            invitation.email, password or None, name=name, language=invitation.language
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    membership = join(
        user=user,
        organization=invitation.organization,
        role=invitation.role,
        scope=invitation.scope,
        region=invitation.region,
    )
    record(by, "accounts.invitation.accepted", invitation, user, membership)
    return user


@action
def withdraw_invitation(*, by: Actor, invitation: Invitation) -> None:
    """Take an invitation back: from now on its link opens nothing."""
    require(
        by,
        may_give(
            by,
            organization=invitation.organization_id,
            scope=invitation.scope,
            region=invitation.region_id,
        ),
    )
    Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
    record(by, "accounts.invitation.withdrawn", invitation, fields=["withdrawn_at"])


def _may_accept(by: Actor, invitation: Invitation) -> bool:
    user = User.objects.filter(email=invitation.email).first()
    return may_accept(
        by,
        expires_at=invitation.expires_at,
        accepted_at=invitation.accepted_at,
        withdrawn_at=invitation.withdrawn_at,
        account=user.pk if user else None,
        account_is_active=bool(user and user.is_active),
        now=timezone.now(),
    )


def _write(
    by: Actor,
    *,
    email: str,
    organization: Organization,
    role: str,
    scope: str,
    region: Region | None,
    name: str,
    language: str,
) -> NewInvitation:
    now, token = timezone.now(), token_urlsafe(16)
    email = email.strip().lower()
    earlier = Invitation.objects.filter(
        email=email, organization=organization, role=role, accepted_at=None, withdrawn_at=None
    )
    earlier.update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        organization=organization,
        role=role,
        scope=scope,
        region=region,
        language=language,
        token_hash=token_hash(token),
        invited_by=_inviter(by),
        expires_at=now + OPEN_FOR,
    )
    record(by, "accounts.invitation.sent", invitation, organization, why=role)
    return NewInvitation(invitation, token)


def _inviter(by: Actor) -> User | None:
    return User.objects.get(pk=UUID(by.id)) if by.kind == Kind.USER else None


def _send(new: NewInvitation, *, inviter: str) -> None:
    invitation = new.invitation
    with translation.override(invitation.language):
        context = {
            "new": new,
            "invitation": invitation,
            "role": ROLES[invitation.role],
            "inviter": inviter,
            "agency": settings.AGENCY or "Longtable",
        }
        subject = render_to_string("accounts/mail/invitation_subject.txt", context).strip()
        body = render_to_string("accounts/mail/invitation.txt", context)
    send_mail(subject, body, None, [invitation.email])
