"""Which organisations, places and services may be the same, found by what they share."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from longtable.directory.models.duplicates import Kind
from longtable.directory.selectors.compared import entries_of, services
from longtable.methods.linkage import learned, rule
from longtable.methods.linkage.blocking import pairs_sharing, telling
from longtable.methods.linkage.entries import Entry, Key, comparisons, keys, rarity_in
from longtable.methods.linkage.weighing import Comparison, Pair, Weights, compare

Progress = Callable[[int, int], None]
"""Told how much of how much is done."""

ENOUGH = 0.5
"""From this probability on the rule proposes a pair."""
SAME_WORDS, OTHER_WORDS = 0.95, 0.6
"""How likely services of one name and organisation are one: with the same description, with another."""
CHUNK = 5000


@dataclass(frozen=True)
class Candidate:
    """Two rows that may be the same. ``reasons`` are codes such as ``name:5``: a comparison and its level."""

    kind: str
    first: UUID
    second: UUID
    score: float
    reasons: list[str]
    method: str
    compared: list[dict[str, Any]]


@dataclass
class Looked:
    """What a look found; ``candidates`` must be read to the end before the counts hold."""

    candidates: Iterator[Candidate]
    method: str
    compared: int = 0
    left_out: int = 0


@dataclass
class _Compared:
    """Rows of one kind, ready to be compared."""

    kind: str
    ids: list[UUID]
    entries: list[Entry]
    keys: list[set[Key]]
    left_out: int
    comparisons: Sequence[Comparison] = field(default_factory=list)

    def candidate(self, pair: Pair, score: float, method: str) -> Candidate:
        """The pair with what agrees and what differs."""
        [levels] = compare(self.entries, [pair], self.comparisons)
        reasons = [
            f"{comparison.name}:{level}"
            for comparison, level in zip(self.comparisons, levels, strict=True)
            if level >= 0
        ]
        first, second = sorted(pair, key=lambda place: self.ids[place])
        return Candidate(
            self.kind,
            self.ids[first],
            self.ids[second],
            round(score, 4),
            reasons,
            method,
            [self.entries[place].as_json() for place in (first, second)],
        )


def method_of(kind: str, how_many: int) -> str:
    """By what so many rows are compared: ``splink 5.0.0``, or the version of our own rule."""
    learns = kind == Kind.ORGANIZATION and learned.is_installed() and how_many >= learned.FEWEST
    return learned.name_and_version() if learns else f"rule {rule.VERSION}"


def look(kind: str, progress: Progress) -> Looked:
    """Pairs of this kind that may be the same."""
    if kind == Kind.SERVICE:
        return _clones()
    rows = entries_of(kind)
    entries = list(rows.values())
    rarity = rarity_in(entries)
    usable, left_out = telling([keys(entry, rarity) for entry in entries])
    found = _Compared(kind, list(rows), entries, usable, left_out, comparisons(rarity))
    method = method_of(kind, len(entries))
    if method.startswith("splink"):
        candidates = _learned(found, method)
    else:
        weights = rule.SAME_ORGANIZATION if kind == Kind.ORGANIZATION else rule.SAME_SITE
        candidates = _by_rule(found, weights, method, progress)
    return Looked(candidates, method, len(entries), left_out)


def _learned(found: _Compared, method: str) -> Iterator[Candidate]:
    for pair, score in sorted(learned.probabilities(found.entries, found.keys).items()):
        if score >= learned.ENOUGH:
            yield found.candidate(pair, score, method)


def _by_rule(found: _Compared, weights: Weights, method: str, progress: Progress) -> Iterator[Candidate]:
    pairs = pairs_sharing(found.keys)
    waiting = iter(pairs)
    done = 0
    while chunk := list(islice(waiting, CHUNK)):
        levels = compare(found.entries, chunk, found.comparisons)
        scores = weights.probabilities(found.comparisons, levels)
        for pair, score in zip(chunk, scores, strict=True):
            if score >= ENOUGH:
                yield found.candidate(pair, float(score), method)
        done += len(chunk)
        progress(done, len(pairs))


def _clones() -> Looked:
    """The same service written down once for each place: each clone beside the first of its name."""
    found = services()

    def candidates() -> Iterator[Candidate]:
        for (_, name), clones in found.items():
            (kept, described), *others = clones
            for other, also_described in others:
                same = described == also_described
                first, second = sorted((kept, other))
                compared = [Entry(names=(name,)).as_json()] * 2
                yield Candidate(
                    Kind.SERVICE,
                    first,
                    second,
                    SAME_WORDS if same else OTHER_WORDS,
                    ["name:5", f"description:{int(same)}"],
                    f"rule {rule.VERSION}",
                    compared,
                )

    return Looked(candidates(), f"rule {rule.VERSION}", sum(map(len, found.values())))
