"""Who may give, take, hand over and finish work."""

from datetime import date

from longtable.accounts.models import User
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


def may_take(by: Actor, item: WorkItem, *, own_organizations: frozenset[object] = frozenset()) -> bool:
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


def is_away(user: User, day: date) -> bool:
    """Whether a user is out of office on ``day``. Without a last day they are away until further notice."""
    return bool(
        user.away_from and user.away_from <= day and (user.away_until is None or day <= user.away_until)
    )
