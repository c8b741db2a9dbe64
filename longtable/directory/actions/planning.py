"""What somebody wants a row of an entry to be, as changes that are not saved yet."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from longtable.core.access import Actor
from longtable.directory import rows
from longtable.directory.actions.applying import Meanwhile, words_of
from longtable.directory.models import Change, OrganizationEntry

Born = Collection[tuple[str, UUID]]
"""Tables and ids of the rows that a set of edits makes."""


@dataclass(frozen=True)
class Edit:
    """What one row is to be. ``values`` are JSON by field; None takes the row away.

    ``seen`` are digests of what the form showed (:func:`rows.seen`): a field that somebody else changed
    meanwhile is not overwritten. A new row has ``is_new`` and an id that the form chose, so that it is made
    once however often it is sent.
    """

    table: str
    row_id: UUID
    values: dict[str, Any] | None
    seen: dict[str, str] = field(default_factory=dict)
    is_new: bool = False


def said_by(by: Actor) -> str:
    """Who acts, as the history keeps it: ``user:<id>``."""
    return f"{by.kind}:{by.id}"


def planned(
    by: Actor, entry: OrganizationEntry, edit: Edit, born: Born, meanwhile: list[Meanwhile]
) -> list[Change]:
    """The changes that an edit makes, not saved; what somebody else changed first goes to ``meanwhile``."""
    if edit.is_new:
        return _new(by, entry, edit, born)
    if edit.values is None:
        return _gone(by, entry, edit)
    row = rows.row_of(entry, edit.table, edit.row_id)
    changes = []
    for name, value in edit.values.items():
        there = rows.read(row, name)
        opened = edit.seen.get(name)
        if rows.same(there, value) or (opened is not None and opened == rows.digest(value)):
            continue
        if opened is not None and opened != rows.digest(there):
            meanwhile.append(Meanwhile.of(edit.table, row.pk, name, there))
            continue
        rows.check_owners(entry, {name: value})
        changes.append(field_change(by, entry, edit.table, row, name, value))
    return changes


def _new(by: Actor, entry: OrganizationEntry, edit: Edit, born: Born) -> list[Change]:
    values = edit.values or {}
    model = rows.TABLES[edit.table]
    known = Change.objects.filter(resource_id=edit.row_id, action=Change.Action.CREATE).exists()
    if known or model._base_manager.filter(pk=edit.row_id).exists():
        return []
    rows.check_owners(entry, values, born)
    whole = rows.read_all(rows.made(model, edit.row_id, values))
    return [_change(by, entry, edit.table, edit.row_id, Change.Action.CREATE, "", None, whole)]


def _gone(by: Actor, entry: OrganizationEntry, edit: Edit) -> list[Change]:
    row = rows.rows_of(entry, edit.table).filter(pk=edit.row_id).first()
    if row is None:
        return []
    return [
        _change(
            by,
            entry,
            rows.NAMES[type(each)],
            each.pk,
            Change.Action.DELETE,
            "",
            rows.read_all(each),
            None,
        )
        for each in rows.dependents(row)
    ]


def field_change(by: Actor, entry: OrganizationEntry, table: str, row: Any, name: str, value: Any) -> Change:
    """The change of one field of a row, not saved."""
    return _change(by, entry, table, row.pk, Change.Action.UPDATE, name, rows.read(row, name), value)


def _change(
    by: Actor,
    entry: OrganizationEntry,
    table: str,
    row_id: UUID,
    what: Change.Action,
    name: str,
    before: Any,
    after: Any,
) -> Change:
    return Change(
        entry=entry,
        resource_type=table,
        resource_id=row_id,
        action=what,
        field_name=name,
        previous_value=before,
        replacement_value=after,
        said_at=timezone.now(),
        said_by=said_by(by),
        said_for=words_of(by, entry)[:200],
    )
