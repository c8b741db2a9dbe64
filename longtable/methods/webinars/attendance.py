"""Who was there, by the attendance file of Zoom, Teams or Webex: each once, however often they joined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Final

from longtable.methods.webinars.tables import (
    column_name,
    is_day_first,
    minutes,
    moment,
    named,
    plain_letters,
    rows_of,
)

_COLUMNS: Final = {
    "name": "name original name|name|user name|user name original name|full name|display name|participant|"
    "participant name|attendee name|attendee|nombre|nombre nombre original|nombre completo|nombre de usuario",
    "first": "first name|nombre de pila",
    "last": "last name|apellido|apellidos",
    "email": "user email|email|e mail|email address|attendee email|participant email|correo electronico|"
    "correo|direccion de correo electronico",
    "phone": "phone|phone number|telefono|call in number",
    "joined": "join time|first join|first join time|joined|hora de entrada|hora de union|primera entrada|"
    "primera union",
    "left": "leave time|last leave|last leave time|left|hora de salida|ultima salida",
    "minutes": "duration minutes|total duration minutes|time in session minutes|in meeting duration|duration|"
    "attendance duration|total duration|duracion|duracion minutos|duracion en la reunion|"
    "tiempo en la sesion minutos",
    "attended": "attended|asistio",
    "action": "user action|accion del usuario",
    "at": "timestamp|marca de tiempo",
}
_NAMES: Final = {name: column for column, names in _COLUMNS.items() for name in names.split("|")}
_TOOLS: Final = {
    "teams": ("in meeting duration", "participant id upn", "user action"),
    "webex": ("attendance duration", "attendee email", "connection type"),
    "zoom": ("name original name", "time in session minutes", "webinar id", "recording consent"),
}
_NAMESAKES: Final = 200
"""Guests of one name at the same time that are told apart; more are counted as the last of them."""
LONGEST_SHOWN: Final = 200
"""Letters of a line that was not understood."""
_SECTION: Final = re.compile(r"(?P<number>\d)\.\s")
_CALLER: Final = re.compile(
    r"(?:call-?in user|phone user|caller|dial-?in|usuario (?:de tel[ée]fono|telef[óo]nico))[\s_-]*\d*",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\+?[\d\s().*x-]{7,}")


@dataclass(frozen=True)
class Presence:
    """One person of the file.

    ``phone``: the number of somebody who only called, as the tool shows it ("+1919***0142"); ``is_caller``
    also where it shows none. ``number`` is over 1 for another one of the same name who was there at the same
    time. ``joins``: how often they joined.
    """

    name: str
    email: str = ""
    phone: str = ""
    is_caller: bool = False
    joined_at: datetime | None = None
    left_at: datetime | None = None
    minutes: int | None = None
    number: int = 1
    joins: int = 1

    @property
    def key(self) -> str:
        """What tells this person again in another file of the same gathering."""
        known = self.email or self.phone or same_person(self.name)
        return f"{known} {self.number}" if self.number > 1 else known


@dataclass(frozen=True)
class AttendanceFile:
    """``tool``: zoom, teams, webex, or empty. ``absent``: people who signed up with it and did not come.

    ``unread``: number and words of each line below the names of the columns that holds nobody we could read.
    """

    tool: str
    people: tuple[Presence, ...]
    absent: int = 0
    unread: tuple[tuple[int, str], ...] = ()


def same_person(name: str) -> str:
    """One spelling of a shown name: ``Ana  LÓPEZ (she/her)`` -> ``ana lopez``."""
    return " ".join(plain_letters(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", name)).split())


def read_attendance(text: str, *, zone: tzinfo = UTC, day: date | None = None) -> AttendanceFile | None:
    """Everybody in the file, in its order; ``None`` when it has no table of people.

    ``zone`` is that of the clock by which the file was written, ``day`` that on which it was. Zoom
    writes one table or several (hosts, panelists, attendees, others who attended), Teams a summary,
    participants and every single join; the last would count people twice and is left out.
    """
    rows = rows_of(text)
    day_first = is_day_first((cell for row in rows for cell in row), day)
    columns: dict[str, int] = {}
    tool, section, found, absent = "", 0, [], 0
    seen: list[dict[str, int]] = []
    unread: list[tuple[int, str]] = []
    for line, row in enumerate(rows, start=1):
        if not row:
            columns = {}
            continue
        if title := _SECTION.match(row[0]):
            section = int(title["number"])
        header = {column_name(cell) for cell in row}
        tool = tool or next((each for each, names in _TOOLS.items() if header & set(names)), "")
        if named_columns := _columns_of(row):
            columns = named_columns if section < 3 else {}
            seen += [columns] if columns else []
        elif columns and sum(map(bool, row)) > 1:
            if named(row, columns, "attended").lower() in ("no", "n"):
                absent += 1
            elif presence := _presence(row, columns, day_first, zone):
                found.append(presence)
            else:
                unread.append((line, _shown(row)))
        elif seen and section < 3 and not _is_title(rows, line):
            unread.append((line, _shown(row)))
    if not seen:
        return None
    if any("action" in each for each in seen):
        found = _from_actions(found)
    return AttendanceFile(tool, tuple(_each_once(found)), absent, tuple(unread))


def _is_title(rows: list[list[str]], line: int) -> bool:
    """Whether the row with this number stands alone above the names of columns."""
    below = next((row for row in rows[line:] if row), [])
    return sum(map(bool, rows[line - 1])) <= 1 and _columns_of(below) is not None


def _shown(row: list[str]) -> str:
    """What staff read of a row."""
    return " · ".join(filter(None, row))[:LONGEST_SHOWN]


def _columns_of(row: list[str]) -> dict[str, int] | None:
    """Where each column stands, if the row names the columns of a table of people."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(row):
        if column := _NAMES.get(column_name(cell)):
            columns.setdefault(column, place)
    has_name = "name" in columns or {"first", "last"} <= columns.keys()
    return columns if has_name and {"joined", "minutes", "action"} & columns.keys() else None


