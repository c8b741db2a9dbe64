"""Giving and ending roles, closing and opening accounts."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation

from longtable.accounts.models import Membership, Organization, User
from longtable.accounts.policies import is_self, may_close_accounts, may_give
from longtable.accounts.roles import ROLES, Administrator
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.places.models import Region


class LastAdministrator(Exception):
    """Nobody would be left who can give roles."""


@action
def grant_membership(
    *,
    by: Actor,
    user: User,
    organization: Organization,
    role: str,
    scope: str,
    region: Region | None = None,
) -> Membership:
    """Let somebody who has an account do more. Other administrators are told when it is oneself."""
    require(by, may_give(by, organization=organization.pk, scope=scope, region=region.pk if region else None))
    membership = join(user=user, organization=organization, role=role, scope=scope, region=region)
    record(by, "accounts.membership.granted", membership, user, organization, why=role)
    if is_self(by, user.pk):
        warn_administrators(by, "own_role", "/people-and-roles/", role=ROLES[role])
    return membership


@action
def end_membership(*, by: Actor, membership: Membership, why: str) -> Membership | None:
    """Take a role away. What its holder did keeps their name. Raises :class:`LastAdministrator`."""
    require(
        by,
        may_give(
            by, organization=membership.organization_id, scope=membership.scope, region=membership.region_id
        ),
    )
    if is_last_administrator(membership):
        raise LastAdministrator
    if not Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=timezone.now()):
        return Unchanged(membership)  # type: ignore[return-value]
    record(by, "accounts.membership.ended", membership, membership.user, fields=["ended_at"], why=why)
    return membership


@action
def deactivate_user(*, by: Actor, user: User, why: str) -> None:
    """Keep somebody from signing in, and sign them out everywhere at once. Their work stays."""
    require(by, may_close_accounts(by) and not is_self(by, user.pk))
    administers = user.memberships.filter(role=Administrator.name, ended_at=None)
    if any(is_last_administrator(membership) for membership in administers):
        raise LastAdministrator
    User.objects.filter(pk=user.pk).update(is_active=False)
    for session in UserSession.objects.filter(user=user):
        session.end()
    record(by, "accounts.user.deactivated", user, fields=["is_active"], why=why)


@action
def reactivate_user(*, by: Actor, user: User, why: str) -> None:
    """Let somebody sign in again, with the roles that they still hold."""
    require(by, may_close_accounts(by))
    User.objects.filter(pk=user.pk).update(is_active=True)
    record(by, "accounts.user.reactivated", user, fields=["is_active"], why=why)


def join(
    *, user: User, organization: Organization, role: str, scope: str, region: Region | None
) -> Membership:
    """The current membership in this role, with this reach from now on. Called within an action."""
    membership, made = Membership.objects.get_or_create(
        user=user,
        organization=organization,
        role=role,
        ended_at=None,
        defaults={"scope": scope, "region": region},
    )
    if not made and (membership.scope, membership.region) != (scope, region):
        membership.scope, membership.region = scope, region
        membership.save(update_fields=["scope", "region"])
    return membership


def is_last_administrator(membership: Membership) -> bool:
    """Whether nobody else could give roles in the whole state without this membership.

    Called within an action, before it ends anything.
    """
    if membership.role != Administrator.name or membership.scope != Membership.Scope.STATE:
        return False
    alike = Membership.objects.filter(role=Administrator.name, scope=Membership.Scope.STATE)
    # Whoever asks at the same moment waits, so that two administrators cannot end each other.
    list(alike.filter(ended_at=None).order_by("pk").select_for_update())
    return not alike.current().exclude(user=membership.user_id).exists()


def warn_administrators(by: Actor, about: str, path: str, **context: object) -> None:
    """Write to the other administrators, each in their language, what one of them did.

    ``about`` names the templates ``accounts/mail/<about>.txt`` and ``<about>_subject.txt``.
    """
    others = User.objects.filter(
        memberships__in=Membership.objects.current().filter(role=Administrator.name)
    ).exclude(pk=by.id)
    for other in others.distinct():
        with translation.override(other.language):
            words = {"name": by.name, "url": f"{settings.PUBLIC_URL}{path}", **context}
            subject = render_to_string(f"accounts/mail/{about}_subject.txt", words).strip()
            body = render_to_string(f"accounts/mail/{about}.txt", words)
        send_mail(subject, body, None, [other.email])
