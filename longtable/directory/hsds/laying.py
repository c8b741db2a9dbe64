"""Laying the rows of a source down in a temporary file: each once, though documents repeat what is shared.

Others ask for them there: see :mod:`longtable.directory.hsds.staging`.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from longtable.directory.hsds import older, profile
from longtable.directory.hsds.cells import STAND_IN
from longtable.directory.hsds.flattening import Cells
from longtable.directory.hsds.identity import Ids, as_uuid
from longtable.directory.hsds.sources import Found
from longtable.directory.hsds.tables import BY_NAME, TABLES, Table

PLACES = {table.name: place for place, table in enumerate(TABLES)}

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


class Laying:
    """Takes the rows of a source, which people call ``name``, one after the other."""

    def __init__(self, rows: sqlite3.Connection, name: str) -> None:
        self.ids = Ids(name)
        self.name = name
        self.is_ours = False
        """Whether it says what our own exports add to HSDS."""
        self.said: dict[tuple[str, str], set[str]] = defaultdict(set)
        """By file (as in rows) and table: the columns that it has, empty or not."""
        self._rows = rows
        self._rows.executescript(_SCHEMA)

    def put_in_order(self) -> None:
        """After the last row: what it takes to ask for them in the order in which they can be written."""
        self._rows.executescript(_ORDER)
        for table in _PARENTS:
            self._rows.execute(_DEPTHS, {"place": PLACES[table]})

    def take(self, found: Found) -> None:
        """Lay down one row, with what it implies."""
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
        where = [PLACES[table.name], str(key)]
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
        table = found.table if found.table in PLACES else ""
        column = _PARENTS.get(table, "")
        above = found.cells.get(column, "") if key else ""
        body = {name: value for name, value in found.cells.items() if value}
        done = self._rows.execute(
            "INSERT OR IGNORE INTO row (place, id, parent, file, line, given, reason, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                PLACES.get(table, -1),
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
