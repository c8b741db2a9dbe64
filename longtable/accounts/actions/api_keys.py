"""Keys by which other machines come in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from uuid import UUID

from django.utils import timezone

from longtable.accounts.actions.memberships import warn_administrators
from longtable.accounts.models import ApiKey, Organization
from longtable.accounts.policies import may_manage_keys
from longtable.core.access import Actor, Permission, action, require
from longtable.core.audit import record
from longtable.core.secrets import token_hash

PREFIX = "ltk_"
"""Begins every secret, so that a leaked one is recognised for what it is."""


@dataclass(frozen=True)
class NewApiKey:
    """The only moment at which the secret is known: it is shown once, and never stored."""

    key: ApiKey
    secret: str


@action
def make_api_key(
    *,
    by: Actor,
    name: str,
    organization: Organization,
    permissions: Iterable[Permission],
    expires_at: datetime | None = None,
) -> NewApiKey:
    """Let a machine act for an organisation, with these permissions and until then.

    The other administrators are told of a key that may do what its maker may not.
    """
    require(by, may_manage_keys(by, organization=organization.pk))
    permissions = set(permissions)
    body = token_urlsafe(32)
    key = ApiKey.objects.create(
        name=name,
        organization=organization,
        permissions=sorted(permission.name for permission in permissions),
        secret_hash=token_hash(PREFIX + body),
        hint=body[:4],
        created_by_id=UUID(by.id) if by.is_member else None,
        expires_at=expires_at,
    )
    record(by, "accounts.api_key.made", key, organization, why=", ".join(key.permissions))
    if further := sorted(str(permission) for permission in permissions - by.permissions):
        warn_administrators(by, "wide_key", "/api-keys/", key=name, permissions=further)
    return NewApiKey(key, PREFIX + body)


@action
def withdraw_api_key(*, by: Actor, key: ApiKey) -> None:
    """Shut a machine out, from its next request on."""
    require(by, may_manage_keys(by, organization=key.organization_id))
    ApiKey.objects.filter(pk=key.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    record(by, "accounts.api_key.withdrawn", key, fields=["withdrawn_at"])
