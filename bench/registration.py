"""Signing up beside pretix on one machine and one PostgreSQL, and beside the bare SQL in pgbench.

pretix comes with a kit of its own: a folder with ``bench.py``, and a Python that has pretix. The two take
turns, so that a busy machine is busy for both. Queued messages of ours are sent after a turn, and pretix
sends none by its API.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from bench.place import Place, free_port, place
from bench.report import Table
from tests.cluster import Cluster
from tests.outside import POSTGRES

CLIENTS = (2, 16, 32)
MODES = {"api": ("api", 200, 300), "form": ("checkout", 30, 40)}
"""Ours -> what pretix calls it, seats, tries."""
WARM = 15
"""Seconds after which what a fresh web process does once for itself is over, on a busy machine too."""
COLUMNS = [
    *("who", "mode", "clients", "turn", "registered/s", "p50 s", "p95 s", "oversold", "errors"),
    *("app CPU s each", "database CPU s each", "load"),
]


def measure(kit: Path | None, python: Path | None, turns: int, modes: tuple[str, ...]) -> Iterator[Table]:
    """Every turn of both, then the bare SQL, then SQLite with the same clients."""
    programs = POSTGRES.find()
    if programs is None:
        sys.exit(POSTGRES.sentence)
    cluster = Cluster(programs, durable=True, port=free_port())
    try:
        with tempfile.TemporaryDirectory(prefix="longtable-bench-") as folder:
            yield from _beside_pretix(Place(Path(folder), cluster.url), kit, python, turns, modes)
            yield _bare(Place(Path(folder), cluster.url), programs)
    finally:
        cluster.stop()
    with place("sqlite") as here:
        yield from _turns(here, None, None, 1, modes, "Sign-up on SQLite")


def _beside_pretix(
    here: Place, kit: Path | None, python: Path | None, turns: int, modes: tuple[str, ...]
) -> Iterator[Table]:
    postmaster = _postmaster(here.database)
    peer = None
    if kit and python:
        with psycopg.connect(here.database, autocommit=True) as connection:
            connection.execute("CREATE DATABASE pretix_bench")
        peer = Pretix(kit, python, here.var / "pretix", here.database, postmaster)
        peer.run("init")
    yield from _turns(here, peer, postmaster, turns, modes, "Sign-up on PostgreSQL")


def _turns(
    here: Place,
    peer: "Pretix | None",
    postmaster: int | None,
    turns: int,
    modes: tuple[str, ...],
    title: str,
) -> Iterator[Table]:
    runs = [(mode, clients, turn) for turn in range(turns) for mode in modes for clients in CLIENTS]
    wanted = [f"{mode}-{clients}-{turn}:{MODES[mode][1]}" for mode, clients, turn in runs]
    here.run("bench.prepare_sign_up", str(here.var), "watched:100000", "warm:1000", *wanted)
    secret = json.loads((here.var / "sign_up.json").read_text())["secret"]
    table = Table(f"{title}: two web processes each, every turn", COLUMNS)
    options = ("--workers", "2", "--no-worker")
    with here.serving("run", *options, LONGTABLE_BEHIND_PROXY="true") as (address, server):
        for mode in modes:
            _sign_up(address, mode, "warm", secret, 40, 4)
        time.sleep(WARM)
        for mode, clients, turn in runs:
            name, seats, tries = MODES[mode]
            before = cpu_of(server.pid), cpu_of(postmaster)
            found = _sign_up(address, mode, f"{mode}-{clients}-{turn}", secret, tries, clients)
            after = cpu_of(server.pid), cpu_of(postmaster)
            tally = json.loads(
                here.run("longtable", "gatherings", "tally", f"{mode}-{clients}-{turn}", "--json")
            )
            found |= {
                "oversold": max(0, tally["confirmed"] - seats),
                "app": after[0] - before[0],
                "database": after[1] - before[1],
            }
            _row(table, "Longtable", mode, clients, turn, found)
            if peer:
                _row(table, "pretix", mode, clients, turn, peer.measured(name, seats, tries, clients))
    yield table


class Pretix:
    """The peer, driven by its kit."""

    def __init__(self, kit: Path, python: Path, work: Path, database: str, postmaster: int) -> None:
        work.mkdir()
        dsn = urlsplit(database)._replace(scheme="postgresql", path="/pretix_bench").geturl()
        self.start = [str(python), str(kit / "bench.py")]
        self.common = ["--work", str(work), "--dsn", dsn, "--port", str(free_port())]
        self.common += ["--pg-pid", str(postmaster)]

    def run(self, what: str, *options: str) -> dict[str, Any]:
        """One verb of the kit, and the JSON that it prints."""
        command = [*self.start, what, *self.common, *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{what} of the kit failed:\n{done.stderr[-3000:]}")
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer

    def measured(self, mode: str, seats: int, tries: int, clients: int) -> dict[str, Any]:
        """One turn, in our words."""
        numbers = ["--quota", str(seats), "-n", str(tries), "-c", str(clients)]
        found = self.run("run", "--mode", mode, *numbers)
        return {
            **found,
            "per_second": found["registered_per_s"],
            "app": found["app_cpu_s"],
            "database": found["pg_cpu_s"] or 0,
        }


def _row(table: Table, who: str, mode: str, clients: int, turn: int, found: dict[str, Any]) -> None:
    each = max(1, found["registered"])
    row = [
        *(who, mode, str(clients), str(turn + 1), f"{found['per_second']:.1f}", f"{found['p50_s']:.3f}"),
        *(f"{found['p95_s']:.3f}", str(found["oversold"]), str(found["errors"])),
        *(f"{found['app'] / each:.4f}", f"{found['database'] / each:.4f}", f"{os.getloadavg()[0]:.1f}"),
    ]
    table.add(*row)
    sys.stderr.write(f"{' '.join(row)} {found.get('outcomes', '')}\n")


def _sign_up(address: str, mode: str, slug: str, secret: str, tries: int, clients: int) -> dict[str, Any]:
    to = urlsplit(address)
    plan = {"host": to.hostname, "port": to.port, "mode": mode, "slug": slug, "secret": secret}
    done = subprocess.run(
        [sys.executable, "-m", "bench.sign_up"],
        input=json.dumps(plan | {"tries": tries, "clients": clients}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"clients failed:\n{done.stderr[-3000:]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _bare(here: Place, programs: Path) -> Table:
    """The statements of one API registration in pgbench: what the database alone would cost."""
    postmaster, script = _postmaster(here.database), here.var / "registration.sql"
    before = cpu_of(postmaster)
    done = subprocess.run(
        [
            *(str(programs / "pgbench"), "-n", "-f", str(script), "-c", "16", "-j", "2", "-t", "60"),
            here.database,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    spent = cpu_of(postmaster) - before
    count = re.search(r"transactions actually processed: (\d+)", done.stdout)
    speed = re.search(r"tps = ([0-9.]+)", done.stdout)
    if not count or not speed or not int(count[1]):
        sys.exit(f"pgbench failed:\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}")
    table = Table("The same statements in pgbench, 16 clients", ["transactions/s", "database CPU s each"])
    table.add(speed[1], f"{spent / int(count[1]):.4f}")
    return table


def _postmaster(database: str) -> int:
    with psycopg.connect(database) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row is not None
    return int((Path(row[0]) / "postmaster.pid").read_text().splitlines()[0])


def cpu_of(root: int | None) -> float:
    """CPU seconds of a process and of all that came from it, ended children included; 0 for none."""
    if root is None:
        return 0.0
    parents, spent = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            spent[int(entry.name)] = sum(int(field) for field in fields[11:15])
    family, before = {root}, 0
    while len(family) != before:
        before = len(family)
        family |= {child for child, parent in parents.items() if parent in family}
    return sum(spent.get(each, 0) for each in family) / os.sysconf("SC_CLK_TCK")
