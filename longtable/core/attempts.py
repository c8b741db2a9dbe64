"""Limits on trying: codes cannot be guessed by patience, nor forms filled by a machine."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from longtable.core.models import Attempt
from longtable.core.secrets import blind_index

DAY = timedelta(days=1)

COUNT = f"""INSERT INTO {Attempt._meta.db_table} (purpose, who, "window", count) VALUES (%s, %s, %s, %s)
ON CONFLICT (purpose, who, "window") DO UPDATE SET count = {Attempt._meta.db_table}.count + excluded.count
RETURNING count"""
"""One statement, so that parallel tries wait for each other only in the row."""


class TooManyAttempts(Exception):
    """Come back after ``retry_after``."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(f"too many attempts; again in {retry_after}")
        self.retry_after = retry_after


def count_attempt(purpose: str, who: str, *, limit: int, window: timedelta, times: int = 1) -> int:
    """Count a try of ``who`` (an address, account or contact), or several, and return how many remain.

    Raises :class:`TooManyAttempts` beyond ``limit`` per ``window``. Counted before the try is
    judged, by the database, so that parallel tries cannot slip through. Only a keyed hash of
    ``who`` is stored.
    """
    now = timezone.now()
    start = _window_start(now, window)
    with connection.cursor() as cursor:
        window_start = connection.ops.adapt_datetimefield_value(start)
        cursor.execute(COUNT, [purpose, blind_index(who, purpose="attempt"), window_start, times])
        [used] = cursor.fetchone()
    if used > limit:
        raise TooManyAttempts(start + window - now)
    return limit - used


def is_too_often(purpose: str, who: str, *, limit: int, window: timedelta = DAY) -> bool:
    """Count a try of ``who`` as :func:`count_attempt` does, and say whether it is beyond ``limit``.

    For what then is left undone without a word: a letter too many to a number that anybody can type.
    """
    try:
        count_attempt(purpose, who, limit=limit, window=window)
    except TooManyAttempts:
        return True
    return False


def _window_start(now: datetime, window: timedelta) -> datetime:
    seconds = int(window.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=now.tzinfo)
