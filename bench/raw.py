"""The statements of one answer again, without Django: the driver, as many threads as the server has, no more.

Run as ``python -m bench.raw FOLDER DATABASE ROUND THREADS``; writes the same as ``bench.load``.
"""

import json
import pickle
import queue
import sqlite3
import sys
import threading
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

PRAGMAS = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"


def connect(database: str) -> Any:
    """A connection as Longtable opens them."""
    if not database.startswith("sqlite"):
        return psycopg.connect(database, autocommit=True)
    connection = sqlite3.connect(
        database.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False
    )
    connection.executescript(PRAGMAS)
    return connection


def answer(connection: Any, statements: list[dict[str, Any]], names: dict[str, Any], is_sqlite: bool) -> None:
    """Every statement of one answer, in the same transactions."""
    cursor = connection.cursor()
    within = False
    for each in statements:
        sql = each["sql"]
        if sql.startswith("BEGIN"):
            continue
        if each["atomic"] != within:
            cursor.execute(("BEGIN IMMEDIATE" if is_sqlite else "BEGIN") if each["atomic"] else "COMMIT")
            within = each["atomic"]
        if is_sqlite:
            sql = sql.replace("%s", "?").replace("%%", "%")
        cursor.execute(sql, [_value(value, names, is_sqlite) for value in each["values"]])
        if cursor.description:
            cursor.fetchall()
    if within:
        cursor.execute("COMMIT")


def _value(noted: tuple[str, Any, str], names: dict[str, Any], is_sqlite: bool) -> Any:
    kind, value, form = noted
    if kind == "named":
        if value not in names:
            names[value] = uuid4()
        found = names[value]
        return found.hex if isinstance(found, UUID) and form == "str" else found
    if isinstance(value, tuple):
        return json.dumps(value[1]) if is_sqlite else Jsonb(value[1])
    return value


def main(folder: Path, database: str, number: int, threads: int) -> None:
    """All clients at once, each waiting for one of ``threads`` connections."""
    plan = pickle.loads((folder / "plan.pickle").read_bytes())
    is_sqlite = database.startswith("sqlite")
    free: queue.Queue[Any] = queue.Queue()
    for _ in range(threads):
        free.put(connect(database))
    connection = free.get()
    comments = dict(connection.execute("SELECT number, id FROM voices_comment").fetchall())
    free.put(connection)
    took: list[float] = []

    def client(ids: dict[str, Any]) -> None:
        for each in plan["numbers"]:
            comment = comments[each]
            names = {**ids, "comment": UUID(comment) if isinstance(comment, str) else comment, "number": each}
            began = time.perf_counter()
            mine = free.get()
            answer(mine, plan["statements"], names, is_sqlite)
            free.put(mine)
            took.append(time.perf_counter() - began)

    people = [threading.Thread(target=client, args=(ids,)) for ids in plan["raw"][number]]
    began = time.perf_counter()
    for person in people:
        person.start()
    for person in people:
        person.join()
    spent = time.perf_counter() - began
    if len(took) != len(people) * len(plan["numbers"]):
        sys.exit("some answers failed")
    pickle.dump((spent, took), sys.stdout.buffer)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
