"""Keeps one web server and one worker running, and starts again whichever dies."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException

import structlog
from django.conf import settings

log = structlog.get_logger(__name__)

PROCESSES = min(4, os.cpu_count() or 1)
"""Web processes unless told otherwise: one for each core, as far as one database file serves them."""

THREADS = 4
"""Requests that one web process serves at a time."""

PR_SET_PDEATHSIG = 1
"""From linux/prctl.h."""

GRACE = 20
"""Seconds that a child has to finish what it holds."""


class PortTaken(RuntimeError):
    """Another program listens there already."""


def need_free_port(host: str, port: int) -> None:
    """Raises :class:`PortTaken`. The web server itself would share the port without a word."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(f"Port {port} is taken. Choose another, for example {port + 1}.") from error


def serve(
    *, host: str, port: int, web_processes: int, with_worker: bool, on_ready: Callable[[], None]
) -> None:
    """Run until SIGTERM or SIGINT. The children inherit the environment, data folder included.

    ``on_ready`` is called once, when the web server answers. The worker begins then too: until there
    is a page, nobody waits for it.
    """
    os.environ["LONGTABLE_VAR"] = str(settings.VAR)
    starts: dict[str, Callable[[], subprocess.Popen[bytes]]] = {
        "web": lambda: _start(web_server(host, port, web_processes)),
        "worker": lambda: _start(_worker()),
    }
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    children, began = {"web": starts["web"]()}, {"web": time.monotonic()}
    is_ready = False
    while not stopping.wait(0.2):
        if not is_ready and (is_ready := answers(host, port)):
            on_ready()
            if with_worker:
                children["worker"], began["worker"] = starts["worker"](), time.monotonic()
        for name, child in children.items():
            if child.poll() is None:
                continue
            log.warning("a process ended and is started again", process=name, status=child.returncode)
            _end_group(child)
            if time.monotonic() - began[name] < 2:
                stopping.wait(2)  # it cannot start: do not spin
            if not stopping.is_set():
                children[name], began[name] = starts[name](), time.monotonic()
    _stop(children.values())


def answers(host: str, port: int) -> bool:
    """Whether the web server gives a page."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    connection = HTTPConnection(near, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": "127.0.0.1"})
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """A child in a group of its own: a Ctrl-C reaches us alone, and we can end all that it started."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=_end_with_parent)


def _end_with_parent() -> None:
    """Even if we are killed, the child is asked to stop: where the system can do that, which is Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(children: Iterable[subprocess.Popen[bytes]]) -> None:
    """Ask every child to finish, and end whatever of its group is left."""
    for child in children:
        child.terminate()
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(GRACE)
        _end_group(child)


def _end_group(child: subprocess.Popen[bytes]) -> None:
    """What an ended child started goes too: it would share the port with whoever comes next."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def web_server(host: str, port: int, processes: int) -> list[str]:
    """The command line of the web server alone: its processes begin again when they die.

    A process that does not heed the request to stop is killed: one that was just born may miss it.
    """
    return [
        sys.executable,
        "-m",
        "granian",
        "longtable.config.wsgi:application",
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        f"--workers={processes}",
        f"--blocking-threads={THREADS}",
        "--backpressure=256",
        "--respawn-failed-workers",
        f"--workers-kill-timeout={GRACE // 2}",
        "--log-level=error",
        "--no-ws",
    ]


def _worker() -> list[str]:
    return [sys.executable, "-m", "longtable", "worker"]
