"""SQL that Django writes once, for what is asked and changed again and again with other values."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import randrange
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

_populators: Any = get_related_populators  # the stubs are those of a later Django
Row = TypeVar("Row", bound=Model)
Value = str | int | UUID | datetime

EXAMPLES: dict[type, Callable[[], Value]] = {
    str: lambda: f"example {uuid4()}",
    int: lambda: randrange(10**9, 2 * 10**9),
    UUID: uuid4,
    datetime: lambda: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(microseconds=randrange(10**15)),
}
"""A value of each kind that stands nowhere else in a statement."""


@dataclass(frozen=True)
class Hole:
    """Where in the parameters a value goes."""

    name: str


class _Once:
    """A statement, written when it is first needed."""

    def __init__(self, write: Callable[..., Any], kinds: dict[str, type]) -> None:
        self._write_it, self._kinds = write, kinds
        self._written: tuple[Any, str, list[Any]] | None = None

    def _filled(self, values: dict[str, Value], connection: Any) -> tuple[Any, str, tuple[Any, ...]]:
        """Django's compiler of it, the SQL, and its parameters with these values."""
        compiler, sql, places = self._written or self._write(connection)
        stored = {name: _stored(value, connection) for name, value in values.items()}
        return compiler, sql, tuple(stored[each.name] if type(each) is Hole else each for each in places)

    def _write(self, connection: Any) -> tuple[Any, str, list[Any]]:
        examples = {name: EXAMPLES[kind]() for name, kind in self._kinds.items()}
        holes = {_stored(example, connection): Hole(name) for name, example in examples.items()}
        compiler = self._write_it(**examples).get_compiler(connection.alias)
        sql, params = compiler.as_sql()
        self._written = compiler, sql, [holes.get(each, each) for each in params]
        return self._written


class Asked(_Once, Generic[Row]):
    """A question to the database. Called with the values it gives the rows, related ones included.

    ``Asked(lambda slug: Session.objects.filter(gathering__slug=slug), slug=str)``. Writing the SQL costs
    more than asking, so it is done once, and values never decide about it: none is ``None`` or a list.
    """

    _reads: tuple[list[str], slice, list[Any], dict[int, Any]] | None = None

    def __init__(self, question: Callable[..., QuerySet[Row]], **kinds: type) -> None:
        super().__init__(lambda **examples: question(**examples).query, kinds)

    def __call__(self, **values: Value) -> list[Row]:
        """The rows now."""
        if any(isinstance(value, str) and "\0" in value for value in values.values()):
            return []  # no stored word has one, and PostgreSQL refuses to look
        connection = connections[DEFAULT_DB_ALIAS]
        compiler, sql, params = self._filled(values, connection)
        names, own, populators, converters = self._reads or self._read(compiler)
        model = compiler.klass_info["model"]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        if converters:
            mine = copy(compiler)
            mine.connection = connection
            rows = mine.apply_converters(rows, converters)
        found = []
        for row in rows:
            made = model.from_db(DEFAULT_DB_ALIAS, names, row[own])
            for populator in populators:
                populator.populate(row, made)
            found.append(made)
        return found

    def _read(self, compiler: Any) -> tuple[list[str], slice, list[Any], dict[int, Any]]:
        """How a row becomes objects: what Django's ``ModelIterable`` finds out anew for each query."""
        columns, kept = compiler.select, compiler.klass_info["select_fields"]
        own = slice(kept[0], kept[-1] + 1)
        names = [column.target.attname for column, _sql, _name in columns[own]]
        populators = _populators(compiler.klass_info, columns, DEFAULT_DB_ALIAS)
        converters = compiler.get_converters([column for column, _sql, _name in columns])
        self._reads = names, own, populators, converters
        return self._reads


class Changed(_Once):
    """The same for an UPDATE: which rows, and their new values. Called, it says how many there were."""

    def __init__(self, change: Callable[..., tuple[QuerySet[Any], dict[str, Any]]], **kinds: type) -> None:
        super().__init__(lambda **examples: _update(*change(**examples)), kinds)

    def __call__(self, **values: Value) -> int:
        """Do it."""
        connection = connections[DEFAULT_DB_ALIAS]
        _compiler, sql, params = self._filled(values, connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return int(cursor.rowcount)


def keep(row: Model, name: str, related: list[Any]) -> None:
    """From now on ``row.<name>.all()`` is ``related``, as after ``prefetch_related``."""
    relation: Any = row._meta.get_field(name)
    if relation.one_to_many:
        for each in related:
            setattr(each, relation.field.name, row)
    rows = getattr(row, name).get_queryset()
    rows._result_cache, rows._prefetch_done = related, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


def _update(rows: QuerySet[Any], values: dict[str, Any]) -> Any:
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    return query


def _stored(value: Value, connection: Any) -> Any:
    """As the engine takes it."""
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
