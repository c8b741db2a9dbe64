"""Rings of people who are tied and more alike than people of one mind, and bursts of a few answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from math import log2

import numpy as np
from numpy.typing import ArrayLike, NDArray

from longtable.methods.stuffing.people import FEWEST_ANSWERS, People
from longtable.methods.stuffing.ties import Sign, tie
from longtable.methods.stuffing.together import connected, groups, now_and_then

LEAST_BITS = 10.0
"""One chance in about a thousand that people of the same mind answered so."""

FEWEST_TO_COMPARE = 30
"""Other people, below which nobody can say what is usual."""

FEWEST_IN_A_BURST = 5
"""People of one network who in turn, or too fast, answered the same two statements or more and no others."""

USUAL = 0.001
"""Share of others who answered just so, above which a burst is no burst."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """`members` (at least two, in the order in which they began) look like one person, because of `signs`.

    `common` statements were answered both by the least alike member and by the most typical one; on `same` of
    them, a share from 0 to 1, the two gave the same answer.
    """

    members: tuple[int, ...]
    signs: tuple[Sign, ...]
    common: int
    same: float


def find_suspicions(
    participant: ArrayLike,
    statement: ArrayLike,
    vote: ArrayLike,
    at: ArrayLike,
    *,
    network: ArrayLike | None = None,
    alive: Callable[[], None] = lambda: None,
) -> list[Suspicion]:
    """Who looks like one person.

    One row per answer: codes from 0, `vote` -1, 0 or 1, `at` in seconds, NaN if unknown. `network` has one
    code per participant, -1 where it is not known. The order of the rows changes nothing. `alive` is called
    now and then while it works, for whoever waits.

    People who are tied (:class:`Sign`) and gave the same answers to at least 1 - MOST_DIFFERENT of
    FEWEST_ANSWERS or more common statements make a ring. Each member after the most typical one brings
    evidence, in bits: how much likelier these answers are from one person, who slips at SLIP, than from
    somebody of the same mind, as the LIKE_MINDED others most like them answered; no more than how rare it is
    among the others to be as alike. From each is taken the chance of finding one among all to whom anybody of
    the ring is tied. A ring with LEAST_BITS left is told. Of fewer answers only a burst is.
    """
    people = People(participant, statement, vote, at)
    codes = np.full(people.number, -1) if network is None else np.asarray(network, dtype=np.intp)
    tied = tie(people, codes, alive)
    alike = [pair for pair in now_and_then(alive, tied) if people.are_alike(*pair)]
    found = [ring for together in connected(alike) if (ring := _ring(people, together, alike, tied))]
    taken = {member for suspicion in found for member in suspicion.members}
    found += _bursts(people, codes, tied, taken)
    return sorted(found, key=lambda suspicion: suspicion.members)


def _ring(
    people: People, together: set[int], alike: list[tuple[int, int]], tied: dict[tuple[int, int], set[Sign]]
) -> Suspicion | None:
    """Those of them who are one person as far as anybody can tell, if any."""
    pairs = [pair for pair in alike if pair[0] in together]
    degree = Counter(chain.from_iterable(pairs))
    typical = max(people.in_time(together), key=lambda each: degree[each])
    ties = Counter(each for pair in tied for each in pair if each in together)
    cost = log2(1 + max(ties.values()))
    others = people.others(apart_from=together)
    if len(others) < FEWEST_TO_COMPARE:
        return None
    evidence = people.evidence(typical, together - {typical}, others)
    kept = {each: bits - cost for each, bits in evidence.items() if bits > cost}
    if sum(kept.values()) < LEAST_BITS:
        return None
    members = {typical, *kept}
    signs = {sign for pair in pairs if members.issuperset(pair) for sign in tied[pair]}
    least = min((people.likeness(typical, each) for each in kept), key=lambda each: each.same)
    return Suspicion(people.in_time(members), tuple(sorted(signs)), least.common, least.same)


def _bursts(
    people: People, network: NDArray[np.intp], tied: dict[tuple[int, int], set[Sign]], taken: set[int]
) -> Iterator[Suspicion]:
    """Many of one network who answered the same few statements in the same way, and nothing else."""
    few = (
        ((int(network[each]), people.answers[each].tobytes()), each)
        for each, session in people.sessions.items()
        if network[each] >= 0 and 2 <= len(session.order) < FEWEST_ANSWERS and each not in taken
    )
    for alike in groups(few):
        pairs = {pair: signs for pair in combinations(people.in_time(alike), 2) if (signs := tied.get(pair))}
        for members in connected(pairs):
            outside = np.all(people.answers == people.answers[min(members)], axis=1).sum() - len(members)
            if len(members) >= FEWEST_IN_A_BURST and outside <= USUAL * people.number:
                signs = {sign for pair, each in pairs.items() if pair[0] in members for sign in each}
                common = len(people.sessions[min(members)].order)
                yield Suspicion(people.in_time(members), (Sign.BURST, *sorted(signs)), common, 1.0)
