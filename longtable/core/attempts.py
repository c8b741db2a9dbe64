"""Limits on trying: codes cannot be guessed by patience, nor forms filled by a machine."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from longtable.core.models import Attempt
from longtable.core.secrets import blind_index

DAY = timedelta(days=1)


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
    key = {"purpose": purpose, "who": blind_index(who, purpose="attempt"), "window": start}
    Attempt.objects.bulk_create([Attempt(**key)], ignore_conflicts=True)
    Attempt.objects.filter(**key).update(count=F("count") + times)
    used = Attempt.objects.values_list("count", flat=True).get(**key)
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
