"""What a commitment puts on people's lists, and what it puts into the queue."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from longtable.accounts.models import User
from longtable.commitments.models import Answer, Commitment
from longtable.commitments.selectors.people import who_can_check
from longtable.commitments.terms import Evidence
from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedText
from longtable.core.wording import in_every_language
from longtable.core.work import enqueue
from longtable.worklists.actions import add_work, finish_work
from longtable.worklists.models import WorkItem

DECIDING = "commitments.decide"
STARTING = "commitments.start"
KEEPING = "commitments.keep"
LATE = "commitments.late"
CHECKING = "commitments.check"
OWNERS = (STARTING, KEEPING, LATE)
"""Kinds of work that the owner does."""


def ask_for_decision(by: Actor, commitment: Commitment) -> None:
    """Somebody who decides for this division or area says yes or no."""
    _add(
        by,
        commitment,
        DECIDING,
        in_every_language(lambda: _("Decide whether we take this on: %(title)s") % _words(commitment)),
        label=in_every_language(lambda: _("Decide")),
        permission=Permission.DECIDE_COMMITMENTS,
    )


def ask_to_start(by: Actor, commitment: Commitment) -> None:
    """The owner begins."""
    _add(
        by,
        commitment,
        STARTING,
        in_every_language(lambda: _("Begin what you promised: %(title)s") % _words(commitment)),
        label=in_every_language(lambda: _("Say what has begun")),
        owner=commitment.owner,
    )


def ask_to_keep(by: Actor, commitment: Commitment) -> bool:
    """The owner is told a week before the day. Returns whether that is new."""
    key = f"keep:{commitment.pk}:{commitment.due_on}"
    if WorkItem.objects.filter(key=key).exists() or _has_open(commitment, KEEPING):
        return False
    _add(
        by,
        commitment,
        KEEPING,
        in_every_language(lambda: _("Keep your promise by %(due)s: %(title)s") % _words(commitment)),
        label=in_every_language(lambda: _("Say what was done")),
        owner=commitment.owner,
        due_at=end_of(commitment.due_on),
        key=key,
    )
    return True


def ask_to_finish(by: Actor, commitment: Commitment, evidence: Evidence) -> None:
    """What was reported done was not found kept: the owner has to go on."""
    _add(
        by,
        commitment,
        KEEPING,
        in_every_language(lambda: _("Not done yet, look at it again: %(title)s") % _words(commitment)),
        label=in_every_language(lambda: _("Say what was done")),
        detail=evidence.sentence,
        owner=commitment.owner,
    )


def say_late(by: Actor, commitment: Commitment) -> bool:
    """The owner has a late promise on top of their list until it is done. Returns whether that is new."""
    if _has_open(commitment, LATE):
        return False
    finish(by, commitment, KEEPING, "late")
    finish(by, commitment, STARTING, "late")
    _add(
        by,
        commitment,
        LATE,
        in_every_language(
            lambda: _("Late since %(due)s: say what became of “%(title)s”") % _words(commitment)
        ),
        label=in_every_language(lambda: _("Say where it stands")),
        owner=commitment.owner,
        due_at=end_of(commitment.due_on),
    )
    return True


def wait_for_new_day(by: Actor, commitment: Commitment) -> None:
    """A promise has a new day: what spoke of the old one is off the list, what must begin is on it."""
    finish(by, commitment, LATE, "a new day")
    finish(by, commitment, KEEPING, "a new day")
    if commitment.state == Commitment.State.ACCEPTED and not _has_open(commitment, STARTING):
        ask_to_start(by, commitment)


def ask_to_check(by: Actor, commitment: Commitment) -> None:
    """Somebody who is not the owner looks whether it was done."""
    checker = who_can_check(commitment)
    _add(
        by,
        commitment,
        CHECKING,
        in_every_language(lambda: _("Check whether this was done: %(title)s") % _words(commitment)),
        label=in_every_language(lambda: _("Check it")),
        owner=checker,
        permission=None if checker else Permission.VERIFY_COMMITMENTS,
    )


def hand_over_work(by: Actor, commitment: Commitment) -> None:
    """The new owner has on their list what the old one had."""
    for item in WorkItem.objects.open().about(commitment).filter(kind__in=OWNERS):
        finish(by, commitment, item.kind, "handed over")
        _add(
            by,
            commitment,
            item.kind,
            item.title,
            label=item.action_label,
            owner=commitment.owner,
            due_at=item.due_at,
        )


def finish(by: Actor, commitment: Commitment, kind: str, outcome: str) -> None:
    """Take one kind of work about it off everybody's list."""
    finish_work(by=by, kind=kind, subject=commitment, outcome=outcome)


def finish_all(by: Actor, commitment: Commitment, outcome: str) -> None:
    """Take all work about it off everybody's list."""
    for kind in (*OWNERS, CHECKING, DECIDING):
        finish(by, commitment, kind, outcome)


def tell_later(answers: Iterable[Answer] | QuerySet[Answer]) -> None:
    """Enqueue, in the caller's transaction, telling whoever has not heard of these answers."""
    for answer in answers:
        enqueue("commitments.tell", answer_id=str(answer.pk))


def end_of(day: date | None) -> datetime | None:
    """The last moment of a day where the agency is."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def _add(
    by: Actor,
    commitment: Commitment,
    kind: str,
    title: LocalizedText,
    *,
    label: LocalizedText,
    owner: User | None = None,
    permission: Permission | None = None,
    detail: LocalizedText | None = None,
    due_at: datetime | None = None,
    key: str | None = None,
) -> None:
    add_work(
        by=by,
        kind=kind,
        title=title,
        due_at=due_at,
        owner=owner,
        organization=commitment.division,
        permission=permission,
        detail=detail,
        url=reverse("commitments:one", args=[commitment.pk]),
        action_label=label,
        subject=commitment,
        area=commitment.areas.first() if commitment.areas.count() == 1 else None,
        key=key,
    )


def _has_open(commitment: Commitment, kind: str) -> bool:
    return WorkItem.objects.open().about(commitment).filter(kind=kind).exists()


def _words(commitment: Commitment) -> dict[str, str]:
    due = date_format(commitment.due_on, "DATE_FORMAT") if commitment.due_on else ""
    return {"title": str(commitment.title), "due": due}
