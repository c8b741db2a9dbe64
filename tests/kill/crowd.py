"""Many people who want the same places at one moment, each a process, some of which are killed.

``python -m tests.kill.crowd FOLDER CLIENTS ATTEMPTS SEATS KILLS SEED`` fills the database that the
environment names, and prints as JSON what came of it. What a client was told stands in its file in
FOLDER, written after the commit, as a browser would have shown it.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.wsgi import get_wsgi_application

from longtable.config.keys import load_or_create_keys

load_or_create_keys()
get_wsgi_application()

from django.db import IntegrityError, OperationalError, connection, connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from longtable.capacity import actions  # noqa: E402
from longtable.capacity.errors import Full, TooLate  # noqa: E402
from longtable.capacity.models import Hold, Offer, Place, Pool, WaitlistEntry  # noqa: E402
from longtable.capacity.selectors import differences  # noqa: E402
from longtable.core.access import Actor, action  # noqa: E402
from longtable.core.audit import record  # noqa: E402
from longtable.core.models import Receipt  # noqa: E402
from longtable.core.states import IllegalMove  # noqa: E402
from tests.kill.harness import MIGRATE  # noqa: E402

SYSTEM, ANYBODY = Actor.system("tests"), Actor.visitor()
HOUSEHOLDS = 0.9
"""Of the attempts: the others are households that ask a second time."""


def holder_of(household: int) -> UUID:
    """Under which id a household takes places."""
    return uuid5(NAMESPACE_URL, f"household {household}")


@action
def open_seats(*, by: Actor, size: int) -> Pool:
    """The places that everybody wants."""
    now = timezone.now()
    times = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=30)}
    pool = actions.open_pool(by=by, kind="tests.crowd", size=size, **times)
    record(by, "tests.opened", pool)
    return pool


@action
def sign_up(*, by: Actor, pool: Pool, household: int, kept: Hold | None, size: int) -> str:
    """What a package with registrations does: once a household; places, or a place in line."""
    now, holder = timezone.now(), holder_of(household)
    Receipt.objects.create(token_hash=f"{household}", code_hash=f"{household}")
    try:
        with transaction.atomic():
            actions.take(by=by, holder=holder, hold=kept, wanted={pool: size}, now=now)
        told = "confirmed"
    except Full:
        asked = {"who": f"{household}", "size": size, "is_together": size == 1}
        actions.stand_in_line(by=by, pool=pool, holder=holder, now=now, **asked)
        told = "waits"
    record(by, f"tests.{told}", pool)
    return told


@action
def keep(*, by: Actor, pool: Pool, visit: str, size: int, seconds: float) -> Hold:
    """Somebody begins to fill in the form."""
    now = timezone.now() - timedelta(minutes=5) + timedelta(seconds=seconds)
    kept = actions.hold(by=by, wanted={pool: size}, visit=visit, about=pool.pk, now=now)
    record(by, "tests.kept", kept)
    return kept


@action
def cancel(*, by: Actor, place: Place) -> None:
    """Somebody can not come."""
    actions.give_back(by=by, place=place, now=timezone.now())
    record(by, "tests.cancelled", place)


@action
def answer(*, by: Actor, offer: Offer, wants: bool) -> None:
    """Somebody in line says yes or no."""
    (actions.accept if wants else actions.decline)(by=by, offer=offer, now=timezone.now())
    record(by, "tests.answered", offer)


class Client:
    """One of them: asks for one household after the other, and now and then cancels or answers."""

    def __init__(self, folder: Path, number: int, clients: int, attempts: int, seed: int) -> None:
        self.number, self.clients, self.attempts = number, clients, attempts
        self.chance = random.Random(f"{seed} {number} {time.monotonic()}")
        self.file = folder / f"{number}.log"
        self.log = os.open(self.file, os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    def told(self, what: str, number: int) -> None:
        """The answer reached the client."""
        os.write(self.log, f"{what} {number}\n".encode())

    def todo(self) -> range:
        """Attempts of this client that were not answered: the last one may have been done all the same."""
        heard = [line.split() for line in self.file.read_text().splitlines()]
        done = [int(number) for what, number in heard if what == "done"]
        return range(
            max(done, default=self.number - self.clients) + self.clients, self.attempts, self.clients
        )

    def run(self) -> None:
        """Until all attempts were answered."""
        pool = Pool.objects.get()
        for number in self.todo():
            self.patiently(lambda number=number: self.attempt(pool, number))
            self.told("done", number)
            if self.chance.random() < 0.3:
                self.patiently(self.cancel_one)
            if self.chance.random() < 0.5:
                self.patiently(self.answer_one)

    def patiently(self, do: Callable[[], None]) -> None:
        """A client whose server was too busy asks again."""
        while True:
            try:
                return do()
            except OperationalError:
                connection.close()

    def attempt(self, pool: Pool, number: int) -> None:
        """Perhaps with a hold, of which some are left alone."""
        household = number % int(self.attempts * HOUSEHOLDS)
        size = 2 if household % 7 == 0 else 1
        kept = None
        if self.chance.random() < 0.4:
            visit, seconds = f"{number} {self.chance.random()}", self.chance.choice([0.5, 60])
            try:
                kept = keep(by=ANYBODY, pool=pool, visit=visit, size=size, seconds=seconds)
            except Full:
                kept = None
            if kept and self.chance.random() < 0.2:
                return
        try:
            self.told(sign_up(by=ANYBODY, pool=pool, household=household, kept=kept, size=size), household)
        except IntegrityError:
            self.told("again", household)

    def cancel_one(self) -> None:
        """Somebody, whoever it is."""
        for place in Place.objects.filter(state=Place.State.TAKEN).order_by("?")[:1]:
            with suppress(IllegalMove):
                cancel(by=ANYBODY, place=place)
                self.told("cancelled", place.pk.int)

    def answer_one(self) -> None:
        """Some offer; one in eight does not want it."""
        for offer in Offer.objects.filter(state=Offer.State.OPEN).order_by("?").select_related("entry")[:1]:
            with suppress(TooLate):
                answer(by=ANYBODY, offer=offer, wants=self.chance.random() > 0.125)


def disconnect() -> None:
    """No connection and no pool is inherited by what is begun now."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()


