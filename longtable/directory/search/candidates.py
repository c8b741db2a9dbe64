"""Which listings can answer a question: one statement that reads the first of them and no more.

Django's query sets know neither a limit within a union on SQLite nor the word index as what leads a join, so
the statement is written here, from constants and parameters alone.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import connection

from longtable.directory.models import ServiceCapacity
from longtable.directory.search import hours, marks
from longtable.directory.search.points import Point, flat_distance
from longtable.directory.search.rings import Order, Ring
from longtable.directory.search.word_index import TABLE, Alternative, Asked, Word, found_in

MOST: Final = 120
"""Listings that one question looks at closely: ten pages. Where more answer it, these are the near ones,
those tied to the need, and those confirmed last: who has so many to choose from will ask for less."""

MOST_OF_A_RING: Final = 2000
"""Listings of one ring that are put in order; beyond that, any of them are as good."""

TAKES_PEOPLE: Final = marks.mark(marks.TAKES, ServiceCapacity.State.OPEN)

_AGE: Final = "(minimum_age IS NULL OR minimum_age <= %s) AND (maximum_age IS NULL OR maximum_age >= %s)"
_CAPACITY: Final = "CASE WHEN capacity_until IS NULL OR capacity_until > %s THEN capacity ELSE '' END"


class Candidate(NamedTuple):
    """What ranking needs of a listing. ``words`` and ``hours`` (JSON) are empty where nothing asks for them.

    ``service_id`` is as the engine has it. ``capacity`` is empty when nothing is said that still holds.
    """

    id: int
    service_id: Any
    latitude: float | None
    longitude: float | None
    standing: int
    title: str
    giver: str
    needs: str
    hints: str
    capacity: str
    words: str
    hours: str

    def miles_from(self, point: Point | None) -> float | None:
        """About how far it is; None where one of the two has no position."""
        if point is None or self.latitude is None or self.longitude is None:
            return None
        return flat_distance(point, self.latitude, self.longitude)


_NAMES: Final = ", ".join(Candidate._fields)
_PLAIN: Final = ", ".join(f"{TABLE}.{name}" for name in Candidate._fields[:-3])


@dataclass(frozen=True)
class Words:
    """What the words ask for: met ``anyhow``, or ``well``. ``matter``: ranking looks at all words again."""

    anyhow: Asked = ()
    well: Asked = ()
    matter: bool = False


@dataclass(frozen=True)
class Part:
    """A walk through ``rings``, for those with ``also``; ``most`` of them for each way to meet the words."""

    order: Order
    rings: Sequence[Ring]
    also: Asked = ()
    most: int = MOST


@dataclass(frozen=True)
class Sieve:
    """What must hold whatever the words are: marks, an age, that it takes people, the moment it is open."""

    now: datetime
    marks: Asked = ()
    age: float | None = None
    takes_people: bool = False
    open_at: datetime | None = None

    def asked(self) -> Asked:
        """What the word index can look for of it."""
        half_hour = [[(Word(each),) for each in hours.open_at(self.open_at)]] if self.open_at else []
        return [*self.marks, *([[(Word(TAKES_PEOPLE),)]] if self.takes_people else []), *half_hour]

    def walk(self, words: Words, *parts: Part) -> tuple[list[list[Candidate]], bool]:
        """The first listings of each part, and whether there are more. One statement.

        What meets the words well goes before what meets them anyhow, so later parts may be left out.
        """
        statement = _Statement(self, words)
        with connection.cursor() as cursor:
            cursor.execute(statement.of(parts), statement.parameters)
            rows = cursor.fetchall()
        found: list[list[Candidate]] = [[] for _ in parts]
        for row in rows:
            found[row[-1]].append(Candidate._make(row[:-1]))
        return [self._kept(some) for some in found], len(rows) == MOST

    def _kept(self, rows: list[Candidate]) -> list[Candidate]:
        """Without what is no longer believed, or shut on this very day: no mark knows of a public holiday."""
        if self.takes_people:
            rows = [row for row in rows if row.capacity == ServiceCapacity.State.OPEN]
        if self.open_at:
            told = {row.hours for row in rows}
            is_open = {each: hours.is_open(json.loads(each), self.open_at) for each in told}
            rows = [row for row in rows if is_open[row.hours]]
        return rows


class _Statement:
    """SQL of a walk, whose parameters gather as it is written."""

    def __init__(self, sieve: Sieve, words: Words) -> None:
        self.sieve = sieve
        self.words = words
        self.asked = sieve.asked()
        self.now = connection.ops.adapt_datetimefield_value(sieve.now)
        self.parameters: list[Any] = []

    def of(self, parts: Sequence[Part]) -> str:
        """Members of a union are read one after the other, until there are enough."""
        words = self.words
        ways: list[tuple[Asked, Asked]] = [(words.anyhow, words.well)]
        if words.well:
            ways.insert(0, (words.well, ()))
        members = [
            self._part(part, number, asked, unless)
            for asked, unless in ways
            for number, part in enumerate(parts)
        ]
        return f"SELECT * FROM ({' UNION ALL '.join(members)}) AS members LIMIT {MOST}"

    def _part(self, part: Part, number: int, asked: Asked, unless: Asked) -> str:
        members = [self._ring(part.order, ring, [*asked, *part.also], unless) for ring in part.rings]
        first = f"SELECT {_NAMES}, {number} AS part FROM ({' UNION ALL '.join(members)}) AS rings"
        return f"SELECT * FROM ({first} LIMIT {part.most}) AS part{number}"

    def _ring(self, order: Order, ring: Ring, asked: Asked, unless: Asked) -> str:
        near = [ring.marks] if ring.marks else []
        source, met, found = found_in(connection.vendor, [*asked, *self.asked, *near], unless)
        age = ""
        self.parameters += [self.now, *order.parameters, *found]
        if self.sieve.age is not None:
            age = f" AND {_AGE}"
            self.parameters += [self.sieve.age, self.sieve.age]
        self.parameters += [ring.beyond, ring.within]
        columns = f"{self._columns}, {order.measure} AS measure"
        rows = f"SELECT {columns} FROM {source} WHERE {met} AND is_running{age}"
        within = f"SELECT * FROM ({rows}) AS met WHERE measure > %s AND measure <= %s LIMIT {MOST_OF_A_RING}"
        first = f"SELECT {_NAMES} FROM ({within}) AS ring ORDER BY measure, id LIMIT {MOST}"
        return f"SELECT {_NAMES} FROM ({first}) AS first"

    @property
    def _columns(self) -> str:
        """Long columns only where somebody looks at them."""
        words = f"{TABLE}.words" if self.words.matter else "''"
        told = f"CAST({TABLE}.hours AS text)" if self.sieve.open_at else "''"
        return f"{_PLAIN}, {_CAPACITY} AS capacity, {words} AS words, {told} AS hours"


def serving(codes: Sequence[str]) -> list[Alternative]:
    """Listings whose service area is one of these areas."""
    return [(Word(marks.mark(marks.SERVES, code)),) for code in codes]


def lying_in(code: str) -> list[Alternative]:
    """Listings that lie in this area."""
    return [(Word(marks.mark(marks.LIES_IN, code)),)]


def speaking(code: str) -> list[Alternative]:
    """Listings where somebody speaks this language."""
    return [(Word(marks.mark(marks.LANGUAGE, code)),)]


def free() -> list[Alternative]:
    """Listings that cost nothing."""
    return [(Word(marks.mark(marks.FREE, "")),)]
