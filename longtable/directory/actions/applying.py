"""Carrying one kept change into its row, and back; what stands in the way of that."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Missing, Permission
from longtable.directory import labels, rows
from longtable.directory.models import Change, OrganizationEntry, Service


@dataclass(frozen=True)
class Meanwhile:
    """What stands in a field now because somebody else put it there, and who that was."""

    table: str
    field: str
    value: Any
    said_for: str = ""
    said_at: datetime | None = None

    @classmethod
    def of(cls, table: str, row_id: UUID, field: str, value: Any) -> "Meanwhile":
        """With the newest change of that field, or of the whole row."""
        newest = (
            Change.objects.filter(resource_id=row_id, resource_type=table, state=Change.State.LIVE)
            .filter(field_name__in=[field, ""])
            .order_by("-id")
            .first()
        )
        said_for, said_at = (newest.said_for, newest.said_at) if newest else ("", None)
        return cls(table, field, value, said_for, said_at)

    @property
    def name(self) -> str:
        """What the field is called."""
        return labels.field_name(self.table, self.field)

    @property
    def shown(self) -> str:
        """What stands there, in words."""
        return labels.shown(self.table, self.field, self.value)

    def __str__(self) -> str:
        return _("%(field)s is now: %(value)s") % {"field": self.name, "value": self.shown or _("empty")}


def lock(entry: OrganizationEntry) -> OrganizationEntry:
    """The entry as it is at this moment, held until the action is through: one changes it at a time."""
    held = OrganizationEntry.objects.select_for_update(of=("self",)).select_related("organization")
    found = held.filter(pk=entry.pk).first()
    if found is None:
        raise Missing
    return found


def apply(entry: OrganizationEntry, change: Change) -> rows.Place:
    """Make the row what the change says. Raises ``Missing`` when what it hangs on is gone."""
    table, key = change.resource_type, change.resource_id
    if change.is_words:
        return rows.Place()
    before, after = change.previous_value or {}, change.replacement_value or {}
    if change.action == Change.Action.CREATE:
        rows.check_owners(entry, after)
        _insert(table, key, after)
        return rows.place_of(table, after, key, entry)
    if change.action == Change.Action.DELETE:
        place = rows.place_of(table, before, key, entry)
        rows.TABLES[table]._base_manager.filter(pk=key).delete()
        return place
    return _write(entry, change, change.replacement_value)


def reverse(entry: OrganizationEntry, change: Change) -> rows.Place:
    """Make the row what it was before the change."""
    table, key = change.resource_type, change.resource_id
    if change.is_words:
        return rows.Place()
    before, after = change.previous_value or {}, change.replacement_value or {}
    if change.action == Change.Action.CREATE:
        place = rows.place_of(table, after, key, entry)
        rows.TABLES[table]._base_manager.filter(pk=key).delete()
        return place
    if change.action == Change.Action.DELETE:
        _insert(table, key, before)
        return rows.place_of(table, before, key, entry)
    return _write(entry, change, change.previous_value)


def standing_on(change: Change) -> Meanwhile | None:
    """What stands in the way of taking the change back; ``None`` when nothing does."""
    table, key = change.resource_type, change.resource_id
    if change.is_words:
        return None
    row = rows.TABLES[table]._base_manager.filter(pk=key).first()
    if change.action == Change.Action.DELETE:
        return Meanwhile.of(table, key, "", rows.read_all(row)) if row else None
    if row is None:
        return Meanwhile.of(table, key, change.field_name, None)
    if change.action == Change.Action.UPDATE:
        there = rows.read(row, change.field_name)
        same = rows.same(there, change.replacement_value)
        return None if same else Meanwhile.of(table, key, change.field_name, there)
    later = Change.objects.filter(
        state=Change.State.LIVE, resource_id__in=[each.pk for each in rows.dependents(row)], id__gt=change.pk
    ).exclude(set=change.set)
    newest = later.order_by("-id").first()
    if newest is None:
        return None
    return Meanwhile(
        newest.resource_type,
        newest.field_name,
        newest.replacement_value,
        newest.said_for,
        newest.said_at,
    )


def words_of(by: Actor, entry: OrganizationEntry) -> str:
    """For whom ``by`` speaks, as the history shows it: the organisation itself, or an office."""
    acts_for = by.organizations(Permission.EDIT_DIRECTORY)
    if by.is_system:
        return by.name
    if entry.pk in acts_for or not acts_for:
        return entry.name
    office = Organization.objects.filter(pk__in=acts_for).order_by("created_at").first()
    return str(office or entry.name)


def _write(entry: OrganizationEntry, change: Change, value: Any) -> rows.Place:
    row = rows.row_of(entry, change.resource_type, change.resource_id)
    rows.put(row, change.field_name, value)
    rows.save(row, [change.field_name])
    return rows.place_of(change.resource_type, rows.read_all(row), row.pk, entry)


def _insert(table: str, key: UUID, values: rows.Values) -> None:
    row = rows.made(rows.TABLES[table], key, values)
    if isinstance(row, Service):
        row.changed_at = timezone.now()
    row.save(force_insert=True)
