"""How often one client may ask for open data, so that a machine gone wild leaves room for everybody else."""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock

from django.conf import settings

from longtable.core.access import Kind
from longtable.core.access.request import ActorRequest
from longtable.core.addresses import address_of
from longtable.core.attempts import TooManyAttempts, count_attempt

WINDOW = timedelta(minutes=1)
PARTS = 50
"""A web process fetches the allowance of a client in so many parts, so that not every request writes. What
another process holds is not at hand: a client may be refused a few parts early, but never gets more."""

STREAM = 49
"""A whole collection at once counts as so many requests more."""


class Busy(Exception):
    """The client asked more often than one client may; it may again in ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"You asked more often than one client may in a minute. Ask again in {seconds} seconds. To have "
            "everything, ask once with format=ndjson, and from then on with modified_after. "
            "With an API key you may ask more often."
        )
        self.seconds = seconds


@dataclass
class Allowance:
    """What this web process holds for a client until the window ends."""

    left: int = 0
    spent: bool = False
    lock: Lock = field(default_factory=Lock)

    def take(self, cost: int) -> bool:
        """Whether there was enough."""
        with self.lock:
            if self.left < cost:
                return False
            self.left -= cost
            return True

    def add(self, part: int) -> None:
        """Put in what was fetched."""
        with self.lock:
            self.left += part


_held: dict[str, Allowance] = {}
_window = 0


def admit(request: ActorRequest, *, cost: int = 1) -> None:
    """Count the request as ``cost``. Raises :class:`Busy` when its client has used up what it may."""
    who, limit = client_of(request)
    if not limit:
        return
    allowance, cost, part = _allowance(who), min(cost, limit), max(1, limit // PARTS)
    while not allowance.take(cost):
        if allowance.spent:
            raise Busy(WINDOW.seconds - int(time.time()) % WINDOW.seconds)
        try:
            count_attempt("hsds", who, limit=limit, window=WINDOW, times=part)
            allowance.add(part)
        except TooManyAttempts:
            allowance.spent = True


def client_of(request: ActorRequest) -> tuple[str, int]:
    """Who asks, by key or address, and how often they may in one window; 0 is without limit."""
    if request.actor.kind == Kind.API_KEY:
        return f"key {request.actor.id}", settings.HSDS_KEY_RATE
    return f"address {address_of(request)}", settings.HSDS_RATE


def _allowance(who: str) -> Allowance:
    """What is held for ``who`` in this window; all that was held in an earlier one is forgotten."""
    global _window
    window = int(time.time()) // WINDOW.seconds
    if window != _window:
        _held.clear()
        _window = window
    return _held.setdefault(who, Allowance())
