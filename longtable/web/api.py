"""The door for machines: one API that gathers what each installed package offers in its ``api.py``."""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from longtable.core.access import Denied, Missing

JSON = frozenset({"", "application/json"})
"""What a body may call itself; one that calls itself otherwise is read all the same, if it is JSON."""

api = NinjaAPI(
    title="Longtable",
    version="1",
    description="What was said, what was decided, and what became of it. Open data needs no key.",
    urls_namespace="web:api",  # where the routes of the web package put it
    docs_url=None,  # its page would load scripts from elsewhere; the description itself is openapi.json
)


@api.exception_handler(Denied)
def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The key may not do this."""
    return api.create_response(request, {"detail": "Not allowed"}, status=403)


@api.exception_handler(Missing)
def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing there, or nothing that the key may know of."""
    return api.create_response(request, {"detail": "Not found"}, status=404)


@api.exception_handler(RequestDataTooBig)
def too_large(request: HttpRequest, exception: Exception) -> HttpResponse:
    """More than we take at once: nothing of it was read."""
    return api.create_response(request, {"detail": "Too large"}, status=413)


@api.exception_handler(HttpError)
def refused(request: HttpRequest, exception: HttpError) -> HttpResponse:
    """What an operation refused; a form where JSON was wanted is told so."""
    status, words = exception.status_code, str(exception)
    if status == 400 and request.content_type not in JSON:
        status, words = 415, "Send JSON, with Content-Type: application/json"
    response = api.create_response(request, {"detail": words}, status=status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(ValidationError)
def unclear(request: HttpRequest, exception: ValidationError) -> HttpResponse:
    """Each fault with its place as it was sent: ``["body", "name"]``, without what we call the body."""
    faults = [
        fault
        | {"loc": [part for at, part in enumerate(fault["loc"]) if at != 1 or fault["loc"][0] != "body"]}
        for fault in exception.errors
    ]
    return api.create_response(request, {"detail": faults}, status=422)


def in_json(view: Callable[..., Any]) -> Callable[..., Any]:
    """A method that an address does not take is refused as everything here is."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        if response.status_code != 405:
            return response
        allowed = {"Allow": response["Allow"]}
        return JsonResponse({"detail": "Method not allowed"}, status=405, headers=allowed)

    return answer


for config in apps.get_app_configs():
    if config.name.startswith("longtable.") and config.label != "web" and find_spec(f"{config.name}.api"):
        module = import_module(f"{config.name}.api")
        api.add_router(f"/{module.router.tags[0]}", module.router)
