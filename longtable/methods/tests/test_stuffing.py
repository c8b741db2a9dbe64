"""Who looks like one person, and above all who must not: a church hall, a family of one mind, a campaign."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from longtable.methods import polis
from longtable.methods.stuffing import Sign, find_suspicions

STATEMENTS = 40
Rows = list[tuple[int, int, int, float]]


def crowd(people: int, *, seed: int = 0, minds: int = 2, sure: float = 0.75) -> tuple[Rows, list[int]]:
    """People of some minds who answer 20 statements in any order over a week, each from an own network."""
    draw = np.random.default_rng(seed)
    lines = draw.choice([-1, 1], (minds, STATEMENTS))
    rows: Rows = []
    for person in range(people):
        clock = draw.uniform(0, 7 * 86_400)
        for statement in draw.permutation(STATEMENTS)[:20]:
            line = lines[person % minds, statement]
            rows.append(
                (
                    person,
                    int(statement),
                    int(line if draw.random() < sure else draw.choice([-1, 0, 1])),
                    clock,
                )
            )
            clock += draw.uniform(4, 12)
    return rows, list(range(people))


def again(
    person: int, answers: dict[int, int], *, start: float, pace: float = 6.0, order: Iterable[int] = ()
) -> Rows:
    """The same answers once more, as somebody new."""
    return [
        (person, each, answers[each], start + place * pace) for place, each in enumerate(order or answers)
    ]


def answers_of(rows: Rows, person: int) -> dict[int, int]:
    return {statement: value for who, statement, value, _at in rows if who == person}


def found(rows: Rows, network: list[int]) -> list[tuple[int, ...]]:
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return [each.members for each in find_suspicions(*columns, network=network)]


def ring(rows: Rows, network: list[int], size: int, *, answers: dict[int, int], **more: float) -> list[int]:
    """Adds somebody who takes part ``size`` times, one after the other, at one network."""
    first, clock = len(network), 4 * 86_400.0
    for place in range(size):
        shuffled = np.random.default_rng(place).permutation(list(answers)).tolist()
        rows += again(first + place, answers, start=clock, order=shuffled, **more)  # type: ignore[arg-type]
        clock = rows[-1][3] + 30
        network.append(first)
    return list(range(first, first + size))


def test_one_person_in_turn_at_one_computer_is_told() -> None:
    rows, network = crowd(120)
    members = ring(rows, network, 6, answers=answers_of(crowd(1, seed=9)[0], 0))
    assert found(rows, network) == [tuple(members)]


def test_the_signs_are_said() -> None:
    rows, network = crowd(120)
    ring(rows, network, 6, answers=answers_of(crowd(1, seed=9)[0], 0), pace=0.5)
    (suspicion,) = find_suspicions(*[np.array(each) for each in zip(*rows, strict=True)], network=network)
    assert suspicion.signs == (Sign.IN_TURN, Sign.TOO_FAST)
    assert (suspicion.common, suspicion.same) == (20, 1.0)


def test_the_same_order_ties_without_any_network() -> None:
    rows, network = crowd(120)
    answers = answers_of(crowd(1, seed=9)[0], 0)
    for place in range(5):
        rows += again(len(network), answers, start=86_400.0 * place)
        network.append(-1)
    assert found(rows, network) == [(120, 121, 122, 123, 124)]


def test_where_everybody_meets_statements_in_one_order_it_says_nothing() -> None:
    rows, network = crowd(120)
    rows = sorted((who, what, value, float(what)) for who, what, value, _at in rows)
    answers = dict(sorted(answers_of(crowd(1, seed=9)[0], 0).items()))
    for _ in range(5):
        rows += again(len(network), answers, start=0.0)
        network.append(-1)
    assert found(rows, network) == []


def test_a_church_hall_on_one_network_stays_forty_people() -> None:
    rows, network = crowd(160)
    hall = set(range(0, 160, 4))
    rows = [(who, what, value, at % 900 if who in hall else at) for who, what, value, at in rows]
    network = [0 if person in hall else person + 1 for person in network]
    assert found(rows, network) == []


def test_one_tablet_passed_around_stays_forty_people() -> None:
    rows, network = crowd(160, minds=4)
    clock, later = 0.0, []
    for person in range(0, 160, 4):  # all of one mind
        for _who, what, value, _at in [row for row in rows if row[0] == person]:
            later.append((person, what, value, clock))
            clock += 6
        clock += 20
        network[person] = 0
    kept = [row for row in rows if row[0] % 4]
    assert found(kept + later, network) == []


def test_alike_answers_alone_are_never_enough() -> None:
    rows, network = crowd(120)
    members = ring(rows, network, 6, answers=answers_of(crowd(1, seed=9)[0], 0))
    for member in members:
        network[member] = member  # from six places
    assert found(rows, network) == []


def test_people_who_share_common_opinions_are_not_folded() -> None:
    """Nearly everybody agrees with everything: six who do so in turn are no wonder."""
    rows, network = crowd(200, minds=1, sure=0.98)
    ring(rows, network, 6, answers=answers_of(rows, 0))
    assert found(rows, network) == []


def test_two_answers_each_are_a_burst_when_many_come_in_turn() -> None:
    rows, network = crowd(120)
    ring(rows, network, 5, answers={3: 1, 7: -1})
    assert found(rows, network) == [(120, 121, 122, 123, 124)]


@pytest.mark.parametrize("size", [2, 4])
def test_fewer_than_a_burst_is_a_family(size: int) -> None:
    rows, network = crowd(120)
    ring(rows, network, size, answers={3: 1, 7: -1})
    assert found(rows, network) == []


def test_too_few_people_say_nothing_about_what_is_usual() -> None:
    rows, network = crowd(20)
    ring(rows, network, 6, answers=answers_of(crowd(1, seed=9)[0], 0))
    assert found(rows, network) == []


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows, network = crowd(120)
    ring(rows, network, 6, answers=answers_of(crowd(1, seed=9)[0], 0))
    shuffled: NDArray[np.intp] = np.random.default_rng(1).permutation(len(rows))
    assert found([rows[each] for each in shuffled], network) == found(rows, network)


def test_nothing_comes_of_nothing() -> None:
    assert find_suspicions([], [], [], []) == []


def test_answers_without_times_tie_nobody() -> None:
    rows, network = crowd(120)
    ring(rows, network, 6, answers=answers_of(crowd(1, seed=9)[0], 0))
    assert found([(who, what, value, np.nan) for who, what, value, _at in rows], network) == []


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="same length"):
        find_suspicions([0], [0], [1], [])


@pytest.mark.corpora
@pytest.mark.parametrize(
    "name", ["15-per-hour-seattle", "brexit-consensus", "canadian-electoral-reform", "scoop-hivemind.ubi"]
)
def test_of_real_people_nobody_is_folded_even_if_all_had_come_from_one_network(
    corpora: Path, name: str
) -> None:
    """Most answers of a whole town from one network, each at the time at which it was really given."""
    votes = list(polis.read(corpora / "data" / "polis" / name).votes.latest())
    people = {voter: place for place, voter in enumerate(sorted({vote.voter for vote in votes}))}
    rows = [(people[vote.voter], vote.comment, vote.value, (vote.cast_at or 0) / 1000) for vote in votes]
    assert found(rows, [0] * len(people)) == []
