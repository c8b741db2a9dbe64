"""A whole collection, one row a line, in the memory of a few hundred rows, whatever its size."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import StreamingHttpResponse

from longtable.core.imports.sheets.writing import guarded
from longtable.directory.api.asking import Form
from longtable.directory.hsds.tables import BY_NAME, Table, Via

Document = Mapping[str, Any]

TYPES = {Form.NDJSON: "application/x-ndjson", Form.CSV: "text/csv; charset=utf-8"}


def stream(documents: Iterable[Document], form: Form, columns: list[str], name: str) -> StreamingHttpResponse:
    """The documents line by line, as JSON or as CSV with ``columns``."""
    lines = _csv(documents, columns) if form == Form.CSV else _ndjson(documents)
    response = StreamingHttpResponse(lines, content_type=TYPES[form])
    response.headers["Content-Disposition"] = f'inline; filename="{name}.{form}"'
    return response


def columns_of(table: Table, above: frozenset[str] = frozenset()) -> list[str]:
    """The columns of a table in CSV: its own, and those of what it has one of, as ``organization.name``."""
    columns = [column.name for column in table.columns]
    for inside in table.inside:
        if inside.via == Via.ONE and inside.table not in above:
            inner = columns_of(BY_NAME[inside.table], above | {table.name})
            columns += [f"{inside.key}.{name}" for name in inner]
    return columns


def _ndjson(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        yield json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def _csv(documents: Iterable[Document], columns: list[str]) -> Iterator[str]:
    """No spreadsheet takes a cell for a formula."""
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow(columns)
    for document in documents:
        flat = dict(_flat(document))
        writer.writerow(_cell(flat.get(column)) for column in columns)
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _flat(document: Document, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in document.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _cell(value: Any) -> Any:
    return guarded(value) if isinstance(value, str) else value
