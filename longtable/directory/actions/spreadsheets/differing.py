"""What a sheet and the directory say differently, in the words of the directory's own pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from longtable.accounts.models import User
from longtable.core.access import Kind
from longtable.core.imports.editors import Edited
from longtable.core.imports.kinds import UploadRow
from longtable.core.imports.tables import TableImporter
from longtable.core.imports.upsert import NOTHING
from longtable.core.models import SourceRecord
from longtable.directory import labels, rows
from longtable.directory.models import Change


class DirectoryTable(TableImporter):
    """A sheet of which every row speaks of rows of the directory."""

    stood: Mapping[tuple[str, str], frozenset[str]] = {}

    def remember(self, rows: Sequence[UploadRow]) -> None:
        """Look up what these rows said the last time."""
        ids = [row.source_id for row in rows]
        records = SourceRecord.objects.filter(source=self.name, source_id__in=ids)
        self.stood = {
            (record.source_id, record.subject_kind): frozenset(
                name for name, value in record.values.items() if value not in NOTHING
            )
            for record in records
        }

    def says(
        self, row: UploadRow, code: str, model: type[Model], name: str = "", *, is_new: bool = False
    ) -> bool:
        """Whether a row says anything of a text of ``model``, which is called ``name`` there.

        An empty cell does of what ``is_new``, and when something stood in it the last time: that is to go.
        """
        stood = self.stood.get((row.source_id, model._meta.label_lower), frozenset())
        return bool(row.record[code]) or (self.tells(code) and (is_new or (name or code) in stood))

    def what(self, subject: Model) -> str:
        return str(labels.ROWS[rows.NAMES[type(subject)]])

    def field_name(self, subject: Model, name: str) -> str:
        return labels.field_name(rows.NAMES[type(subject)], name.removesuffix("_id"))

    def edited(self, subjects: Sequence[Model]) -> Mapping[Any, Edited]:
        """By the history of the entry, which knows more than the audit: for whom somebody acted."""
        keys = [row.pk for row in subjects]
        newest = {
            each.resource_id: each
            for each in Change.objects.filter(
                resource_id__in=keys, state=Change.State.LIVE, settled_at__isnull=False
            ).order_by("settled_at", "id")
        }
        sent = {
            each.said_by.removeprefix(_USER) for each in newest.values() if each.said_by.startswith(_USER)
        }
        people = {str(user.pk): str(user) for user in User.objects.filter(pk__in=sent)}
        told = {key: _who(each, people) for key, each in newest.items()}
        return {**super().edited(subjects), **told}


_USER = f"{Kind.USER}:"


def _who(change: Change, people: Mapping[str, str]) -> Edited:
    person = people.get(change.said_by.removeprefix(_USER), "")
    names = ", ".join(name for name in (person, change.said_for) if name)
    return Edited(names, change.settled_at or change.said_at)
