"""Who acts, what they may do, and the locks that stand between.

Three locks and a guard: every page wants a sign-in unless its route says otherwise; every route
declares whom it lets in; objects come through selectors scoped to the actor; every action begins
with :func:`require`.
"""

from longtable.core.access.actor import Actor, Grant, Kind, Scope
from longtable.core.access.errors import Denied, Missing
from longtable.core.access.guard import action, require, step
from longtable.core.access.permissions import Permission
from longtable.core.access.routes import allow, members, public

__all__ = [
    "Actor",
    "Denied",
    "Grant",
    "Kind",
    "Missing",
    "Permission",
    "Scope",
    "action",
    "allow",
    "members",
    "public",
    "require",
    "step",
]
