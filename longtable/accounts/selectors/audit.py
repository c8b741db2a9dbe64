"""Who did what: the audit as an auditor reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from longtable.accounts.models import ApiKey, User
from longtable.accounts.policies import may_read_audit
from longtable.core.access import Actor, Kind, require
from longtable.core.audit.chain import Head, current_head
from longtable.core.models import AuditEntry, AuditSubject

PAGE = 50


@dataclass(frozen=True)
class Question:
    """What an auditor asks. Empty means everything."""

    verb: str = ""
    actor: str = ""  # part of a name or e-mail address, or an id
    subject: str = ""  # 'accounts.user', or an id, or both: 'accounts.user 0190…'
    since: date | None = None
    until: date | None = None
    before: int | None = None  # id of the last entry on the page before


@dataclass(frozen=True)
class Line:
    """One entry with the name of who acted, as far as it is known."""

    entry: AuditEntry
    who: str


@dataclass(frozen=True)
class Trail:
    """A page of the audit, newest first, and where the next one begins."""

    lines: list[Line]
    older: int | None
    head: Head
    unsealed: int


def trail(actor: Actor, question: Question) -> Trail:
    """The entries that answer ``question``. Raises ``Denied``; six queries, however many entries."""
    require(actor, may_read_audit(actor))
    found = list(_answering(question).prefetch_related("subjects").order_by("-id")[: PAGE + 1])
    names = _names(found)
    lines = [Line(entry, names.get(entry.actor_id, entry.actor_id)) for entry in found[:PAGE]]
    return Trail(
        lines=lines,
        older=found[PAGE - 1].pk if len(found) > PAGE else None,
        head=current_head(),
        unsealed=AuditEntry.objects.filter(sequence=None).count(),
    )


def _answering(question: Question) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.all()
    if question.verb:
        entries = entries.filter(verb__startswith=question.verb)
    if question.actor:
        entries = entries.filter(actor_id__in=_ids_of(question.actor))
    for word in question.subject.split():
        about = Q(kind=word) if "." in word else Q(subject_id=word)
        entries = entries.filter(pk__in=AuditSubject.objects.filter(about).values("entry"))
    if question.since:
        entries = entries.filter(at__gte=_midnight(question.since))
    if question.until:
        entries = entries.filter(at__lt=_midnight(question.until + timedelta(days=1)))
    return entries.filter(pk__lt=question.before) if question.before else entries


def _ids_of(words: str) -> list[str]:
    """Ids of the users whose name or e-mail address holds ``words``, and the words themselves."""
    by_name = User.objects.filter(name__icontains=words) | User.objects.filter(email__icontains=words)
    return [words, *map(str, by_name.values_list("pk", flat=True)[:200])]


def _names(entries: Iterable[AuditEntry]) -> dict[str, str]:
    """Names of users and keys by id."""
    ids: dict[str, set[str]] = {Kind.USER: set(), Kind.API_KEY: set()}
    for entry in entries:
        if entry.actor_kind in ids:
            ids[entry.actor_kind].add(entry.actor_id)
    users = User.objects.filter(pk__in=map(UUID, ids[Kind.USER]))
    keys = ApiKey.objects.filter(pk__in=map(UUID, ids[Kind.API_KEY]))
    return {str(each.pk): str(each) for found in (users, keys) for each in found}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
