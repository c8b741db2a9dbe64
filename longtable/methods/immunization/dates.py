"""Arithmetic with ages and intervals as a vaccination schedule means it, for whatever compares two days.

Rules CALCDT-1 to CALCDT-6 of the CDSi logic specification 4.6, section 3.4.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

EARLIEST: Final = date(1900, 1, 1)
"""What an empty beginning means (Table 3-4, "assumed value if empty")."""
LATEST: Final = date(2999, 12, 31)
"""What an empty end means."""

UNITS: Final = {"year": (1, 0, 0), "month": (0, 1, 0), "week": (0, 0, 7), "day": (0, 0, 1)}
TERM: Final = re.compile(r"\s*([+-]?)\s*(\d+)\s*(year|month|week|day)s?\s*", re.IGNORECASE)


class Unreadable(ValueError):
    """A text is no age, no interval and no date."""


class Span(NamedTuple):
    """An age or an interval: "12 months - 4 days" is ``Span(0, 12, -4)``. Weeks are days."""

    years: int
    months: int
    days: int

    @classmethod
    def read(cls, text: str) -> Span:
        """Reads what a schedule says. Raises :class:`Unreadable`."""
        total = [0, 0, 0]
        position = 0
        while position < len(text):
            term = TERM.match(text, position)
            if term is None or (position and not term[1]):
                raise Unreadable(f"{text!r} is no age and no interval")
            count = int(term[2]) * (-1 if term[1] == "-" else 1)
            for index, size in enumerate(UNITS[term[3].lower()]):
                total[index] += count * size
            position = term.end()
        if not position:
            raise Unreadable("An empty text is no age and no interval")
        return cls(*total)

    def after(self, day: date) -> date:
        """The day that lies this span after ``day``.

        Years hold month and day (CALCDT-1), months hold the day (CALCDT-2), weeks and days are counted
        (CALCDT-3, -4). Years first, then months, then days (CALCDT-6); a day that does not exist moves to the
        first of the next month (CALCDT-5). A day beyond the calendar becomes its first or last day.
        """
        years, months, days = self
        if years:
            day = _on(day.year + years, day.month, day.day)
        if months:
            whole, month = divmod(day.year * 12 + day.month - 1 + months, 12)
            day = _on(whole, month + 1, day.day)
        if not days:
            return day
        try:
            return day + timedelta(days)
        except OverflowError:
            return date.max if days > 0 else date.min

    def __str__(self) -> str:
        """As a schedule writes it, with weeks where they come out even: "5 months + 4 weeks"."""
        days = (self.days // 7, "week") if self.days % 7 == 0 else (self.days, "day")
        terms = [(self.years, "year"), (self.months, "month"), days]
        text = ""
        for count, unit in terms:
            if count:
                sign = (" - " if count < 0 else " + ") if text else ("-" if count < 0 else "")
                text += f"{sign}{abs(count)} {unit}{'' if abs(count) == 1 else 's'}"
        return text or "0 days"


def _on(year: int, month: int, day: int) -> date:
    if not date.min.year <= year <= date.max.year:
        return date.max if year > date.max.year else date.min
    if day <= 28:
        return date(year, month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month + 1, 1)  # months of 31 days, December among them, never come here


def read_date(text: str) -> date:
    """``20250827`` or ``01/01/1957``, the two ways in which CDC writes a date. Raises :class:`Unreadable`."""
    plain = re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})", text)
    slashed = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    try:
        if plain:
            return date(int(plain[1]), int(plain[2]), int(plain[3]))
        if slashed:
            return date(int(slashed[3]), int(slashed[1]), int(slashed[2]))
    except ValueError:
        pass
    raise Unreadable(f"{text!r} is no date")
