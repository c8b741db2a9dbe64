"""What was changed in an entry, by whom and when, and what still waits to be decided."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Max, Q

from longtable.accounts.models import User
from longtable.core.access import Actor, Missing, Permission
from longtable.directory import labels, rows
from longtable.directory.models import Change, OrganizationEntry, Service
from longtable.directory.policies import may_review

PER_PAGE = 20

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Line:
    """One change in words."""

    change: Change
    name: str
    about: str
    before: str
    after: str
    now: str = ""


@dataclass(frozen=True)
class ChangeSet:
    """Changes that were sent together."""

    id: UUID
    entry: OrganizationEntry
    lines: list[Line]
    said_at: datetime
    said_for: str
    who: str
    by_link: bool
    state: str
    reason: str

    @property
    def to_decide(self) -> list[Line]:
        """Lines that wait; all of them once everything is decided."""
        return [line for line in self.lines if line.change.state == Change.State.WAITING] or self.lines

    @property
    def others(self) -> list[Line]:
        """Lines that were sent together with those that wait."""
        return [line for line in self.lines if line not in self.to_decide]

    @property
    def can_be_undone(self) -> bool:
        """Whether any of it is live."""
        return any(line.change.state == Change.State.LIVE for line in self.lines)


def history(entry: OrganizationEntry, page: Any = 1) -> tuple[Page[Any], list[ChangeSet]]:
    """The sets of an entry, the newest first."""
    sets = Change.objects.filter(entry=entry).order_by().values("set").annotate(at=Max("said_at"))
    shown = Paginator(sets.order_by("-at", "-set"), PER_PAGE).get_page(page)
    return shown, _sets(Change.objects.filter(entry=entry, set__in=[each["set"] for each in shown]))


def waiting_sets(actor: Actor) -> list[ChangeSet]:
    """What waits to be decided where the actor decides, the oldest first."""
    return list(reversed(_sets(Change.objects.waiting().filter(_reach(actor))[:500])))


def waiting_set(actor: Actor, set_id: UUID) -> ChangeSet:
    """One of them, with what stands there now. Raises ``Missing``."""
    changes = Change.objects.filter(_reach(actor), set=set_id).select_related(
        "entry__organization", "entry__area"
    )
    found = _sets(changes, with_now=True)
    if not found or not may_review(actor, entry_id=found[0].entry.pk, area_id=found[0].entry.area_id):
        raise Missing
    return found[0]


def waiting_of(entry: OrganizationEntry) -> list[ChangeSet]:
    """What was sent for an entry and nobody has decided yet."""
    return _sets(Change.objects.waiting().filter(entry=entry))


def waiting_about(entry: OrganizationEntry, service: Service) -> list[ChangeSet]:
    """Of that, what speaks of one service."""
    return [
        each
        for each in waiting_of(entry)
        if any(rows.service_of(line.change) == service.pk for line in each.lines)
    ]


def _reach(actor: Actor) -> Q:
    if actor.is_statewide(Permission.REVIEW_DIRECTORY):
        return Q(entry__isnull=False)
    areas = actor.areas_reached(Permission.REVIEW_DIRECTORY)
    own = actor.organizations_reached(Permission.REVIEW_DIRECTORY)
    return Q(entry__area__in=areas) | Q(entry__in=own)


def _sets(changes: Any, *, with_now: bool = False) -> list[ChangeSet]:
    found = sorted(
        changes.select_related("entry__organization", "entry__area"),
        key=lambda each: (each.said_at, each.set, each.pk),
        reverse=True,
    )
    people = _people(found)
    subjects = _subjects(found)
    return [
        _set(list(group)[::-1], people, subjects, with_now=with_now)
        for _key, group in groupby(found, key=lambda each: each.set)
    ]


def _set(
    changes: list[Change], people: dict[str, str], subjects: dict[UUID, str], *, with_now: bool
) -> ChangeSet:
    first = changes[0]
    kind, _colon, sender = first.said_by.partition(":")
    states = [each.state for each in changes]
    return ChangeSet(
        id=first.set,
        entry=first.entry,  # type: ignore[arg-type]
        lines=[_line(each, subjects, with_now=with_now) for each in changes],
        said_at=first.said_at,
        said_for=first.said_for,
        who=people.get(sender, ""),
        by_link=kind == "receipt",
        state=Change.State.WAITING if Change.State.WAITING in states else states[0],
        reason=first.reason,
    )


def _line(change: Change, subjects: dict[UUID, str], *, with_now: bool) -> Line:
    table, name = change.resource_type, change.field_name
    now = ""
    if with_now and name and not change.is_words:
        row = rows.TABLES[table]._base_manager.filter(pk=change.resource_id).first()
        now = labels.shown(table, name, rows.read(row, name)) if row else ""
    return Line(
        change=change,
        name=labels.field_name(table, name),
        about=subjects.get(change.resource_id, ""),
        before=labels.shown(table, name, change.previous_value),
        after=labels.shown(table, name, change.replacement_value),
        now=now,
    )


def _people(changes: Iterable[Change]) -> dict[str, str]:
    senders = {each.said_by.partition(":")[2] for each in changes if each.said_by.startswith("user:")}
    known = {sender for sender in senders if _ID.fullmatch(sender)}
    return {str(user.pk): str(user) for user in User.objects.filter(pk__in=known)}


def _subjects(changes: Iterable[Change]) -> dict[UUID, str]:
    """Names of the services and places that are changed: several of one set look alike without them."""
    by_table: dict[str, set[UUID]] = {"service": set(), "location": set()}
    for each in changes:
        if each.resource_type in by_table:
            by_table[each.resource_type].add(each.resource_id)
    return {
        row.pk: str(row)
        for table, ids in by_table.items()
        for row in rows.TABLES[table]._base_manager.filter(pk__in=ids)
    }
