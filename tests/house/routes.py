"""Every route of the project with an address at which it can be tried."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from longtable.core.access.routes import RouteAccess, access_of

LIBRARY_EXAMPLES: dict[str, dict[str, Any]] = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
    "openid_connect_login": {"provider_id": "absent"},
    "openid_connect_callback": {"provider_id": "absent"},
}
"""Arguments for routes of the sign-in library; its objects do not exist here."""


@dataclass(frozen=True)
class Route:
    """One leaf of the routes."""

    name: str  # with its namespaces; the pattern where it has no name
    pattern: str
    access: RouteAccess | None
    has_arguments: bool
    is_named: bool

    def address(self, examples: dict[str, dict[str, Any]]) -> str:
        """Where to try it. Raises ``NoReverseMatch`` when its example does not fit."""
        if not self.is_named:
            return f"/{self.pattern}"
        return reverse(self.name, kwargs=examples.get(self.name, {}))


def without_example(routes: Iterable[Route], examples: Container[str], function: str) -> list[str]:
    """A sentence for each of the routes of which the packages gave no example in ``function``."""
    return [
        f"{route.name} (/{route.pattern}): give an example in {function}() of "
        f"longtable/{route.name.partition(':')[0]}/tests/examples.py"
        for route in routes
        if route.has_arguments and route.name not in examples
    ]


def all_routes() -> list[Route]:
    """Every route, by its path."""
    return sorted(_walk(get_resolver(), "", ()), key=lambda route: (route.pattern, route.name))


def _walk(resolver: URLResolver, prefix: str, namespaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            deeper = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, where, deeper)
        else:
            yield _route(entry, where, namespaces)


def _route(entry: URLPattern, where: str, namespaces: tuple[str, ...]) -> Route:
    where = where.rstrip("$")
    name = ":".join((*namespaces, entry.name)) if entry.name else where
    return Route(
        name=name,
        pattern=where,
        access=access_of(entry.callback),
        has_arguments="<" in where,
        is_named=bool(entry.name),
    )
