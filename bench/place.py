"""A Longtable of our own to measure: a data folder, a database of either engine, and the real server."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cluster import Cluster
from tests.outside import CHECKOUT, POSTGRES

ENGINES = ("sqlite", "postgres")


@dataclass(frozen=True)
class Place:
    """A data folder and the address of its database."""

    var: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to work here."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("LONGTABLE_")}
        return inherited | {
            "LONGTABLE_VAR": str(self.var),
            "LONGTABLE_STATIC": str(self.var / "static"),
            "LONGTABLE_DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "longtable.config.settings",
            "LONGTABLE_LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(CHECKOUT),
        }

    def run(self, *arguments: str) -> str:
        """Run ``python -m ARGUMENTS`` here; what it printed. A failure ends the bench."""
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            env=self.environment,
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"python -m {' '.join(arguments)} failed:\n{done.stderr[-3000:]}")
        return done.stdout

    @contextmanager
    def served(self, verb: str = "run", *options: str) -> Iterator[str]:
        """The real server with its worker, on a free port of this machine; its address."""
        with self.serving(verb, *options) as (address, _server):
            yield address

    @contextmanager
    def serving(
        self, verb: str, *options: str, **settings: str
    ) -> "Iterator[tuple[str, subprocess.Popen[bytes]]]":
        """The same, with its process, and with what else its environment should say."""
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "longtable", verb, "--port", str(port), *options],
            env=self.environment | {"LONGTABLE_PUBLIC_URL": f"http://127.0.0.1:{port}"} | settings,
            cwd=CHECKOUT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, server)
            yield address, server
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def place(engine: str) -> Iterator[Place]:
    """A fresh one. PostgreSQL keeps its promises to the disk, as SQLite does."""
    with tempfile.TemporaryDirectory(prefix="longtable-bench-") as folder:
        var = Path(folder)
        if engine == "sqlite":
            yield Place(var, f"sqlite:///{var / 'longtable.sqlite3'}")
            return
        programs = POSTGRES.find()
        if programs is None:
            sys.exit(POSTGRES.sentence)
        cluster = Cluster(programs, durable=True)
        try:
            yield Place(var, cluster.url)
        finally:
            cluster.stop()


def _wait_for(address: str, server: "subprocess.Popen[bytes]", seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    sys.exit("the server did not start")
