"""Turns a user or a key into the Actor that every action and selector knows."""

from uuid import UUID

from django.utils import timezone

from longtable.accounts.models import ApiKey, Membership, Organization, User
from longtable.accounts.roles import permissions_of
from longtable.core.access import Actor, Grant, Kind, Permission, Scope
from longtable.core.access.actor import STATEWIDE
from longtable.places.models import RegionArea

FOLLOWS_A_MERGE = frozenset({Permission.EDIT_DIRECTORY})
"""What members of a merged organisation may do for the one that stands for it: keep the public entry, as
they did before. Nothing about people: who merges two entries does not open anybody's records."""


def actor_for_user(user: User) -> Actor:
    """The user with a grant per current membership. Two queries at most, more where one was merged."""
    memberships = list(Membership.objects.current().filter(user=user).select_related("organization"))
    regions = {membership.region_id for membership in memberships if membership.region_id}
    areas: dict[object, set[UUID]] = {region: set() for region in regions}
    if regions:
        holdings = RegionArea.objects.on(timezone.localdate()).filter(region__in=regions)
        for region, area in holdings.values_list("region_id", "area_id"):
            areas[region].add(area)
    grants = []
    for membership in memberships:
        if membership.scope == Membership.Scope.STATE:
            scope = STATEWIDE
        elif membership.scope == Membership.Scope.REGION:
            scope = Scope("region", membership.region_id, frozenset(areas[membership.region_id]))
        else:
            scope = Scope("organization", membership.organization_id)
        granted = permissions_of(membership.role)
        grants.append(Grant(membership.role, granted, scope, membership.organization_id))
        if scope.kind == "organization" and membership.organization.merged_into_id:
            standing = Scope("organization", standing_for(membership.organization).pk)
            grants.append(
                Grant(membership.role, granted & FOLLOWS_A_MERGE, standing, membership.organization_id)
            )
    return Actor(Kind.USER, str(user.pk), str(user), tuple(grants))


def standing_for(organization: Organization) -> Organization:
    """The organisation that ``organization`` was merged into, through every merge, or itself."""
    while organization.merged_into is not None:
        organization = organization.merged_into
    return organization


def actor_for_api_key(key: ApiKey) -> Actor:
    """The key's organisation with the permissions that the key carries."""
    grant = Grant(
        "api_key",
        frozenset(Permission[name] for name in key.permissions if name in Permission.__members__),
        Scope("organization", key.organization_id),
    )
    return Actor(Kind.API_KEY, str(key.pk), key.name, (grant,))
