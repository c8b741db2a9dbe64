"""What stands in the menu. Packages add their entries in ``panels.py``; a part that is off adds none.

``menu.entry("voices", label=_("Voices"), route="voices:list", audience=Permission.SEE_VOICES, order=20)``
"""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.functional import Promise

from longtable.core.access.actor import Actor
from longtable.core.access.permissions import Permission
from longtable.core.access.routes import MEMBERS, PUBLIC, RouteAccess

__all__ = ["MEMBERS", "PUBLIC", "Entry", "entry", "for_actor"]


@dataclass(frozen=True)
class Entry:
    """One link in the menu: where it leads and who sees it."""

    name: str
    label: Promise | str
    route: str
    audience: RouteAccess | Permission | frozenset[Permission]
    order: int
    foot: bool

    @cached_property
    def url(self) -> str:
        """The path of the route: the same on every page."""
        return reverse(self.route)

    def is_for(self, actor: Actor) -> bool:
        """Whether ``actor`` sees it. Members work here: what is public stays on their foot line."""
        if isinstance(self.audience, Permission):
            return actor.may(self.audience)
        if isinstance(self.audience, frozenset):
            return any(actor.may(permission) for permission in self.audience)
        if self.audience == PUBLIC:
            return self.foot or not actor.is_member
        return self.audience.admits(actor)


_entries: dict[str, Entry] = {}


def entry(
    name: str,
    *,
    label: Promise | str,
    route: str,
    audience: RouteAccess | Permission | frozenset[Permission] = PUBLIC,
    order: int = 100,
    foot: bool = False,
) -> None:
    """Put a link into the menu, or to the foot of every page; the same ``name`` again replaces it.

    ``audience`` is ``PUBLIC`` (whoever has not signed in), ``MEMBERS``, a permission, or any of several.
    """
    _entries[name] = Entry(name, label, route, audience, order, foot)


def for_actor(actor: Actor, *, foot: bool = False) -> list[Entry]:
    """The entries that ``actor`` sees, smallest ``order`` first."""
    mine = (each for each in _entries.values() if each.foot == foot and each.is_for(actor))
    return sorted(mine, key=lambda each: (each.order, each.name))
