"""Comparing entries of a directory: what of an organisation or a place can agree, and how far."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Final

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from longtable.methods.linkage import naming
from longtable.methods.linkage.naming import Rarity
from longtable.methods.linkage.spelling import Door, door, host_of, name_words, names_in, plain, ten_digits
from longtable.methods.linkage.weighing import UNKNOWN, Comparison

SAME_DOOR, SLIP, OTHER_SUITE, SAME_TOWN, ELSEWHERE = 4, 3, 2, 1, 0
"""Levels of two addresses."""

SAME_SPOT: Final = 60.0
"""Metres within which two positions of houses are one."""
RARE_WORDS: Final = 3
"""So many of the rarest words of its names are keys by which an entry is found."""

Key = tuple[str, ...]


@dataclass(frozen=True)
class Address:
    """One address as it was typed."""

    address_1: str = ""
    address_2: str = ""
    town: str = ""
    zip: str = ""

    @cached_property
    def door(self) -> Door:
        """House, street and suite."""
        return door(self.address_1, self.address_2)

    @cached_property
    def places(self) -> frozenset[Key]:
        """Town, and five digits of the ZIP code: what two addresses of one town have in common."""
        found = (("town", plain(self.town)), ("zip", self.zip.strip()[:5]))
        return frozenset(each for each in found if each[1])


@dataclass(frozen=True)
class Entry:
    """What is compared of an organisation or of a place; what is not known is empty.

    ``webs`` are addresses of pages and of mail; ``point`` is latitude and longitude of the house itself,
    never the middle of a ZIP code.
    """

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    webs: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    identifiers: tuple[str, ...] = ()
    point: tuple[float, float] | None = None

    @cached_property
    def all_names(self) -> tuple[str, ...]:
        """Every name that stands in one of the names."""
        return tuple(dict.fromkeys(part for name in self.names for part in names_in(name)))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Telephone numbers as ten digits."""
        return frozenset(filter(None, map(ten_digits, self.phones)))

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Hosts that are its own."""
        return frozenset(filter(None, map(host_of, self.webs)))

    @cached_property
    def doors(self) -> tuple[Address, ...]:
        """The addresses that name a house or a post box."""
        return tuple(address for address in self.addresses if address.door)

    def as_json(self) -> dict[str, Any]:
        """What is known, in a form that can be kept."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Entry:
        """The entry that :meth:`as_json` wrote down."""
        lists = {name: tuple(value) for name, value in kept.items() if name not in ("addresses", "point")}
        addresses = tuple(Address(**each) for each in kept.get("addresses", ()))
        point = tuple(kept["point"]) if kept.get("point") else None
        return cls(addresses=addresses, point=point, **lists)


def comparisons(rarity: Rarity) -> list[Comparison]:
    """What two entries are compared in. How rare a word is comes from the directory itself."""
    return [
        Comparison("name", naming.SAME, lambda one, other: name_level(one, other, rarity)),
        Comparison("phone", 1, lambda one, other: _shared(one.numbers, other.numbers)),
        Comparison("web", 1, lambda one, other: _shared(one.hosts, other.hosts)),
        Comparison("identifier", 1, lambda one, other: _shared(one.identifiers, other.identifiers)),
        Comparison("door", SAME_DOOR, door_level),
        Comparison("spot", 1, spot_level),
    ]


def rarity_in(entries: Iterable[Entry]) -> Rarity:
    """How rare each word is in the names of these entries."""
    return Rarity.of(entry.all_names for entry in entries)


def keys(entry: Entry, rarity: Rarity) -> set[Key]:
    """By what it meets another: a number, a page, a house, or a rare word of its name in its town."""
    found: set[Key] = {("phone", number) for number in entry.numbers}
    found |= {("web", host) for host in entry.hosts}
    found |= {("identifier", each) for each in entry.identifiers}
    words = {word for name in entry.all_names for word in name_words(name) if len(word) > 2}
    rare = sorted(words, key=lambda word: (-rarity(word), word))[:RARE_WORDS]
    for address in entry.addresses:
        here = address.door
        for place in address.places:
            found |= {(*place, word[:5]) for word in rare}
            if here:
                found.add((*place, here.box, here.number, here.street.split(" ")[0]))
    return found


def name_level(one: Entry, other: Entry, rarity: Rarity) -> int:
    """The best that any name of the one agrees with any of the other."""
    return max(
        (naming.level(mine, theirs, rarity) for mine in one.all_names for theirs in other.all_names),
        default=UNKNOWN,
    )


def door_level(one: Entry, other: Entry) -> int:
    """The best that any address of the one agrees with any of the other, if both have one."""
    return max(
        (_doors(mine, theirs) for mine in one.doors for theirs in other.doors),
        default=UNKNOWN,
    )


def spot_level(one: Entry, other: Entry) -> int:
    """1 within :data:`SAME_SPOT` metres, 0 farther."""
    if one.point is None or other.point is None:
        return UNKNOWN
    north = (one.point[0] - other.point[0]) * 111_320
    east = (one.point[1] - other.point[1]) * 111_320 * math.cos(math.radians(one.point[0]))
    return int(math.hypot(north, east) <= SAME_SPOT)


def changed_much(before: Entry, after: Entry) -> bool:
    """Whether an entry is hardly the one that somebody knew: another name, or two other things."""
    plain_rarity = Rarity()
    if name_level(before, after, plain_rarity) in range(naming.NEARLY):
        return True
    others = (
        _shared(before.numbers, after.numbers) == 0,
        _shared(before.hosts, after.hosts) == 0,
        door_level(before, after) in range(SLIP),
    )
    return sum(others) > 1


def _shared(mine: Iterable[str], theirs: Iterable[str]) -> int:
    """1 something in common, 0 both known and nothing in common."""
    return int(not set(mine).isdisjoint(theirs)) if mine and theirs else UNKNOWN


def _doors(mine: Address, theirs: Address) -> int:
    if mine.places.isdisjoint(theirs.places):
        return ELSEWHERE
    one, other = mine.door, theirs.door
    if one.box or other.box:
        return SAME_DOOR if one.box == other.box else SAME_TOWN
    slips = (one.number != other.number) + (one.street != other.street)
    if slips > 1 or not (_same_number(one, other) and _same_street(one, other)):
        return SAME_TOWN
    if one.unit and other.unit and one.unit != other.unit:
        return OTHER_SUITE
    return SLIP if slips else SAME_DOOR


def _same_number(one: Door, other: Door) -> bool:
    """The same, or two digits that changed places."""
    swapped = sorted(one.number) == sorted(other.number) and len(one.number) > 2
    return one.number == other.number or (
        swapped and DamerauLevenshtein.distance(one.number, other.number) == 1
    )


def _same_street(one: Door, other: Door) -> bool:
    """The same, with a slip of the pen, or without the direction that only one of them names."""
    mine, theirs = one.street.split(), other.street.split()
    directions = {"n", "s", "e", "w"}
    mine_bare, theirs_bare = ([word for word in words if word not in directions] for words in (mine, theirs))
    if directions.intersection(mine) and directions.intersection(theirs):
        mine_bare, theirs_bare = mine, theirs
    if mine_bare == theirs_bare:
        return True
    said = [directions.intersection(words) for words in (mine_bare, theirs_bare)]
    return said[0] == said[1] and JaroWinkler.similarity(" ".join(mine_bare), " ".join(theirs_bare)) >= 0.94
