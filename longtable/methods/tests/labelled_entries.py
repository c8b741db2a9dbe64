"""The labelled entries of a directory, and how well a method answers the two questions about their pairs.

Every entry was invented for this file. A block holds entries that somebody might take for one another; a
letter says which organisation, a digit which door. Blocks are for tuning or held out by a hash of their
heading, so that nobody chose which; the weights of the rule were judged on the first half alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from longtable.methods.linkage import learned, rule
from longtable.methods.linkage.blocking import pairs_sharing, telling
from longtable.methods.linkage.entries import Address, Entry, comparisons, keys, rarity_in
from longtable.methods.linkage.weighing import Pair, Weights, compare

_FILE = Path(__file__).with_name("labelled_organizations.txt")


@dataclass(frozen=True)
class Labelled:
    """An entry, and what a reader knows of it; labels hold within a block."""

    block: str
    organization: str
    site: str
    entry: Entry

    @property
    def is_held_out(self) -> bool:
        """Whether its block was kept from those who judged the weights."""
        return hashlib.sha256(self.block.encode()).digest()[0] % 2 == 1


@dataclass(frozen=True)
class Score:
    """How often the method says "the same": right, wrong, and how often it should have."""

    right: int
    said: int
    true: int

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.true)


def labelled() -> list[Labelled]:
    return list(_read())


def labelled_pairs(entries: list[Labelled]) -> list[Pair]:
    """Pairs of one block: those of which a reader said what they are."""
    places = range(len(entries))
    return [pair for pair in combinations(places, 2) if entries[pair[0]].block == entries[pair[1]].block]


def same(entries: list[Labelled], pair: Pair, question: str) -> bool:
    """What the labels say; entries of two blocks are different in every way."""
    one, other = (entries[place] for place in pair)
    return one.block == other.block and getattr(one, question) == getattr(other, question)


def score(entries: list[Labelled], said: set[Pair], question: str, *, held_out: bool) -> Score:
    """Over all pairs of one half, also those of two blocks."""
    half = [place for place, each in enumerate(entries) if each.is_held_out == held_out]
    true = {pair for pair in combinations(half, 2) if same(entries, pair, question)}
    ours = {pair for pair in said if set(pair) <= set(half)}
    return Score(len(true & ours), len(ours), len(true))


def by_rule(entries: list[Labelled], weights: Weights) -> set[Pair]:
    """The pairs that the plain rule calls the same."""
    those = [each.entry for each in entries]
    rarity = rarity_in(those)
    usable, _ = telling([keys(entry, rarity) for entry in those])
    pairs, compared = pairs_sharing(usable), comparisons(rarity)
    likely = weights.probabilities(compared, compare(those, pairs, compared))
    return {pair for pair, each in zip(pairs, likely, strict=True) if each >= 0.5}


def by_splink(entries: list[Labelled]) -> set[Pair]:
    """The pairs that splink calls the same, having learned from the entries without their labels."""
    those = [each.entry for each in entries]
    rarity = rarity_in(those)
    usable, _ = telling([keys(entry, rarity) for entry in those])
    return {pair for pair, each in learned.probabilities(those, usable).items() if each >= learned.ENOUGH}


def methods() -> dict[str, Callable[[list[Labelled], str], set[Pair]]]:
    """Every method that is installed, by name: of entries and a question, the pairs that are the same."""
    weights = {"organization": rule.SAME_ORGANIZATION, "site": rule.SAME_SITE}
    found: dict[str, Callable[[list[Labelled], str], set[Pair]]] = {
        f"rule {rule.VERSION}": lambda entries, question: by_rule(entries, weights[question])
    }
    if learned.is_installed():
        found[learned.name_and_version()] = lambda entries, question: by_splink(entries)
    return found


def _read() -> Iterator[Labelled]:
    for block in _FILE.read_text(encoding="utf-8").split("\n= ")[1:]:
        heading, *lines = (line for line in block.splitlines() if line)
        for line in lines:
            which, name, also, house, suite, town, zip_code, phone, web, _services = line.split("|")
            entry = Entry(
                names=tuple(filter(None, (name, also))),
                phones=tuple(filter(None, (phone,))),
                webs=tuple(filter(None, (web,))),
                addresses=(Address(house, suite, town, zip_code),),
            )
            yield Labelled(heading, which[0], which[1], entry)
