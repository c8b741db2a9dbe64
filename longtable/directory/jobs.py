"""The clock of the directory: is the entry still right, and does the service still take people?"""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from threading import Event, Thread
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.work import Lease, every, job
from longtable.core.work.worker import LeaseLost
from longtable.directory.actions import (
    confirming,
    indexing,
    looking,
    spreadsheets,  # noqa: F401 - what may be brought in is known wherever work is done
)
from longtable.directory.hsds import finding
from longtable.directory.models import Ask, DuplicateSearch
from longtable.directory.models.duplicates import LOOK
from longtable.directory.selectors.asking import (
    due_entries,
    due_reminders,
    entries_running_out,
    overdue_asks,
)

RENEW_EVERY = 20
"""Seconds; a worker loses its work after sixty without a word."""


@every(timedelta(days=1), offset=timedelta(hours=14))
def ask_partners() -> None:
    """In the morning: ask whose entry is old, remind who has not answered, and give up where nobody does."""
    by, now = Actor.system("directory.asking"), timezone.now()
    for question in overdue_asks(now):
        confirming.give_up(by=by, ask=question)
    for question in due_reminders(now):
        confirming.remind(by=by, ask=question)
    for entry in due_entries(now, settings.DIRECTORY_ASKS_A_DAY):
        confirming.ask(by=by, entry=entry)


@every(timedelta(hours=6), offset=timedelta(hours=1))
def ask_about_capacity() -> None:
    """Before a saying about capacity runs out, ask those who want that."""
    for entry in entries_running_out(timezone.now()):
        confirming.ask(by=Actor.system("directory.asking"), entry=entry, kind=Ask.Kind.CAPACITY)


@job(indexing.JOB)
def index(service_ids: list[str]) -> None:
    """Let what changed be found as it is now."""
    indexing.index(UUID(each) for each in service_ids)


@job(finding.JOB)
def index_source(source: str, begun: str, strand: str, last: str) -> None:
    """Let a piece of what came in with a source be found; the next piece is work of its own."""
    finding.index_piece(source, begun, strand, last)


@every(timedelta(days=7), offset=timedelta(days=1, hours=7))
def look_for_duplicates_weekly() -> None:
    """In the night to Monday: what came in during the week may stand here twice."""
    looking.ask_for_look(by=Actor.system("directory.duplicates"))


@job(LOOK, max_attempts=3)
def look_for_duplicates(search_id: str, lease: Lease) -> None:
    """Compare everything and put pairs that may be the same before people."""
    search = DuplicateSearch.objects.get(pk=search_id)
    with _held(lease):
        looking.look_through(
            by=Actor.system("directory.duplicates"),
            search=search,
            progress=lambda done, total: lease.renew(done=done, total=total),
        )


@contextmanager
def _held(lease: Lease) -> Iterator[None]:
    """Hold on to the work while splink is busy, which tells nobody how far it is."""
    ended = Event()

    def renew() -> None:
        with closing(connection), suppress(LeaseLost):
            while not ended.wait(RENEW_EVERY):
                lease.renew()

    renewing = Thread(target=renew, daemon=True)
    renewing.start()
    try:
        yield
    finally:
        ended.set()
        renewing.join()
