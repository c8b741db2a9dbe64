"""What a sheet and the directory say differently, in the words of the directory's own pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from longtable.accounts.models import User
from longtable.core.access import Kind
from longtable.core.imports.editors import Edited
from longtable.core.imports.tables import TableImporter
from longtable.directory import labels, rows
from longtable.directory.models import Change


class DirectoryTable(TableImporter):
    """A sheet of which every row speaks of rows of the directory."""

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
