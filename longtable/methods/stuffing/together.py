"""Who hangs together: by a key that they share, or by pairs; and telling meanwhile that work goes on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")


def groups(keyed: Iterable[tuple[Hashable, int]]) -> list[list[int]]:
    """Those who share a key, where at least two do."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for key, each in keyed:
        groups[key].append(each)
    return [group for group in groups.values() if len(group) > 1]


def connected(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Sets of those who hang together by pairs."""
    home: dict[int, set[int]] = {}
    for one, other in pairs:
        joined = home.get(one, {one}) | home.get(other, {other})
        home.update(dict.fromkeys(joined, joined))
    return list({id(each): each for each in home.values()}.values())


def now_and_then(
    alive: Callable[[], None], things: Iterable[Thing], *, often: int = 10_000
) -> Iterator[Thing]:
    """``things``, with ``alive`` called before the first and after each ``often`` of them."""
    for place, thing in enumerate(things):
        if place % often == 0:
            alive()
        yield thing
