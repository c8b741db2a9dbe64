"""Whether this is a demo. The mark is in the database from its first moment and cannot be changed."""

from functools import lru_cache

from django.db import DatabaseError

from longtable.core.models import Installation


class AlreadyDecided(RuntimeError):
    """The database was made as the other kind."""


def mark(*, is_demo: bool) -> None:
    """Write the mark if there is none yet. Raises :class:`AlreadyDecided` if it says otherwise."""
    row, _ = Installation.objects.get_or_create(id=1, defaults={"is_demo": is_demo})
    if row.is_demo != is_demo:
        kind = "a demo" if row.is_demo else "a real installation"
        raise AlreadyDecided(f"This database is {kind} and stays one. Choose another data folder.")
    _read.cache_clear()


def is_demo() -> bool:
    """Whether example people live here. Without a mark: no."""
    try:
        return _read()
    except DatabaseError:
        return False


@lru_cache(maxsize=1)
def _read() -> bool:
    row = Installation.objects.filter(id=1).first()
    if row is None:
        raise DatabaseError("not marked yet")
    return row.is_demo
