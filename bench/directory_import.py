"""A dirty directory of any size through ``longtable import hsds`` and out again: rows a second, memory."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.place import Place, place
from bench.report import Table
from longtable.directory.tests import dirty
from tests.outside import CHECKOUT

SIZES = (10_000, 100_000)
PAUSE = 0.1
"""Seconds between two small writes of somebody else."""


@dataclass(frozen=True)
class Done:
    """What a command printed, how long it took, and the most memory it had, in MB."""

    printed: str
    seconds: float
    memory: int

    @property
    def rows(self) -> int:
        """Rows that were looked at, or written, as the command counts them."""
        return sum(
            sum(each.values()) if isinstance(each, dict) else each
            for each in json.loads(self.printed).values()
        )


def measure(engine: str, sizes: Sequence[int]) -> Table:
    """Each size in a place of its own: in, in again, out."""
    table = Table(
        f"A directory as a 211 line exports it, {engine}, start and reading included",
        ["services", "", "rows", "seconds", "rows/s", "memory (MB)", "longest wait of another writer (s)"],
    )
    for size in sizes or SIZES:
        with place(engine) as here, tempfile.TemporaryDirectory(prefix="longtable-bench-") as folder:
            source, out = dirty.write(Path(folder) / "in", size), str(Path(folder) / "out")
            here.run("bench.empty")
            for name, words in (
                ("import hsds", ("import", "hsds", str(source), "--source", "211", "--json")),
                ("the same again", ("import", "hsds", str(source), "--source", "211", "--json")),
                ("export hsds", ("export", "hsds", out, "--json")),
            ):
                with _another_writer(here) as waits:
                    done = _run(here, *words)
                rate = f"{done.rows / done.seconds:,.0f}"
                memory, wait = f"{done.memory:,}", f"{max(waits, default=0):.2f}"
                table.add(f"{size:,}", name, f"{done.rows:,}", f"{done.seconds:.0f}", rate, memory, wait)
    return table


def _run(here: Place, *words: str) -> Done:
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "longtable", *words],
        env=here.environment,
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    printed = process.stdout.read()
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"longtable {' '.join(words)} failed")
    return Done(printed, time.perf_counter() - began, used.ru_maxrss // 1024)


@contextmanager
def _another_writer(here: Place) -> Iterator[list[float]]:
    """Somebody who writes a line again and again meanwhile; how long each of them took."""
    waits: list[float] = []
    stop = threading.Event()
    thread = threading.Thread(target=_write_lines, args=(here, waits, stop))
    thread.start()
    try:
        yield waits
    finally:
        stop.set()
        thread.join()


def _write_lines(here: Place, waits: list[float], stop: threading.Event) -> None:
    connection: Any
    if here.database.startswith("sqlite"):
        path = here.database.removeprefix("sqlite:///")
        connection = sqlite3.connect(path, timeout=120, isolation_level=None)
    else:
        connection = psycopg.connect(here.database, autocommit=True)
    connection.execute("CREATE TABLE IF NOT EXISTS bench_line (number INTEGER)")
    while not stop.wait(PAUSE):
        began = time.perf_counter()
        connection.execute("INSERT INTO bench_line VALUES (1)")
        waits.append(time.perf_counter() - began)
    connection.close()
