"""Closes the house for maintenance without leaving people before a blank page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from longtable.web.errors import maintenance

ALWAYS_OPEN = ("/healthz",)


class MaintenanceMiddleware:
    """Answers 503 while ``LONGTABLE_MAINTENANCE`` is on or a file ``maintenance`` lies in the data folder.

    It stands before everything that would touch the database, which may be away just then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_closed() and not request.path.startswith(ALWAYS_OPEN):
            return maintenance(request)
        return self.get_response(request)


def _is_closed() -> bool:
    return settings.MAINTENANCE or (settings.VAR / "maintenance").exists()
