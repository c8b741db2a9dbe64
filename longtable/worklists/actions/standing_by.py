"""Who stands by when somebody is in danger, and how long each kind of work may take."""

from collections.abc import Sequence
from datetime import datetime

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.worklists.models import Clock, DutyShift
from longtable.worklists.policies import may_keep_roster, may_set_clocks
from longtable.worklists.rungs import Rung


@action
def add_shift(
    *,
    by: Actor,
    organization: Organization,
    user: User,
    starts_at: datetime,
    ends_at: datetime,
    phone: str = "",
) -> DutyShift:
    """From ``starts_at`` until ``ends_at`` this person is called when words of danger come in.

    ``phone`` is a number in E.164 that gets a text message besides the e-mail.
    """
    require(by, may_keep_roster(by, organization.pk))
    shift, _ = DutyShift.objects.update_or_create(
        organization=organization,
        user=user,
        starts_at=starts_at,
        defaults={"ends_at": ends_at, "phone": phone},
    )
    record(by, "worklists.duty.added", shift, fields=["ends_at", "phone"])
    return shift


@action
def remove_shift(*, by: Actor, shift: DutyShift) -> None:
    """This person is not called any more."""
    require(by, may_keep_roster(by, shift.organization_id))
    record(by, "worklists.duty.removed", shift)
    shift.delete()


@action
def set_clock(
    *, by: Actor, kind: str, working_days: int, warn_days: int = 1, ladder: Sequence[Rung] = ()
) -> Clock:
    """From now on work of this kind may take so long; what is already given keeps its date."""
    require(by, may_set_clocks(by))
    clock, _ = Clock.objects.update_or_create(
        kind=kind,
        defaults={
            "working_days": working_days,
            "warn_days": warn_days,
            "ladder": [rung.as_json() for rung in ladder],
        },
    )
    record(by, "worklists.clock.set", clock, fields=["working_days", "warn_days", "ladder"])
    return clock
