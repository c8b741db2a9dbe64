"""Examples of accounts for the laws of the house."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from longtable.accounts.actions.api_keys import make_api_key
from longtable.accounts.models import ApiKey, Invitation, Membership, Organization, User
from longtable.core.access import Permission
from longtable.core.audit import record
from longtable.core.secrets import token_hash
from longtable.places.models import Region
from tests.cast import MembershipFactory, OrganizationFactory, UserFactory, actor

TOKEN = "example-of-an-invitation"


def _organization(name: str) -> Organization:
    return Organization.objects.get(name=name)


def _invitation(organization: Organization, number: int = 0, **also: Any) -> Invitation:
    return Invitation.objects.create(
        **{
            "email": f"invited{number}@example.org",
            "organization": organization,
            "role": "partner_staff",
            "scope": Membership.Scope.ORGANIZATION,
            "token_hash": token_hash(f"{TOKEN}{number}"),
            "expires_at": timezone.now() + timedelta(days=1),
            **also,
        }
    )


def _key(organization: Organization) -> ApiKey:
    adam = User.objects.get(name="Adam")
    permissions = [Permission.SEE_PLACES]
    return make_api_key(
        by=actor(adam), name="Example", organization=organization, permissions=permissions
    ).key


def routes() -> dict[str, dict[str, Any]]:
    """Dev, his role, an invitation and a key of his organisation."""
    partner, dev = _organization("Good Neighbors"), User.objects.get(name="Dev")
    return {
        "accounts:person": {"user_id": dev.pk},
        "accounts:grant": {"user_id": dev.pk},
        "accounts:deactivate": {"user_id": dev.pk},
        "accounts:reactivate": {"user_id": dev.pk},
        "accounts:end_membership": {"membership_id": dev.memberships.get().pk},
        "accounts:withdraw_invitation": {"invitation_id": _invitation(partner).pk},
        "accounts:invitation": {"token": f"{TOKEN}0"},
        "accounts:withdraw_api_key": {"key_id": _key(partner).pk},
    }


def arguments() -> dict[str, dict[str, Any]]:
    """An invitation opens for everybody who has its link, until it was taken back."""
    withdrawn = _invitation(_organization("Open Hands"), 99, withdrawn_at=timezone.now())
    return {"accounts.accept_invitation": {"invitation": withdrawn}}


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """People, roles, invitations and keys within and beyond one's reach."""
    east, west = Region.objects.get(code="east"), Region.objects.get(code="west")
    held = {
        "own organization": MembershipFactory(
            organization=_organization("Good Neighbors"), scope=Membership.Scope.ORGANIZATION
        ),
        "other organization": MembershipFactory(
            organization=_organization("Open Hands"), scope=Membership.Scope.ORGANIZATION
        ),
        "own region": MembershipFactory(scope=Membership.Scope.REGION, region=east),
        "other region": MembershipFactory(scope=Membership.Scope.REGION, region=west),
    }
    invitations = {
        place: _invitation(membership.organization, number, scope=membership.scope, region=membership.region)
        for number, (place, membership) in enumerate(held.items(), start=10)
    }
    people = {place: {"user_id": membership.user_id} for place, membership in held.items()}
    return {
        "accounts:person": people,
        "accounts:grant": people,
        "accounts:deactivate": people,
        "accounts:reactivate": people,
        "accounts:end_membership": {p: {"membership_id": each.pk} for p, each in held.items()},
        "accounts:withdraw_invitation": {p: {"invitation_id": each.pk} for p, each in invitations.items()},
        "accounts:withdraw_api_key": {
            place: {"key_id": _key(held[place].organization).pk}
            for place in ("own organization", "other organization")
        },
    }


def lists() -> dict[str, Callable[[int], None]]:
    """The pages of accounts that list things."""
    return {
        "accounts:people": _more_people,
        "accounts:api_keys": _more_keys,
        "accounts:audit": _more_entries,
    }


def _more_people(count: int) -> None:
    for _ in range(count):
        membership = MembershipFactory()
        _invitation(membership.organization, Invitation.objects.count() + 1000)


def _more_keys(count: int) -> None:
    for _ in range(count):
        _key(OrganizationFactory())


def _more_entries(count: int) -> None:
    for user in UserFactory.create_batch(count):
        record(actor(user), "accounts.example", user)
