"""Writing the audit."""

from collections.abc import Iterable, Sequence

from django.db import connection, models, transaction
from django.utils import timezone

from longtable.core import rows
from longtable.core.access.actor import Actor
from longtable.core.access.guard import note_recorded
from longtable.core.models import AuditEntry, AuditSubject

Subject = models.Model | tuple[str, object]


_AT_ONCE = """WITH entry AS ({} RETURNING id), about AS (
INSERT INTO core_auditsubject (entry_id, kind, subject_id)
SELECT entry.id, subject.kind, subject.id
FROM entry, UNNEST(%s::varchar[], %s::varchar[]) AS subject (kind, id))
SELECT id FROM entry"""
"""PostgreSQL writes the entry and its subjects by one statement, and tells the number it gave."""


def record(
    by: Actor,
    verb: str,
    *subjects: Subject,
    fields: Iterable[str] = (),
    why: str = "",
    beside: Sequence[models.Model] = (),
) -> AuditEntry:
    """Note in the current transaction that ``by`` did ``verb`` to ``subjects``.

    A subject is a row, or ``(kind, id)`` when the row is gone. ``fields`` are names; values never
    enter the audit, so that it need not be protected like the records themselves. ``beside``: new
    rows that go to the database in the same message, as by :func:`longtable.core.rows.insert`.
    """
    entry = AuditEntry(
        at=timezone.now(),
        actor_kind=by.kind,
        actor_id=by.id,
        verb=verb,
        fields=list(fields),
        why=why[:500],
    )
    about = [(kind, str(subject_id)) for kind, subject_id in map(_name, subjects)]
    if connection.vendor == "postgresql":
        _write_at_once(entry, about, beside)
    else:
        rows.insert(*beside)
        entry.save(force_insert=True)
        AuditSubject.objects.bulk_create(
            AuditSubject(entry=entry, kind=kind, subject_id=subject_id) for kind, subject_id in about
        )
    note_recorded()
    return entry


def _write_at_once(entry: AuditEntry, about: list[tuple[str, str]], beside: Sequence[models.Model]) -> None:
    before, [(sql, values)] = rows.statements(*beside), rows.statements(entry)
    kinds, ids = [kind for kind, _id in about], [subject_id for _kind, subject_id in about]
    with connection.cursor() as cursor:
        rows.send(cursor, [*before, (_AT_ONCE.format(sql), [*values, kinds, ids])])
        while cursor.nextset():
            pass
        [entry.pk] = cursor.fetchone()


def record_read(by: Actor, verb: str, *subjects: Subject, why: str = "") -> None:
    """Note, safely on disk before the page is shown, that ``by`` opens these records."""
    with transaction.atomic():
        record(by, verb, *subjects, why=why)


def subjects_of(kind: str, subject_id: object) -> models.QuerySet[AuditEntry]:
    """Everything that was done to one record, newest first: its disclosure accounting."""
    return (
        AuditEntry.objects.filter(subjects__kind=kind, subjects__subject_id=str(subject_id))
        .distinct()
        .order_by("-at", "-id")
    )


def _name(subject: Subject) -> tuple[str, object]:
    if isinstance(subject, tuple):
        return subject
    return subject._meta.label_lower, subject.pk
