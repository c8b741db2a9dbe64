"""Finds people in a conversation who look like one person answering many times, for whoever counts fairly.

Alike answers alone never count against anybody: people agree, and a campaign is many people. They must be
more alike than people of one mind are, **and** something must tie them: they came from one network one after
the other, or faster than anybody reads, or they met the statements in the same order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, combinations
from math import inf, log2
from random import Random

import numpy as np
from numpy.typing import ArrayLike, NDArray

FEWEST_ANSWERS = 8
"""Statements that both have answered. With fewer, too many people agree on all of them."""

MOST_DIFFERENT = 0.1
"""Share of the common statements on which one person who answers twice may differ from themselves."""

LEAST_BITS = 10.0
"""One chance in about a thousand that people of the same mind answered so."""

LIKE_MINDED = 30
"""People most like somebody, whose answers say what others of the same mind would have answered."""

SLIP = 0.05
"""How often somebody who answers again gives another answer."""

TOGETHER_SECONDS = 2 * 3600.0
"""How near in time two must begin for their network to say anything: later it may be anybody's."""

TURN_SECONDS = 15 * 60.0
"""Who begins within this time after another ended, and not before, may be the same person in turn."""

READING_SECONDS = 2.0
"""Nobody reads a statement and answers it faster, answer after answer."""

FEWEST_IN_A_BURST = 5
"""People of one network who in turn, or too fast, answered the same two statements or more and no others."""

FEWEST_TO_COMPARE = 30
"""Other people, below which nobody can say what is usual."""


USUAL = 0.001
"""Share of others who answered just so, above which a burst is no burst."""

OTHERS_COMPARED = 5000
"""People with whom a ring is compared at most, so that time does not grow with the square."""

USUAL_ORDER = 0.05
"""Share of pairs with the same order, above which statements seem to come to everybody in one order."""

ORDERS_COMPARED = 5000
"""Pairs drawn to see whether everybody meets the statements in the same order."""


class Sign(StrEnum):
    """What ties two who answer alike."""

    IN_TURN = "in_turn"  # one network, one after the other
    TOO_FAST = "too_fast"  # one network, faster than one reads
    SAME_ORDER = "same_order"  # the same statements in the same order, where others meet them in any order
    BURST = "burst"  # many who answered only the same few statements, in the same way


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


@dataclass(frozen=True, slots=True)
class _Session:
    """When somebody answered, in seconds, and which statements in which order."""

    start: float
    end: float
    order: tuple[int, ...]

    @property
    def seconds_an_answer(self) -> float:
        return (self.end - self.start) / max(len(self.order) - 1, 1)


def find_suspicions(
    participant: ArrayLike,
    statement: ArrayLike,
    vote: ArrayLike,
    at: ArrayLike,
    *,
    network: ArrayLike | None = None,
) -> list[Suspicion]:
    """Who looks like one person.

    One row per answer: codes from 0, `vote` -1, 0 or 1, `at` in seconds, NaN if unknown. `network` has one
    code per participant, -1 where it is not known. The order of the rows changes nothing.

    People who are tied (:class:`Sign`) and gave the same answers to at least 1 - MOST_DIFFERENT of
    FEWEST_ANSWERS or more common statements make a ring. Each member after the most typical one brings
    evidence, in bits: how much likelier these answers are from one person, who slips at SLIP, than from
    somebody of the same mind, as the LIKE_MINDED others most like them answered; no more than how rare it is
    among the others to be as alike. From each is taken the chance of finding one among all to whom anybody of
    the ring is tied. A ring with LEAST_BITS left is told. Of fewer answers only a burst is.
    """
    people = _People(participant, statement, vote, at)
    codes = np.full(people.number, -1) if network is None else np.asarray(network, dtype=np.intp)
    tied = _tied(people, codes)
    alike = [pair for pair in tied if people.are_alike(*pair)]
    found = [ring for together in _connected(alike) if (ring := _ring(people, together, alike, tied))]
    taken = {member for suspicion in found for member in suspicion.members}
    found += _bursts(people, codes, tied, taken)
    return sorted(found, key=lambda suspicion: suspicion.members)


