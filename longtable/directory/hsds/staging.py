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
from longtable.directory.hsds import older, profile
from longtable.directory.hsds.cells import STAND_IN
from longtable.directory.hsds.flattening import Cells
from longtable.directory.hsds.identity import Ids, as_uuid
from longtable.directory.hsds.sources import Found, Source
from longtable.directory.hsds.tables import BY_NAME, TABLES, Table

_PLACES = {table.name: place for place, table in enumerate(TABLES)}

_REFERRED = {column.to for table in TABLES for column in table.references}
"""Tables whose rows others call by their id; in the rest two rows may have been given the same."""

_PARENTS = {"taxonomy_term": "parent_id", "organization": "parent_organization_id"}

_OURS = {
    "taxonomy": {profile.TAXONOMY_ID},
    "taxonomy_term": set(profile.CODES),
    "unit": {profile.UNIT_ID},
    "organization": {profile.NOBODY_ID},
}
"""Rows that stand for our profile in an export, and for nothing in the directory."""

A_WHILE = 500_000
"""Steps of SQLite after which whoever waits hears again that it goes on: well under a second."""

_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
CREATE TABLE row (
    seq INTEGER PRIMARY KEY, place INTEGER, id TEXT, parent TEXT, depth INTEGER DEFAULT 0,
    file TEXT, line INTEGER, given TEXT, reason TEXT DEFAULT '', landed INTEGER DEFAULT 0, body TEXT
);
CREATE UNIQUE INDEX row_once ON row (place, id) WHERE reason = '';
CREATE TABLE addition (link TEXT, code TEXT, field TEXT, label TEXT, value TEXT, id TEXT);
CREATE TABLE words (service TEXT, body TEXT);
CREATE TABLE pair (service TEXT, location TEXT, id TEXT, PRIMARY KEY (service, location)) WITHOUT ROWID;
CREATE TABLE twin (id TEXT PRIMARY KEY, first TEXT) WITHOUT ROWID;
"""
_ORDER = """
CREATE INDEX row_order ON row (place, depth, file, id, seq);
CREATE INDEX row_refused ON row (place, file) WHERE reason != '';
CREATE INDEX row_parent ON row (parent) WHERE parent IS NOT NULL;
CREATE INDEX addition_link ON addition (link);
CREATE INDEX words_service ON words (service);
"""
_DEPTHS = """
WITH RECURSIVE under (id, depth) AS (
    SELECT id, 1 FROM row WHERE place = :place AND parent IS NOT NULL
        AND parent NOT IN (SELECT id FROM row WHERE place = :place AND parent IS NOT NULL)
    UNION ALL
    SELECT row.id, under.depth + 1 FROM row JOIN under ON row.parent = under.id WHERE row.place = :place
)
UPDATE row SET depth = (SELECT depth FROM under WHERE under.id = row.id)
WHERE place = :place AND id IN (SELECT id FROM under)
"""


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
        self.ids = Ids(name)
        self.name = name
        self.is_ours = False
        """Whether it says what our own exports add to HSDS."""
        self.said: dict[tuple[str, str], set[str]] = defaultdict(set)
        """By file (as in rows) and table: the columns that it has, empty or not."""
        self._rows = sqlite3.connect("", check_same_thread=False)  # no name: a file that nobody else sees
        self._rows.executescript(_SCHEMA)
        for number, found in enumerate(source, start=1):
            self._take(found)
            if number % 1000 == 0:
                tell(f"{number:,} rows read")
        source.check()
        self._rows.set_progress_handler(lambda: tell("putting the rows in order"), A_WHILE)
        self._rows.executescript(_ORDER)
        for table in _PARENTS:
            self._rows.execute(_DEPTHS, {"place": _PLACES[table]})
        self._rows.set_progress_handler(None, 0)
        self.total: int = self._rows.execute("SELECT count(*) FROM row").fetchone()[0]
        """How many rows there are, refused ones included."""
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
        """Every row, what others refer to first, else in the order of the source."""
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
            [(_PLACES[table], str(each)) for each in ids],
        )

    def has_landed(self, table: str, ids: Iterable[UUID]) -> set[UUID]:
        """Those of ``ids`` that would have come in with this source."""
        found = set()
        for some in _pieces([str(each) for each in ids]):
            marks = ",".join("?" * len(some))
            sql = f"SELECT id FROM row WHERE place = ? AND landed = 1 AND reason = '' AND id IN ({marks})"
            found |= {UUID(key) for (key,) in self._rows.execute(sql, [_PLACES[table], *some])}
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

    def _take(self, found: Found) -> None:
        if found.reason:
            self._insert(found, None, None)
        elif found.table == older.TEXTS:
            self._take_words(found)
        elif found.table == "attribute":
            self._take_attribute(found)
        else:
            for each in self._with_what_it_implies(found):
                self._take_row(each)

    def _take_words(self, found: Found) -> None:
        service = found.cells.pop("service_id")
        if not service:
            self._insert(_refused(found, "It names no service"), None, None)
            return
        key = str(self.ids.of("service", service))
        self._rows.execute("INSERT INTO words VALUES (?, ?)", [key, json.dumps(found.cells)])

    def _take_attribute(self, found: Found) -> None:
        cells = found.cells
        entity = cells.get("link_entity", "")
        code = profile.CODES.get(as_uuid(cells.get("taxonomy_term_id", "")) or profile.NOBODY_ID)
        if code is None:
            self._take_row(found)
        elif code == "value":
            self.is_ours = True
            self._take_row(_with(found, cells | {"taxonomy_term_id": ""}))
        else:
            self.is_ours = True
            told = [cells.get(name, "") for name in ("link_type", "label", "value")]
            key = self.ids.of("attribute", cells.get("id", ""))
            link = f"{entity}:{self.ids.of(entity, cells.get('link_id', ''))}"
            self._rows.execute(
                "INSERT INTO addition VALUES (?, ?, ?, ?, ?, ?)", [link, code, *told, str(key)]
            )

    def _with_what_it_implies(self, found: Found) -> Iterator[Found]:
        """The row itself, and rows that stand in it: its old id, the taxonomy that its term names."""
        cells, given = found.cells, found.cells.get("id", "")
        is_old = bool(given and cells.get("name")) and as_uuid(given) is None
        if found.table == "taxonomy_term" and cells.get("taxonomy") and not cells.get("taxonomy_id"):
            name = cells["taxonomy"]
            yield _made("taxonomy", found, {"id": f"named {name}", "name": name})
            found = _with(found, cells | {"taxonomy_id": f"named {name}"})
        if found.table == "location" and is_old and not cells.get("external_identifier"):
            known = {"external_identifier": given, "external_identifier_type": self.name[:50]}
            found = _with(found, cells | known)
        yield found
        if is_old and found.table == "organization":
            told = {"identifier_type": self.name[:100], "identifier": given}
            yield _made("organization_identifier", found, {"organization_id": given, **told})
        elif is_old and found.table == "service":
            told = {"link_type": "id", "label": self.name[:255], "value": given}
            yield _made("attribute", found, {"link_id": given, "link_entity": "service", **told})

    def _take_row(self, found: Found) -> None:
        table, cells = BY_NAME[found.table], dict(found.cells)
        found = _with(found, cells)
        self.said[_label(found), table.name] |= cells.keys()
        given = cells.pop("id", "")
        key = self.ids.of(table.name, given) if given else self.ids.of_what_it_says(table.name, cells)
        if key in _OURS.get(table.name, ()):
            self.is_ours = True
            return
        for column in table.columns:
            if column.required and cells.get(column.name) == STAND_IN:
                cells[column.name] = ""
        missing = [column.name for column in table.columns if column.needed and not cells.get(column.name)]
        if missing:
            found.cells["id"] = given
            self._insert(_refused(found, f"It has no {', '.join(missing)}"), None, None)
        elif table.name == "service_at_location" and self._is_twin(found, key):
            return
        elif not self._insert(found, key, given):
            self._take_again(found, table, key, given)

    def _is_twin(self, found: Found, key: UUID) -> bool:
        """Whether an earlier row gave this service at this place; what hangs on this one moves there."""
        service = self.ids.of("service", found.cells["service_id"])
        pair = [str(service), str(self.ids.of("location", found.cells["location_id"]))]
        new = self._rows.execute("INSERT OR IGNORE INTO pair VALUES (?, ?, ?)", [*pair, str(key)])
        if new.rowcount > 0:
            return False
        (first,) = self._rows.execute(
            "SELECT id FROM pair WHERE service = ? AND location = ?", pair
        ).fetchone()
        if first == str(key):
            return False
        self._rows.execute("INSERT OR IGNORE INTO twin VALUES (?, ?)", [str(key), first])
        return True

    def _take_again(self, found: Found, table: Table, key: UUID, given: str) -> None:
        """A second row with the id of a first: the same, more of the same document, or another."""
        where = [_PLACES[table.name], str(key)]
        (body,) = self._rows.execute(
            "SELECT body FROM row WHERE place = ? AND id = ? AND reason = ''", where
        ).fetchone()
        first, told = json.loads(body), {name: value for name, value in found.cells.items() if value}
        if told == first:
            return
        if found.is_document:
            self._rows.execute(
                "UPDATE row SET body = ? WHERE place = ? AND id = ? AND reason = ''",
                [json.dumps(told | first), *where],
            )
        elif table.name in _REFERRED:
            found.cells["id"] = given
            self._insert(_refused(found, f"The id {given} comes twice"), None, None)
        else:
            self._insert(found, self.ids.of_what_it_says(table.name, found.cells), "")

    def _insert(self, found: Found, key: UUID | None, given: str | None) -> bool:
        """Lay a row down; false when its id is taken."""
        table = found.table if found.table in _PLACES else ""
        column = _PARENTS.get(table, "")
        above = found.cells.get(column, "") if key else ""
        body = {name: value for name, value in found.cells.items() if value}
        done = self._rows.execute(
            "INSERT OR IGNORE INTO row (place, id, parent, file, line, given, reason, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                _PLACES.get(table, -1),
                str(key) if key else None,
                str(self.ids.of(table, above)) if above else None,
                _label(found),
                found.line,
                given or "",
                found.reason,
                json.dumps(body),
            ],
        )
        return done.rowcount > 0

    def _unheard_columns(self) -> list[str]:
        unheard = []
        for (file, table), columns in self.said.items():
            unknown = sorted(columns - {column.name for column in BY_NAME[table].columns} - {""})
            if unknown:
                unheard.append(f"{file}: no place for {', '.join(unknown)}")
        return unheard


def _label(found: Found) -> str:
    """Name of the file, with that of the table where it holds others too."""
    stem = BY_NAME[found.table].stem if found.table in BY_NAME else found.table
    if not stem:
        return found.file
    return found.file if found.file.partition(".")[0].casefold() == stem else f"{found.file}: {stem}"


def _with(found: Found, cells: Cells) -> Found:
    return Found(found.file, found.line, found.table, cells, found.is_document)


def _made(table: str, found: Found, cells: Cells) -> Found:
    return Found(found.file, found.line, table, cells, is_document=True)


def _refused(found: Found, reason: str) -> Found:
    return Found(found.file, found.line, found.table, found.cells, found.is_document, reason)


def _pieces(texts: Sequence[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(texts), size):
        yield list(texts[start : start + size])
