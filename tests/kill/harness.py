"""Runs code in real processes and kills them at any statement they make. For every test about surviving.

with Zygote(fresh_database) as zygote:
    zygote.migrate()
    for at in zygote.every_moment("do_something()"):   # killed at each statement in turn
        zygote.run("do_what_the_next_process_would()")
        assert zygote.run("result = what_is_in_the_database()") == ...
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent

MIGRATE = """
from longtable.core.tables import bring_up
bring_up()
"""


@dataclass(frozen=True)
class End:
    """How a process ended. ``moments``: statements and commits it made, twice (before and after)."""

    killed: bool
    result: Any = None
    moments: int = 0


class Zygote:
    """A process that makes others of itself, over one database."""

    def __init__(self, database_url: str, environment: Mapping[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.kill.zygote"],
            cwd=ROOT,
            env={
                **os.environ,
                "LONGTABLE_LOG_LEVEL": "CRITICAL",
                "LONGTABLE_DATABASE_URL": database_url,
                **(environment or {}),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Zygote":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def migrate(self) -> None:
        """Make the tables."""
        self.run(MIGRATE)

    def begin(self, code: str, *, at: int | None = None) -> int:
        """Start a process with ``code`` and return its id; :meth:`end` waits for it."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"code": code, "at": at}) + "\n")
        self.process.stdin.flush()
        return int(self._hear()["pid"])

    def end(self) -> End:
        """Wait for the process that was begun. What went wrong in it goes wrong here."""
        heard = self._hear()
        if "error" in heard:
            raise AssertionError(heard["error"])
        return End(heard["killed"], heard.get("result"), heard.get("moments", 0))

    def run(self, code: str, *, at: int | None = None) -> End:
        """Run ``code`` in a process of its own, killed by itself at moment ``at`` if it comes to it."""
        self.begin(code, at=at)
        return self.end()

    def ask(self, code: str) -> Any:
        """What ``code`` left in ``result``, from a process that is not killed."""
        return self.run(code).result

    def every_moment(self, code: str, *, step: int = 1) -> Iterator[int]:
        """Run ``code`` once for each of its moments, killed there, until a run comes through unharmed.

        Yields after each run, the last and unharmed one included.
        """
        at = 0
        while True:
            end = self.run(code, at=at)
            yield at
            if not end.killed:
                return
            at += step

    def _hear(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError("the zygote itself died")
        heard: dict[str, Any] = json.loads(line)
        return heard
