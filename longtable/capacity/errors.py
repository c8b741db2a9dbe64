"""Why there is no place, so that each page can say it in its own words."""

from datetime import datetime

from longtable.capacity.models import Pool, WaitlistEntry


class NoPlace(Exception):
    """No place was given, and nothing was changed. ``pool`` says where."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(f"{type(self).__name__}: {pool}")
        self.pool = pool


class Full(NoPlace):
    """Not enough places are left. One can stand in line."""


class Busy(Full):
    """Places are left, but strangers hold as many as they may: ask again without a hold."""


class Closed(NoPlace):
    """One can not ask yet, not any more, or only by taking part in the drawing."""

    def __init__(self, pool: Pool, now: datetime) -> None:
        super().__init__(pool)
        self.is_early = now < pool.opens_at
        self.is_drawn = pool.mode == Pool.Mode.DRAWN


class TooMany(NoPlace):
    """Not a number of places that one party may have here: from 1 to ``limit``."""

    def __init__(self, pool: Pool, limit: int) -> None:
        super().__init__(pool)
        self.limit = limit

    @classmethod
    def unless(cls, size: int, limit: int, pool: Pool) -> None:
        """Raise unless ``size`` is within the limit."""
        if not 1 <= size <= limit:
            raise cls(pool, limit)


class InUse(NoPlace):
    """A pool cannot become smaller than what is held, taken or offered: ``used``."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool)
        self.used = pool.size - pool.remaining


class InLineAlready(NoPlace):
    """This household, or this registration, stands in line: ``entry``."""

    def __init__(self, entry: WaitlistEntry) -> None:
        super().__init__(entry.pool)
        self.entry = entry


class TooLate(Exception):
    """The offer was answered before, or its time is over."""


class OutOfOrder(Exception):
    """A step of a drawing came too early or a second time; the text says which comes first."""
