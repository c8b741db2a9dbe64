"""JSON documents of HSDS 3 taken apart into the rows of its tables."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from longtable.directory.hsds.identity import as_uuid
from longtable.directory.hsds.tables import BY_NAME, Inside, Table, Via

Cells = dict[str, str]

_BLOCK = 1 << 20
_BETWEEN = re.compile(r"[\s,]*")

_ATTRIBUTES = Inside("attributes", "attribute", "link_id")
"""May stand in any document, also where HSDS does not foresee them."""

_SAID_BY = {
    "language": "name",
    "phone": "number",
    "url": "url",
    "required_document": "document",
    "service_area": "name",
    "cost_option": "amount_description",
    "accessibility": "description",
    "funding": "source",
    "contact": "name",
    "program": "name",
}
"""Tables of which some sources list words instead of documents, and the column that such a word is."""

UNTOLD = ""
"""Column under which a value is handed back that stands where a document should."""

_LISTS = {table.stem: table.name for table in BY_NAME.values()} | {table: table for table in BY_NAME}


class NotJson(ValueError):
    """The file is not JSON, or not of HSDS. The message is for whoever brought it."""


def documents(stream: TextIO) -> Iterator[tuple[int, Any]]:
    """Number and value of each document of a seekable ``stream``: one, a list, a page, or ndjson.

    Only one of them is held in memory at a time. A line of ndjson that is no JSON comes as the
    :class:`NotJson` that says so; anything else that is none raises it.
    """
    start = stream.read(_BLOCK)
    text = start.lstrip("\ufeff \t\r\n")
    if not text:
        return
    if text.startswith("["):
        yield from _items(stream, text, 1)
    elif (page := _contents(text)) is not None:
        yield from _items(stream, text, page)
    elif _is_json(text.partition("\n")[0]):
        stream.seek(0)
        yield from _lines(stream)
    else:
        try:
            yield 1, json.loads(text + stream.read())
        except (ValueError, RecursionError) as error:
            raise NotJson(f"This is not JSON: {error}") from None


def _contents(text: str) -> int | None:
    """Where the list of a page begins, if this is one: a shallow object with ``contents``."""
    if not text.startswith("{"):
        return None
    depth, place, decoder = 0, 0, json.JSONDecoder()
    while place < len(text):
        letter = text[place]
        if letter == '"':
            try:
                key, after = decoder.raw_decode(text, place)
            except ValueError:
                return None
            rest = text[after:].lstrip()
            if depth == 1 and key == "contents" and rest.startswith(":"):
                rest = rest[1:].lstrip()
                return len(text) - len(rest) + 1 if rest.startswith("[") else None
            place = after
            continue
        depth += (letter in "{[") - (letter in "}]")
        if depth == 0 or (letter == "[" and depth > 1):
            return None
        place += 1
    return None


def _items(stream: TextIO, text: str, place: int) -> Iterator[tuple[int, Any]]:
    """Items of a list whose bracket stands before ``place``; what comes after the list is of no use."""
    decoder, number = json.JSONDecoder(), 0
    while True:
        try:
            place = _BETWEEN.match(text, place).end()  # type: ignore[union-attr]
            if text.startswith("]", place):
                return
            value, place = decoder.raw_decode(text, place)
        except ValueError:
            more = stream.read(max(_BLOCK, len(text) - place))
            if not more:
                raise NotJson(f"The list breaks off after item {number:,}, or is not JSON") from None
            text, place = text[place:] + more, 0
            continue
        number += 1
        yield number, value


def _lines(stream: TextIO) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(stream, start=1):
        text = line.strip("\ufeff \t\r\n")
        if text:
            try:
                yield number, json.loads(text)
            except (ValueError, RecursionError) as error:
                yield number, NotJson(f"This line is not JSON: {error}")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def rows_of(document: Any, hint: str = "") -> Iterator[tuple[str, Cells]]:
    """Table and cells of everything in ``document``; ``hint`` is the table that its file is named after.

    What is no document although one should stand there, and is no word that we understand either, comes as
    a cell without a name (:data:`UNTOLD`).
    Raises :class:`NotJson` when it is no document of HSDS.
    """
    if not isinstance(document, Mapping):
        raise NotJson("This is a value, not a document")
    if tables := _tables(document):
        for table, rows in tables.items():
            for row in rows:
                yield from _any(BY_NAME[table], row, {})
        return
    kind = _kind(document, hint)
    if not kind:
        raise NotJson("This is not a document of HSDS: it is neither a service nor an organization")
    yield from _flat(BY_NAME[kind], document, {})


def _tables(document: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The tabular form: lists of rows under the names of files or tables."""
    if "id" in document or not document:
        return {}
    found = {_LISTS.get(name.removesuffix(".csv")): rows for name, rows in document.items()}
    return {name: rows for name, rows in found.items() if name and isinstance(rows, list)}


