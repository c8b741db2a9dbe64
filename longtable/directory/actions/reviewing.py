"""Deciding about what was sent for an entry and does not show yet."""

from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from longtable.accounts.models import User
from longtable.core.access import Actor, Kind, Missing, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.directory import labels, rows, work
from longtable.directory.actions.applying import Meanwhile, apply, lock
from longtable.directory.actions.editing import Overtaken, said_by
from longtable.directory.models import Ask, Change, OrganizationEntry
from longtable.directory.notices import DECIDED
from longtable.directory.policies import may_review
from longtable.directory.selectors.asking import recipient_of_ask
from longtable.messaging.actions import notify


@action
def accept(*, by: Actor, entry: OrganizationEntry, set_id: UUID, seen: str = "") -> list[Change]:
    """What was sent shows from now on, and whoever sent it is told.

    ``seen`` is :func:`standing` as the page showed it. Raises :class:`Overtaken` when something else
    stands there now: who decides looks again.
    """
    require(by, may_review(by, entry_id=entry.pk, area_id=entry.area_id))
    entry = lock(entry)
    changes = _waiting(entry, set_id)
    if not changes:
        return Unchanged([])  # type: ignore[return-value]
    if seen and seen != standing(changes):
        raise Overtaken([_now(change) for change in changes])
    place, taken, lost = rows.Place(), [], []
    for change in changes:
        try:
            place |= apply(entry, change)
        except Missing:
            lost.append(change)
        else:
            taken.append(change)
    place.touch()
    _settle(by, taken, Change.State.LIVE, "")
    _settle(by, lost, Change.State.DECLINED, _("It is no longer there."))
    if entry.reviewed_at is None:
        OrganizationEntry.objects.filter(pk=entry.pk).update(reviewed_at=timezone.now())
    work.end_review(by, set_id, "accepted")
    _tell(changes, entry, accepted=True, reason="")
    record(by, "directory.change.accepted", entry, fields=[each.field_name for each in taken])
    return taken


@action
def decline(*, by: Actor, entry: OrganizationEntry, set_id: UUID, reason: str) -> list[Change]:
    """What was sent does not show, and whoever sent it is told why."""
    require(by, may_review(by, entry_id=entry.pk, area_id=entry.area_id))
    entry = lock(entry)
    changes = _waiting(entry, set_id)
    if not changes:
        return Unchanged([])  # type: ignore[return-value]
    _settle(by, changes, Change.State.DECLINED, reason)
    work.end_review(by, set_id, "declined")
    _tell(changes, entry, accepted=False, reason=reason)
    record(by, "directory.change.declined", entry, why=reason)
    return changes


def standing(changes: list[Change]) -> str:
    """A short name of what stands in all these fields now."""
    return rows.digest([_there(change) for change in changes])


def _waiting(entry: OrganizationEntry, set_id: UUID) -> list[Change]:
    return list(Change.objects.waiting().filter(entry=entry, set=set_id).order_by("id"))


def _there(change: Change) -> object:
    if change.is_words:
        return None
    row = rows.TABLES[change.resource_type]._base_manager.filter(pk=change.resource_id).first()
    if row is None:
        return None
    return rows.read(row, change.field_name) if change.field_name else rows.read_all(row)


def _now(change: Change) -> Meanwhile:
    return Meanwhile.of(change.resource_type, change.resource_id, change.field_name, _there(change))


def _settle(by: Actor, changes: list[Change], state: Change.State, reason: str) -> None:
    Change.objects.filter(pk__in=[change.pk for change in changes]).update(
        state=state, settled_at=timezone.now(), settled_by=said_by(by), reason=reason[:500]
    )


def _tell(changes: list[Change], entry: OrganizationEntry, *, accepted: bool, reason: str) -> None:
    """Whoever sent it, if we can write to them: a member by e-mail, who followed a link where it went."""
    kind, _colon, sender = changes[0].said_by.partition(":")
    user = User.objects.filter(pk=sender, is_active=True).first() if kind == Kind.USER else None
    ask = Ask.objects.filter(pk=sender).first() if kind == Kind.RECEIPT else None
    recipient = recipient_of_ask(ask) if ask else None
    address = recipient.address if recipient else ""
    language = recipient.language if recipient else user.language if user else ""
    if not (user or address):
        return
    with translation.override(language):
        names = [labels.field_name(each.resource_type, each.field_name) for each in changes]
        outcome = _("It shows now.") if accepted else _("We did not accept it: %(why)s") % {"why": reason}
    notify(
        by=Actor.system("directory.review"),
        notice=DECIDED,
        to=user or address,
        language=language,
        context={
            "organization": entry.name,
            "fields": ", ".join(dict.fromkeys(names)),
            "outcome": outcome,
            "url": work.link(f"/directory/entries/{entry.pk}/history/", language)
            if user
            else work.link("/find/"),
        },
        key=f"directory decided {changes[0].set}",
    )
