"""A directory of any size through ``longtable import hsds`` and out again: rows a second, memory, phases.

Two kinds: ``dirty``, HSDS 2 as a 211 line exports it with all of its faults, thirteen rows for each service;
and ``clean``, HSDS 3.1 with ids of chance, six rows for each.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench import made_directory
from bench.place import Place, place
from bench.report import Table
from longtable.directory.tests import dirty
from tests.outside import CHECKOUT

SIZES = (10_000, 100_000)
COLUMNS = (
    "services",
    "",
    "rows",
    "seconds",
    "rows/s",
    "rows/CPU s",
    "memory (MB)",
    "longest wait of another writer (s)",
    "until (s)",
)
PAUSE = 0.1
"""Seconds between two small writes of somebody else."""


PHASES = {
    "rows read": "read",
    "putting": "ordered",
    "services are found": "searchable",
    "rows": "in",
}
"""Words of a line of progress, the first that fit, and what its phase is called here."""

KINDS: Mapping[str, Callable[[Path, int], Path]] = {"dirty": dirty.write, "clean": made_directory.write}


@dataclass(frozen=True)
class Done:
    """What a command printed, how long it took on the clock and of a processor, and the most memory in MB."""

    printed: str
    seconds: float
    processor: float
    memory: int
    phases: Mapping[str, float]
    """By phase: the second at which it was last heard of."""

    @property
    def rows(self) -> int:
        """Rows that were looked at, or written, as the command counts them."""
        return sum(
            sum(each.values()) if isinstance(each, dict) else each
            for each in json.loads(self.printed).values()
        )


def measure(engine: str, sizes: Sequence[int], kind: str = "dirty") -> Table:
    """Each size in a place of its own: in, in again, out."""
    table = Table(
        f"A {kind} directory, {engine}, start and reading included",
        [*COLUMNS],
    )
    for size in sizes or SIZES:
        with place(engine) as here, tempfile.TemporaryDirectory(prefix="longtable-bench-") as folder:
            source, out = KINDS[kind](Path(folder) / "in", size), str(Path(folder) / "out")
            here.run("bench.empty")
            for name, words in (
                ("import hsds", ("import", "hsds", str(source), "--source", "211", "--json")),
                ("the same again", ("import", "hsds", str(source), "--source", "211", "--json")),
                ("export hsds", ("export", "hsds", out, "--json")),
            ):
                with _another_writer(here) as waits:
                    done = _run(here, *words)
                rates = [f"{done.rows / took:,.0f}" for took in (done.seconds, done.processor)]
                wait = f"{max(waits, default=0):.2f}"
                until = ", ".join(f"{phase} {second:.0f}" for phase, second in done.phases.items())
                told = [f"{done.rows:,}", f"{done.seconds:.0f}", *rates, f"{done.memory:,}", wait, until]
                table.add(f"{size:,}", name, *told)
    return table


def _run(here: Place, *words: str) -> Done:
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "longtable", *words],
        env=here.environment,
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    phases: dict[str, float] = {}
    for line in process.stderr:
        phase = next((phase for words, phase in PHASES.items() if words in line), "")
        phases |= {phase: time.perf_counter() - began} if phase else {}
    printed = process.stdout.read()
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"longtable {' '.join(words)} failed")
    seconds, processor = time.perf_counter() - began, used.ru_utime + used.ru_stime
    return Done(printed, seconds, processor, used.ru_maxrss // 1024, phases)


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
