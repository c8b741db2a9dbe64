"""Roles in plain language. Each package adds what its own permissions mean for them."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from longtable.core.access import Permission


class Role:
    """What a person does here. ``description`` is shown where the role is given."""

    name: str
    title: Promise
    description: Promise
    base: frozenset[Permission] = frozenset()
    needs_second_factor = True


class PartnerStaff(Role):
    name = "partner_staff"
    title = _("Partner staff")
    description = _("Works for a community organization: keeps its pages and reports on what it promised.")
    base = frozenset({Permission.SEE_PLACES})
    needs_second_factor = False


class Navigator(Role):
    name = "navigator"
    title = _("Navigator")
    description = _("Calls people back and helps them one by one.")
    base = frozenset(
        {Permission.SEE_PLACES, Permission.SEE_PEOPLE, Permission.EDIT_PEOPLE, Permission.TAKE_CALLS}
    )


class RegionalTeam(Role):
    name = "regional_team"
    title = _("Regional team")
    description = _("Listens and acts in one region: reads comments, owns commitments, gives work to others.")
    base = frozenset(
        {
            Permission.SEE_PLACES,
            Permission.SEE_PEOPLE,
            Permission.TAKE_CALLS,
            Permission.SEE_WORK,
            Permission.ASSIGN_WORK,
        }
    )


class Convener(Role):
    name = "convener"
    title = _("Convener")
    description = _("Opens conversations, decides what is shown, and gathers comments into themes.")
    base = frozenset({Permission.SEE_PLACES, Permission.SEE_WORK})


class StateStaff(Role):
    name = "state_staff"
    title = _("State staff")
    description = _("Makes commitments for the agency and answers the people who spoke.")
    base = frozenset(
        {
            Permission.SEE_PLACES,
            Permission.EDIT_PLACES,
            Permission.SEE_WORK,
            Permission.ASSIGN_WORK,
            Permission.SEE_MESSAGES,
            Permission.RESOLVE_MESSAGES,
        }
    )


class Auditor(Role):
    name = "auditor"
    title = _("Auditor")
    description = _("Reads who did what. Changes nothing.")
    base = frozenset({Permission.READ_AUDIT, Permission.SEE_PLACES})


class Administrator(Role):
    name = "administrator"
    title = _("Administrator")
    description = _(
        "Invites people, gives roles, and keeps the system running. Does not read comments or records."
    )
    base = frozenset(
        {
            Permission.MANAGE_MEMBERS,
            Permission.MANAGE_API_KEYS,
            Permission.OPERATE,
            Permission.READ_AUDIT,
            Permission.SEE_MESSAGES,
            Permission.RESOLVE_MESSAGES,
            Permission.SEE_PLACES,
        }
    )


ROLES: dict[str, type[Role]] = {
    role.name: role
    for role in (PartnerStaff, Navigator, RegionalTeam, Convener, StateStaff, Auditor, Administrator)
}

_added: dict[str, set[Permission]] = defaultdict(set)


def extend(role: type[Role], permissions: Iterable[Permission]) -> None:
    """Give ``role`` further permissions. Called by a package's ``roles.py`` for its own permissions."""
    _added[role.name].update(permissions)


def permissions_of(name: str) -> frozenset[Permission]:
    """Everything that a role allows with the installed packages."""
    return ROLES[name].base | frozenset(_added[name])


def role_choices() -> list[tuple[str, Promise]]:
    """Choices for a form or a column."""
    return [(role.name, role.title) for role in ROLES.values()]