def _kind(document: Mapping[str, Any], hint: str) -> str:
    there = set(document)
    for kind, marks in (
        ("service_at_location", {"service", "location"}),
        ("service_at_location", {"service_id", "location_id"}),
        ("taxonomy_term", {"taxonomy_detail"}),
        ("location", {"location_type"}),
        ("service", {"name", "status"}),
        ("service", {"service_at_locations"}),
        ("organization", {"organization_identifiers"}),
        ("organization", {"tax_status"}),
        ("organization", {"legal_status"}),
        ("organization", {"website"}),
        ("organization", {"services"}),
    ):
        if marks <= there and (not hint or hint == kind or hint not in BY_NAME):
            return kind
    if hint in BY_NAME:
        return hint
    if {"term_uri"} & there or {"code", "taxonomy"} <= there:
        return "taxonomy_term"
    if {"name", "description"} <= there:
        return "taxonomy" if {"uri", "version"} & there else "organization"
    return ""


def _flat(table: Table, document: Mapping[str, Any], owner: Cells) -> Iterator[tuple[str, Cells]]:
    """The row of ``document`` and, after it, those of all that stands inside."""
    inside = {each.key: each for each in (*table.inside, _ATTRIBUTES)}
    cells = {name: _text(value) for name, value in document.items() if name not in inside}
    cells |= {name: value for name, value in owner.items() if not cells.get(name)}
    lists = {
        name: value for name, value in document.items() if name == "services" and isinstance(value, list)
    }
    for name in lists:
        cells.pop(name, None)
    below: list[tuple[Table, Any, Cells]] = []
    for key, each in inside.items():
        there = document.get(key)
        target = BY_NAME[each.table]
        if there in (None, "", [], {}):
            continue
        if each.via == Via.ONE:
            if isinstance(there, Mapping):
                cells[each.column] = cells.get(each.column) or _text(there.get("id"))
            owner_of_program = {"organization_id": cells.get("organization_id", "")}
            below.append((target, there, owner_of_program if key == "program" else {}))
        else:
            link = {each.column: cells.get("id", "")}
            if each.column == "link_id":
                link["link_entity"] = table.name
            elif each.column == "resource_id":
                link["resource_type"] = table.name
            below += [(target, row, link) for row in (there if isinstance(there, list) else [there])]
    for rows in lists.values():
        link = {"organization_id": cells.get("id", "")}
        below += [(BY_NAME["service"], row, link) for row in rows]
    yield table.name, cells
    for target, row, link in below:
        yield from _any(target, row, link)


def _any(table: Table, value: Any, owner: Cells) -> Iterator[tuple[str, Cells]]:
    """The rows of a document; of a word that stands for one, the row that it means."""
    if isinstance(value, Mapping):
        yield from _flat(table, value, owner)
        return
    text, column = _text(value), _SAID_BY.get(table.name)
    if column and text and isinstance(value, str | int) and as_uuid(text) is None:
        yield table.name, owner | {column: text}
    elif value is not None:
        yield table.name, owner | {UNTOLD: text}


def _text(value: Any) -> str:
    """A JSON value as CSV would have it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)
