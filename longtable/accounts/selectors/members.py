"""Who signs in here and may do what, as far as the asking actor may know."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from longtable.accounts.models import ApiKey, Invitation, Membership, Organization, User
from longtable.accounts.roles import ROLES, Role
from longtable.core import installation
from longtable.core.access import Actor, Missing, Permission
from longtable.core.asked import Asked
from longtable.core.secrets import token_hash
from longtable.places.models import Region

Row = TypeVar("Row", bound=Model)


def _reach(actor: Actor, permission: Permission) -> Q:
    """Rows with ``organization``, ``scope`` and ``region`` that lie within the actor's grants."""
    reach = Q(pk__in=[])
    for held in actor.scopes(permission):
        if held.kind == "state":
            return Q()
        if held.kind == "organization":
            reach |= Q(organization=held.id, scope=Membership.Scope.ORGANIZATION)
        else:
            reach |= Q(region=held.id)
    return reach


def memberships(actor: Actor) -> QuerySet[Membership]:
    """Current roles that the actor may see and end, by name."""
    return (
        Membership.objects.filter(_reach(actor, Permission.MANAGE_MEMBERS), ended_at=None)
        .select_related("user", "organization", "region__scheme")
        .order_by("user__name", "user_id", "role")
    )


def membership(actor: Actor, membership_id: UUID) -> Membership:
    """One of :func:`memberships`. Raises :class:`Missing`."""
    return _one(memberships(actor), membership_id)


def people(actor: Actor) -> QuerySet[User]:
    """Users whom the actor gives roles to: all for the whole state, else those with a role within reach."""
    if actor.is_statewide(Permission.MANAGE_MEMBERS):
        return User.objects.order_by("name")
    return User.objects.filter(pk__in=memberships(actor).order_by().values("user")).order_by("name")


def person(actor: Actor, user_id: UUID) -> User:
    """One of :func:`people`. Raises :class:`Missing`."""
    return _one(people(actor), user_id)


def open_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Invitations that still open something, newest first."""
    return (
        Invitation.objects.open()
        .filter(_reach(actor, Permission.MANAGE_MEMBERS))
        .select_related("organization", "region__scheme", "invited_by")
        .order_by("-created_at")
    )


def open_invitation(actor: Actor, invitation_id: UUID) -> Invitation:
    """One of :func:`open_invitations`. Raises :class:`Missing`."""
    return _one(open_invitations(actor), invitation_id)


def invitation_for_token(token: str) -> Invitation:
    """The invitation of a link, used or not. 128 bits cannot be guessed. Raises :class:`Missing`."""
    found = Invitation.objects.filter(token_hash=token_hash(token)).select_related("organization", "region")
    return _one(found)


def invitations_for_email(email: str) -> QuerySet[Invitation]:
    """Open invitations of a mailbox that somebody else has vouched for, oldest first."""
    return Invitation.objects.open().filter(email=email.lower()).order_by("created_at")


def organizations(actor: Actor, permission: Permission = Permission.MANAGE_MEMBERS) -> QuerySet[Organization]:
    """Organisations in which the actor may use ``permission``."""
    everywhere = any(held.kind != "organization" for held in actor.scopes(permission))
    found = Organization.objects.filter(merged_into=None)
    return found if everywhere else found.filter(pk__in=actor.organizations_reached(permission))


def regions(actor: Actor) -> QuerySet[Region]:
    """Regions to which the actor may limit a role."""
    found = Region.objects.select_related("scheme")
    if actor.is_statewide(Permission.MANAGE_MEMBERS):
        return found
    own = [held.id for held in actor.scopes(Permission.MANAGE_MEMBERS) if held.kind == "region" and held.id]
    return found.filter(pk__in=own)


def api_keys(actor: Actor) -> QuerySet[ApiKey]:
    """Keys of the organisations whose keys the actor keeps, the open ones first."""
    return (
        ApiKey.objects.filter(organization__in=organizations(actor, Permission.MANAGE_API_KEYS))
        .select_related("organization", "created_by")
        .order_by("withdrawn_at", "-created_at")
    )


def api_key(actor: Actor, key_id: UUID) -> ApiKey:
    """One of :func:`api_keys`. Raises :class:`Missing`."""
    return _one(api_keys(actor), key_id)


_by_hash = Asked(lambda secret_hash: ApiKey.objects.filter(secret_hash=secret_hash), secret_hash=str)


def key_for_secret(secret: str) -> ApiKey | None:
    """The open key of a secret; remembers to the hour that it was used."""
    now = timezone.now()
    found = _by_hash(secret_hash=token_hash(secret))
    key = next((each for each in found if each.is_open(now)), None)
    if key and (key.last_used_at is None or now - key.last_used_at > timedelta(hours=1)):
        hour = now.replace(minute=0, second=0, microsecond=0)
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=hour)
    return key


def colleagues(actor: Actor) -> QuerySet[User]:
    """Others with a role in one of the actor's organisations: whoever could be a deputy."""
    current = Membership.objects.current()
    mine = current.filter(user__pk=actor.id).values("organization")
    return (
        User.objects.filter(pk__in=current.filter(organization__in=mine).values("user"))
        .exclude(pk=actor.id)
        .order_by("name")
    )


def myself(actor: Actor) -> User:
    """The user who signed in. Raises :class:`Missing` for anything else that acts."""
    if not actor.is_member:
        raise Missing
    return _one(User.objects.filter(pk=actor.id))


def is_away(user: User, day: date) -> bool:
    """Whether ``user`` is out of office on ``day``."""
    if not user.away_from:
        return False
    return user.away_from <= day and (user.away_until is None or day <= user.away_until)


@dataclass(frozen=True)
class DemoAccount:
    """Somebody as whom one may look around in a demo."""

    user: User
    role: type[Role]


def demo_accounts() -> list[DemoAccount]:
    """One person for every role, in the order of the roles. Empty outside a demo."""
    if not installation.is_demo():
        return []
    holders = (
        Membership.objects.current()
        .select_related("user")
        .annotate(roles_held=Count("user__memberships"))
        .order_by("-roles_held", "-created_at")
    )
    by_role = {held.role: held.user for held in holders}
    return [DemoAccount(by_role[name], role) for name, role in ROLES.items() if name in by_role]


def demo_account(user_id: UUID) -> User:
    """One of :func:`demo_accounts`. Raises :class:`Missing`, always so outside a demo."""
    for account in demo_accounts():
        if account.user.pk == user_id:
            return account.user
    raise Missing


def _one(rows: QuerySet[Row], key: UUID | None = None) -> Row:
    found = rows.filter(pk=key).first() if key else rows.first()
    if found is None:
        raise Missing
    return found
