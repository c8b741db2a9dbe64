"""Many new rows in one statement, without the questions that ``bulk_create`` asks of each value."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def insert(rows: Sequence[models.Model]) -> None:
    """Write new ``rows`` of one model. Their keys have to be known; no signal is sent."""
    if not rows:
        return
    fields = [field for field in rows[0]._meta.concrete_fields if not field.generated]
    _execute(
        rows[0]._meta.db_table,
        fields,
        ([field.pre_save(row, add=True) for field in fields] for row in rows),
    )
    for row in rows:
        row._state.adding = False


def insert_values(model: type[models.Model], names: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """Write new rows of ``model`` that say ``values`` in ``names``, foreign keys by their column."""
    _execute(model._meta.db_table, [model._meta.get_field(name) for name in names], values)


def _execute(table: str, fields: Sequence[Any], values: Iterable[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    prepare = [field.get_db_prep_save for field in fields]
    prepared = [[each(value, connection) for each, value in zip(prepare, row, strict=True)] for row in values]
    if prepared:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {quote(table)} ({columns}) VALUES ({marks})", prepared)
