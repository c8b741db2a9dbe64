"""Which columns facts may have: numbers, days, codes, ids, and keys that name nobody."""

import json
import re
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

TIMES: tuple[pa.Field, ...] = (
    pa.field("valid_on", pa.date32(), nullable=False),
    pa.field("recorded_at", pa.timestamp("us", tz="UTC"), nullable=False),
    pa.field("deleted", pa.bool_(), nullable=False),
)
"""In every dataset: the day that the fact is about, when it was written down, whether it was undone."""

KEY = r"^[0-9a-f]{32}$"
IDENTIFIER = r"^[A-Za-z0-9._:-]{1,64}$"
CODE = re.compile(r"[A-Za-z0-9_.+<>=/-]{1,40}")
TELLING = re.compile(
    r"(^|_)(name|surname|email|mail|phone|telephone|address|street|zip|birth|dob|born|ssn|text|body|note|notes"
    r"|comment|message|description|reason|ip|latitude|longitude)(_(date|day|number|line|hash))?$"
)


class UnfitFacts(ValueError):
    """A schema or a batch that could name somebody or carry their words. Nothing of it is written."""


def person_column(name: str = "person_key", *, nullable: bool = False) -> pa.Field:
    """A column of keys made by :func:`~longtable.core.facts.people.person_key`."""
    return pa.field(name, pa.string(), nullable, {"holds": "person key"})


def identifier(name: str, *, nullable: bool = False) -> pa.Field:
    """A column of ids of things: at most 64 letters, digits, dots, dashes, colons or underscores."""
    return pa.field(name, pa.string(), nullable, {"holds": "identifier"})


def code(name: str, values: Iterable[str], *, nullable: bool = False) -> pa.Field:
    """A column of which every value is among ``values``: short codes, not sentences."""
    listed = list(values)
    if unfit := [value for value in listed if not CODE.fullmatch(value)]:
        raise UnfitFacts(f"{name}: {unfit[0]!r} is not a code")
    return pa.field(
        name,
        pa.dictionary(pa.int32(), pa.string()),
        nullable,
        {"holds": "code", "values": json.dumps(listed)},
    )


def check_schema(schema: pa.Schema) -> None:
    """Raise :class:`UnfitFacts` unless every column is of a kind that cannot name anybody."""
    for expected in TIMES:
        if expected.name not in schema.names or not schema.field(expected.name).equals(expected):
            raise UnfitFacts(f"Facts need the column {expected.name}: {expected.type}, not null")
    for field in schema:
        if TELLING.search(field.name):
            raise UnfitFacts(f"A column called {field.name} could hold what facts must not")
        if not _is_harmless(field):
            raise UnfitFacts(
                f"{field.name}: {field.type} may not stand in facts. "
                "Use a number, a day, person_column(), identifier() or code()."
            )


def check_batch(schema: pa.Schema, batch: pa.RecordBatch) -> None:
    """Raise :class:`UnfitFacts` when a value of ``batch`` is not what its column promises."""
    if not batch.schema.equals(schema):
        raise UnfitFacts("A batch has another schema than its dataset")
    for field, column in zip(schema, batch.columns, strict=True):
        if not field.nullable and column.null_count:
            raise UnfitFacts(f"{field.name} is empty in {column.null_count} rows")
        kind = _holds(field)
        if kind == "code":
            listed = pa.array(json.loads((field.metadata or {})[b"values"]), pa.string())
            values = column.dictionary.take(column.indices).drop_null()
            fit = pc.all(pc.is_in(values, value_set=listed)).as_py()
        elif kind:
            pattern = KEY if kind == "person key" else IDENTIFIER
            fit = pc.all(pc.match_substring_regex(column.drop_null(), pattern)).as_py()
        else:
            continue
        if fit is False:
            raise UnfitFacts(f"{field.name} holds a value that is not a {kind}")


def _is_harmless(field: pa.Field) -> bool:
    kind = _holds(field)
    if pa.types.is_string(field.type):
        return kind in ("person key", "identifier")
    if pa.types.is_dictionary(field.type):
        return kind == "code"
    return any(
        is_kind(field.type)
        for is_kind in (
            pa.types.is_integer,
            pa.types.is_floating,
            pa.types.is_boolean,
            pa.types.is_date32,
            pa.types.is_timestamp,
        )
    )


def _holds(field: pa.Field) -> str:
    return (field.metadata or {}).get(b"holds", b"").decode()
