"""A source laid out on disk: its rows by table, each once, what others refer to first.

Files come in any order, documents repeat what they share, and what belongs to one row stands in several
places. All of it is read once into a temporary SQLite file, which the system removes with the process;
memory stays flat however large the source is.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from longtable.core.imports import Reject, Row
from longtable.directory.hsds.flattening import Cells
from longtable.directory.hsds.laying import PLACES, Laying
from longtable.directory.hsds.sources import Source
from longtable.directory.hsds.tables import BY_NAME, TABLES, Table

A_WHILE = 500_000
"""Steps of SQLite after which whoever waits hears again that it goes on: well under a second."""


@dataclass(frozen=True, slots=True)
class StagedRow(Row):
    """A row of an HSDS table with its id; ``given`` is the id by which its source knows it."""

    table: Table
    id: UUID
    given: str


@dataclass(frozen=True, slots=True)
class Added:
    """An attribute of our profile: see :mod:`longtable.directory.hsds.profile`."""

    id: UUID
    code: str
    field: str
    label: str
    value: str


class Staging:
    """One source, laid out. Whoever waits is told in words how far it is."""

    def __init__(self, source: Source, name: str, *, tell: Callable[[str], None]) -> None:
        self._rows = sqlite3.connect("", check_same_thread=False)  # no name: a file that nobody else sees
        laying = Laying(self._rows, name)
        for number, found in enumerate(source, start=1):
            laying.take(found)
            if number % 1000 == 0:
                tell(f"{number:,} rows read")
        source.check()
        self._rows.set_progress_handler(lambda: tell("putting the rows in order"), A_WHILE)
        laying.put_in_order()
        self._rows.set_progress_handler(None, 0)
        self.total: int = self._rows.execute("SELECT count(*) FROM row").fetchone()[0]
        """How many rows there are, refused ones included."""
        self.ids, self.said, self.is_ours = laying.ids, laying.said, laying.is_ours
        self.unheard = [*source.unheard, *self._unheard_columns()]

    def close(self) -> None:
        """Give its disk back."""
        self._rows.close()

    def refused(self) -> Mapping[str, int]:
        """By CSV file of HSDS, or what the source calls the table: rows that could not be read."""
        found: Counter[str] = Counter()
        counted = "SELECT place, file, count(*) FROM row WHERE reason != '' GROUP BY place, file"
        for place, file, count in self._rows.execute(counted):
            own = file.rpartition(": ")[2].partition(".")[0] or file
            found[TABLES[place].stem if place >= 0 else own] += count
        return found

    def rows(self) -> Iterator[StagedRow | Reject]:
        """Every row, what others refer to first, each file by its ids: so indexes grow where they end."""
        columns = "place, id, file, line, given, reason, body"
        for place, key, file, line, given, reason, body in self._rows.execute(
            f"SELECT {columns} FROM row ORDER BY place, depth, file, id, seq"
        ):
            cells = json.loads(body)
            if reason:
                yield Reject(file, line, reason, cells)
            else:
                yield StagedRow(file, line, cells, TABLES[place], UUID(key), given)

    def said_of(self, row: StagedRow) -> set[str]:
        """The columns that the source has for rows like this one."""
        return self.said[row.file, row.table.name]

    def first_of(self, table: str, ids: Iterable[UUID]) -> dict[UUID, UUID]:
        """For rows that only repeat another: that other."""
        if table != "service_at_location":
            return {}
        found: dict[UUID, UUID] = {}
        for some in _pieces([str(each) for each in ids]):
            marks = ",".join("?" * len(some))
            twins = self._rows.execute(f"SELECT id, first FROM twin WHERE id IN ({marks})", some)
            found |= {UUID(key): UUID(first) for key, first in twins}
        return found

    def landed(self, table: str, ids: Iterable[UUID]) -> None:
        """Remember that these rows would be in."""
        self._rows.executemany(
            "UPDATE row SET landed = 1 WHERE place = ? AND id = ? AND reason = ''",
            [(PLACES[table], str(each)) for each in ids],
        )

    def has_landed(self, table: str, ids: Iterable[UUID]) -> set[UUID]:
        """Those of ``ids`` that would have come in with this source."""
        found = set()
        for some in _pieces([str(each) for each in ids]):
            marks = ",".join("?" * len(some))
            sql = f"SELECT id FROM row WHERE place = ? AND landed = 1 AND reason = '' AND id IN ({marks})"
            found |= {UUID(key) for (key,) in self._rows.execute(sql, [PLACES[table], *some])}
        return found

    def additions(self, table: str, ids: Iterable[UUID]) -> dict[UUID, list[Added]]:
        """What our profile adds to each of these rows."""
        found: dict[UUID, list[Added]] = defaultdict(list)
        if not self.is_ours:
            return found
        for some in _pieces([f"{table}:{each}" for each in ids]):
            marks = ",".join("?" * len(some))
            sql = f"SELECT link, id, code, field, label, value FROM addition WHERE link IN ({marks})"
            for link, key, *rest in self._rows.execute(sql, some):
                found[UUID(link.rpartition(":")[2])].append(Added(UUID(key), *rest))
        return found

    def words(self, services: Iterable[UUID]) -> dict[UUID, list[Cells]]:
        """What HSDS 1 and 2 say of services in rows of their own."""
        found: dict[UUID, list[Cells]] = defaultdict(list)
        for some in _pieces([str(each) for each in services]):
            marks = ",".join("?" * len(some))
            sql = f"SELECT service, body FROM words WHERE service IN ({marks}) ORDER BY rowid"
            for service, body in self._rows.execute(sql, some):
                found[UUID(service)].append(json.loads(body))
        return found

    def _unheard_columns(self) -> list[str]:
        unheard = []
        for (file, table), columns in self.said.items():
            unknown = sorted(columns - {column.name for column in BY_NAME[table].columns} - {""})
            if unknown:
                unheard.append(f"{file}: no place for {', '.join(unknown)}")
        return unheard


def _pieces(texts: Sequence[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(texts), size):
        yield list(texts[start : start + size])
