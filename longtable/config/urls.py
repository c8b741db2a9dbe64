"""Routes: each installed package brings its own; the web package, whose few lead machines, is asked first."""

from collections.abc import Iterator
from functools import cached_property
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.urls import URLResolver, include
from django.urls.exceptions import Resolver404
from django.urls.resolvers import RoutePattern

handler400 = "longtable.web.errors.bad_request"
handler403 = "longtable.web.errors.forbidden"
handler404 = "longtable.web.errors.not_found"
handler500 = "longtable.web.errors.server_error"


class Package(URLResolver):
    """The routes of one package, tried one by one only where an address begins as any of them does."""

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """First words of its addresses. None is a parameter: every package would be asked for every page."""
        return frozenset(_beginnings(self))

    def resolve(self, path: str) -> Any:
        """As in Django."""
        if path.partition("/")[0] not in self.beginnings:
            raise Resolver404({"tried": [[each] for each in self.url_patterns], "path": path})
        return super().resolve(path)


def _beginnings(routes: URLResolver) -> Iterator[str]:
    for each in routes.url_patterns:
        word = str(each.pattern).partition("/")[0]
        if isinstance(each, URLResolver) and not word:
            yield from _beginnings(each)
        else:
            yield word


def _package(name: str) -> Package:
    routes, app_name, namespace = include(f"{name}.urls")
    return Package(RoutePattern(""), routes, app_name=app_name, namespace=namespace)


urlpatterns = [
    _package(config.name)
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label != "web")
    if config.name.startswith("longtable.") and find_spec(f"{config.name}.urls")
]
