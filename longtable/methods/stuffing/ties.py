"""What ties two people: a network and a time, haste, or the order in which they met the statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum
from itertools import combinations
from random import Random

import numpy as np
from numpy.typing import NDArray

from longtable.methods.stuffing.people import FEWEST_ANSWERS, People, Session
from longtable.methods.stuffing.together import groups, now_and_then

TOGETHER_SECONDS = 2 * 3600.0
"""How near in time two must begin for their network to say anything: later it may be anybody's."""

TURN_SECONDS = 15 * 60.0
"""Who begins within this time after another ended, and not before, may be the same person in turn."""

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


def tie(
    people: People, network: NDArray[np.intp], alive: Callable[[], None]
) -> dict[tuple[int, int], set[Sign]]:
    """Pairs that anything ties, the earlier one first, and what."""
    tied: dict[tuple[int, int], set[Sign]] = defaultdict(set)
    for together in groups((int(network[each]), each) for each in people.sessions if network[each] >= 0):
        ordered = people.in_time(together)
        for place, one in now_and_then(alive, enumerate(ordered), often=100):
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
        for alike in groups((session.order[:6], each) for each, session in people.sessions.items()):
            for one, other in combinations(people.in_time(alike), 2):
                if _have_same_order(people.sessions[one], people.sessions[other]):
                    tied[one, other].add(Sign.SAME_ORDER)
    return tied


def _have_same_order(one: Session, other: Session) -> bool:
    both = set(one.order) & set(other.order)
    mine = [each for each in one.order if each in both]
    return len(both) >= FEWEST_ANSWERS and mine == [each for each in other.order if each in both]


def _order_is_usual(people: People) -> bool:
    """Whether statements come to everybody in much the same order: then the same order says nothing."""
    everybody = sorted(people.sessions)
    draw = Random(0)
    pairs = [draw.sample(everybody, 2) for _ in range(ORDERS_COMPARED)] if len(everybody) > 1 else []
    same = sum(_have_same_order(people.sessions[one], people.sessions[other]) for one, other in pairs)
    return same > len(pairs) * USUAL_ORDER
