"""Names by which programs ask for what a key may do; each is a permission of ours."""

from longtable.core.access import Permission

SCOPES: dict[str, Permission] = {}
"""Name, e.g. ``registrations:write`` -> permission. Packages add theirs in ``roles.py``."""


def scope(name: str, permission: Permission) -> str:
    """Let keys be asked for by this name. Returns ``name``."""
    if SCOPES.setdefault(name, permission) is not permission:
        raise ValueError(f"The scope {name!r} means two permissions")
    return name
