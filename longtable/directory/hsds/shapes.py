"""What makes up a table of HSDS: its columns, what stands inside its documents, and what we add to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.db import models as database


class Kind(StrEnum):
    """What a cell holds, and by that how it is read and written."""

    ID = "id"
    TEXT = "text"
    LOCALIZED = "localized"
    """Text in several languages: the default one stands in the column, the others are attributes."""
    NUMBER = "number"
    WHOLE = "whole"
    MONEY = "money"
    DATE = "date"
    DAY_OF = "day of"
    """A date in HSDS, a moment with us."""
    TIME = "time"
    MOMENT = "moment"
    URL = "url"
    URI = "uri"
    EMAIL = "email"
    CHOICE = "choice"
    ANYTHING = "anything"
    """A value of ours that is JSON; HSDS has a string for it."""
    FLAG = "flag"
    """True or false; only in our own additions."""
    AREA = "area"
    """Code of a county or state; only in our own additions."""
    JSON = "json"
    """Several things in one value; only in our own additions."""
    DERIVED = "derived"
    """Written for others by what we know; not read back."""


@dataclass(frozen=True)
class Column:
    """``name`` in HSDS, ``field`` with us (a reference by its key, as ``organization_id``).

    ``to`` is the HSDS table that a reference leads to. ``required`` is what HSDS requires in CSV;
    ``needed`` is what we cannot do without: a row that lacks it is refused.
    """

    name: str
    kind: Kind = Kind.TEXT
    field: str = ""
    to: str = ""
    required: bool = False
    needed: bool = False
    choices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "field", self.field or self.name)


class Via(StrEnum):
    """How a document holds another: it refers to one, or many refer to it."""

    ONE = "one"
    MANY = "many"


@dataclass(frozen=True)
class Inside:
    """What stands inside a JSON document of a table.

    ``key`` is its name there and ``table`` what it is. ``column`` is the reference that joins them: of
    the document itself when it is ``ONE``, of the rows inside when they are ``MANY``.
    """

    key: str
    table: str
    column: str
    via: Via = Via.MANY


@dataclass(frozen=True)
class Addition:
    """A field of ours that HSDS lacks. ``code`` is its term in our profile."""

    code: str
    field: str
    kind: Kind


@dataclass(frozen=True)
class Table:
    """One table. ``name`` is its HSDS name (as in ``link_entity``), ``stem`` that of its CSV file.

    ``owners`` are the references of which a row needs one, else it belongs to nothing. Field names with
    a dot lead to the identity of an organisation (``organization.name``).
    """

    name: str
    stem: str
    model: type[database.Model]
    columns: tuple[Column, ...]
    owners: tuple[str, ...] = ()
    inside: tuple[Inside, ...] = ()
    additions: tuple[Addition, ...] = ()

    @cached_property
    def references(self) -> tuple[Column, ...]:
        """Columns that hold the id of another row."""
        return tuple(column for column in self.columns if column.to)

    @cached_property
    def localized(self) -> tuple[Column, ...]:
        """Columns whose text we have in several languages."""
        return tuple(column for column in self.columns if column.kind == Kind.LOCALIZED)

    def column(self, name: str) -> Column:
        """The column that HSDS calls ``name``. Raises ``KeyError``."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}
