"""The second lock, and the one place where a refusal becomes a page."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from longtable.core.access.errors import Denied, Missing
from longtable.core.access.routes import access_of
from longtable.core.attempts import TooManyAttempts


class RouteMiddleware:
    """Answers 403 for a route that does not admit the actor, or does not say whom it admits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        access = access_of(view)
        if access is None or not access.admits(request.actor):  # type: ignore[attr-defined]
            raise PermissionDenied

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Denied):
            raise PermissionDenied from exception
        if isinstance(exception, Missing):
            raise Http404 from exception
        if isinstance(exception, TooManyAttempts):
            return _too_many(request, exception)
        return None


def _too_many(request: HttpRequest, exception: TooManyAttempts) -> HttpResponse:
    """What was typed is given back, so that waiting costs nothing else."""
    seconds = int(exception.retry_after.total_seconds()) + 1
    typed = [text for text in request.POST.values() if " " in str(text)]
    context = {"minutes": -(-seconds // 60), "typed": typed}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
