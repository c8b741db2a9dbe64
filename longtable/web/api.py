"""The door for machines: one API that gathers what each installed package offers in its ``api.py``."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from longtable.core.access import Denied, Missing

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


for config in apps.get_app_configs():
    if config.name.startswith("longtable.") and config.label != "web" and find_spec(f"{config.name}.api"):
        module = import_module(f"{config.name}.api")
        api.add_router(f"/{module.router.tags[0]}", module.router)
