"""Whom a route lets in. A route that does not say lets in nobody, and stops the start-up check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, get_resolver

from longtable.core.access.actor import Actor
from longtable.core.access.permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class RouteAccess:
    """Whom a route lets in, before any object is looked at."""

    audience: str  # "public" | "members" | "allow"
    permission: Permission | None = None

    def admits(self, actor: Actor) -> bool:
        """Whether ``actor`` may use the route at all."""
        if self.audience == "public":
            return True
        if self.permission is None:
            return actor.is_member
        return actor.may(self.permission)


PUBLIC = RouteAccess("public")
MEMBERS = RouteAccess("members")


def public(view: View) -> View:
    """Anybody, without an account."""
    return _declare(view, PUBLIC)


def members(view: View) -> View:
    """Anybody who signed in."""
    return _declare(view, MEMBERS)


def allow(permission: Permission) -> Callable[[View], View]:
    """Whoever holds ``permission`` in some scope; the selector narrows to that scope."""
    return lambda view: _declare(view, RouteAccess("allow", permission))


def foreign(patterns: Any, access: RouteAccess) -> Any:
    """Declare the routes of a library, whose views cannot carry our decorators."""
    for pattern, _ in walk(patterns[0] if isinstance(patterns, tuple) else patterns):
        _declare(pattern.callback, access)
    return patterns


def access_of(view: Callable[..., Any]) -> RouteAccess | None:
    """What a view declared, or ``None``."""
    return getattr(view, "route_access", None)


def walk(patterns: Any = None, prefix: str = "") -> Iterator[tuple[URLPattern, str]]:
    """Every leaf pattern below ``patterns`` with its whole path."""
    if patterns is None:
        patterns = get_resolver().url_patterns
    if hasattr(patterns, "urlpatterns"):
        patterns = patterns.urlpatterns
    for pattern in patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, where)
        else:
            yield pattern, where


def _declare(view: View, access: RouteAccess) -> View:
    view.route_access = access  # type: ignore[attr-defined]
    return login_not_required(view) if access.audience == "public" else view
