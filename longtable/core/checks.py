"""Refuses to start with a route that does not say whom it lets in."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from longtable.core.access.routes import access_of, walk


@register()
def every_route_says_whom_it_lets_in(**_: Any) -> list[CheckMessage]:
    """One error per silent route."""
    return [
        Error(
            f"The route {where!r} does not say whom it lets in.",
            hint="Put @public, @members or @allow(Permission.X) on its view, or declare a library's "
            "routes with core.access.routes.foreign().",
            id="longtable.E001",
        )
        for pattern, where in walk()
        if access_of(pattern.callback) is None
    ]