def begin(run: Callable[[], None]) -> int:
    """A process of its own."""
    pid = os.fork()
    if pid == 0:
        try:
            run()
            status = 0
        except BaseException:
            traceback.print_exc()
            status = 1
        os._exit(status)
    return pid


def clock() -> None:
    """The job of each minute, in short minutes, until it is killed."""
    while True:
        try:
            actions.lapse_holds(by=SYSTEM, now=timezone.now())
        except OperationalError:
            connection.close()
        time.sleep(0.2)


def crowd(folder: Path, clients: int, attempts: int, kills: int, seed: int) -> int:
    """Let them all in; kill ``kills`` of them, each replaced by another. Returns how many were killed."""
    chance, killed = random.Random(seed), 0

    def client(number: int) -> int:
        return begin(lambda: Client(folder, number, clients, attempts, seed).run())

    disconnect()
    striking = begin(clock)
    running = {client(number): number for number in range(clients)}
    failed = 0
    while running:
        time.sleep(0.05)
        if killed < kills:
            victim = chance.choice(list(running))
            os.kill(victim, signal.SIGKILL)
            os.waitpid(victim, 0)
            number = running.pop(victim)
            running[client(number)] = number
            killed += 1
        for pid in list(running):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                running.pop(pid)
                failed += status != 0
    os.kill(striking, signal.SIGKILL)
    os.waitpid(striking, 0)
    if failed:
        raise SystemExit(f"{failed} clients failed")
    return killed


def settle() -> None:
    """Everybody who is still offered places takes them, until nobody is."""
    actions.lapse_holds(by=SYSTEM, now=timezone.now() + timedelta(minutes=6))
    while offers := list(Offer.objects.filter(state=Offer.State.OPEN).select_related("entry")):
        for offer in offers:
            answer(by=ANYBODY, offer=offer, wants=True)


def outcome(folder: Path) -> dict[str, Any]:
    """What came of it, for the test to judge."""
    told: dict[str, set[int]] = {}
    for file in folder.glob("*.log"):
        for line in file.read_text().splitlines():
            what, number = line.split()
            told.setdefault(what, set()).add(int(number))
    taken = list(Place.objects.filter(state=Place.State.TAKEN).values_list("holder", "size"))
    sizes = dict(Place.objects.exclude(holder=None).values_list("holder", "size"))
    in_line = set(WaitlistEntry.objects.values_list("holder", flat=True))
    given_back = set(Place.objects.filter(state=Place.State.GIVEN_BACK).values_list("pk", flat=True))
    numbers = WaitlistEntry.objects.values_list("number", flat=True)
    asked = set(numbers.filter(offers__isnull=False))
    return {
        "seats": sum(size for _holder, size in taken),
        "twice": len(taken) - len({holder for holder, _size in taken}),
        "remaining": Pool.objects.get().remaining,
        "differences": [str(each) for each in differences()],
        "confirmed": len(told.get("confirmed", ())),
        "waits": len(told.get("waits", ())),
        "again": len(told.get("again", ())),
        "cancelled": len(told.get("cancelled", ())),
        "seated_at_once": sum(sizes.get(holder_of(n), 0) for n in told.get("confirmed", ())),
        "confirmed_and_gone": sum(holder_of(n) not in sizes for n in told.get("confirmed", ())),
        "waits_and_gone": sum(holder_of(n) not in in_line for n in told.get("waits", ())),
        "cancelled_and_there": sum(UUID(int=n) not in given_back for n in told.get("cancelled", ())),
        "last_asked": max(asked, default=0),
        "first_not_asked": min(set(numbers) - asked, default=None),
    }


def main(folder: str, clients: str, attempts: str, seats: str, kills: str, seed: str) -> None:
    """Make the tables, let the crowd in, and tell."""
    exec(MIGRATE)
    open_seats(by=SYSTEM, size=int(seats))
    began = time.monotonic()
    killed = crowd(Path(folder), int(clients), int(attempts), int(kills), int(seed))
    took = time.monotonic() - began
    settle()
    found = {**outcome(Path(folder)), "killed": killed, "seconds": round(took, 1)}
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
