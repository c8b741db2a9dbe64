"""A rush for seats at the real web server, whose processes are killed: nobody too many, nobody lost."""

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
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bench.place import free_port
from bench.sign_up import HIDDEN, Browser
from tests.kill.harness import ROOT, Zygote

pytestmark = pytest.mark.slow

SEATS, ATTEMPTS, CLIENTS = 500, 5000, 64
CALM = 1000
"""The last attempts, in which nobody cancels: there is more demand than seats to the end."""

SET = f"""
from click.testing import CliRunner
from longtable.accounts.commands import apikey
from longtable.core import installation
from longtable.gatherings.commands import gatherings
import json
installation.mark(is_demo=False)
CliRunner().invoke(gatherings, ["create", "--slug", "rush", "--seats", "{SEATS}", "--json"])
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


@dataclass
class Rush:
    """What the clients saw: who was told that they have a seat, and who gave it back."""

    acknowledged: set[str] = field(default_factory=set)
    cancelled: set[str] = field(default_factory=set)
    refused: int = 0
    broken: int = 0


def test_whatever_is_killed_there_are_as_many_people_as_seats(fresh_database: str) -> None:
    with Zygote(fresh_database) as zygote:
        zygote.migrate()
        secret = zygote.ask(SET)
        with _served(fresh_database) as (port, server):
            rush = asyncio.run(_rush(port, secret, server))
        seen = zygote.ask(LOOK)
        hashes = zygote.ask(HASHES % (sorted(rush.acknowledged),))
    assert seen["tally"]["confirmed"] == SEATS
    assert (seen["tally"]["held"], seen["remaining"], seen["people"]) == (0, 0, SEATS)
    states = {token: seen["states"].get(hashes[token]) for token in rush.acknowledged}
    assert {states[token] for token in rush.cancelled} <= {"cancelled"}
    assert {state for token, state in states.items() if token not in rush.cancelled} == {"confirmed"}
    assert len(rush.acknowledged - rush.cancelled) == SEATS
    assert rush.broken > 0, "nobody noticed that a process was killed"


async def _rush(port: int, secret: str, server: int) -> Rush:
    rush, todo = Rush(), iter(range(ATTEMPTS))
    chance = random.Random(7)

    async def client() -> None:
        for number in todo:
            token = await _sign_up(rush, port, secret, number)
            if token and number < ATTEMPTS - CALM and chance.random() < 0.2:
                await _cancel(rush, port, token, number)

    async def murderer() -> None:
        for _ in range(6):
            await asyncio.sleep(2)
            for worker in _leaves(server)[:1]:
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)

    killing = asyncio.create_task(murderer())
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
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
                status, _head, page = await browser.send(f"{path}cancel/", dict(HIDDEN.findall(page)))
        except (OSError, asyncio.IncompleteReadError):
            rush.broken += 1
            await asyncio.sleep(0.2)
            continue
        assert "You are not signed up any more" in page, (status, re.findall("<h1>.*?</h1>", page))
        rush.cancelled.add(token)
        return


@contextmanager
def _served(database: str) -> Iterator[tuple[int, int]]:
    """The web server with two processes that are started again when they die: its port and its id."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "longtable.config.wsgi:application", "--interface", "wsgi"]
    command += ["--port", str(port), "--workers", "2", "--blocking-threads", "4"]
    command += ["--respawn-failed-workers", "--no-access-log", "--log-level", "critical"]
    environment: dict[str, Any] = {
        **os.environ,
        "LONGTABLE_DATABASE_URL": database,
        "LONGTABLE_LOG_LEVEL": "CRITICAL",
        "LONGTABLE_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
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
