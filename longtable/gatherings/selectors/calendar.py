"""What stands in the public calendar: what anybody may know of, by day, region, topic and language."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from longtable.gatherings.clock import local, shown
from longtable.gatherings.models import Gathering
from longtable.gatherings.models.gatherings import GatheringQuerySet
from longtable.places.models import Region
from longtable.places.selectors import areas_of

BEHIND = timedelta(days=60)
"""How long what is over stays in the feeds, so that calendars learn of late changes."""

SUNDAY = 6


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; nothing set = everything."""

    region: Region | None = None
    topic: str = ""
    language: str = ""
    online: bool = False


@dataclass(frozen=True)
class Day:
    """A day of the calendar, and what is on it."""

    date: date
    is_in_month: bool
    is_today: bool
    gatherings: tuple[Gathering, ...]


@dataclass(frozen=True)
class Month:
    """A month, week by week from Sunday, and its neighbours."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def days(self) -> list[Day]:
        """Its own days on which something is."""
        return [day for week in self.weeks for day in week if day.is_in_month and day.gatherings]

    @property
    def before(self) -> date:
        """First day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """First day of the month after."""
        return (self.first + timedelta(days=31)).replace(day=1)


def month_of(first: date, wanted: Wanted) -> Month:
    """The month that begins with ``first``. A few queries, however many gatherings."""
    weeks = calendar.Calendar(SUNDAY).monthdatescalendar(first.year, first.month)
    start, end = _midnight(weeks[0][0]), _midnight(weeks[-1][-1] + timedelta(days=1))
    rows = _public().filter(starts_at__lt=end, ends_at__gt=start).order_by("starts_at", "slug")
    found = _fitting(rows, wanted)
    today = timezone.localdate()
    return Month(
        first,
        tuple(
            tuple(Day(day, day.month == first.month, day == today, tuple(_on(found, day))) for day in week)
            for week in weeks
        ),
    )


def next_after(moment: datetime, wanted: Wanted) -> Gathering | None:
    """The first that begins after ``moment``, where a month holds none."""
    rows = _public().filter(starts_at__gte=moment, state=Gathering.State.PUBLISHED).order_by("starts_at")
    return next(iter(_fitting(rows, wanted)), None)


def in_feed(wanted: Wanted, now: datetime) -> list[Gathering]:
    """What a calendar that follows us should hold: what comes, what was lately, and what was called off."""
    return _fitting(_public().filter(ends_at__gt=now - BEHIND).order_by("starts_at", "slug"), wanted)


def coming_for(field: str, ids: Iterable[UUID], now: datetime) -> dict[UUID, list[Gathering]]:
    """Public gatherings to come by what they belong to, e.g. ``council`` or ``commitment``. A few queries."""
    rows = _public().coming(now).filter(**{f"{field}__in": list(ids)}).order_by("starts_at")
    found: dict[UUID, list[Gathering]] = {}
    for gathering in rows:
        found.setdefault(getattr(gathering, f"{field}_id"), []).append(gathering)
    return found


def coming_of_hosts(organizations: Iterable[UUID], now: datetime) -> dict[UUID, list[Gathering]]:
    """Public gatherings to come by who convenes or helps to convene them. A few queries."""
    wanted = set(organizations)
    rows = _public().coming(now).prefetch_related("hosts").order_by("starts_at")
    mine = rows.filter(Q(organization__in=wanted) | Q(hosts__organization__in=wanted)).distinct()
    found: dict[UUID, list[Gathering]] = {}
    for gathering in mine:
        hosting = {gathering.organization_id, *(host.organization_id for host in gathering.hosts.all())}
        for key in hosting & wanted:
            found.setdefault(key, []).append(gathering)
    return found


def _public() -> GatheringQuerySet:
    rows = Gathering.objects.public().select_related("organization", "location", "meeting")
    return rows.prefetch_related("areas", "location__addresses")


def _fitting(rows: Iterable[Gathering], wanted: Wanted) -> list[Gathering]:
    areas = {each.area.pk for each in areas_of(wanted.region)} if wanted.region else set()
    return [each for each in rows if _fits(each, wanted, areas)]


def _fits(gathering: Gathering, wanted: Wanted, areas: set[UUID]) -> bool:
    ours = gathering.area_ids()
    return (
        (wanted.region is None or not ours or not areas.isdisjoint(ours))
        and (not wanted.topic or wanted.topic in gathering.topics)
        and (not wanted.language or wanted.language in gathering.languages)
        and (not wanted.online or gathering.is_online)
    )


def _on(gatherings: Iterable[Gathering], day: date) -> list[Gathering]:
    return [each for each in gatherings if shown(each.starts_at).date() <= day <= _last_day(each.ends_at)]


def _last_day(ends_at: datetime) -> date:
    """What ends at midnight was on the day before."""
    return (shown(ends_at) - timedelta(microseconds=1)).date()


def _midnight(day: date) -> datetime:
    return local(datetime.combine(day, datetime.min.time()))
