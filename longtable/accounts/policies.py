"""Who may invite, give and end roles, hold keys, and read what was done."""

from datetime import datetime
from uuid import UUID

from longtable.core.access import Actor, Kind, Permission


def may_give(by: Actor, *, organization: UUID, scope: str, region: UUID | None = None) -> bool:
    """Whether ``by`` may give or end a role that reaches so far: never wider than their own."""
    for held in by.scopes(Permission.MANAGE_MEMBERS):
        if held.kind == "state":
            return True
        if held.kind == "organization" and scope == "organization" and held.id == organization:
            return True
        if held.kind == "region" and scope == "region" and held.id == region:
            return True
    return False


def may_close_accounts(by: Actor) -> bool:
    """Whether ``by`` may keep somebody from signing in at all: that reaches into every organisation."""
    return by.is_statewide(Permission.MANAGE_MEMBERS)


def may_rotate_second_factors(by: Actor) -> bool:
    """Re-encrypt without reading: whoever runs the machine."""
    return by.is_system or by.is_statewide(Permission.OPERATE)


def may_manage_keys(by: Actor, *, organization: UUID) -> bool:
    """Whether ``by`` may make or withdraw keys that act for this organisation."""
    return any(
        held.kind == "state" or (held.kind == "organization" and held.id == organization)
        for held in by.scopes(Permission.MANAGE_API_KEYS)
    )


def may_read_audit(by: Actor) -> bool:
    """Whether ``by`` may read who did what. The audit knows no regions: it is read whole or not at all."""
    return by.is_statewide(Permission.READ_AUDIT)


def may_set_up(by: Actor) -> bool:
    """Whether ``by`` may make the first administrator: only whoever has the machine's command line."""
    return by.is_system


def may_accept(
    by: Actor,
    *,
    expires_at: datetime,
    accepted_at: datetime | None,
    withdrawn_at: datetime | None,
    account: UUID | None,
    account_is_active: bool,
    now: datetime,
) -> bool:
    """Whether an invitation opens for ``by``, who followed its link.

    The link proves the mailbox, so a visitor may; somebody signed in as another person may not, and
    an account that was closed is not opened again by a link.
    """
    if accepted_at or withdrawn_at or expires_at <= now:
        return False
    if account and not account_is_active:
        return False
    return by.kind == Kind.VISITOR or by.is_system or is_self(by, account)


def is_self(by: Actor, user: UUID | None) -> bool:
    """Whether ``by`` is this very user, signed in."""
    return by.kind == Kind.USER and user is not None and by.id == str(user)
