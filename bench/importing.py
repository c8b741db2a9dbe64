"""A public conversation through ``longtable import polis``, beside its rows written by the bare driver."""

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from bench.place import Place, place
from bench.report import Table
from tests.outside import CORPORA

FOLDER = Path("data") / "polis" / "american-assembly.bowling-green"
TABLES = ("core_receipt", "voices_participant", "voices_comment", "voices_vote")
BATCH = 1000


def measure(engine: str, rounds: int) -> Table:
    """Import into an empty database, then write the same rows into another, ``rounds`` times in turn."""
    corpora = CORPORA.find()
    if corpora is None or not (corpora / FOLDER).is_dir():
        sys.exit(f"{CORPORA.sentence} It holds {FOLDER}.")
    imported, alone, rows = [], [], 0
    for _ in range(rounds):
        with place(engine) as here, place(engine) as beside:
            for each in (here, beside):
                each.run("bench.empty")
            began = time.perf_counter()
            here.run("longtable", "import", "polis", str(corpora / FOLDER), "--slug", "measured")
            imported.append(time.perf_counter() - began)
            found = list(_rows(here))
            rows = sum(len(values) for _, _, values in found)
            alone.append(_write(beside, found))
    table = Table(
        f"Import of Bowling Green, {engine}: {rows:,} rows, median of {rounds} rounds",
        ["", "seconds", "rows/s", "times the bare driver"],
    )
    for name, seconds in (("longtable import polis, start included", imported), ("executemany", alone)):
        middle = median(seconds)
        table.add(name, f"{middle:.1f}", f"{rows / middle:,.0f}", f"{middle / median(alone):.1f}")
    return table


@contextmanager
def _connected(here: Place) -> Iterator[Any]:
    if here.database.startswith("sqlite"):
        connection: Any = sqlite3.connect(here.database.removeprefix("sqlite:///"))
        connection.execute("PRAGMA synchronous=FULL")
    else:
        connection = psycopg.connect(here.database)
        connection.execute("SET session_replication_role = replica")  # rows without what they point to
    try:
        yield connection
    finally:
        connection.close()


def _rows(here: Place) -> Iterator[tuple[str, list[str], list[tuple[Any, ...]]]]:
    with _connected(here) as connection:
        for name in TABLES:
            cursor = connection.execute(f"SELECT * FROM {name}")
            yield name, [column[0] for column in cursor.description], cursor.fetchall()


def _write(beside: Place, found: list[tuple[str, list[str], list[tuple[Any, ...]]]]) -> float:
    """Seconds for the same rows in the same tables and indexes, committed as often as the import does."""
    is_sqlite = beside.database.startswith("sqlite")
    with _connected(beside) as connection:
        began = time.perf_counter()
        for name, columns, values in found:
            marks = ", ".join(["?" if is_sqlite else "%s"] * len(columns))
            quoted = ", ".join(f'"{column}"' for column in columns)
            sql = f"INSERT INTO {name} ({quoted}) VALUES ({marks})"
            for start in range(0, len(values), BATCH):
                batch = values[start : start + BATCH]
                connection.cursor().executemany(sql, batch if is_sqlite else [_plain(row) for row in batch])
                connection.commit()
        return time.perf_counter() - began


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        psycopg.types.json.Jsonb(value) if isinstance(value, dict | list) else value for value in row
    )
