"""Whether something is open: rules of RFC 5545 of HSDS schedules, on the clock of this installation.

A rule is a small JSON object that stands in ``Listing.hours``; moments are naive, on the local clock.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final

from longtable.directory.models import Schedule
from longtable.directory.search import marks
from longtable.worklists.clocks import office

Rule = Mapping[str, Any]
"""What is set of ``freq interval byday bymonthday wkst dtstart until count valid_from valid_to opens closes
closed closed_on_holidays``: days as ISO dates, times as HH:MM, ``closed`` for days on which it is shut."""

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AHEAD: Final = timedelta(days=62)
"""How far the next opening is looked for: a monthly one may fall out once."""

SLOTS: Final = 7 * 48
"""Half hours of a week."""

LARGEST: Final = 9
"""Two to the power of this is the longest run of half hours that one mark stands for."""

_DAY: Final = re.compile(r"([+-]?\d{1,2})?\s*(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER: Final = re.compile(r"-?\d{1,3}")
_SHUT: Final = re.compile(r"\b(?:closed|cerrado|cerrada|cerramos)\b", re.IGNORECASE)
_PLAIN: Final = ("byday", "bymonthday", "wkst", "count", "closed_on_holidays")
_DATES: Final = ("dtstart", "until", "valid_from", "valid_to")
_WHOLE_DAY_ENDS: Final = (time(23, 59), time(23, 59, 59))


@dataclass(frozen=True)
class State:
    """``is_open`` is None when that cannot be said; ``closes`` and ``opens`` when that is known."""

    is_open: bool | None
    closes: datetime | None = None
    opens: datetime | None = None


@dataclass(frozen=True)
class Span:
    """From when to when it is open. ``closes`` is None where nobody told it."""

    opens: datetime
    closes: datetime | None


def rules_of(schedules: Iterable[Schedule]) -> list[Rule]:
    """The rules of ``schedules`` of which one can work out days; the others are left out."""
    return [rule for schedule in schedules if (rule := _rule(schedule))]


def state_at(rules: Iterable[Rule], now: datetime) -> State:
    """How it stands at ``now``, local time."""
    rules = list(rules)
    if not rules:
        return State(None)
    today = now.date()
    spans = sorted(_spans(rules, today - timedelta(days=1), today), key=lambda span: span.opens)
    current = [span for span in spans if span.opens <= now and (span.closes is None or span.closes > now)]
    known = [span.closes for span in current if span.closes]
    if known:
        return State(True, closes=_lasting(rules, max(known)))
    if any(span.closes is None and span.opens.date() == today for span in current):
        return State(None)
    return State(False, opens=_next_opening(rules, now))


def is_open(rules: Iterable[Rule], now: datetime) -> bool:
    """Whether it is certainly open at ``now``: :func:`state_at` without when that changes."""
    today = now.date()
    spans = _spans(rules, today - timedelta(days=1), today)
    return any(span.opens <= now and span.closes is not None and span.closes > now for span in spans)


def half_hours(rules: Iterable[Rule]) -> int:
    """The half hours of a week in which it may be open, as bits, from Monday 0:00 on.

    Whether a rule for every second week or for the first Tuesday holds today is not asked here.
    """
    found = 0
    for rule in rules:
        if rule.get("closed") or "closes" not in rule:
            continue
        opens, closes = _time(rule["opens"]), _time(rule["closes"])
        first = opens.hour * 2 + opens.minute // 30
        length = (_minutes(opens, closes) + opens.minute % 30 + 29) // 30
        for day in _weekdays(rule):
            found |= ((1 << length) - 1) << day * 48 + first
    return (found | found >> SLOTS) & (1 << SLOTS) - 1


@lru_cache(maxsize=10_000)
def open_marks(week: int) -> list[str]:
    """The half hours of :func:`half_hours` as few marks: whole runs of two, four, eight and so on at once."""
    return list(_covered(week, LARGEST, 0))


def open_at(now: datetime) -> list[str]:
    """What may be open at ``now`` has one of these marks: every run that holds this half hour."""
    slot = now.weekday() * 48 + now.hour * 2 + now.minute // 30
    return [_run(power, slot >> power) for power in range(LARGEST + 1)]


def _covered(week: int, power: int, number: int) -> Iterator[str]:
    bits = (1 << (1 << power)) - 1
    here = week >> (number << power) & bits
    if here == bits:
        yield _run(power, number)
    elif here:
        yield from _covered(week, power - 1, number * 2)
        yield from _covered(week, power - 1, number * 2 + 1)


def _run(power: int, number: int) -> str:
    return marks.mark(marks.OPEN, f"{power} {number}")


# --- Reading schedules ---------------------------------------------------------------------------


def _rule(schedule: Schedule) -> Rule | None:
    freq = schedule.freq or (Schedule.Frequency.WEEKLY if schedule.byday else "")
    rule: dict[str, Any] = {"freq": str(freq)} if freq else {}
    rule |= {name: value for name in _PLAIN if (value := getattr(schedule, name))}
    rule |= {name: value.isoformat() for name in _DATES if (value := getattr(schedule, name))}
    if (schedule.interval or 1) > 1:
        rule["interval"] = schedule.interval
    if schedule.opens_at:
        rule["opens"] = f"{schedule.opens_at:%H:%M}"
        if schedule.closes_at:
            rule["closes"] = (
                "24:00" if schedule.closes_at in _WHOLE_DAY_ENDS else f"{schedule.closes_at:%H:%M}"
            )
    elif _SHUT.search(f"{schedule.description} {schedule.notes}"):
        rule["closed"] = True
    return rule if _can_be_worked_out(rule) else None


def _can_be_worked_out(rule: Rule) -> bool:
    if "opens" not in rule and "closed" not in rule:
        return False
    begins = "dtstart" in rule or "valid_from" in rule
    if rule.get("interval", 1) > 1 and not begins:
        return False
    freq = rule.get("freq")
    if freq == "WEEKLY":
        return bool(_DAY.search(rule.get("byday", "").upper())) or begins
    if freq == "MONTHLY":
        return bool(_DAY.search(rule.get("byday", "").upper()) or _numbers(rule, "bymonthday")) or begins
    return begins


# --- Working out days ----------------------------------------------------------------------------


def _spans(rules: Iterable[Rule], first: date, last: date) -> Iterator[Span]:
    """Openings that begin on these days, without those on days that are shut."""
    rules = list(rules)
    shut = {day for rule in rules if rule.get("closed") for day in days_of(rule, first, last)}
    public_holidays = office().closed
    for rule in rules:
        if rule.get("closed"):
            continue
        opens = _time(rule["opens"])
        for day in days_of(rule, first, last):
            if day not in shut and not (rule.get("closed_on_holidays") and day in public_holidays):
                begins = datetime.combine(day, opens)
                length = _minutes(opens, _time(rule["closes"])) if "closes" in rule else None
                yield Span(begins, begins + timedelta(minutes=length) if length else None)


def days_of(rule: Rule, first: date, last: date) -> list[date]:
    """The days from ``first`` to ``last`` on which the rule holds."""
    earliest = max([first, *(_date(rule, name) or first for name in ("dtstart", "valid_from"))])
    latest = min([last, *(_date(rule, name) or last for name in ("until", "valid_to"))])
    if earliest > latest:
        return []
    freq = rule.get("freq")
    if not freq:
        end = _date(rule, "valid_to")
        only = latest if end and "valid_from" in rule else _date(rule, "dtstart") or _date(rule, "valid_from")
        return [day for day in _each_day(earliest, latest) if only and day <= only]
    if "count" in rule and (start := _date(rule, "dtstart")):
        all_days = [day for day in _each_day(start, latest) if _holds_on(rule, day)]
        return [day for day in all_days[: rule["count"]] if day >= earliest]
    return [day for day in _each_day(earliest, latest) if _holds_on(rule, day)]


def _holds_on(rule: Rule, day: date) -> bool:
    """Whether a day is one of the rule's, leaving aside where the rule begins and ends.

    One day after the other, and not by a library that looks for the next match: rules of real directories may
    match no day at all ("the fifth Monday, if it is the first of the month"), and it would look for ever.
    """
    start, interval = _date(rule, "dtstart") or _date(rule, "valid_from"), rule.get("interval", 1)
    if rule["freq"] == "WEEKLY":
        if start and interval > 1 and _weeks(start, day, rule) % interval:
            return False
        return day.weekday() in _weekdays(rule)
    if start and interval > 1 and ((day.year - start.year) * 12 + day.month - start.month) % interval:
        return False
    last = monthrange(day.year, day.month)[1]
    numbers = _numbers(rule, "bymonthday")
    ranks = _named(rule.get("byday", ""))
    if not numbers and not ranks:
        return start is not None and day.day == start.day
    if numbers and not {day.day, day.day - last - 1} & set(numbers):
        return False
    here = {0, (day.day - 1) // 7 + 1, -((last - day.day) // 7 + 1)}
    return not ranks or any(name == DAYS[day.weekday()] and int(rank or 0) in here for rank, name in ranks)


def _weeks(start: date, day: date, rule: Rule) -> int:
    """How many weeks lie between the two, weeks beginning where the rule says."""
    first = DAYS.index(wkst) if (wkst := rule.get("wkst", "").upper()) in DAYS else 0
    begins = [each - timedelta(days=(each.weekday() - first) % 7) for each in (start, day)]
    return (begins[1] - begins[0]).days // 7


def _next_opening(rules: list[Rule], now: datetime) -> datetime | None:
    """The first opening after ``now``; looks at one week before it looks further."""
    first, last = now.date(), now.date() + AHEAD
    for until in (first + timedelta(days=8), last):
        later = [span.opens for span in _spans(rules, first, until) if span.opens > now]
        if later:
            return min(later)
    return None


def _lasting(rules: list[Rule], closes: datetime) -> datetime:
    """When it really closes: a span that ends where the next begins goes on, for a week at most."""
    spans = list(_spans(rules, closes.date() - timedelta(days=1), closes.date() + timedelta(days=7)))
    while following := [span.closes for span in spans if span.closes and span.opens <= closes < span.closes]:
        closes = max(following)
    return closes


def _weekdays(rule: Rule) -> set[int]:
    """Weekdays that can come up, Monday 0."""
    named = {DAYS.index(name) for _rank, name in _named(rule.get("byday", ""))}
    if named:
        return named
    start = _date(rule, "dtstart") or _date(rule, "valid_from")
    return {start.weekday()} if start and rule.get("freq") == "WEEKLY" else set(range(7))


@lru_cache(maxsize=1_000)
def _named(byday: str) -> list[tuple[str, str]]:
    """Ranks and names of weekdays: "1MO,-1TU" is the first Monday and the last Tuesday."""
    return _DAY.findall(byday.upper())


def _each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=more) for more in range((last - first).days + 1)]


def _minutes(opens: time, closes: time) -> int:
    """How long it is open; an end that is not after the beginning lies on the next day."""
    length = (closes.hour - opens.hour) * 60 + closes.minute - opens.minute
    return length if length > 0 else length + 24 * 60


@lru_cache(maxsize=2_000)
def _time(text: str) -> time:
    return time() if text == "24:00" else time.fromisoformat(text)


def _date(rule: Rule, name: str) -> date | None:
    return date.fromisoformat(rule[name]) if name in rule else None


def _numbers(rule: Rule, name: str) -> list[int]:
    return [number for text in _NUMBER.findall(str(rule.get(name, ""))) if (number := int(text))]
