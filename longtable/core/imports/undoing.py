"""Taking back the whole of an import: what it made goes, what it changed says again what it said."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from django.apps import apps
from django.db import IntegrityError, router, transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.core.imports.upsert import as_json
from longtable.core.models import ImportRun, ImportTrace, SourceRecord

BATCH = 200

_STANDS_ON_IT = (ProtectedError, RestrictedError, IntegrityError)

UNTOLD = "-"
"""Stands for the reason of a row that nobody asks for by itself: it stays with another that is told of."""


class Undoable(Protocol):
    """What an importer knows of its rows when they are taken back."""

    along: frozenset[str] | None
    """Labels of tables whose rows go with one that is taken back, because they only follow from it. A row on
    which anything else hangs stays. ``None``: whatever hangs on it goes with it."""

    whole: Mapping[str, str]
    """Label of a table -> name of the key to what its rows are parts of: they stay where that stays."""

    def stays(self, rows: Sequence[Model]) -> Mapping[Any, str]:
        """Key -> reason of those that must not go."""

    def name_of(self, row: Model) -> str:
        """How people call it; empty if nobody asks for it by itself."""


class AsItIs:
    """For imports of which nothing more is known."""

    along: frozenset[str] | None = None
    whole: Mapping[str, str] = {}

    def stays(self, rows: Sequence[Model]) -> Mapping[Any, str]:
        return {}

    def name_of(self, row: Model) -> str:
        return str(row)


def undo_run(
    *,
    by: Actor,
    run: ImportRun,
    importer: Undoable | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> None:
    """Take back everything that ``run`` made or changed, the latest first, in small transactions.

    What others have built upon, or edited since, stays, with the reason in its trace. A run without
    traces is left as it is. May be killed and called again.
    """
    total = run.traces.count()
    done = total - run.traces.filter(undone_at=None, stayed="").count()
    before: int | None = None
    while traces := undo_batch(by=by, run=run, importer=importer or AsItIs(), before=before):
        before, done = traces[-1].pk, done + len(traces)
        if on_progress:
            on_progress(done, total)


@action
def undo_batch(
    *, by: Actor, run: ImportRun, importer: Undoable, before: int | None = None
) -> list[ImportTrace]:
    """Take back the latest rows of ``run`` that still stand; returns what was looked at, the latest first.

    ``before`` is the trace at which the last batch ended: nothing after it has to be looked through again.
    """
    require(by, by.is_system)
    open_traces = run.traces.filter(undone_at=None, stayed="").order_by("-pk")
    traces = list((open_traces.filter(pk__lt=before) if before else open_traces)[:BATCH])
    for kind in dict.fromkeys(trace.subject_kind for trace in traces):
        mine = [trace for trace in traces if trace.subject_kind == kind]
        model = apps.get_model(kind)
        rows = {str(row.pk): row for row in model._base_manager.filter(pk__in=[t.subject_id for t in mine])}
        held = {str(key): why for key, why in importer.stays(list(rows.values())).items()}
        gone = _take_back_together(model, [t for t in mine if t.subject_id not in held], rows, importer)
        for trace in mine:
            row = None if trace.subject_id in gone else rows.get(trace.subject_id)
            name = importer.name_of(row) if row else ""
            if why := _undo(trace, row, held.get(trace.subject_id, ""), importer):
                trace.stayed = f"{name}: {why}"[:200] if name else UNTOLD
            else:
                trace.undone_at = timezone.now()
    ImportTrace.objects.bulk_update(traces, ["undone_at", "stayed"])
    record(by, "imports.undone", run, *((t.subject_kind, t.subject_id) for t in traces if t.undone_at))
    return traces


def _take_back_together(
    model: type[Model], traces: Sequence[ImportTrace], rows: Mapping[str, Model], importer: Undoable
) -> set[str]:
    """Delete those of ``traces`` that an import made and nobody changed, at once; returns their keys.

    None where something stands on one of them, or where it must be looked at what hangs on each.
    """
    if importer.along is not None:
        return set()
    made = [each for each in traces if each.before is None and each.subject_id in rows]
    keys = {each.subject_id for each in made if not _since(each, rows[each.subject_id])}
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=keys).delete()
            label = model._meta.label_lower
            SourceRecord.objects.filter(subject_kind=label, subject_id__in=keys).delete()
    except _STANDS_ON_IT:
        return set()
    return keys


def _undo(trace: ImportTrace, row: Model | None, held: str, importer: Undoable) -> str:
    """Why the row stays; empty when what was done to it is undone."""
    if row is None:
        return _bring_back(trace.subject_kind, trace.before) if trace.before and not trace.after else ""
    return held or _since(trace, row) or _of_whole(trace, row, importer) or _take_back(trace, row, importer)


def _bring_back(kind: str, before: Mapping[str, Any]) -> str:
    """Why a row that the import deleted cannot be made again; empty when it stands as it stood."""
    row = apps.get_model(kind)()
    for field in row._meta.concrete_fields:
        setattr(row, field.attname, field.to_python(before[field.attname]))
    owners = (field for field in row._meta.concrete_fields if field.is_relation)
    if any(getattr(row, each.attname) and getattr(row, each.name, None) is None for each in owners):
        return _("What it belonged to is gone.")
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return _("Something else has taken its place.")
    return ""


def _since(trace: ImportTrace, row: Model) -> str:
    """Why a row that was edited since stays; empty if it says what the import wrote."""
    edited = any(as_json(getattr(row, name)) != value for name, value in trace.after.items())
    return _("Somebody changed it since.") if edited else ""


def _of_whole(trace: ImportTrace, row: Model, importer: Undoable) -> str:
    """Why a part stays: that of which it is a part came by the same import and will stay."""
    key = importer.whole.get(trace.subject_kind)
    if not key or (whole := getattr(row, key)) is None:
        return ""
    own = ImportTrace.objects.filter(run=trace.run_id, undone_at=None, stayed="")
    of_it = own.filter(subject_kind=whole._meta.label_lower, subject_id=str(whole.pk)).first()
    if of_it is None:
        return ""
    there = _others_on(whole, importer) if of_it.before is None else []
    mine = set(
        own.filter(subject_id__in=[str(each.pk) for each in there]).values_list("subject_kind", "subject_id")
    )
    is_held = any((each._meta.label_lower, str(each.pk)) not in mine for each in there)
    return _since(of_it, whole) or (_("Something else depends on it.") if is_held else "")


def _take_back(trace: ImportTrace, row: Model, importer: Undoable) -> str:
    records = SourceRecord.objects.filter(subject_kind=trace.subject_kind, subject_id=trace.subject_id)
    try:
        with transaction.atomic():
            if trace.before is None:
                if _others_on(row, importer):
                    return _("Something else depends on it.")
                row.delete()
                records.delete()
            else:
                _restore(row, trace.before)
                for each in records:
                    each.values |= {name: trace.before[name] for name in trace.before if name in each.values}
                    each.save(update_fields=["values"])
    except _STANDS_ON_IT:
        return _("Something else depends on it.")
    return ""


class _Everything(Collector):
    """Collects each row that would go, also those that the database would delete unseen."""

    def can_fast_delete(self, objs: Any, from_field: Any = None) -> bool:
        return False


def _others_on(row: Model, importer: Undoable) -> list[Model]:
    """Rows that deleting ``row`` would take along although they do not only follow from it.

    The latest rows of an import are taken back first, so what is still there then is not of its making, or
    stayed.
    """
    if importer.along is None:
        return []
    found = _Everything(using=router.db_for_write(type(row), instance=row), origin=row)
    found.collect([row])
    every = (each for rows in found.data.values() for each in rows)
    return [each for each in every if each != row and each._meta.label_lower not in importer.along]


def _restore(row: Model, before: Mapping[str, Any]) -> None:
    for name, value in before.items():
        field: Any = next(field for field in row._meta.concrete_fields if name in (field.name, field.attname))
        setattr(row, field.attname, field.to_python(value))
    row.save(update_fields=list(before))
