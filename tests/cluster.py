"""A PostgreSQL of our own for one test run: a folder, a Unix socket, and no trace afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg

SCRIPT = """
"$1/initdb" -D "$2/data" -U longtable --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync || exit 1
"$1/postgres" -D "$2/data" -k "$2" $3 -c listen_addresses="$4" ${5:+-p "$5"} \\
  -c shared_buffers=128MB -c max_connections=200 </dev/null &
read -r _
kill -INT $!
wait
rm -rf "$2"
"""
"""Serves until its standard input closes, which it does however the test run ends, even by a kill."""

FORGETFUL = "-F -c synchronous_commit=off -c full_page_writes=off"
"""For tests: a power cut may lose everything, and nothing waits for the disk."""


class Cluster:
    """Starts PostgreSQL; as the user ``postgres`` when we are root, because it refuses to run as root."""

    def __init__(self, programs: Path, *, durable: bool = False, port: int = 0) -> None:
        """``programs``: the folder that holds ``initdb`` and ``postgres``. ``durable``: as in service.

        With a ``port`` it listens there, on this machine alone, for programs that know no sockets.
        """
        self.folder = Path(tempfile.mkdtemp(prefix="longtable-postgres-"))
        self.url = f"postgres://longtable@{quote(str(self.folder), safe='')}/postgres"
        flags = "" if durable else FORGETFUL
        command = ["sh", "-c", SCRIPT, "sh", str(programs), str(self.folder), flags]
        if port:
            self.url = f"postgres://longtable@127.0.0.1:{port}/postgres"
            command += ["127.0.0.1", str(port)]
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            command = ["runuser", "-u", "postgres", "--", *command]
        # The log is unlinked at once: it lives as long as somebody has it open.
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - stays open while the server runs
        self._process = subprocess.Popen(
            command,
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,  # Ctrl-C is for the tests; they stop the server
        )
        self._wait_until_ready()

    def _wait_until_ready(self, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and self._process.poll() is None:
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        self._log.seek(0)
        said = self._log.read().decode(errors="replace")
        self.stop()
        raise RuntimeError(f"PostgreSQL did not start:\n{said}")

    def stop(self) -> None:
        """End the server and remove its folder."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(timeout=30)
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