def _ring(
    people: _People, together: set[int], alike: list[tuple[int, int]], tied: dict[tuple[int, int], set[Sign]]
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


@dataclass(frozen=True, slots=True)
class _Likeness:
    common: int
    same: float


@dataclass(frozen=True, slots=True)
class _Session:
    """When somebody answered, in seconds, and which statements in which order."""

    start: float
    end: float
    order: tuple[int, ...]

    @property
    def is_too_fast(self) -> bool:
        return len(self.order) > 2 and (self.end - self.start) / (len(self.order) - 1) < READING_SECONDS


class _People:
    """Everybody's answers, and how common each answer is."""

    def __init__(self, participant: ArrayLike, statement: ArrayLike, vote: ArrayLike, at: ArrayLike) -> None:
        who, what = np.asarray(participant, dtype=np.intp), np.asarray(statement, dtype=np.intp)
        votes, when = np.asarray(vote, dtype=np.int8), np.asarray(at, dtype=float)
        if not len(who) == len(what) == len(votes) == len(when):
            raise ValueError("participant, statement, vote and at must have the same length")
        self.number = int(who.max()) + 1 if len(who) else 0
        self.answers: NDArray[np.int8] = np.zeros((self.number, int(what.max(initial=-1)) + 1), dtype=np.int8)
        self.answers[who, what] = votes + 2  # 0 is left for what was not answered
        given = np.stack([(self.answers == code).sum(axis=0) for code in (1, 2, 3)])
        self.shares = (given + 1) / (given.sum(axis=0) + 3)
        self.sessions = dict(_sessions(who, what, when))

    def likeness(self, one: int, other: int) -> _Likeness:
        mine, theirs = self.answers[one], self.answers[other]
        both = (mine > 0) & (theirs > 0)
        common = int(both.sum())
        return _Likeness(common, float((mine == theirs)[both].mean()) if common else 0.0)

    def are_alike(self, one: int, other: int) -> bool:
        likeness = self.likeness(one, other)
        return likeness.common >= FEWEST_ANSWERS and likeness.same >= 1 - MOST_DIFFERENT

    def others(self, *, apart_from: set[int]) -> NDArray[np.intp]:
        """Who else there is; of very many, some drawn."""
        others = np.setdiff1d(np.arange(self.number), list(apart_from), assume_unique=True)
        return np.random.default_rng(0).choice(others, min(len(others), OTHERS_COMPARED), replace=False)

    def evidence(self, typical: int, members: set[int], others: NDArray[np.intp]) -> dict[int, float]:
        """Bits that each member who is alike brings for being the typical one."""
        mine, theirs = self.answers[typical], self.answers[others]
        is_common = (theirs > 0) & (mine > 0)
        is_same = is_common & (theirs == mine)
        likeness = (is_same.sum(axis=1) + 1) / (is_common.sum(axis=1) + 2)
        near = np.argsort(-likeness, kind="stable")[:LIKE_MINDED]
        usual = self.shares[np.maximum(mine, 1) - 1, np.arange(len(mine))]
        chance = (is_same[near].sum(axis=0) + 2 * usual) / (is_common[near].sum(axis=0) + 2)
        found = {}
        for member in sorted(members):
            if not self.are_alike(typical, member):
                continue
            both = (mine > 0) & (self.answers[member] > 0)
            agrees = (mine == self.answers[member])[both]
            chances = np.where(agrees, (1 - SLIP) / chance[both], SLIP / (1 - chance[both]))
            answered = is_common[:, both].sum(axis=1)
            known = answered >= max(0.8 * both.sum(), FEWEST_ANSWERS)
            as_alike = (is_same[:, both].sum(axis=1) >= agrees.mean() * answered)[known].sum()
            rarity = log2((known.sum() + 1) / (as_alike + 1)) if as_alike else inf
            found[member] = min(float(np.log2(chances).sum()), rarity)
        return found

    def in_time(self, members: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(members, key=lambda each: (self.sessions[each].start, each)))


def _sessions(
    who: NDArray[np.intp], what: NDArray[np.intp], when: NDArray[np.float64]
) -> Iterator[tuple[int, _Session]]:
    """Of everybody whose answers have times: those of a file that came in at one moment tell nothing."""
    timed = np.flatnonzero(~np.isnan(when))
    rows = timed[np.lexsort((what[timed], when[timed], who[timed]))]
    for mine in np.split(rows, np.flatnonzero(np.diff(who[rows])) + 1):
        if len(mine) > 1 and when[mine[0]] < when[mine[-1]]:
            order = tuple(int(each) for each in what[mine])
            yield int(who[mine[0]]), _Session(float(when[mine[0]]), float(when[mine[-1]]), order)


def _tied(people: _People, network: NDArray[np.intp]) -> dict[tuple[int, int], set[Sign]]:
    """Pairs that anything ties, the earlier one first, and what."""
    tied: dict[tuple[int, int], set[Sign]] = defaultdict(set)
    for together in _groups((int(network[each]), each) for each in people.sessions if network[each] >= 0):
        ordered = people.in_time(together)
        for place, one in enumerate(ordered):
            first = people.sessions[one]
            for other in ordered[place + 1 :]:
                second = people.sessions[other]
                if second.start - first.start > TOGETHER_SECONDS:
                    break
                if 0 <= second.start - first.end <= TURN_SECONDS:
                    tied[one, other].add(Sign.IN_TURN)
                if first.is_too_fast and second.is_too_fast:
                    tied[one, other].add(Sign.TOO_FAST)
    if not _order_is_usual(people):
        for alike in _groups((session.order[:6], each) for each, session in people.sessions.items()):
            for one, other in combinations(people.in_time(alike), 2):
                if _have_same_order(people.sessions[one], people.sessions[other]):
                    tied[one, other].add(Sign.SAME_ORDER)
    return tied


def _have_same_order(one: _Session, other: _Session) -> bool:
    both = set(one.order) & set(other.order)
    mine = [each for each in one.order if each in both]
    return len(both) >= FEWEST_ANSWERS and mine == [each for each in other.order if each in both]


def _order_is_usual(people: _People) -> bool:
    """Whether statements come to everybody in much the same order: then the same order says nothing."""
    everybody = sorted(people.sessions)
    draw = Random(0)
    pairs = [draw.sample(everybody, 2) for _ in range(ORDERS_COMPARED)] if len(everybody) > 1 else []
    same = sum(_have_same_order(people.sessions[one], people.sessions[other]) for one, other in pairs)
    return same > len(pairs) * USUAL_ORDER


def _bursts(
    people: _People, network: NDArray[np.intp], tied: dict[tuple[int, int], set[Sign]], taken: set[int]
) -> Iterator[Suspicion]:
    """Many of one network who answered the same few statements in the same way, and nothing else."""
    few = (
        ((int(network[each]), people.answers[each].tobytes()), each)
        for each, session in people.sessions.items()
        if network[each] >= 0 and 2 <= len(session.order) < FEWEST_ANSWERS and each not in taken
    )
    for alike in _groups(few):
        pairs = {pair: signs for pair in combinations(people.in_time(alike), 2) if (signs := tied.get(pair))}
        for members in _connected(pairs):
            outside = np.all(people.answers == people.answers[min(members)], axis=1).sum() - len(members)
            if len(members) >= FEWEST_IN_A_BURST and outside <= USUAL * people.number:
                signs = {sign for pair, each in pairs.items() if pair[0] in members for sign in each}
                common = len(people.sessions[min(members)].order)
                yield Suspicion(people.in_time(members), (Sign.BURST, *sorted(signs)), common, 1.0)


def _groups(keyed: Iterable[tuple[Hashable, int]]) -> list[list[int]]:
    """Those who share a key, where at least two do."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for key, each in keyed:
        groups[key].append(each)
    return [group for group in groups.values() if len(group) > 1]


def _connected(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Sets of those who hang together by pairs."""
    home: dict[int, set[int]] = {}
    for one, other in pairs:
        joined = home.get(one, {one}) | home.get(other, {other})
        home.update(dict.fromkeys(joined, joined))
    return list({id(each): each for each in home.values()}.values())
