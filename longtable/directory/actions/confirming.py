"""Asking organisations whether their entry is still right, and keeping what they answer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from longtable.core.access import Actor, Missing, Permission, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.ids import uuid7
from longtable.core.secrets import token_hash
from longtable.directory import rows, work
from longtable.directory.actions.applying import lock
from longtable.directory.actions.editing import overtake, said_by
from longtable.directory.actions.indexing import touch
from longtable.directory.models import (
    Ask,
    AskStop,
    Change,
    Confirmation,
    OrganizationEntry,
    Service,
)
from longtable.directory.notices import CAPACITY_ENDS, REMINDED, STILL_RIGHT
from longtable.directory.policies import may_answer_by_link, may_ask, may_keep, may_speak_of_entry
from longtable.directory.selectors.asking import (
    CAPACITY_LEAD,
    GIVEN_UP,
    Recipient,
    has_said_capacity,
    recipient_of,
    recipient_of_ask,
    token_of,
    unsaid,
)
from longtable.messaging.actions import notify


@action
def ask(*, by: Actor, entry: OrganizationEntry, kind: str = Ask.Kind.ENTRY) -> Ask | None:
    """An organisation is asked whether its entry is still right, by a link that needs no account.

    Never two questions at once: the second call finds the first. ``None`` when there is nobody to ask.
    """
    require(by, may_ask(by))
    recipient = recipient_of(entry)
    open_already = Ask.objects.open().filter(entry=entry, kind=kind).first()
    if recipient is None or open_already:
        return Unchanged(open_already)  # type: ignore[return-value]
    now = timezone.now()
    lasts = GIVEN_UP if kind == Ask.Kind.ENTRY else CAPACITY_LEAD + timedelta(days=6)
    question = Ask(
        entry=entry,
        kind=kind,
        contact=recipient.contact,
        address_index=recipient.index,
        asked_at=now,
        expires_at=now + lasts,
    )
    question.token_hash = token_hash(token_of(question))
    try:
        with transaction.atomic():
            question.save(force_insert=True)
    except IntegrityError:  # asked by another worker in this very moment
        return Unchanged(Ask.objects.open().get(entry=entry, kind=kind))  # type: ignore[return-value]
    _write(question, recipient, STILL_RIGHT if kind == Ask.Kind.ENTRY else CAPACITY_ENDS)
    record(by, "directory.ask.sent", question, entry)
    return question


@action
def remind(*, by: Actor, ask: Ask) -> Ask:
    """Whoever has not answered is reminded, with the same link."""
    require(by, may_ask(by))
    moved = Ask.objects.open().filter(pk=ask.pk, reminders=ask.reminders)
    recipient = recipient_of_ask(ask)
    if not moved.update(reminders=ask.reminders + 1) or recipient is None:
        return Unchanged(ask)  # type: ignore[return-value]
    ask.reminders += 1
    _write(ask, recipient, REMINDED)
    record(by, "directory.ask.reminded", ask, ask.entry)
    return ask


@action
def give_up(*, by: Actor, ask: Ask) -> Ask:
    """Nobody answered: the entry says so, and somebody near calls the organisation.

    A question about capacity ends quietly: its link stays until then, so that one can say it again.
    """
    require(by, may_ask(by))
    if not _close(ask, Ask.Outcome.ANSWERED if has_said_capacity(ask) else Ask.Outcome.NOBODY):
        return Unchanged(ask)  # type: ignore[return-value]
    if ask.kind == Ask.Kind.ENTRY:
        OrganizationEntry.objects.filter(pk=ask.entry_id).update(unanswered_since=timezone.now())
        touch(organization_id=ask.entry_id)
        work.ask_around(by, ask.entry, ask.pk)
    record(by, "directory.ask.given_up", ask, ask.entry)
    return ask


@action
def confirm(*, by: Actor, entry: OrganizationEntry, service_ids: Sequence[UUID] | None = None) -> int:
    """Somebody signed in says that an entry is right: all of it, or these services.

    Readers see how long ago that was, and whether it was the organisation itself. Returns how many
    services that were.
    """
    require(by, may_keep(by, entry_id=entry.pk, area_id=entry.area_id))
    entry = lock(entry)
    itself = entry.pk in by.organizations(Permission.EDIT_DIRECTORY)
    services = _assure(by, entry, service_ids, by_organization=itself, ask=None)
    if service_ids is None:
        for question in Ask.objects.open().filter(entry=entry, kind=Ask.Kind.ENTRY):
            _close(question, Ask.Outcome.SETTLED)
        work.end_asking(by, entry)
    record(by, "directory.entry.confirmed", entry, *services)
    return len(services)


@action
def confirm_by_link(*, by: Actor, ask: Ask, service_ids: Sequence[UUID] | None = None) -> int:
    """Whoever holds the link says that all of the entry is right, or these services.

    When nothing is left to be said, the link has done its work and opens nothing more.
    """
    require(by, _may_by_link(by, ask) and may_speak_of_entry(asked=ask.kind))
    entry = lock(ask.entry)
    if service_ids is None and not _close(ask, Ask.Outcome.ANSWERED):
        return Unchanged(0)  # type: ignore[return-value]
    services = _assure(by, entry, service_ids, by_organization=True, ask=ask)
    _end_if_answered(ask, all_of_it=service_ids is None)
    record(by, "directory.entry.confirmed", ask, entry, *services)
    return len(services)


@action
def propose_by_link(*, by: Actor, ask: Ask, service: Service, corrections: dict[str, Any]) -> list[Change]:
    """Whoever holds the link says what changed. It waits until somebody has looked: no account was shown.

    ``corrections``: ``status`` and ``alert`` as kept values of the service; ``phone``, ``hours`` and
    ``note`` in words. The same words again change nothing.
    """
    require(by, _may_by_link(by, ask) and may_speak_of_entry(asked=ask.kind))
    entry = lock(ask.entry)
    row = rows.row_of(entry, "service", service.pk)
    changes = _proposed(by, entry, row, corrections)
    if not changes:
        return Unchanged([])  # type: ignore[return-value]
    overtake(changes)
    Change.objects.bulk_create(changes)
    work.ask_for_review(Actor.system("directory.confirming"), entry, changes[0].set)
    _end_if_answered(ask)
    record(by, "directory.entry.corrected", ask, entry, row, fields=[each.field_name for each in changes])
    return changes


@action
def stop_asking(*, by: Actor, ask: Ask) -> None:
    """The address that was asked is never asked again, about no entry; staff learn of it."""
    require(by, _may_by_link(by, ask))
    AskStop.objects.get_or_create(address_index=ask.address_index)
    _close(ask, Ask.Outcome.STOPPED)
    work.say_stopped(Actor.system("directory.confirming"), ask.entry, ask.pk)
    record(by, "directory.ask.stopped", ask, ask.entry)


def _may_by_link(by: Actor, ask: Ask) -> bool:
    return may_answer_by_link(
        by, ask_id=ask.pk, closed_at=ask.closed_at, expires_at=ask.expires_at, now=timezone.now()
    )


def _assure(
    by: Actor,
    entry: OrganizationEntry,
    service_ids: Sequence[UUID] | None,
    *,
    by_organization: bool,
    ask: Ask | None,
) -> list[Service]:
    now = timezone.now()
    shown = Service.objects.published() if ask else Service.objects.all()  # by link, only what it showed
    found = shown.of(entry).filter(merged_into=None)
    if service_ids is not None:
        found = found.filter(pk__in=list(service_ids))
        if found.count() != len(set(service_ids)):
            raise Missing
    services = list(found)
    Service.objects.filter(pk__in=[each.pk for each in services]).update(
        assured_at=now, assured_by_organization=by_organization, assurer_email=""
    )
    about: list[Service | None] = [*services]
    if service_ids is None:
        about.append(None)
        OrganizationEntry.objects.filter(pk=entry.pk).update(assured_at=now, unanswered_since=None)
    Confirmation.objects.bulk_create(
        Confirmation(
            entry=entry,
            service=service,
            ask=ask,
            said_at=now,
            said_by=said_by(by),
            by_organization=by_organization,
        )
        for service in about
    )
    touch(service_ids=[each.pk for each in services])
    return services


def _proposed(
    by: Actor, entry: OrganizationEntry, service: Service, corrections: dict[str, Any]
) -> list[Change]:
    """A change for each correction; words that fit into no field wait as what was said."""
    given = {name: value for name, value in corrections.items() if value}
    phone = given.pop("phone", None)
    changes = [
        _proposal("service", service, name, rows.read(service, name), given.pop(name))
        for name in ("status", "alert")
        if name in given and not rows.same(rows.read(service, name), given[name])
    ]
    line = list(service.phones.all()[:2])
    if phone and len(line) == 1 and line[0].number != phone:
        changes.append(_proposal("phone", line[0], "number", line[0].number, phone))
    elif phone and len(line) != 1:
        given["phone"] = phone
    changes += [
        _proposal("service", service, f"{Change.SAID}{name}", None, given[name])
        for name in ("phone", "hours", "note")
        if name in given
    ]
    set_id, now = uuid7(), timezone.now()
    for change in changes:
        change.entry, change.set = entry, set_id
        change.said_at, change.said_by, change.said_for = now, said_by(by), entry.name[:200]
    return changes


def _proposal(table: str, row: Any, name: str, before: Any, after: Any) -> Change:
    return Change(
        resource_type=table,
        resource_id=row.pk,
        action=Change.Action.UPDATE,
        field_name=name,
        previous_value=before,
        replacement_value=after,
        state=Change.State.WAITING,
    )


def _end_if_answered(ask: Ask, *, all_of_it: bool = False) -> None:
    """When nothing is left to be said the link has done its work, and nobody needs to call."""
    if all_of_it or not unsaid(ask).exists():
        _close(ask, Ask.Outcome.ANSWERED)
        OrganizationEntry.objects.filter(pk=ask.entry_id).update(unanswered_since=None)
        work.end_asking(Actor.system("directory.confirming"), ask.entry)


def _close(ask: Ask, outcome: Ask.Outcome) -> bool:
    closed_at = timezone.now()
    closed = Ask.objects.open().filter(pk=ask.pk).update(closed_at=closed_at, outcome=outcome)
    if closed:
        ask.closed_at, ask.outcome = closed_at, outcome
    return bool(closed)


def _write(ask: Ask, recipient: Recipient, notice: str) -> None:
    notify(
        by=Actor.system("directory.confirming"),
        notice=notice,
        to=recipient.address,
        language=recipient.language,
        context={
            "organization": ask.entry.name,
            "url": work.link(f"/still-right/{token_of(ask)}/", recipient.language),
        },
        key=f"directory ask {ask.pk} {ask.reminders}",
        subjects=[ask],
    )
