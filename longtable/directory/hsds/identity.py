"""Ids of what comes in: a UUID is taken as it is, of anything else a UUID is made, always the same one."""

import json
import uuid
from collections.abc import Mapping
from functools import lru_cache

from longtable.directory.hsds import profile

REMEMBERED = 4096
"""Ids that are not read or made again: rows of a batch refer to the same few, and each is asked for twice."""


class Ids:
    """Ids of the rows of one source, which people call ``source``."""

    def __init__(self, source: str) -> None:
        self._named = " ".join(source.casefold().split())
        self._made = lru_cache(maxsize=REMEMBERED)(self._make)

    def of(self, table: str, given: str) -> uuid.UUID:
        """The id of the row that the source calls ``given`` in the HSDS ``table``."""
        return as_uuid(given) or self._made(table, given)

    def of_what_it_says(self, table: str, cells: Mapping[str, str]) -> uuid.UUID:
        """The id of a row without one: rows that say the same are the same."""
        told = {name: value for name, value in cells.items() if value and name != "id"}
        return self._make(table, f"says:{json.dumps(told, sort_keys=True)}")

    def _make(self, table: str, text: str) -> uuid.UUID:
        return uuid.uuid5(profile.NAMESPACE, f"{self._named}:{table}:{text}")


@lru_cache(maxsize=REMEMBERED)
def as_uuid(text: str) -> uuid.UUID | None:
    """The UUID that ``text`` is, if it is one."""
    if len(text) not in (32, 36, 38):
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
