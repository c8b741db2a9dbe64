"""Who changed rows here, for people who decide between them and what a file says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model

from longtable.core.access import Kind
from longtable.core.models import AuditSubject


@dataclass(frozen=True)
class Edited:
    """Who changed a row here last, by the name that people know, and when."""

    who: str
    at: datetime


def last_edits(subjects: Sequence[Model]) -> dict[Any, Edited]:
    """Key -> who changed the row last and when, by the audit. Two questions, however many rows."""
    keys = {str(row.pk): row.pk for row in subjects}
    label = subjects[0]._meta.label_lower if subjects else ""
    told = AuditSubject.objects.filter(kind=label, subject_id__in=keys).select_related("entry")
    newest = {
        each.subject_id: each.entry
        for each in told.exclude(entry__verb__startswith="imports.").order_by("entry__at", "entry_id")
    }
    senders = {entry.actor_id for entry in newest.values() if entry.actor_kind == Kind.USER}
    people = {str(user.pk): str(user) for user in get_user_model()._default_manager.filter(pk__in=senders)}
    return {
        keys[subject]: Edited(people.get(entry.actor_id, ""), entry.at) for subject, entry in newest.items()
    }
