"""What the server starts ends with it, however it ends: a left-over would answer beside the next one."""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from longtable.web import serving

KEEPS_A_CHILD = "import subprocess; p = subprocess.Popen(['sleep', '60']); print(p.pid, flush=True); p.wait()"


class Enough(threading.Event):
    """Stops the server after it has looked at its children twice."""

    looks = 0

    def wait(self, timeout: float | None = None) -> bool:
        self.looks += 1
        return self.looks > 2


def test_what_a_killed_child_had_started_ends_before_it_is_started_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    born: list[int] = []  # a handle for each process that a child had started

    def start(command: list[str]) -> subprocess.Popen[bytes]:
        child: Any = subprocess.Popen(
            [sys.executable, "-c", KEEPS_A_CHILD], stdout=subprocess.PIPE, start_new_session=True
        )
        with child.stdout as said:
            born.append(os.pidfd_open(int(said.readline())))
        if len(born) == 1:
            child.kill()
            child.wait()
        return child

    monkeypatch.setattr(serving, "_start", start)
    monkeypatch.setattr(serving, "threading", SimpleNamespace(Event=Enough))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    serving.serve(host="127.0.0.1", port=9, web_processes=1, with_worker=False, on_ready=lambda: None)
    assert len(born) == 2
    for process in born:
        ended, _, _ = select.select([process], [], [], 5)
        os.close(process)
        assert ended


def test_the_server_finds_its_way_in_from_nothing(tmp_path: Path) -> None:
    """A fresh process loads the packages in another order than the tests do."""
    load = (
        "from longtable.config.keys import load_or_create_keys as keys; keys(); import longtable.config.wsgi"
    )
    environment = {**os.environ, "LONGTABLE_VAR": str(tmp_path)}
    assert subprocess.run([sys.executable, "-c", load], env=environment, timeout=60).returncode == 0


def test_nobody_answers_where_nobody_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        assert not serving.answers("127.0.0.1", probe.getsockname()[1])
