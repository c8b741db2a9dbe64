"""Work that is late does not stay with one person who may be ill, away or overwhelmed."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor, Permission, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.messaging.actions import notify
from longtable.worklists.clocks import office
from longtable.worklists.models import Clock, WorkItem
from longtable.worklists.policies import may_escalate
from longtable.worklists.rungs import Rung, Tell, steps_due
from longtable.worklists.selectors import holders


@action
def escalate(*, by: Actor, item: WorkItem, clock: Clock, now: datetime) -> int:
    """Remind the owner of one item, or climb the ladder of its kind. Returns how many steps were taken.

    One that is due soon is told to its owner once. One that is late goes step by step to its owner,
    to the deputy, in whose list it then stands too, and before those who give out work.
    """
    require(by, may_escalate(by))
    today, due = timezone.localdate(now), timezone.localdate(item.due_at)
    steps = steps_due(clock, climbed=item.rung, days_late=office().between(due, today))
    is_warning = not steps and _is_due_soon(item, clock, now, due)
    if not steps and not is_warning:
        return Unchanged(0)  # type: ignore[return-value]
    if is_warning:
        _mail(by, item, item.owner, "worklists.soon", "soon")
        item.warned_at = now
    for step in steps:
        item.rung += 1
        _take_step(by, item, step, now)
    item.save(update_fields=["warned_at", "rung", "deputy", "raised_at"])
    record(by, "worklists.item.escalated", item, fields=["warned_at" if is_warning else "rung"])
    return len(steps)


def _is_due_soon(item: WorkItem, clock: Clock, now: datetime, due: date) -> bool:
    begins = office().add(due, -clock.warn_days)
    was_given_earlier = timezone.localdate(item.created_at) < begins
    soon = begins <= timezone.localdate(now) and now < item.due_at
    return item.warned_at is None and item.owner is not None and soon and was_given_earlier


def _take_step(by: Actor, item: WorkItem, step: Rung, now: datetime) -> None:
    told: list[User] = []
    if step.tell == Tell.LEADS:
        item.raised_at = now
        told = holders(Permission.ASSIGN_WORK, item.organization)
    elif item.owner:
        if step.tell == Tell.DEPUTY:
            item.deputy = item.owner.deputy
        told = [person for person in (item.owner, item.deputy) if person]
    for person in told:
        _mail(by, item, person, "worklists.late", str(item.rung))


def _mail(by: Actor, item: WorkItem, to: User | None, notice: str, step: str) -> None:
    if to is None:
        return
    notify(
        by=by,
        notice=notice,
        to=to,
        context={
            "title": item.title.show(to.language).text,
            "day": timezone.localtime(item.due_at).strftime("%Y-%m-%d"),
            "link": f"{settings.PUBLIC_URL}{reverse('worklists:mine')}",
        },
        key=f"work:{item.pk}:{step}:{to.pk}",
        subjects=[item],
    )