def _presence(row: list[str], columns: dict[str, int], day_first: bool, zone: tzinfo) -> Presence | None:
    name = named(row, columns, "name") or " ".join(
        filter(None, (named(row, columns, "first"), named(row, columns, "last")))
    )
    email = named(row, columns, "email").lower()
    if not (name or email):
        return None
    phone, is_caller = _caller(name, email)
    joined = moment(named(row, columns, "joined"), day_first=day_first, zone=zone)
    left = moment(named(row, columns, "left"), day_first=day_first, zone=zone)
    if action := named(row, columns, "action"):
        at = moment(named(row, columns, "at"), day_first=day_first, zone=zone)
        is_leaving = plain_letters(action).startswith(("left", "salio", "abandono"))
        joined, left = (None, at) if is_leaving else (at, None)
    if joined and left and left < joined:
        left = None
    spent = minutes(named(row, columns, "minutes"))
    return Presence(
        name,
        email if "@" in email else "",
        phone,
        is_caller,
        joined,
        left,
        round((left - joined).total_seconds() / 60) if spent is None and joined and left else spent,
    )


def _caller(name: str, email: str) -> tuple[str, bool]:
    """The number that is shown, and whether somebody only called."""
    if email:
        return "", False
    digits = sum(sign.isdigit() or sign == "*" for sign in name)
    if _NUMBER.fullmatch(name.strip()) and digits >= 7:
        return re.sub(r"[^\d*+]", "", name.replace("x", "*")), True
    return "", _CALLER.fullmatch(name.strip()) is not None


def _from_actions(rows: list[Presence]) -> list[Presence]:
    """A list of joins and leaves, one row each, as stays."""
    stays: list[Presence] = []
    for row in rows:
        open_at = next(
            (
                place
                for place in reversed(range(len(stays)))
                if stays[place].name == row.name and stays[place].left_at is None
            ),
            None,
        )
        if row.joined_at or open_at is None:
            stays.append(row)
            continue
        begun = stays[open_at]
        spent = (row.left_at - begun.joined_at) if row.left_at and begun.joined_at else None
        stays[open_at] = replace(
            begun, left_at=row.left_at, minutes=round(spent.total_seconds() / 60) if spent else None
        )
    return stays


def _each_once(rows: Iterable[Presence]) -> list[Presence]:
    """Rows of one person as one. Two of a name at the same time, without an e-mail, are two people."""
    people: dict[tuple[str, int], list[Presence]] = {}
    emails: dict[str, set[str]] = {}
    rows = list(rows)
    for row in rows:
        if row.email and row.name:
            emails.setdefault(same_person(row.name), set()).add(row.email)
    for row in rows:
        known = row.email or row.phone or same_person(row.name)
        same_name = emails.get(same_person(row.name), set()) if not row.email else set()
        if len(same_name) == 1:  # joined once signed in and once as a guest
            email = next(iter(same_name))
            if not any(_overlap(row, each) for each in people.get((email, 1), ())):
                known, row = email, replace(row, email=email)
        number = 1
        while not row.email and number < _NAMESAKES:
            if not any(_overlap(row, each) for each in people.get((known, number), ())):
                break
            number += 1
        people.setdefault((known, number), []).append(replace(row, number=number))
    return [_together(stays) for stays in people.values()]


def _overlap(one: Presence, other: Presence) -> bool:
    if not (one.joined_at and one.left_at and other.joined_at and other.left_at):
        return False
    return one.joined_at < other.left_at and other.joined_at < one.left_at


def _together(stays: list[Presence]) -> Presence:
    joined = [each.joined_at for each in stays if each.joined_at]
    left = [each.left_at for each in stays if each.left_at]
    return replace(
        stays[0],
        name=next((each.name for each in stays if each.name), ""),
        joined_at=min(joined, default=None),
        left_at=max(left, default=None),
        minutes=_spent(stays),
        joins=len(stays),
    )


def _spent(stays: list[Presence]) -> int | None:
    """Minutes there: by phone and by computer at once counts once, where the file knows when."""
    told = [each.minutes for each in stays if each.minutes is not None]
    times = sorted((each.joined_at, each.left_at) for each in stays if each.joined_at and each.left_at)
    if not any(later[0] < earlier[1] for earlier, later in pairwise(times)):
        return sum(told) if told else None
    there, until = timedelta(), times[0][0]
    for joined, left in times:
        there += max(left - max(joined, until), timedelta())
        until = max(until, left)
    return round(there.total_seconds() / 60)
