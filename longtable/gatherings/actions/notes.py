"""What note-takers write down at tables: lines without names, kept as fast as they are typed."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.gatherings.models import Table, TableNote
from longtable.gatherings.policies import may_help, may_take_notes
from longtable.methods import personal_data


@action
def take_notes(
    *, by: Actor, table: Table, lines: Sequence[str], language: str, form_key: UUID
) -> list[TableNote]:
    """What was said at a table is kept, a note for each line. Sent twice with the same form, it is kept once.

    What could tell who somebody is is covered before it is stored: a note needs no name.
    """
    require(by, may_take_notes(by, table))
    given = {uuid5(form_key, f"{table.pk} {place} {line}"): line for place, line in enumerate(lines)}
    there = set(TableNote.objects.filter(form_key__in=given).values_list("form_key", flat=True))
    fresh = [
        TableNote(
            table=table,
            text=personal_data.mask(line, personal_data.find(line), language),
            language=language,
            taken_by_id=by.id if by.is_member else None,
            form_key=key,
        )
        for key, line in given.items()
        if key not in there
    ]
    if not fresh:
        return Unchanged([])  # type: ignore[return-value]
    TableNote.objects.bulk_create(fresh)
    record(by, "gatherings.table.noted", table, fields=["notes"])
    return fresh


@action
def remove_note(*, by: Actor, note: TableNote) -> None:
    """A note that should not have been written is gone. One on which a finding stands cannot be removed."""
    require(by, may_help(by, note.table.session.gathering) or by.id == str(note.taken_by_id))
    if note.findings.exists():
        return Unchanged()  # type: ignore[return-value]
    record(by, "gatherings.note.removed", note, note.table)
    note.delete()
    return None
