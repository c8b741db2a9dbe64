"""Stuffing: how many real people the rule would fold in public conversations, and what it finds."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.report import Table
from longtable.methods import polis
from longtable.methods.stuffing import find_suspicions
from tests.outside import CORPORA, need

HALL = 40
"""People in a hall who pass one tablet around."""

RING = 10
"""How often the one who stuffs takes part."""

SLIPS = 0.03
TRIES = 10


@dataclass(frozen=True)
class Votes:
    """A conversation's latest answers, codes from 0; the times of a file without any are not numbers."""

    who: NDArray[np.intp]
    what: NDArray[np.intp]
    value: NDArray[np.intp]
    at: NDArray[np.float64]
    network: NDArray[np.intp]

    @classmethod
    def read(cls, folder: Path) -> "Votes":
        """As Polis exports it; everybody from a network of their own."""
        given = list(polis.read(folder).votes.latest())
        who = np.unique([vote.voter for vote in given], return_inverse=True)[1]
        what = np.unique([vote.comment for vote in given], return_inverse=True)[1]
        at = np.array([np.nan if vote.cast_at is None else vote.cast_at / 1000 for vote in given])
        value = np.array([vote.value for vote in given])
        return cls(who, what, value, at, np.arange(who.max() + 1))

    @property
    def people(self) -> int:
        return len(self.network)

    def folded(self) -> set[int]:
        """Who counts as somebody else too."""
        found = find_suspicions(self.who, self.what, self.value, self.at, network=self.network)
        return {member for suspicion in found for member in suspicion.members}

    def without_networks(self) -> "Votes":
        return replace(self, network=np.full(self.people, -1))

    def from_one_network(self) -> "Votes":
        return replace(self, network=np.zeros(self.people, dtype=np.intp))

    def in_turn(self, seed: int, *, hall: int) -> "Votes":
        """One person after the other, six seconds an answer; each ``hall`` of them on one network."""
        draw = np.random.default_rng(seed)
        at, clock = np.empty(len(self.who)), 0.0
        order = draw.permutation(self.people)
        for person in order:
            mine = np.flatnonzero(self.who == person)
            mine = mine[np.argsort(self.at[mine])] if not np.isnan(self.at).any() else draw.permutation(mine)
            at[mine] = clock + 6.0 * np.arange(len(mine))
            clock = at[mine].max() + 30
        place = np.empty(self.people, dtype=np.intp)
        place[order] = np.arange(self.people)
        return replace(self, at=at, network=place // hall)

    def planted(self, seed: int, answers: int, *, copied: bool) -> "Votes | None":
        """With one person who takes part ``RING`` times: as a real one, left out then, thinks, or not."""
        draw = np.random.default_rng(seed)
        if copied:
            able = np.flatnonzero(np.bincount(self.who) >= answers)
            if not len(able):
                return None
            original = draw.choice(able)
            rows = draw.permutation(np.flatnonzero(self.who == original))[:answers]
            opinion = dict(zip(self.what[rows], self.value[rows], strict=True))
            keep = self.who != original
        else:
            statements = draw.choice(self.what.max() + 1, answers, replace=False)
            opinion = {statement: draw.choice([-1, 0, 1], p=[0.4, 0.1, 0.5]) for statement in statements}
            keep = np.ones(len(self.who), dtype=bool)
        added, clock = [], float(np.mean([self.at.min(), self.at.max()]))
        for member in range(RING):
            for place, statement in enumerate(draw.permutation(list(opinion))):
                slips = draw.random() < SLIPS
                value = draw.choice([-1, 0, 1]) if slips else opinion[statement]
                added.append((self.people + member, statement, value, clock + 5.0 * place))
            clock = added[-1][3] + 20
        who, what, value, at = (np.array(column) for column in zip(*added, strict=True))
        return Votes(
            np.r_[self.who[keep], who],
            np.r_[self.what[keep], what],
            np.r_[self.value[keep], value],
            np.r_[self.at[keep], at],
            np.r_[draw.integers(0, max(self.people // 3, 1), self.people), np.full(RING, self.people)],
        )


def measure() -> Iterator[Table]:
    """First who would be wronged, then what is found."""
    home = need(CORPORA) / "data" / "polis"
    conversations = {folder.name: Votes.read(folder) for folder in sorted(home.iterdir()) if folder.is_dir()}
    yield _wronged(conversations)
    timed = {name: votes for name, votes in conversations.items() if not np.isnan(votes.at).any()}
    yield _found(timed)


def _wronged(conversations: dict[str, Votes]) -> Table:
    columns = ["conversation", "people", "as they are", "one network", "one tablet", "halls of 40", "CPU s"]
    table = Table("Real people who would be folded", columns)
    for name, votes in conversations.items():
        began = time.process_time()
        plain = len(votes.without_networks().folded())
        spent = time.process_time() - began
        together = len(votes.from_one_network().folded())
        tablet, halls = (
            [len(votes.in_turn(seed, hall=hall).folded()) for seed in range(3)]
            for hall in (votes.people, HALL)
        )
        runs = (f"{min(each)} to {max(each)}" for each in (tablet, halls))
        table.add(name, f"{votes.people:,}", str(plain), str(together), *runs, f"{spent:.2f}")
    return table


def _found(conversations: dict[str, Votes]) -> Table:
    columns = ["conversation", "answers", "copies a real person", "own answers", "others folded"]
    table = Table("Ten times the same person, planted ten times: share that is folded", columns)
    for name, votes in conversations.items():
        for answers in (8, 15, 30):
            shares, others = [], 0
            for copied in (True, False):
                hits = tries = 0
                for seed in range(TRIES):
                    if (planted := votes.planted(seed, answers, copied=copied)) is None:
                        continue
                    folded = planted.folded()
                    ring = set(range(votes.people, votes.people + RING))
                    hits, tries, others = hits + len(folded & ring), tries + RING, others + len(folded - ring)
                shares.append(f"{hits / tries:.0%}" if tries else "–")
            table.add(name, str(answers), *shares, str(others))
    return table
