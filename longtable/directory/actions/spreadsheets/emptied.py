"""A telephone that is emptied in a sheet is taken away here, as every other cell's word is."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from longtable.core.imports import Planned
from longtable.core.imports.importer import Outcome, Trace
from longtable.core.imports.kinds import Unfit, UploadRow
from longtable.core.imports.upsert import as_json
from longtable.core.models import SourceRecord
from longtable.directory import rows
from longtable.directory.models import Phone

PHONE = Phone._meta.label_lower

_SHEET = 11
"""Characters of a row's name that all rows of one sheet share."""


class Emptied:
    """Telephones that are empty in a batch of a sheet which had a number there. Made anew for each batch."""

    def __init__(self, importer: str) -> None:
        self.records = SourceRecord.objects.filter(source=importer, subject_kind=PHONE)
        self.named: set[str] = set()

    def take_away(self, planned: Planned, row: UploadRow) -> Outcome:
        """Plan that the number goes which the row had; it stays while another row of the sheet has it.

        Raises ``Unfit`` when somebody changed the number here since.
        """
        record = self.records.filter(source_id=row.source_id).first()
        phone = Phone.objects.filter(pk=record.subject_id).first() if record else None
        if record is None or phone is None:
            return Outcome.UNCHANGED
        self.named.add(row.source_id)
        planned.writes.append(self.records.filter(source_id=row.source_id).delete)
        of_sheet = self.records.filter(subject_id=record.subject_id)
        of_sheet = of_sheet.filter(source_id__startswith=row.source_id[:_SHEET])
        if of_sheet.exclude(source_id__in=self.named).exists():
            return Outcome.UNCHANGED
        if any(as_json(getattr(phone, name)) != value for name, value in record.values.items()):
            raise Unfit(_("Telephone: somebody changed it here since, so it was not taken away."))
        for each in rows.dependents(phone):
            planned.traces.append(Trace(each._meta.label_lower, str(each.pk), _whole(each)))
            planned.subjects.append((each._meta.label_lower, each.pk))
        planned.writes.append(phone.delete)
        return Outcome.CHANGED


def _whole(row: Model) -> dict[str, Any]:
    """Everything that a row says, as JSON, so that it can be made again."""
    return {field.attname: as_json(getattr(row, field.attname)) for field in row._meta.concrete_fields}
