"""Rows that have an identity in their source: made, changed, or left to the person who edited them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from longtable.core.imports.importer import Conflict, Outcome, Planned, Trace
from longtable.core.imports.inserting import insert, insert_values
from longtable.core.imports.prepared import Column, Values, prepared
from longtable.core.imports.rows import Row
from longtable.core.localized import LocalizedText
from longtable.core.models import SourceRecord

NOTHING: tuple[Any, ...] = ("", None, {}, [])
"""What a column holds that nobody has filled in, as JSON."""

_PLAIN = (str, bool, int, float, type(None))
"""Kinds of values that JSON gives back as they are."""

_HASHED = (UUID, str, int, type(None))
"""Kinds of values that are compared as they are."""

_WORD = ("source", "source_id", "subject_kind", "subject_id", "values")


@dataclass(frozen=True)
class Entry:
    """What a row says about one local row. ``values`` by attribute name, foreign keys as ``<name>_id``.

    ``fresh`` is what a new local row says besides; one that is here already keeps its own.
    """

    row: Row
    source_id: str
    values: Mapping[str, Any]
    fresh: Mapping[str, Any] = field(default_factory=dict)


def known_ids(model: type[models.Model], source: str) -> dict[str, str]:
    """Source ids to local ids (as text) of everything that came from ``source``."""
    found = SourceRecord.objects.filter(source=source, subject_kind=model._meta.label_lower)
    return dict(found.values_list("source_id", "subject_id"))


def plan_upsert(
    model: type[models.Model],
    entries: Sequence[Entry],
    *,
    source: str,
    identity: Sequence[str] = (),
    is_new_source: bool = False,
) -> Planned:
    """Plan to create or change rows of ``model`` so that they say what the source says.

    Per field, three sayings are compared: the source's now, the source's last time, and ours. News
    of the source is taken where ours is still what it last said, or says nothing and the source never
    spoke of it; where both moved apart it is a :class:`Conflict` and ours stands. A row that was
    deleted here stays deleted. ``identity`` names fields by which a row that the source never spoke of,
    or that an earlier entry makes, is recognised as the same. Of a new source nothing was here when the
    run began: what it said the last time need not be asked for.
    Values that the model refuses, and a source id that comes twice, are rejects.
    """
    return _Plan(model, entries, source, tuple(identity), is_new_source).make()


class _Plan:
    def __init__(
        self,
        model: type[models.Model],
        entries: Sequence[Entry],
        source: str,
        identity: tuple[str, ...],
        is_new_source: bool,
    ) -> None:
        self.model, self.entries, self.source, self.identity = model, entries, source, identity
        self.is_new_source = is_new_source
        self.kind = model._meta.label_lower
        self.prepared = prepared(model)
        self.columns: dict[str, Column] = {}
        self.planned = Planned()
        self.new: list[Values] = []
        self.edited: dict[Any, models.Model] = {}
        self.edited_fields: set[str] = set()
        self.new_records: list[SourceRecord] = []
        self.new_words: list[tuple[str, str, str, str, dict[str, Any]]] = []
        self.edited_records: list[SourceRecord] = []

    def make(self) -> Planned:
        self._look_up()
        seen: set[str] = set()
        for entry in self.entries:
            if entry.source_id in seen:
                self.planned.rejects.append(entry.row.reject(f"The id {entry.source_id} comes twice"))
                continue
            seen.add(entry.source_id)
            try:
                self._weigh(entry, self._understood(entry.values))
            except ValidationError as error:
                self.planned.rejects.append(entry.row.reject("; ".join(_reasons(error))))
                self.planned.outcomes[entry.source_id] = Outcome.REJECTED
        self.planned.writes.append(self._write)
        return self.planned

    def _understood(self, values: Mapping[str, Any]) -> dict[str, Any]:
        columns = self.columns
        for name in values.keys() - columns.keys():
            columns[name] = self.prepared.column(name)
        return {name: columns[name].to_python(value) for name, value in values.items()}

    def _look_up(self) -> None:
        ids = [entry.source_id for entry in self.entries]
        known = SourceRecord.objects.filter(source=self.source, subject_kind=self.kind)
        found = known.none() if self.is_new_source else known.filter(source_id__in=ids)
        self.records = {record.source_id: record for record in found}
        rows = self.model._base_manager.order_by()  # else rows by which these are ordered are locked too
        if transaction.get_connection().in_atomic_block:
            rows = rows.select_for_update()
        subjects = [record.subject_id for record in self.records.values()]
        self.rows = {str(row.pk): row for row in rows.filter(pk__in=subjects)}
        self.alike: dict[tuple[Any, ...], models.Model | Values] = {}
        if self.identity and len(self.records) < len(ids):
            first = self.identity[0]
            wanted = {entry.values[first] for entry in self.entries}
            if _may_be_here(self.model, first, wanted):
                for row in rows.filter(**{f"{first}__in": wanted}):
                    self.alike[self._identity(vars(row))] = row

    def _identity(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(_comparable(values[name]) for name in self.identity)

    def _weigh(self, entry: Entry, values: dict[str, Any]) -> None:
        source_id = entry.source_id
        record = self.records.get(source_id)
        if record is None:
            row = self._like(values)
            if row is None:
                self._create(entry, values)
            else:
                self._compare(self._record(source_id, row, {}), row, values)
        elif row := self.rows.get(record.subject_id):
            self._compare(record, row, values)
        else:
            self.planned.unchanged += 1
            self.planned.outcomes[source_id] = Outcome.UNCHANGED

    def _like(self, values: dict[str, Any]) -> models.Model | None:
        """The row that is the same, here or made by an earlier entry."""
        if not self.identity:
            return None
        key = self._identity(values)
        row = self.alike.get(key)
        if isinstance(row, dict):
            row = self.alike[key] = self.prepared.as_instance(row)
        return row

    def _create(self, entry: Entry, values: dict[str, Any]) -> None:
        source_id, row = entry.source_id, self.prepared.new({**entry.fresh, **values}, values)
        self.new.append(row)
        if self.identity:
            self.alike[self._identity(values)] = row
        key = row[self.prepared.key]
        name = str(key)
        said = {name: value if type(value) in _PLAIN else as_json(value) for name, value in values.items()}
        self.new_words.append((self.source, source_id, self.kind, name, said))
        self.planned.traces.append(Trace(self.kind, name, None, said))
        self.planned.created += 1
        self.planned.outcomes[source_id] = Outcome.CREATED
        self.planned.ids[source_id] = key
        self.planned.subjects.append((self.kind, key))

    def _compare(self, record: SourceRecord, row: models.Model, values: dict[str, Any]) -> None:
        said, taken, disputed = dict(record.values), {}, {}
        for name, value in values.items():
            theirs, ours = as_json(value), as_json(getattr(row, name))
            untouched = ours == said[name] if name in said else ours in NOTHING
            if theirs == ours:
                said[name] = theirs
            elif untouched:
                taken[name] = value
                said[name] = theirs
            elif name not in said and theirs in NOTHING:
                continue  # what is empty, and never was anything there, says nothing
            elif name not in said or said[name] != theirs:
                disputed[name] = theirs
        before = {name: as_json(getattr(row, name)) for name in taken}
        for name, value in taken.items():
            setattr(row, name, value)
        if taken:
            _check(row, taken)
            after = {name: said[name] for name in taken}
            self.planned.traces.append(Trace(self.kind, str(row.pk), before, after))
            self.edited[row.pk] = row
            self.edited_fields |= set(taken)
            self.planned.subjects.append((self.kind, row.pk))
        if said != record.values:
            record.values = said
            if record.pk:
                self.edited_records.append(record)
        self.planned.ids[record.source_id] = row.pk
        outcome = Outcome.CONFLICT if disputed else Outcome.CHANGED if taken else Outcome.UNCHANGED
        self.planned.outcomes[record.source_id] = outcome
        if disputed:
            self.planned.conflicts.append(Conflict(self.kind, str(row.pk), disputed))
        elif taken:
            self.planned.changed += 1
        else:
            self.planned.unchanged += 1

    def _record(self, source_id: str, row: models.Model, values: dict[str, Any]) -> SourceRecord:
        record = SourceRecord(
            source=self.source,
            source_id=source_id,
            subject_kind=self.kind,
            subject_id=str(row.pk),
            values=values,
        )
        self.new_records.append(record)
        return record

    def _write(self) -> None:
        insert(self.model, self.new)
        if self.edited:
            self.model._base_manager.bulk_update(
                list(self.edited.values()), sorted(self.edited_fields), batch_size=200
            )
        insert_values(SourceRecord, _WORD, self.new_words)
        SourceRecord.objects.bulk_create(self.new_records, batch_size=500)
        SourceRecord.objects.bulk_update(self.edited_records, ["values"], batch_size=200)


def _may_be_here(model: type[models.Model], name: str, wanted: Collection[Any]) -> bool:
    """Whether ids like these can be here; a short question, where asking for each of them is a long one."""
    if not all(type(each) is UUID for each in wanted):
        return True
    between = {f"{name}__gte": min(wanted), f"{name}__lte": max(wanted)}
    return model._base_manager.order_by().filter(**between).exists()


def as_json(value: Any) -> Any:
    """``value`` as it comes back from a JSON column, so that the three sayings can be compared."""
    if isinstance(value, LocalizedText):
        return value.as_json()
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(UTC)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, UUID):
        return str(value)
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _comparable(value: Any) -> Any:
    if type(value) in _HASHED:
        return value
    plain = as_json(value)
    return json.dumps(plain, sort_keys=True) if isinstance(plain, dict | list) else plain


def _check(row: models.Model, named: Mapping[str, Any]) -> None:
    """Validate the ``named`` fields; the database itself watches over relations."""
    fields = row._meta.concrete_fields
    checked = {
        field.name
        for field in fields
        if field.attname in named
        and not field.is_relation
        and not (field.null and named[field.attname] is None)
    }
    row.clean_fields(exclude={field.name for field in fields} - checked)


def _reasons(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
    return list(error.messages)
