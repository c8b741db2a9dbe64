"""Writing the audit."""

from collections.abc import Iterable

from django.db import models, transaction
from django.utils import timezone

from longtable.core.access.actor import Actor
from longtable.core.access.guard import note_recorded
from longtable.core.models import AuditEntry, AuditSubject

Subject = models.Model | tuple[str, object]


def record(by: Actor, verb: str, *subjects: Subject, fields: Iterable[str] = (), why: str = "") -> AuditEntry:
    """Note in the current transaction that ``by`` did ``verb`` to ``subjects``.

    A subject is a row, or ``(kind, id)`` when the row is gone. ``fields`` are names; values never
    enter the audit, so that it need not be protected like the records themselves.
    """
    entry = AuditEntry.objects.create(
        at=timezone.now(),
        actor_kind=by.kind,
        actor_id=by.id,
        verb=verb,
        fields=list(fields),
        why=why[:500],
    )
    AuditSubject.objects.bulk_create(
        AuditSubject(entry=entry, kind=kind, subject_id=str(subject_id))
        for kind, subject_id in map(_name, subjects)
    )
    note_recorded()
    return entry


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
