"""Truth tables of who may give what."""

from uuid import uuid4

import pytest

from longtable.accounts.policies import may_close_accounts, may_give, may_manage_keys, may_read_audit
from longtable.core.access import Actor, Grant, Kind, Permission, Scope

OWN, OTHER, EAST, WEST = uuid4(), uuid4(), uuid4(), uuid4()
ALL = frozenset({Permission.MANAGE_MEMBERS, Permission.MANAGE_API_KEYS, Permission.READ_AUDIT})


def holder(kind: str) -> Actor:
    """Somebody with every right of this page, so far."""
    scopes = {
        "state": Scope("state"),
        "organization": Scope("organization", OWN),
        "region": Scope("region", EAST),
    }
    grants = (Grant("administrator", ALL, scopes[kind]),) if kind in scopes else ()
    return Actor(Kind.USER, str(uuid4()), "Adam", grants)


@pytest.mark.parametrize(
    ("holds", "organization", "scope", "region", "may"),
    [
        ("state", OTHER, "state", None, True),
        ("state", OTHER, "region", WEST, True),
        ("organization", OWN, "organization", None, True),
        ("organization", OTHER, "organization", None, False),
        ("organization", OWN, "state", None, False),
        ("organization", OWN, "region", EAST, False),
        ("region", OTHER, "region", EAST, True),
        ("region", OTHER, "region", WEST, False),
        ("region", OWN, "organization", None, False),
        ("region", OWN, "state", None, False),
        ("nothing", OWN, "organization", None, False),
    ],
)
def test_nobody_gives_a_reach_wider_than_their_own(
    holds: str, organization: object, scope: str, region: object, may: bool
) -> None:
    assert may_give(holder(holds), organization=organization, scope=scope, region=region) is may  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("holds", "own", "other", "whole"),
    [
        ("state", True, True, True),
        ("organization", True, False, False),
        ("region", False, False, False),
        ("nothing", False, False, False),
    ],
)
def test_keys_accounts_and_audit(holds: str, own: bool, other: bool, whole: bool) -> None:
    by = holder(holds)
    assert may_manage_keys(by, organization=OWN) is own
    assert may_manage_keys(by, organization=OTHER) is other
    assert may_close_accounts(by) is whole
    assert may_read_audit(by) is whole
