"""Putting what is due soon, or late, before whoever owns it."""

from datetime import date, timedelta

from longtable.commitments.models import Commitment
from longtable.commitments.policies import may_tell
from longtable.commitments.work import ask_to_keep, say_late
from longtable.core.access import Actor, action, require
from longtable.core.audit import record

SOON = timedelta(days=7)


@action
def remind(*, by: Actor, today: date) -> int:
    """Owners find what is due within a week, or late, among their work. Returns for how many that is new."""
    require(by, may_tell(by))
    told = 0
    for commitment in Commitment.objects.overdue(today).select_related("owner", "division"):
        told += say_late(by, commitment)
    due = Commitment.objects.open().filter(due_on__range=(today, today + SOON))
    for commitment in due.select_related("owner", "division"):
        told += ask_to_keep(by, commitment)
    record(by, "commitments.owners.reminded", fields=())
    return told
