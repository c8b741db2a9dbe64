"""Which pairs are worth a comparison: those that share a key. Never everybody with everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Final, TypeVar

from longtable.methods.linkage.weighing import Pair

Key = TypeVar("Key", bound=Hashable)

LARGEST_BLOCK: Final = 60
"""A key that more records share says nothing: the number of a county's switchboard, a town hall's address."""


def telling(keys: Sequence[set[Key]], *, largest: int = LARGEST_BLOCK) -> tuple[list[set[Key]], int]:
    """The keys of each record that not too many share, and how many keys were too common to be used."""
    holders = Counter(key for mine in keys for key in mine)
    common = {key for key, count in holders.items() if count > largest}
    return [mine - common for mine in keys], len(common)


def pairs_sharing(keys: Sequence[Iterable[Hashable]]) -> list[Pair]:
    """Pairs of places that have at least one key in common, each once, in order."""
    holders: dict[Hashable, list[int]] = {}
    for place, mine in enumerate(keys):
        for key in mine:
            holders.setdefault(key, []).append(place)
    found: set[Pair] = set()
    for places in holders.values():
        found.update((first, second) for at, first in enumerate(places) for second in places[at + 1 :])
    return sorted(found)
