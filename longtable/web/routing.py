"""Remembers which view an address leads to, so that a rush does not read hundreds of patterns each time."""

from functools import lru_cache
from typing import Any

from django.urls import get_resolver

from longtable.core.middleware import SECRET_PATHS

ADDRESSES = 1024


def remember_routes() -> None:
    """From now on an address that was found once is found at once. Those that are secret are never kept."""
    resolver: Any = get_resolver()
    search = resolver.resolve
    remembered = lru_cache(ADDRESSES)(search)
    resolver.resolve = lambda path: (search if path.startswith(SECRET_PATHS) else remembered)(path)
