"""Rows of one HSDS table, as what our tables would say: values, references that are there, and the rest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models

from longtable.core.imports import Entry, Reject
from longtable.core.localized import LocalizedText, Origin, Version
from longtable.directory.hsds import cells, profile
from longtable.directory.hsds.cells import Unreadable
from longtable.directory.hsds.referring import References
from longtable.directory.hsds.repairs import REPAIRS, Told, Values, join_words
from longtable.directory.hsds.shapes import Column, Kind
from longtable.directory.hsds.staging import Added, StagedRow, Staging
from longtable.directory.hsds.tables import Addition, Table
from longtable.directory.models import CommunityTie, Taxonomy
from longtable.places.models import Area

UNSAID: Any = object()

OTHERWISE_KNOWN = {"service_at_location": ("service_id", "location_id")}
"""Tables in which two rows cannot say the same: the fields by which a row of another source is the same."""

_TEXTS = (Kind.TEXT, Kind.URL, Kind.URI, Kind.EMAIL, Kind.CHOICE)


@dataclass
class Landing:
    """What a batch of rows of one table would be here.

    ``entries`` say what the source says; ``attributes`` and ``ties`` belong to them. Rows that belong to
    nothing are ``rejects``. ``ids`` are those of the entries.
    """

    table: Table
    entries: list[Entry]
    rejects: list[Reject]
    attributes: list[Entry]
    ties: list[Entry]
    ids: list[UUID]


class Lander:
    """Lands the rows of one table of one source. ``now`` is when they are said to have been made."""

    def __init__(self, table: Table, staging: Staging, source: str, now: datetime) -> None:
        self.table, self.staging, self.source, self.now = table, staging, source, now
        self.language = settings.LANGUAGE_CODE
        self.read = [
            (column, _longest(table, column.field))
            for column in table.columns
            if column.kind not in (Kind.ID, Kind.DERIVED)
        ]
        self.repair = REPAIRS.get(table.name)

    def land(self, rows: Sequence[StagedRow]) -> Landing:
        """What ``rows`` would be here."""
        ids = [row.id for row in rows]
        is_taxonomy = self.table.name == "taxonomy"
        self.added = self.staging.additions(self.table.name, ids)
        self.words = self.staging.words(ids) if self.table.name == "service" else {}
        self.slugs = dict(Taxonomy.objects.exclude(slug="").values_list("slug", "pk")) if is_taxonomy else {}
        references = References(self.table, self.staging, self.source, rows)
        landing = Landing(self.table, [], [], [], [], [])
        for row in rows:
            told = Told(self.now, self.added.get(row.id, []))
            values = self._values(row, told)
            if reason := references.settle(values, row):
                landing.rejects.append(row.reject(reason))
                continue
            if row.id in references.entries:
                told.fresh["entry_id"] = references.entries[row.id]
            landing.entries.append(self._entry(row, values, told))
            landing.ids.append(row.id)
            landing.attributes += self._kept(row, told)
            landing.ties += self._ties(row)
        return landing

    def _entry(self, row: StagedRow, values: Values, told: Told) -> Entry:
        """Rows that are known again by something else than their id bring it only when they are new."""
        key = {_id_field(self.table): row.id}
        if self.table.name in OTHERWISE_KNOWN:
            return Entry(row, str(row.id), values, told.fresh | key)
        return Entry(row, str(row.id), key | values, told.fresh)

    def _values(self, row: StagedRow, told: Told) -> Values:
        said, texts = self.staging.said_of(row), row.values
        values: Values = {}
        for column, longest in self.read:
            if column.name in said:
                values[column.field] = self._value(column, longest, texts.get(column.name, ""), told)
        if self.staging.is_ours:
            self._add(values, row)
        if words := self.words.get(row.id):
            join_words(values, words, self.language)
        if self.repair:
            self.repair(values, row, told)
        if self.slugs.get(values.get("slug", ""), row.id) != row.id:
            values["slug"] = ""  # ours of that name is another
        return values

    def _value(self, column: Column, longest: int | None, text: str, told: Told) -> Any:
        if not text:
            return self._empty(column)
        try:
            value = cells.read(column.kind, text, column.choices)
        except Unreadable:
            told.as_given[column.name] = text
            return self._empty(column)
        if column.kind == Kind.LOCALIZED:
            return LocalizedText({self.language: Version(text)})
        if column.kind == Kind.WHOLE and longest and value > longest:
            told.as_given[column.name] = text
            return None
        if longest and isinstance(value, str) and len(value) > longest:
            told.as_given[column.name] = text
            return value[:longest].strip() if column.kind == Kind.TEXT else ""
        return value

    def _empty(self, column: Column) -> Any:
        if column.kind == Kind.LOCALIZED:
            return LocalizedText()
        if column.kind == Kind.CHOICE:
            return _field(self.table, column.field).get_default() or ""
        return "" if column.kind in _TEXTS else None

    def _add(self, values: Values, row: StagedRow) -> None:
        """What our profile says of the row: other languages, and fields that HSDS lacks."""
        added = self.added.get(row.id, [])
        self._translate(values, added)
        single = {each.code: each.value for each in added if not each.label}
        for addition in self.table.additions:
            if addition.kind != Kind.LOCALIZED:
                value = self._addition(addition, single.get(addition.code, ""))
                if value is not UNSAID and (value is not None or addition.field not in values):
                    values[addition.field] = value

    def _translate(self, values: Values, added: Iterable[Added]) -> None:
        for addition in self.table.additions:
            if addition.kind == Kind.LOCALIZED:
                values[addition.field] = LocalizedText()
        versions: dict[str, dict[str, Version]] = defaultdict(dict)
        states: dict[str, dict[str, Any]] = defaultdict(dict)
        for each in added:
            if each.code == "translation":
                versions[each.field][each.label] = Version(each.value)
            elif each.code == "translation_state":
                states[each.field][each.label] = cells.read(Kind.JSON, each.value)
        for field in {*versions, *states} & values.keys():
            known = {**values[field].versions, **versions[field]}
            for language, state in states[field].items():
                if state.get("missing"):
                    known.pop(language, None)
                elif language in known:
                    known[language] = _with_state(known[language], state)
            values[field] = LocalizedText(known)

    def _addition(self, addition: Addition, text: str) -> Any:
        """Its value; ``UNSAID`` where nobody told it and it cannot be empty."""
        field = _field(self.table, addition.field)
        try:
            value = self._areas.get(text) if addition.kind == Kind.AREA else cells.read(addition.kind, text)
        except Unreadable:
            value = None
        if text and value is not None:
            return value
        if field.null:
            return None
        return field.get_default() if field.blank or field.has_default() else UNSAID

    @cached_property
    def _areas(self) -> dict[str, Any]:
        return dict(Area.objects.values_list("code", "pk"))

    def _kept(self, row: StagedRow, told: Told) -> Iterable[Entry]:
        """Cells that could not be read, or had no room, as attributes."""
        for column, text in told.as_given.items():
            key = profile.attribute_id(self.table.name, row.id, "as_given", column)
            values = {
                "id": key,
                "link_entity": self.table.name,
                "link_id": row.id,
                "link_type": column,
                "label": "as given",
                "value": text,
            }
            yield Entry(row, str(key), values)

    def _ties(self, row: StagedRow) -> Iterable[Entry]:
        for each in self.added.get(row.id, []):
            if each.code in CommunityTie.Kind.values:
                values = {"entry_id": row.id, "kind": each.code, "community": each.value}
                yield Entry(row, str(each.id), values, {"id": each.id})


def _with_state(version: Version, state: dict[str, Any]) -> Version:
    return Version(
        version.text,
        Origin(state.get("origin", Origin.HUMAN)),
        approved_by="import" if state.get("approved_at") else "",
        approved_at=state.get("approved_at", ""),
        stale=bool(state.get("stale")),
    )


def _id_field(table: Table) -> str:
    return table.columns[0].field


def _field(table: Table, path: str) -> Any:
    model: Any = table.model
    *way, name = path.split(".")
    for each in way:
        model = model._meta.get_field(each).related_model
    return model._meta.get_field(name)


def _longest(table: Table, path: str) -> int | None:
    """How much its field holds: characters of a text, or the greatest whole number."""
    field = _field(table, path)
    if isinstance(field, models.PositiveSmallIntegerField):
        return 32767
    return field.max_length if isinstance(field, models.CharField) else None
