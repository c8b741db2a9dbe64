"""Who may give, take, hand over and finish work."""

from uuid import UUID

from longtable.core.access import Actor, Permission
from longtable.worklists.models import WorkItem


def may_add(by: Actor) -> bool:
    """Whoever may do what makes the work: other packages' actions decide that first.

    Somebody who signed in without any role makes no work for anybody.
    """
    return not by.is_member or bool(by.grants)


def may_assign(by: Actor, item: WorkItem) -> bool:
    """Whether ``by`` gives out work where the item belongs."""
    areas = [item.area_id] if item.area_id else []
    return by.may(Permission.ASSIGN_WORK, organization=item.organization_id, areas=areas)


def may_take(by: Actor, item: WorkItem, *, own_organizations: frozenset[object]) -> bool:
    """Whether ``by`` may take work that nobody has: by its permission, or as one of its organisation."""
    if item.owner_id is not None or not by.is_member:
        return False
    if not item.permission:
        return item.organization_id in own_organizations
    areas = [item.area_id] if item.area_id else []
    return by.may(Permission[item.permission], organization=item.organization_id, areas=areas)


def may_finish(by: Actor, item: WorkItem, *, stands_in: bool, own_organizations: frozenset[object]) -> bool:
    """The owner, whoever stands in for them, whoever could take it, and whoever gives out work."""
    return (
        by.is_system
        or is_owner(by, item)
        or stands_in
        or may_take(by, item, own_organizations=own_organizations)
        or may_assign(by, item)
    )


def is_owner(by: Actor, item: WorkItem) -> bool:
    """Whether the item is ``by``'s own, or they were called in because it is late."""
    return by.is_member and by.id in {str(item.owner_id), str(item.deputy_id)}


def may_keep_roster(by: Actor, organization_id: UUID) -> bool:
    """Whether ``by`` says who stands by for an organisation."""
    return by.may(Permission.ASSIGN_WORK, organization=organization_id)


def may_set_clocks(by: Actor) -> bool:
    """Whether ``by`` says how long work may take: it holds for the whole agency."""
    return by.is_system or by.is_statewide(Permission.ASSIGN_WORK)


def may_escalate(by: Actor) -> bool:
    """Only the clock itself calls in others."""
    return by.is_system
