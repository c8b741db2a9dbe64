"""Who may prepare gatherings, sign people up and work at the door. Pure: values in, a yes or no out."""

import re
from collections.abc import Iterable
from uuid import UUID

from longtable.core.access import Actor, Kind, Permission
from longtable.gatherings.models import Gathering, Registration

RESERVED = frozenset({"new", "series", "calendar", "feed", "code"})
"""Below ``/gatherings/``, where each gathering has its pages too."""


def is_address(slug: str) -> bool:
    """Whether ``/gatherings/<slug>/`` can lead to a gathering."""
    return re.fullmatch(r"[-a-zA-Z0-9_]{1,50}", slug) is not None and slug not in RESERVED


def may_prepare(by: Actor, organization_id: UUID, areas: Iterable[UUID]) -> bool:
    """Make a gathering of an organisation for some areas."""
    return by.may(Permission.RUN_GATHERINGS, organization=organization_id, areas=areas)


def may_run(by: Actor, gathering: Gathering) -> bool:
    """Change it, call it off, and say what was found there."""
    return may_prepare(by, gathering.organization_id, gathering.area_ids())


def may_register_others(by: Actor, gathering: Gathering) -> bool:
    """Sign up callers, and check people in: staff of the host, or of a partner who helps to run it."""
    if by.may(
        Permission.REGISTER_FOR_OTHERS,
        organization=gathering.organization_id,
        areas=gathering.area_ids(),
    ):
        return True
    helping = [host.organization_id for host in gathering.hosts.all() if host.may_run]
    return any(by.may(Permission.REGISTER_FOR_OTHERS, organization=each) for each in helping)


def may_answer_for(by: Actor, registration: Registration) -> bool:
    """Change or take back a registration: only who holds the receipt."""
    return by.kind == Kind.RECEIPT and by.id == str(registration.receipt_id)
