"""Working days: when work is due, when to remind, and when to call in somebody else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays
from django.conf import settings

from longtable.worklists.models import Clock

END_OF_DAY = time(17)
"""Work that is due on a day is due when the office closes."""

STANDARD: dict[str, Any] = {
    "working_days": 5,
    "warn_days": 1,
    "ladder": [{"after": 1, "tell": "deputy"}, {"after": 3, "tell": "leads"}],
}
"""For kinds of work for which the agency set no clock."""


@dataclass(frozen=True)
class Calendar:
    """Days on which the office works: Monday to Friday, without the holidays of the state."""

    closed: Mapping[date, str]

    def is_working_day(self, day: date) -> bool:
        """Whether somebody is there."""
        return day.weekday() < 5 and day not in self.closed

    def add(self, day: date, working_days: int) -> date:
        """The day so many working days after ``day``, or before it when negative. 0 is ``day`` itself."""
        step = timedelta(days=1 if working_days >= 0 else -1)
        left = abs(working_days)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; 0 when ``end`` is not later."""
        days = (end - start).days
        return sum(self.is_working_day(start + timedelta(days=n)) for n in range(1, days + 1))


@lru_cache(maxsize=8)
def calendar_for(state: str) -> Calendar:
    """The calendar of a state by its two letters; of the federal government when it has none of its own."""
    try:
        return Calendar(holidays.country_holidays("US", subdiv=state.upper() or None))
    except NotImplementedError:
        return Calendar(holidays.country_holidays("US"))


def office() -> Calendar:
    """The calendar of this installation."""
    return calendar_for(settings.STATE)


def clock_for(kind: str) -> Clock:
    """The agency's clock for this kind of work, else its general one, else the standard."""
    return choose(Clock.objects.filter(kind__in=[kind, ""]), kind)


def choose(clocks: Iterable[Clock], kind: str) -> Clock:
    """The clock among ``clocks`` that rules a kind of work."""
    found = {clock.kind: clock for clock in clocks}
    return found.get(kind) or found.get("") or Clock(kind="", **STANDARD)


def close_of_day(start: datetime, working_days: int) -> datetime:
    """The close of office so many working days after ``start``."""
    zone = ZoneInfo(settings.TIME_ZONE)
    day = office().add(start.astimezone(zone).date(), working_days)
    return datetime.combine(day, END_OF_DAY, tzinfo=zone)


def due_date(kind: str, start: datetime) -> datetime:
    """When work of this kind, begun at ``start``, is due."""
    return close_of_day(start, clock_for(kind).working_days)
