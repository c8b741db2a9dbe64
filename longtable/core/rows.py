"""New rows of several kinds, written with one message: for what many do in the same moment."""

from functools import cache
from itertools import groupby
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

APART = ";\n"
"""Between two statements of one message."""


def insert(*rows: Model) -> None:
    """Write new rows in their order, neighbours of one kind by one statement.

    PostgreSQL gets everything in one message. As with ``bulk_create``, neither ``save`` nor signals are
    asked, and an id that the database would give stays unknown. Raises ``IntegrityError``.
    """
    if not rows:
        return
    with connection.cursor() as cursor:
        send(cursor, statements(*rows))


def statements(*rows: Model) -> list[tuple[str, list[Any]]]:
    """SQL and parameters that :func:`insert` sends. The rows count as written from now on."""
    found, database = [], connections[DEFAULT_DB_ALIAS]
    for model, group in groupby(rows, type):
        same = list(group)
        head, row, fields = _frame(model, is_numbered=same[0].pk is not None)
        values = [
            field.get_db_prep_save(field.pre_save(each, add=True), database)
            for each in same
            for field in fields
        ]
        found.append((head + ", ".join([row] * len(same)), values))
        for each in same:
            each._state.adding, each._state.db = False, DEFAULT_DB_ALIAS
    return found


def send(cursor: CursorWrapper, statements: list[tuple[str, list[Any]]]) -> None:
    """Execute these; as one message where the database takes several at once."""
    if connection.vendor == "postgresql":
        # Each by itself, since psycopg takes apart a statement of more than fifty values every time.
        cursor.execute(APART.join(cursor.mogrify(sql, values) for sql, values in statements))
        return
    for sql, values in statements:
        cursor.execute(sql, values)


@cache
def _frame(model: type[Model], *, is_numbered: bool) -> tuple[str, str, list[Any]]:
    """``INSERT INTO ... VALUES``, the place of one row, and the fields whose values it takes."""
    fields = [each for each in model._meta.concrete_fields if is_numbered or not each.primary_key]
    name = connection.ops.quote_name
    columns = ", ".join(name(str(each.column)) for each in fields)
    head = f"INSERT INTO {name(model._meta.db_table)} ({columns}) VALUES "
    return head, f"({', '.join(['%s'] * len(fields))})", fields
