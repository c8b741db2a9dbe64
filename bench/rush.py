"""The full rush: 5,000 attempts of 64 clients on 500 seats, while processes are killed.

The tests run a tenth of it; here is what an installation must bear on its worst day.
"""

import json
import sys
from collections.abc import Iterator

from bench.place import place
from bench.report import Table
from tests.kill.crowd_faults import faults_of

SEATS, ATTEMPTS, CLIENTS = 500, 5000, 64
CROWD_KILLS, RUSH_KILLS, SEED = 30, 6, 2026


def measure(engines: tuple[str, ...]) -> Iterator[Table]:
    """Both on each engine. Whatever is not as it must be ends the bench."""
    table = Table("A rush for seats", ["engine", "what", "killed", "seconds", "attempts/s", "cancelled"])
    for engine in engines:
        for what, seconds, killed, cancelled in (_crowd(engine), _web(engine)):
            speed = f"{ATTEMPTS / seconds:.0f}"
            table.add(engine, what, str(killed), f"{seconds:.0f}", speed, str(cancelled))
    yield table


def _crowd(engine: str) -> tuple[str, float, int, int]:
    """Processes that take places directly."""
    with place(engine) as here:
        told = here.var / "told"
        told.mkdir()
        numbers = [str(number) for number in (CLIENTS, ATTEMPTS, SEATS, CROWD_KILLS, SEED)]
        found = json.loads(here.run("tests.kill.crowd", str(told), *numbers))
    if faults := faults_of(found, seats=SEATS, kills=CROWD_KILLS):
        sys.exit(f"not so: {'; '.join(faults)}\n{found}")
    return "64 processes", found["seconds"], found["killed"], found["cancelled"]


def _web(engine: str) -> tuple[str, float, int, int]:
    """Browsers and the API at the web server with two processes."""
    with place(engine) as here:
        numbers = [str(number) for number in (SEATS, ATTEMPTS, CLIENTS, RUSH_KILLS)]
        found = json.loads(here.run("tests.kill.rush", *numbers))
    return "web server, 64 clients", found["seconds"], RUSH_KILLS, found["cancelled"]
