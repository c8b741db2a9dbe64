"""Opening hours in plain words, for people who decide whether to go: "Monday to Friday, 9 a.m. to 1 p.m."."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from longtable.directory.models import Schedule

DAYS = {
    "MO": gettext_lazy("Monday"),
    "TU": gettext_lazy("Tuesday"),
    "WE": gettext_lazy("Wednesday"),
    "TH": gettext_lazy("Thursday"),
    "FR": gettext_lazy("Friday"),
    "SA": gettext_lazy("Saturday"),
    "SU": gettext_lazy("Sunday"),
}
WEEK = list(DAYS)

ORDINALS = {
    1: pgettext_lazy("day of the month", "1st"),
    2: pgettext_lazy("day of the month", "2nd"),
    3: pgettext_lazy("day of the month", "3rd"),
    4: pgettext_lazy("day of the month", "4th"),
    5: pgettext_lazy("day of the month", "5th"),
    -1: pgettext_lazy("day of the month", "last"),
}
MIDNIGHT = {time(0), time(23, 59), time(23, 59, 59)}

CLOSED = frozenset({"closed", "cerrado"})
"""What sources, and we for the older ones, write where a day has no hours."""

_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True)
class Hours:
    """One line of a timetable. ``times`` is empty where nobody told them; ``note`` is the source's words."""

    days: str
    times: str = ""
    note: str = ""


