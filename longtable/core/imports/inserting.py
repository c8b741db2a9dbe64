"""Many new rows in one statement, without the questions that ``bulk_create`` asks of each value."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from django.db import connection, connections, models

from longtable.core.imports.prepared import Values, prepared, stored


def insert(model: type[models.Model], rows: Sequence[Values]) -> None:
    """Write new ``rows`` of ``model`` as :meth:`Prepared.new` made them. No signal is sent."""
    if not rows:
        return
    columns = prepared(model)
    in_order = itemgetter(*columns.columns)
    _execute(
        columns.table,
        tuple(column.field for column in columns.columns.values()),
        (in_order(columns.saved(row)) for row in rows),
    )


def insert_values(model: type[models.Model], names: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """Write new rows of ``model`` that say ``values`` in ``names``, foreign keys by their column."""
    _execute(model._meta.db_table, tuple(model._meta.get_field(name) for name in names), values)


def _execute(table: str, fields: tuple[Any, ...], values: Iterable[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    here = connections[connection.alias]
    prepare = [stored(field, here) for field in fields]
    ready = [[each(value) for each, value in zip(prepare, row, strict=True)] for row in values]
    if ready:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {quote(table)} ({columns}) VALUES ({marks})", ready)
