"""Where a source and a person here say different things: a person decides which of them stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from longtable.core.access import Actor, Missing, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.imports.editors import Edited
from longtable.core.imports.kinds import UploadImporter
from longtable.core.imports.selectors import Opened, conflicts, may_handle
from longtable.core.models import ImportConflict, SourceRecord, Upload
from longtable.core.states import IllegalMove


@dataclass(frozen=True)
class Line:
    """One thing of which the two say something different, by what people call it."""

    name: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Sides:
    """One conflict as a person sees it: both sayings, by the field that they are about.

    ``what`` is the kind of row, ``names`` are the fields in words. ``edited`` is who changed it here last.
    """

    conflict: ImportConflict
    name: str
    what: str
    names: Mapping[str, str]
    ours: Mapping[str, str]
    theirs: Mapping[str, str]
    held: str
    """Why only ours can stand; empty where one may choose."""
    edited: Edited | None = None

    @property
    def lines(self) -> list[Line]:
        """Both sayings, field by field."""
        return [Line(self.names[name], self.ours[name], self.theirs.get(name, "")) for name in self.ours]


def both_sides(opened: Opened) -> list[Sides]:
    """Every open conflict of an upload whose row is still here. One query for each kind of row."""
    importer, waiting = opened.make(), list(conflicts(opened.upload))
    found = []
    for label in dict.fromkeys(each.subject_kind for each in waiting):
        mine = [each for each in waiting if each.subject_kind == label]
        rows = apps.get_model(label)._base_manager.in_bulk([each.subject_id for each in mine])
        by_id, edited = {str(key): row for key, row in rows.items()}, importer.edited(list(rows.values()))
        found += [
            _sides(importer, each, by_id[each.subject_id], edited)
            for each in mine
            if each.subject_id in by_id
        ]
    return found


def _sides(
    importer: UploadImporter, conflict: ImportConflict, subject: Model, edited: Mapping[Any, Edited]
) -> Sides:
    here = {name: getattr(subject, name) for name in conflict.fields}
    return Sides(
        conflict,
        importer.name_of(subject) or str(subject),
        importer.what(subject),
        {name: importer.field_name(subject, name) for name in here},
        importer.show_conflict(subject, here),
        importer.show_conflict(subject, conflict.theirs),
        importer.holds(subject),
        edited.get(subject.pk),
    )


@action
def settle(
    *, by: Actor, upload: Upload, importer: UploadImporter, conflict: ImportConflict, take_theirs: bool
) -> ImportConflict:
    """One row says what the source says, or goes on saying what it says here. It is not asked again."""
    require(by, may_handle(by, upload) and conflict.run_id == upload.run_id)
    if conflict.settled_at:
        return Unchanged(conflict)  # type: ignore[return-value]
    model = apps.get_model(conflict.subject_kind)
    subject = model._base_manager.select_for_update().filter(pk=conflict.subject_id).first()
    if subject is None:
        raise Missing(f"{conflict} is gone")
    if take_theirs and importer.holds(subject):
        raise IllegalMove(importer.holds(subject))
    if take_theirs:
        importer.take_theirs(by, subject, conflict.theirs)
    _agree(conflict, importer)
    conflict.settled_at = timezone.now()
    conflict.save(update_fields=["settled_at"])
    verb = "imports.conflict.theirs" if take_theirs else "imports.conflict.ours"
    record(by, verb, upload, (conflict.subject_kind, conflict.subject_id), fields=conflict.fields)
    return conflict


def _agree(conflict: ImportConflict, importer: UploadImporter) -> None:
    """The source's word was heard: the same word again is no news."""
    said: dict[str, Any] = dict(conflict.theirs)
    about = {"subject_kind": conflict.subject_kind, "subject_id": conflict.subject_id}
    for each in SourceRecord.objects.filter(**about):
        each.values |= said
        each.save(update_fields=["values"])