def clock(moment: time) -> str:
    """A time of day as one says it after "at": "9 a.m.", "1:30 p.m.", "noon"."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return pgettext("time of day", "noon") if moment.hour else pgettext("time of day", "midnight")
    told = {"hour": f"{on_the_dial(moment)}:{moment.minute:02}" if moment.minute else on_the_dial(moment)}
    half = pgettext("time of day", "%(hour)s a.m.") if moment.hour < 12 else None
    return (half or pgettext("time of day", "%(hour)s p.m.")) % told


def on_the_dial(moment: time) -> int:
    """The hour from 1 to 12, by which languages choose the words before it: "a la 1", "a las 2"."""
    return moment.hour % 12 or 12


def timetable(schedules: Iterable[Schedule], today: date) -> list[Hours]:
    """The rules that still hold on ``today``, those with the same days and times as one line."""
    lines = [_line(schedule) for schedule in sorted(_merged(schedules, today), key=_place_in_week)]
    return list(dict.fromkeys(lines))


def _merged(schedules: Iterable[Schedule], today: date) -> list[Schedule]:
    """One schedule for all weekdays with the same hours: sources often give one row a day."""
    groups: dict[tuple[object, ...], list[Schedule]] = defaultdict(list)
    for schedule in schedules:
        if (schedule.valid_to or schedule.until or today) >= today:
            groups[_sameness(schedule)].append(schedule)
    merged = []
    for alike in groups.values():
        days = {day for schedule in alike for day in _weekdays(schedule)}
        if len(alike) == 1 or not days:
            merged += alike
        else:
            merged.append(_with_days(alike[0], ",".join(day for day in WEEK if day in days)))
    return merged


def _sameness(schedule: Schedule) -> tuple[object, ...]:
    if schedule.freq != Schedule.Frequency.WEEKLY or (schedule.interval or 1) != 1:
        return (schedule.pk,)
    holds = (schedule.valid_from, schedule.valid_to, schedule.until)
    given = "" if schedule.opens_at else schedule.as_given
    return (schedule.opens_at, schedule.closes_at, given, *holds, _note(schedule))


def _with_days(schedule: Schedule, days: str) -> Schedule:
    return Schedule(
        freq=schedule.freq,
        byday=days,
        opens_at=schedule.opens_at,
        closes_at=schedule.closes_at,
        valid_from=schedule.valid_from,
        valid_to=schedule.valid_to,
        until=schedule.until,
        as_given=schedule.as_given,
        description=schedule.description,
        notes=schedule.notes,
        closed_on_holidays=schedule.closed_on_holidays,
    )


def _place_in_week(schedule: Schedule) -> tuple[int, int, time]:
    days = _weekdays(schedule)
    first = min((WEEK.index(day) for day in days), default=len(WEEK))
    return int(schedule.freq == Schedule.Frequency.MONTHLY), first, schedule.opens_at or time(0)


def _line(schedule: Schedule) -> Hours:
    days, dates = _days_in_words(schedule), _dates_in_words(schedule)
    if not (days or dates):
        told = (schedule.description, "" if schedule.opens_at else schedule.as_given, schedule.notes)
        return Hours(", ".join(part for part in told if part) or _times_in_words(schedule))
    times = _times_in_words(schedule) or schedule.as_given
    if not days:
        return Hours(dates, times, _note(schedule))
    return Hours(days, times, " ".join(part for part in (dates, _note(schedule)) if part))


def _note(schedule: Schedule) -> str:
    holidays = _("Closed on holidays.") if schedule.closed_on_holidays else ""
    description = schedule.description
    if description.strip(" .").casefold() in CLOSED:
        description = _("Closed")
    return " ".join(part for part in (description, schedule.notes, holidays) if part)


def _days_in_words(schedule: Schedule) -> str:
    if schedule.freq == Schedule.Frequency.MONTHLY:
        return _monthly(schedule)
    if schedule.freq != Schedule.Frequency.WEEKLY:
        return ""
    days = _listed([day for day in WEEK if day in _weekdays(schedule)])
    every = schedule.interval or 1
    if every == 1 or not days:
        return days
    return ngettext("%(days)s, every %(count)d week", "%(days)s, every %(count)d weeks", every) % {
        "count": every,
        "days": days,
    }


def _dates_in_words(schedule: Schedule) -> str:
    """The days or the season in which it holds, where that has an end: a rule without one needs no dates."""
    first, last = schedule.valid_from or schedule.dtstart, schedule.valid_to or schedule.until
    if not last and (schedule.freq or not first):
        return ""
    told = [date_format(day, "DATE_FORMAT") for day in dict.fromkeys((first, last)) if day]
    if len(told) == 2:
        return pgettext("dates", "%(first)s to %(last)s") % {"first": told[0], "last": told[1]}
    return told[0] if first else _("until %(day)s") % {"day": told[0]}


def _monthly(schedule: Schedule) -> str:
    ranks: dict[str, list[int]] = defaultdict(list)
    for rank, day in _DAY.findall(schedule.byday.upper()):
        ranks[day].append(int(rank or 0))
    parts = []
    for day, which in ranks.items():
        named = [str(ORDINALS[rank]) for rank in which if rank in ORDINALS]
        parts.append(f"{_joined(named)} {DAYS[day]}".strip())
    if any(rank in ORDINALS for which in ranks.values() for rank in which):
        return _("%(days)s of the month") % {"days": _joined(parts)}
    numbers = [number.strip() for number in schedule.bymonthday.split(",") if number.strip()]
    if parts or not numbers:
        return _joined(parts)
    words = ngettext("day %(numbers)s of the month", "days %(numbers)s of the month", len(numbers))
    return words % {"numbers": _joined(numbers)}


def _weekdays(schedule: Schedule) -> list[str]:
    days = [day for _rank, day in _DAY.findall(schedule.byday.upper())]
    if not days and schedule.freq == Schedule.Frequency.WEEKLY and schedule.dtstart:
        return [WEEK[schedule.dtstart.weekday()]]
    return days


def _listed(days: Sequence[str]) -> str:
    """Weekdays in words; three or more that follow each other as a span."""
    if len(days) == len(WEEK):
        return _("every day")
    positions = [WEEK.index(day) for day in days]
    follow = all(after - before == 1 for before, after in pairwise(positions))
    if len(days) >= 3 and follow:
        return _("%(first)s to %(last)s") % {"first": DAYS[days[0]], "last": DAYS[days[-1]]}
    return _joined([str(DAYS[day]) for day in days])


def _joined(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(some)s and %(last)s") % {"some": ", ".join(parts[:-1]), "last": parts[-1]}


def _times_in_words(schedule: Schedule) -> str:
    opens, closes = schedule.opens_at, schedule.closes_at
    if opens == time(0) and (closes is None or closes in MIDNIGHT):
        return _("day and night")
    if opens is None:
        return ""
    if closes:
        end = time(0) if closes in MIDNIGHT else closes
        return _("%(opens)s to %(closes)s") % {"opens": clock(opens), "closes": clock(end)}
    words = ngettext("from %(opens)s", "from %(opens)s", on_the_dial(opens))
    return words % {"opens": clock(opens)}
