"""Who may send, receive and settle, and when a message may disturb somebody."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from longtable.core.access import Actor, Kind, Permission


def may_notify(by: Actor) -> bool:
    """Whoever may do what the notice tells of. Other packages' actions decide that first.

    Somebody who signed in without any role has nothing to tell anybody.
    """
    return not by.is_member or bool(by.grants)


def may_receive(by: Actor) -> bool:
    """A telephone number that wrote to us, through a signed door."""
    return by.kind == Kind.SMS or by.is_system


def may_carry(by: Actor) -> bool:
    """Only the machine takes messages out of the house, and in from the libraries that write them."""
    return by.is_system


def may_forget(by: Actor) -> bool:
    """Only the machine, when a person's record was erased by somebody who may."""
    return by.is_system


def may_settle(by: Actor) -> bool:
    """Somebody who may say whether an uncertain message arrived."""
    return by.is_statewide(Permission.RESOLVE_MESSAGES)


def after_quiet_hours(now: datetime, quiet: tuple[int, int], zone: ZoneInfo) -> datetime:
    """``now``, or the end of the quiet hours it lies in.

    ``quiet`` is (from, until) in whole hours of the day in ``zone``; equal hours mean none. The
    answer has the offset that holds in ``zone`` at that moment.
    """
    start, end = quiet
    local = now.astimezone(zone)
    is_quiet = start <= local.hour < end if start < end else local.hour >= start or local.hour < end
    if start == end or not is_quiet:
        return now
    day = local.date() + timedelta(days=1) if local.hour >= end else local.date()
    return datetime.combine(day, time(end), tzinfo=zone)
