"""Who may say which region holds an area."""

from longtable.core.access import Actor, Permission
from longtable.places.models import Area


def may_edit(by: Actor, area: Area) -> bool:
    """Whoever may change places, within their own region if they have one."""
    return by.may(Permission.EDIT_PLACES, areas=[area.pk])
