"""Taking out what stands here, to be corrected in a spreadsheet and brought back."""

from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from longtable.core.access import Actor, Missing, action, require
from longtable.core.audit import record
from longtable.core.imports.kinds import Unfit, UploadRow, kind
from longtable.core.imports.selectors import may_bring_into
from longtable.core.imports.sheets import standing_sheet
from longtable.core.imports.sheets.writing import ROW
from longtable.core.imports.tables import Standing, TableImporter
from longtable.core.imports.upsert import as_json
from longtable.core.models import SourceRecord, Upload

MOST = 20_000
"""Rows of one sheet; a spreadsheet of more is no longer corrected by hand."""


class TooMany(Exception):
    """More stands here than one sheet holds. The message is for whoever asked for it."""


@action
def take_out(*, by: Actor, kind_code: str, destination: Any, suffix: str) -> bytes:
    """A sheet of what stands in ``destination``, each row with its name, as ``xlsx`` or ``csv``.

    What the sheet says is remembered as if it were a source. So when it comes back, cells that nobody
    touched change nothing, and where somebody changed the same thing here meanwhile a person decides.
    Raises :class:`Missing` where nothing can be taken out, and :class:`TooMany` rather than leave rows out.
    """
    require(by, may_bring_into(by, kind_code, destination.pk))
    importer = _importer(kind_code, destination)
    fields = [each for each in importer.fields_for(destination) if each.column]
    prefix, lines, records = uuid4().hex[:10], [], []
    for number, standing in enumerate(importer.standing()):
        if number == MOST:
            raise TooMany(
                _("There are more than %(limit)s rows: too many for one sheet.") % {"limit": f"{MOST:,}"}
            )
        name = f"{prefix}-{number}"
        lines.append([name, *(standing.cells.get(each.code, "") for each in fields)])
        records += _remembered(importer, standing, name)
    SourceRecord.objects.bulk_create(records, batch_size=500)
    record(by, "core.imports.taken_out", destination)
    return standing_sheet([str(each.words) for each in fields], lines, suffix)


def can_be_taken_out(kind_code: str) -> bool:
    """Whether rows of that kind can be taken out at all."""
    importer = kind(kind_code)
    return issubclass(importer, TableImporter) and importer.standing is not TableImporter.standing


def _importer(kind_code: str, destination: Any) -> TableImporter:
    if not can_be_taken_out(kind_code):
        raise Missing
    upload = Upload(kind=kind_code, created_at=timezone.now(), language=translation.get_language() or "en")
    importer = kind(kind_code)(upload, destination)
    assert isinstance(importer, TableImporter)
    return importer


def _remembered(importer: TableImporter, standing: Standing, name: str) -> list[SourceRecord]:
    """What the sheet says of each of these rows, in the words of its cells."""
    row = UploadRow("", 1, {ROW: name}, _read(importer, standing), name)
    importer.beforehand([row])
    ids: dict[str, UUID] = {label: each.pk for label, each in standing.rows.items()}
    found = []
    for stage in importer.stages():
        there = standing.rows.get(stage.label)
        values = stage.values(row, dict(ids)) if there else None
        if there and values is not None:
            said = {name: as_json(_kept(stage.model, name, value)) for name, value in values.items()}
            found.append(
                SourceRecord(
                    source=importer.name,
                    source_id=stage.source_id(row),
                    subject_kind=stage.model._meta.label_lower,
                    subject_id=str(there.pk),
                    values=said,
                )
            )
    return found


def _kept(model: type[Model], name: str, value: Any) -> Any:
    """``value`` as the column ``name`` gives it back."""
    column: Any = model._meta.get_field(name)
    return column.to_python(value)


def _read(importer: TableImporter, standing: Standing) -> dict[str, Any]:
    """The cells as they will be understood when they come back; what would not be is not remembered."""
    record: dict[str, Any] = {}
    for field in importer.fields_for(importer.destination):
        text = standing.cells.get(field.code, "")
        try:
            record[field.code] = importer.read(field.code, text) if text else None
        except Unfit:
            record[field.code] = None
    return record
