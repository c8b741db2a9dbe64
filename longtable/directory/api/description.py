"""What the open directory says of itself: its version and profile, and the OpenAPI document of its routes."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from longtable.directory.api.asking import MOST, MOST_FULL, MOST_WHOLE, USUAL
from longtable.directory.api.collections import COLLECTIONS, Collection
from longtable.directory.hsds.tables import TABLES, Column, Kind, Table, Via

VERSION = "3.1"
PROFILE = "https://docs.openreferral.org/en/3.1/hsds/schema_reference.html"
ABOUT = (
    "The published directory after HSDS 3.1 (Human Services Data Specification, an Open Referral resource, "
    "https://openreferral.org). Filters narrow each other; one that cannot be understood lets nothing "
    "through, a number out of bounds becomes the nearest one, and what is no parameter changes nothing: "
    "`warnings` on a page and the header Warning say so. Nothing that is typed is refused."
)

Json = dict[str, Any]

PARAMETERS: dict[str, tuple[str, str]] = {
    "search": ("string", "Words to look for, in English or Spanish, in any order; every one must be met."),
    "page": ("integer", "Number of the page, from 1. A number that is none becomes 1."),
    "per_page": (
        "integer",
        f"Records on a page: {USUAL} unless told, at most {MOST}; {MOST_FULL} with full, "
        f"{MOST_WHOLE} with full_service.",
    ),
    "format": ("string", "json: a page. ndjson, or csv with one-to-one fields: everything, as a stream."),
    "taxonomy_term_id": ("string", "Only what carries this term."),
    "taxonomy_id": (
        "string",
        "Only what carries a term of this taxonomy; of terms, those that belong to it.",
    ),
    "organization_id": ("string", "Only what this organization gives."),
    "modified_after": ("string", "Only what changed at this moment or later, as 2026-01-31T12:00:00Z."),
    "minimal": ("boolean", f"Id, name, status and last_modified alone, {MOST} on a page unless told."),
    "full": ("boolean", "Everything nested."),
    "full_service": ("boolean", "Services of organizations with everything nested."),
    "postcode": ("string", "What serves the people of this ZIP code, by service_area; or see proximity."),
    "proximity": ("string", "With postcode: locations within so many metres of its middle instead."),
    "top_only": ("boolean", "Only terms without a wider one."),
    "parent_id": ("string", "Only terms directly below this one."),
}

NUMBERS = {Kind.NUMBER, Kind.WHOLE, Kind.MONEY}
FORMATS = {
    Kind.ID: "uuid",
    Kind.DATE: "date",
    Kind.DAY_OF: "date",
    Kind.MOMENT: "date-time",
    Kind.URL: "uri",
    Kind.URI: "uri",
    Kind.EMAIL: "email",
}
_NUMBER, _FLAG = {"type": "integer"}, {"type": "boolean"}
PAGE: Json = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("total_items", "total_pages", "page_number", "size"), _NUMBER),
        **dict.fromkeys(("first_page", "last_page", "empty"), _FLAG),
        "warnings": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["empty"],
}


def about() -> Json:
    """What stands at the root: the three names that the standard requires, and who publishes this."""
    return {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": f"{settings.PUBLIC_URL}{reverse('web:api:hsds_description')}",
        "description": "Services for people, and the organizations that give them. Open data, no key needed.",
        "publisher": {"name": settings.AGENCY or "Longtable", "website": settings.PUBLIC_URL},
    }


def description() -> Json:
    """The routes, parameters and answers as an OpenAPI 3.1 document that needs no other."""
    root = f"{settings.PUBLIC_URL}{reverse('web:api:hsds_about')}"
    paths: Json = {"/": {"get": _operation("about", "What this is.", (), {"type": "object"})}}
    for collection in COLLECTIONS:
        paths[f"/{collection.name}"] = _many(collection)
        paths[f"/{collection.name}/{{id}}"] = _single(collection)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Directory of services (HSDS)", "version": VERSION, "description": ABOUT},
        "servers": [{"url": root.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": {table.name: _schema(table) for table in TABLES} | {"page": PAGE}},
    }


def _many(collection: Collection) -> Json:
    items = {"type": "array", "items": _reference(collection.table)}
    page = {"allOf": [_reference("page")], "properties": {"contents": items}}
    names = collection.parameters + collection.more
    asked = _operation(f"list_{collection.name}", f"A page of {collection.name}.", names, page)
    query = "The same; parameters may stand in a form or a JSON object, out of logs of addresses."
    return {"get": asked, "post": _operation(f"query_{collection.name}", query, names, page)}


def _single(collection: Collection) -> Json:
    words = "One record with everything nested."
    found = _operation(f"one_{collection.table}", words, collection.of_one, _reference(collection.table))
    found["responses"] |= {
        "302": {"description": "It was merged; Location leads to the record that stands for it."},
        "404": {"description": "No published record has this id."},
    }
    key = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    return {"parameters": [key], "get": found}


def _operation(name: str, summary: str, parameters: Iterable[str], answer: Json) -> Json:
    return {
        "operationId": name,
        "summary": summary,
        "parameters": [_parameter(each) for each in parameters],
        "responses": {
            "200": {"description": summary, "content": {"application/json": {"schema": answer}}},
            "304": {"description": "The client has it: If-None-Match named its ETag."},
            "429": {"description": "Asked too often. Retry-After says when to ask again, in seconds."},
        },
    }


def _parameter(name: str) -> Json:
    kind, words = PARAMETERS[name]
    return {"name": name, "in": "query", "description": words, "schema": {"type": kind}}


def _schema(table: Table) -> Json:
    properties = {column.name: _column(column) for column in table.columns}
    for inside in table.inside:
        one = _reference(inside.table)
        properties[inside.key] = one if inside.via == Via.ONE else {"type": "array", "items": one}
    always = [column.name for column in table.columns if column.required and not column.to]
    return {"type": "object", "properties": properties, "required": always}


def _column(column: Column) -> Json:
    if column.choices:
        return {"type": "string", "enum": list(column.choices)}
    if column.kind in NUMBERS:
        return {"type": "number"}
    return {"type": "string"} | ({"format": FORMATS[column.kind]} if column.kind in FORMATS else {})


def _reference(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}
