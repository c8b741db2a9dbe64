"""Looking at the calendar for everybody: what ends soon, and what has run out."""

from datetime import date

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.partnerships.actions.moving import expire_agreement
from longtable.partnerships.models import Agreement
from longtable.partnerships.policies import may_watch
from longtable.partnerships.work import ask_to_renew, renewal_key
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
    near = Agreement.objects.to_renew(today).select_related("owner", "keeper")
    by_key = {renewal_key(agreement): agreement for agreement in near}
    told = set(WorkItem.objects.filter(key__in=by_key).values_list("key", flat=True))
    soon = [agreement for key, agreement in by_key.items() if key not in told]
    for agreement in soon:
        ask_to_renew(by, agreement)
    return Unchanged(len(over) + len(soon))  # type: ignore[return-value]
