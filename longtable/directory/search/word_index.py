"""The word index under ``Listing.words``: FTS5 on SQLite, a GIN index on PostgreSQL, and one way to ask both.

Words arrive folded and divided by spaces, so neither engine parses anything: both index the same words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup

from longtable.directory.models.search import Listing

TABLE: Final = Listing._meta.db_table
INDEX: Final = f"{TABLE}_index"

SQLITE: Final = (
    # The ascii tokenizer divides at spaces alone here: whatever else is no letter was taken out before.
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5("
    f"words, content='{TABLE}', content_rowid='id', tokenize='ascii', detail=none, columnsize=0)",
    f"CREATE TRIGGER IF NOT EXISTS {INDEX}_added AFTER INSERT ON {TABLE} BEGIN "
    f"INSERT INTO {INDEX}(rowid, words) VALUES (new.id, new.words); END",
    f"CREATE TRIGGER IF NOT EXISTS {INDEX}_removed AFTER DELETE ON {TABLE} BEGIN "
    f"INSERT INTO {INDEX}({INDEX}, rowid, words) VALUES ('delete', old.id, old.words); END",
    f"CREATE TRIGGER IF NOT EXISTS {INDEX}_changed AFTER UPDATE OF words ON {TABLE} BEGIN "
    f"INSERT INTO {INDEX}({INDEX}, rowid, words) VALUES ('delete', old.id, old.words); "
    f"INSERT INTO {INDEX}(rowid, words) VALUES (new.id, new.words); END",
)
POSTGRESQL: Final = (
    # Says what reading the words of a row costs: else PostgreSQL takes it for nothing, and reads a million.
    # And that it works alone: starting others takes longer than what they are to find.
    f"CREATE OR REPLACE FUNCTION {TABLE}_words(words text) RETURNS tsvector LANGUAGE plpgsql "
    "IMMUTABLE STRICT PARALLEL UNSAFE COST 500 "
    "AS $$ BEGIN RETURN array_to_tsvector(string_to_array(words, ' ')); END $$",
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin ({TABLE}_words(words))",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the word index where it is not there yet. Asked after every ``migrate``; does nothing twice.

    Not a migration, because SQLite drops the triggers whenever a later migration remakes the table.
    """
    statements = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        if TABLE in connection.introspection.table_names(cursor):
            for statement in statements:
                cursor.execute(statement)


def settle(connection: BaseDatabaseWrapper) -> None:
    """After everything was indexed anew: FTS5 asks each of its pieces, and many take half as long again."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('optimize')")


@dataclass(frozen=True)
class Word:
    """One word or mark to look for; ``begins`` finds what begins with it too."""

    text: str
    begins: bool = False


Alternative = tuple[Word, ...]
"""Words that must all be there."""

Asked = Sequence[Sequence[Alternative]]
"""All of these groups, and of each group one alternative."""


def found_in(vendor: str, asked: Asked, unless: Asked = ()) -> tuple[str, str, list[str]]:
    """Where to read, on what condition, and its parameters: SQL for listings with what is ``asked``.

    What all of ``unless`` holds for is left out. With nothing asked, every listing is read.
    """
    if not asked:
        return TABLE, "TRUE", []
    if vendor == "sqlite":
        # The index leads, so that reading ends as soon as enough is found.
        joined = f"{INDEX} CROSS JOIN {TABLE} ON {TABLE}.id = {INDEX}.rowid"
        return joined, f"{INDEX} MATCH %s", [_for_fts5(asked, unless)]
    met, looked_for = _met(f"{TABLE}_words({TABLE}.words)", asked, unless)
    return TABLE, met, looked_for


def _for_fts5(asked: Asked, unless: Asked = ()) -> str:
    met = _written(asked, lambda word: f'"{word.text}"' + (" *" if word.begins else ""), " AND ", " OR ")
    return f"({met}) NOT ({_for_fts5(unless)})" if unless else met


def _met(words: str, asked: Asked, unless: Asked = ()) -> tuple[str, list[str]]:
    """A condition on ``words`` for each group by itself, of which GIN leaps from one to the next.

    All of them in one condition are weighed together for each listing, which takes two to six times as long.
    """
    without = [f"!({_for_tsquery(unless)})"] if unless else []
    looked_for = [*(_for_tsquery([group]) for group in asked), *without]
    return " AND ".join(f"{words} @@ %s::tsquery" for _ in looked_for), looked_for


def _for_tsquery(asked: Asked) -> str:
    return _written(asked, lambda word: f"'{word.text}'" + (":*" if word.begins else ""), " & ", " | ")


def _written(asked: Asked, word: Callable[[Word], str], both: str, either: str) -> str:
    groups = []
    for group in asked:
        alternatives = [f"({both.join(word(each) for each in alternative)})" for alternative in group]
        groups.append(f"({either.join(alternatives)})")
    return both.join(groups)


@models.TextField.register_lookup
class HasWords(Lookup):
    """``Listing.objects.filter(words__has=asked)``, ``asked`` being :data:`Asked` with at least one group."""

    lookup_name = "has"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Rows that FTS5 finds."""
        key = compiler.quote_name_unless_alias(self.lhs.alias) + ".id"
        match = _for_fts5(self.rhs)
        return f"{key} IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)", [match]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Rows that the GIN index finds."""
        column, _no_parameters = self.process_lhs(compiler, connection)
        return _met(f"{TABLE}_words({column})", self.rhs)
