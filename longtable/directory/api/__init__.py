"""The directory for programs: HSDS 3.1 below ``/api/hsds/``, as open data that needs no key."""

from typing import Any

from django.http.response import HttpResponseBase
from ninja import Router

from longtable.core.access.request import ActorRequest
from longtable.directory.api.answering import METHODS, open_data, told
from longtable.directory.api.collections import COLLECTIONS, Collection
from longtable.directory.api.description import about, description

router = Router(tags=["hsds"])


def offer(path: str, name: str, view: Any) -> None:
    """Let ``view`` answer at ``path``. The description of these routes is the standard's, not our own."""
    router.add_api_operation(path, METHODS, open_data(view), url_name=f"hsds_{name}", include_in_schema=False)


def describe(request: ActorRequest) -> HttpResponseBase:
    """What this is, and where it is described."""
    return told(request, about())


def describe_in_full(request: ActorRequest) -> HttpResponseBase:
    """This interface as an OpenAPI document."""
    return told(request, description())


def offer_collection(collection: Collection) -> None:
    """A list at its name, and each of its records below."""

    def many(request: ActorRequest) -> HttpResponseBase:
        return collection.many(request)

    def single(request: ActorRequest, id: str) -> HttpResponseBase:
        return collection.single(request, id)

    offer(f"/{collection.name}", collection.name, many)
    offer(f"/{collection.name}/{{id}}", collection.table, single)


offer("/", "about", describe)
offer("/openapi.json", "description", describe_in_full)
for each in COLLECTIONS:
    offer_collection(each)
