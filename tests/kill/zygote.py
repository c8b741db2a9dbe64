"""A process with Django loaded that makes others of itself, in which code is run and perhaps killed.

Loading Django takes a second, a copy of a loaded process a few milliseconds: so every statement of
a delivery can have its own dead process. Reads one JSON object per line, ``{"code": .., "at": ..}``,
and answers two: ``{"pid": ..}`` when the child runs, and how it ended.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from longtable.methods.danger import find_danger


class Countdown:
    """Counts moments, two for each statement and each commit, and dies at one of them."""

    def __init__(self, at: int | None) -> None:
        self.at = at
        self.moments = 0

    def tick(self) -> None:
        """One moment passes."""
        if self.moments == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.moments += 1

    def watch(self) -> None:
        """Stand beside every connection that this process opens from now on."""
        connection_created.connect(lambda connection, **_: self._stand_beside(connection), weak=False)
        commit = BaseDatabaseWrapper._commit

        def counted_commit(connection: BaseDatabaseWrapper) -> Any:
            self.tick()
            outcome = commit(connection)
            self.tick()
            return outcome

        BaseDatabaseWrapper._commit = counted_commit

    def _stand_beside(self, connection: BaseDatabaseWrapper) -> None:
        if self._around not in connection.execute_wrappers:
            connection.execute_wrappers.append(self._around)

    def _around(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.tick()
        outcome = execute(*statement)
        self.tick()
        return outcome


def run(code: str, at: int | None) -> dict[str, Any]:
    """Run ``code`` in this process; what it leaves in ``result`` goes back to the test."""
    countdown = Countdown(at)
    countdown.watch()
    names: dict[str, Any] = {"result": None}
    try:
        exec(code, names)
    except BaseException:
        return {"error": traceback.format_exc(), "moments": countdown.moments}
    return {"result": names["result"], "moments": countdown.moments}


def main() -> None:
    """Serve until the input ends."""
    get_wsgi_application()
    # What is slow the first time is done here once, and not again in every child.
    import_module(settings.ROOT_URLCONF)
    find_danger("")
    for line in sys.stdin:
        request = json.loads(line)
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            with os.fdopen(writer, "w") as answer:
                json.dump(run(request["code"], request["at"]), answer)
            os._exit(0)
        os.close(writer)
        say({"pid": pid})
        with os.fdopen(reader) as answer:
            content = answer.read()
        _, status = os.waitpid(pid, 0)
        say({"killed": os.WIFSIGNALED(status), **(json.loads(content) if content else {})})


def say(content: dict[str, Any]) -> None:
    """One line to the test."""
    sys.stdout.write(json.dumps(content) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
