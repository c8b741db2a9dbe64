"""A rush for seats at the real web server, whose processes are killed. For the test and for the bench.

``python -m tests.kill.rush SEATS ATTEMPTS CLIENTS KILLS`` lets them in at the database that the
environment names, checks what came of it, and prints it as JSON.
"""

import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.place import free_port
from bench.sign_up import HIDDEN, Browser
from longtable.config.keys import load_or_create_keys
from longtable.web.serving import web_server
from tests.kill.harness import ROOT, Zygote

SET = """
from click.testing import CliRunner
from longtable.accounts.commands import apikey
from longtable.core import installation
from longtable.gatherings.commands import gatherings
import json
installation.mark(is_demo=False)
CliRunner().invoke(gatherings, ["create", "--slug", "rush", "--seats", "%d", "--json"])
made = CliRunner().invoke(apikey, ["create", "--scope", "registrations:write", "--json"])
result = json.loads(made.output)["key"]
"""

LOOK = """
from dataclasses import asdict
from longtable.capacity.models import Pool
from longtable.core.receipts import open_by_token
from longtable.gatherings import selectors
from longtable.gatherings.models import Gathering, Registration
pool = Pool.objects.get()
states = dict(Registration.objects.values_list("receipt__token_hash", "state"))
people = Registration.objects.filter(state="confirmed").values("who").distinct().count()
counted = asdict(selectors.tally(Gathering.objects.get()))
result = {"tally": counted, "remaining": pool.remaining, "states": states, "people": people}
"""

HASHES = """
from longtable.core.secrets import token_hash
result = {token: token_hash(token) for token in %r}
"""


GONE = "You are no longer signed up"


@dataclass(frozen=True)
class Size:
    """How many want how many seats, as how many clients at a time, and how often a process is killed."""

    seats: int
    attempts: int
    clients: int
    kills: int

    @property
    def noisy(self) -> int:
        """Attempts after which people cancel: in the others there is more demand than seats to the end."""
        return self.attempts - 2 * self.seats


@dataclass
class Rush:
    """What the clients saw: who was told that they have a seat, and who gave it back."""

    acknowledged: set[str] = field(default_factory=set)
    cancelled: set[str] = field(default_factory=set)
    refused: int = 0
    broken: int = 0
    seconds: float = 0


def rush(database: str, size: Size) -> Rush:
    """Let them in; an ``AssertionError`` says what is wrong with what came of it."""
    with Zygote(database) as zygote:
        zygote.migrate()
        secret = zygote.ask(SET % size.seats)
        with _served(database) as (port, server):
            began = time.monotonic()
            with ThreadPoolExecutor(1) as apart:  # the browser of an earlier test keeps a loop in this thread
                seen_by_them = apart.submit(asyncio.run, _rush(port, secret, server, size)).result()
            seen_by_them.seconds = time.monotonic() - began
        seen = zygote.ask(LOOK)
        hashes = zygote.ask(HASHES % (sorted(seen_by_them.acknowledged),))
    _check(seen_by_them, seen, hashes, size)
    return seen_by_them


def _check(rush: Rush, seen: dict[str, Any], hashes: dict[str, str], size: Size) -> None:
    """As many people as seats, and everybody who was told so is among them."""
    assert seen["tally"]["confirmed"] == size.seats, seen["tally"]
    assert (seen["tally"]["held"], seen["remaining"], seen["people"]) == (0, 0, size.seats), seen["tally"]
    states = {token: seen["states"].get(hashes[token]) for token in rush.acknowledged}
    assert {states[token] for token in rush.cancelled} <= {"cancelled"}
    assert {state for token, state in states.items() if token not in rush.cancelled} == {"confirmed"}
    assert len(rush.acknowledged - rush.cancelled) == size.seats
    assert rush.broken > 0, "nobody noticed that a process was killed"


async def _rush(port: int, secret: str, server: int, size: Size) -> Rush:
    rush, todo = Rush(), iter(range(size.attempts))
    chance = random.Random(7)

    async def client() -> None:
        for number in todo:
            token = await _sign_up(rush, port, secret, number)
            if token and number < size.noisy and chance.random() < 0.2:
                await _cancel(rush, port, token, number)

    async def murderer() -> None:
        for _ in range(size.kills):
            await asyncio.sleep(2)
            for worker in _leaves(server)[:1]:
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)

    killing = asyncio.create_task(murderer())
    await asyncio.gather(*(client() for _ in range(size.clients)))
    killing.cancel()
    return rush


async def _sign_up(rush: Rush, port: int, secret: str, number: int) -> str:
    """Ask until there is an answer, always with the same key; the receipt."""
    body = json.dumps({"name": f"Person {number}", "contact": f"p{number}@example.org"}).encode()
    fields = {
        "Authorization": f"Bearer {secret}",
        "Idempotency-Key": f"attempt {number}",
        "Content-Type": "application/json",
    }
    while True:
        try:
            async with Browser("127.0.0.1", port, number) as browser:
                status, _head, text = await browser.ask(
                    "POST /api/gatherings/rush/registrations", body, **fields
                )
        except (OSError, asyncio.IncompleteReadError):
            rush.broken += 1
            await asyncio.sleep(0.2)
            continue
        assert status in (201, 409), text
        if status == 409:
            rush.refused += 1
            return ""
        token = str(json.loads(text)["receipt"])
        rush.acknowledged.add(token)
        return token


async def _cancel(rush: Rush, port: int, token: str, number: int) -> None:
    """On one's own page, until it says so."""
    path = f"/track/{token}/gathering/"
    while True:
        try:
            async with Browser("127.0.0.1", port, number) as browser:
                status, _head, page = await browser.ask(f"GET {path}")
                assert status == 200, (status, re.findall("<h1>.*?</h1>", page))
                if GONE not in page:  # the answer of an earlier try may have been lost
                    status, _head, page = await browser.send(f"{path}cancel/", dict(HIDDEN.findall(page)))
        except (OSError, asyncio.IncompleteReadError):
            rush.broken += 1
            await asyncio.sleep(0.2)
            continue
        assert GONE in page, (status, re.findall("<h1>.*?</h1>", page))
        rush.cancelled.add(token)
        return


@contextmanager
def _served(database: str) -> Iterator[tuple[int, int]]:
    """The web server with two processes that are started again when they die: its port and its id."""
    port = free_port()
    environment: dict[str, Any] = {
        **os.environ,
        "LONGTABLE_DATABASE_URL": database,
        "LONGTABLE_LOG_LEVEL": "CRITICAL",
        "LONGTABLE_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    command = web_server("127.0.0.1", port, 2)
    # What it says of killed processes goes beside our answer, which is JSON.
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=sys.__stderr__)
    try:
        _wait(f"http://127.0.0.1:{port}/healthz")
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(60)


def _wait(address: str, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not start")


def _leaves(root: int) -> list[int]:
    """Processes that came from ``root`` and have none of their own: those that serve."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    found, todo = [], list(children.get(root, []))
    while todo:
        each = todo.pop()
        todo += children.get(each, [])
        if each not in children:
            found.append(each)
    return sorted(found)


def main(seats: str, attempts: str, clients: str, kills: str) -> None:
    """Let them in and tell."""
    load_or_create_keys()
    size = Size(int(seats), int(attempts), int(clients), int(kills))
    found = rush(os.environ["LONGTABLE_DATABASE_URL"], size)
    told = {"seconds": round(found.seconds, 1), "broken": found.broken, "refused": found.refused}
    sys.stdout.write(json.dumps(told | {"cancelled": len(found.cancelled)}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
