"""Looking at the calendar for everybody: what ends soon, and what has run out."""

from datetime import date

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.partnerships.actions.moving import expire_agreement
from longtable.partnerships.models import Agreement
from longtable.partnerships.policies import may_watch
from longtable.partnerships.work import RENEWING, ask_to_renew
from longtable.worklists.models import WorkItem


@action
def remind_of_ends(*, by: Actor, today: date) -> int:
    """Owners are told what ends soon; what ran out holds no more. Returns how many agreements that were.

    Doing it twice on one day tells nobody twice.
    """
    require(by, may_watch(by))
    over = list(Agreement.objects.in_force().filter(ends_on__lt=today))
    for agreement in over:
        expire_agreement(by=by, agreement=agreement, today=today)
    told = WorkItem.objects.filter(kind=RENEWING, key__startswith="renew:").values_list("key", flat=True)
    known = set(told)
    soon = [
        each
        for each in Agreement.objects.to_renew(today).select_related("owner", "keeper")
        if f"renew:{each.pk}:{each.ends_on}:{each.owner_id}" not in known
    ]
    for agreement in soon:
        ask_to_renew(by, agreement)
    return Unchanged(len(over) + len(soon))  # type: ignore[return-value]
