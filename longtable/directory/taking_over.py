"""The changes by which one of two rows that are the same takes over from the other, and their way back.

The row that is kept takes values over as changes of its own, so that its history tells where they came
from and they can be put back. Services and places of a merged organisation, and places of a merged
service, are not carried over: they stay where they are and show under what stands for it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from longtable.core.ids import uuid7
from longtable.directory import rows
from longtable.directory.merging import (
    BOTH,
    FIELDS,
    KEPT,
    LISTS,
    TAKEN,
    entry_of,
    in_list,
    list_key,
    only_in,
)
from longtable.directory.models import Change
from longtable.directory.models.duplicates import Kind

Row = Any


@dataclass(frozen=True)
class Said:
    """In whose name the changes of a merge are made: id as the audit has it, and words for the history."""

    by: str
    words: str


def planned(
    kind: str, kept: Row, taken: Row, choices: Mapping[str, str], *, merge_id: UUID, said: Said, now: Any
) -> list[Change]:
    """The changes of the kept row by which it takes over what was chosen, in their order; nothing is saved.

    ``choices`` names a group by its first column, a list by :func:`list_key`; what is not named stays.
    """
    entry = entry_of(kind, kept)

    def change(table: str, row_id: UUID, action: Change.Action, name: str, before: Any, after: Any) -> Change:
        return Change(
            entry=entry,
            resource_type=table,
            resource_id=row_id,
            action=action,
            field_name=name,
            previous_value=before,
            replacement_value=after,
            state=Change.State.LIVE,
            set=merge_id,
            said_at=now,
            said_by=said.by,
            said_for=said.words[:200],
            settled_at=now,
            settled_by=said.by,
        )

    made = [
        change(kind, kept.pk, Change.Action.UPDATE, name, rows.read(kept, name), rows.read(taken, name))
        for name in _columns(kind, kept, taken, choices)
        if not rows.same(rows.read(kept, name), rows.read(taken, name))
    ]
    for table in LISTS[kind]:
        choice = choices.get(list_key(table), KEPT)
        mine, theirs = in_list(kind, kept, table), in_list(kind, taken, table)
        if choice == TAKEN:
            made += [
                change(rows.NAMES[type(row)], row.pk, Change.Action.DELETE, "", rows.read_all(row), None)
                for gone in only_in(mine, theirs)
                for row in rows.dependents(gone)
            ]
        if choice in (TAKEN, BOTH):
            made += [
                change(name, row_id, Change.Action.CREATE, "", None, values)
                for row in only_in(theirs, mine)
                for name, row_id, values in _copies(row, {str(taken.pk): str(kept.pk)})
            ]
    return made


def carry_out(change: Change) -> None:
    """Make the row what the change says."""
    _write(change, change.replacement_value, gone=change.action == Change.Action.DELETE)


def put_back(change: Change) -> None:
    """Make the row what it was before."""
    _write(change, change.previous_value, gone=change.action == Change.Action.CREATE)


def stands_on(change: Change) -> bool:
    """Whether something newer stands where the change would be put back: that is left as it is."""
    row = rows.TABLES[change.resource_type]._base_manager.filter(pk=change.resource_id).first()
    if change.action == Change.Action.DELETE:
        return row is not None
    if row is None:
        return change.action == Change.Action.UPDATE
    if change.action == Change.Action.UPDATE:
        return not rows.same(rows.read(row, change.field_name), change.replacement_value)
    ours = {str(each.pk): rows.read_all(each) for each in rows.dependents(row)}
    sent = {
        str(each.resource_id): each.replacement_value
        for each in Change.objects.filter(set=change.set, resource_id__in=ours, action=Change.Action.CREATE)
    }
    return ours != sent


def _write(change: Change, value: Any, *, gone: bool) -> None:
    model = rows.TABLES[change.resource_type]
    found = model._base_manager.filter(pk=change.resource_id)
    if gone:
        found.delete()
    elif change.action == Change.Action.UPDATE:
        row = found.get()
        rows.put(row, change.field_name, value)
        rows.save(row, [change.field_name])
    elif not found.exists():
        rows.made(model, change.resource_id, value).save(force_insert=True)


def _columns(kind: str, kept: Row, taken: Row, choices: Mapping[str, str]) -> Iterator[str]:
    for group in FIELDS[kind]:
        if choices.get(group[0]) == TAKEN:
            yield from group
    if kind != Kind.LOCATION and kept.published_at is None and taken.published_at is not None:
        yield "published_at"  # what anybody could read stays readable


def _copies(row: Row, ids: dict[str, str]) -> Iterator[tuple[str, UUID, dict[str, Any]]]:
    """The row and what hangs on it, as new rows: table, id, values. ``ids``: what stands for what."""
    for each in reversed(rows.dependents(row)):
        new = uuid7()
        ids[str(each.pk)] = str(new)
        values = {
            name: ids.get(value, value) if isinstance(value, str) else value
            for name, value in rows.read_all(each).items()
        }
        yield rows.NAMES[type(each)], new, values
