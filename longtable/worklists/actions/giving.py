"""Giving work to people, and finishing it."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Permission, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.places.models import Area
from longtable.worklists.clocks import due_date
from longtable.worklists.models import WorkItem, WorkItemQuerySet, subject_of
from longtable.worklists.policies import is_owner, may_add, may_assign, may_finish, may_take
from longtable.worklists.selectors import organizations_of, stands_in

Subject = models.Model | tuple[str, Any]


@action
def add_work(
    *,
    by: Actor,
    kind: str,
    title: LocalizedText,
    due_at: datetime | None = None,
    owner: User | None = None,
    organization: Organization | None = None,
    permission: Permission | None = None,
    detail: LocalizedText | None = None,
    url: str = "",
    action_label: LocalizedText | None = None,
    subject: Subject | None = None,
    area: Area | None = None,
    reason: str = "",
    key: str | None = None,
) -> WorkItem:
    """Put one thing before the people who must do it, until it is done.

    With an ``owner`` it stands in their list. Without one it stands in the list of everybody in the
    ``organization``, or of whoever holds ``permission`` where organisation and area lie, until one
    of them takes it. Without ``due_at`` the clock of its ``kind`` says by when. With a ``key`` the
    second call only finds the first item. ``title`` begins with what to do; ``url`` is a path.
    Raises ``ValueError`` when nobody would see it.
    """
    require(by, may_add(by))
    if not (owner or organization or permission):
        raise ValueError(f"Work of the kind {kind} needs an owner, an organization or a permission")
    subject_kind, subject_id = subject_of(subject) if subject else ("", "")
    item = WorkItem(
        kind=kind,
        title=title,
        detail=detail or LocalizedText(),
        action_label=action_label or LocalizedText(),
        url=url,
        subject_kind=subject_kind,
        subject_id=subject_id,
        owner=owner,
        organization=organization,
        area=area,
        permission=permission.name if permission else "",
        reason=reason,
        due_at=due_at or due_date(kind, timezone.now()),
        key=key,
    )
    WorkItem.objects.bulk_create([item], ignore_conflicts=key is not None)
    if key is not None and (there := WorkItem.objects.get(key=key)).pk != item.pk:
        return Unchanged(there)  # type: ignore[return-value]
    record(by, "worklists.item.added", item, *([subject] if subject else []))
    return item


@action
def finish(*, by: Actor, item: WorkItem, outcome: str = "") -> int:
    """Somebody who has the item, or could have it, says that it is done; 0 when it was done already."""
    require(by, may_finish(by, item, stands_in=stands_in(by, item), own_organizations=organizations_of(by)))
    return _finish(by, WorkItem.objects.filter(pk=item.pk), outcome)


@action
def finish_work(*, by: Actor, kind: str, subject: Subject, outcome: str = "") -> int:
    """Whoever did the thing itself takes every open item of a ``kind`` about a ``subject`` off all lists.

    Returns how many items that were; nothing to finish is no error.
    """
    require(by, may_add(by))
    return _finish(by, WorkItem.objects.about(subject).filter(kind=kind), outcome)


@action
def take(*, by: Actor, item: WorkItem) -> WorkItem:
    """Somebody takes work that nobody had: it leaves the lists of the others."""
    require(by, may_take(by, item, own_organizations=organizations_of(by)))
    taken = WorkItem.objects.open().filter(pk=item.pk, owner=None).update(owner=by.id)
    require(by, bool(taken), "somebody else took it meanwhile")
    record(by, "worklists.item.taken", item, fields=["owner"])
    item.refresh_from_db()
    return item


@action
def hand_over(*, by: Actor, item: WorkItem, to: User, reason: str) -> WorkItem:
    """The owner, or who stands in for them, gives an item to a colleague and says why."""
    require(by, is_owner(by, item) or stands_in(by, item))
    return _give(by, item, to, reason, "worklists.item.handed_over")


@action
def reassign(*, by: Actor, item: WorkItem, to: User, reason: str = "") -> WorkItem:
    """Somebody who gives out work gives an item to somebody else."""
    require(by, may_assign(by, item))
    return _give(by, item, to, reason, "worklists.item.reassigned")


def _finish(by: Actor, items: WorkItemQuerySet, outcome: str) -> int:
    finished = list(items.open())
    done = items.open().update(done_at=timezone.now(), done_by=_user_id(by), outcome=outcome[:300])
    if not done:
        return Unchanged(0)  # type: ignore[return-value]
    record(by, "worklists.item.finished", *finished, fields=["done_at"])
    return done


def _give(by: Actor, item: WorkItem, to: User, reason: str, verb: str) -> WorkItem:
    given = WorkItem.objects.open().filter(pk=item.pk).update(owner=to, deputy=None, reason=reason[:300])
    require(by, bool(given), "it was done meanwhile")
    record(by, verb, item, fields=["owner"], why=reason)
    item.refresh_from_db()
    return item


def _user_id(by: Actor) -> str | None:
    return by.id if by.is_member else None
