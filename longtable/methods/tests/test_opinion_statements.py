"""What groups say: equal to tables worked by hand, on the right side, and beside what all say."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.methods.opinion import find_groups, statements

# Ten people in each of two groups. Columns: disagree, pass, agree; rows: six statements.
RED = [(1, 0, 9), (0, 2, 8), (8, 0, 2), (0, 0, 10), (5, 0, 5), (0, 10, 0)]
BLUE = [(9, 0, 1), (3, 0, 7), (1, 4, 5), (0, 0, 10), (5, 0, 5), (0, 10, 0)]
COUNTS = np.array([RED, BLUE]).transpose(0, 2, 1)
ALL = np.ones(6, dtype=bool)


def test_each_figure_equals_the_one_worked_by_hand() -> None:
    # Statement 0: 9 of 10 of the reds agree, 1 of 10 of the blues.
    red, blue = COUNTS
    agree = statements.beside_the_others(1, red[2], red.sum(axis=0), blue[2], blue.sum(axis=0))
    assert agree.p[0] == pytest.approx((9 + 1) / (10 + 2))  # .8333
    assert agree.z[0] == pytest.approx(2 * sqrt(10 + 1) * ((9 + 1) / (10 + 1) - 1 / 2))  # 2.7136
    assert agree.ratio[0] == pytest.approx((10 / 12) / (2 / 12))  # 5
    # With one added to each: 10 of 11 against 2 of 11; pooled 12 of 22.
    error = sqrt(12 / 22 * (1 - 12 / 22) * (1 / 11 + 1 / 11))  # .2123
    assert agree.ratio_z[0] == pytest.approx((10 / 11 - 2 / 11) / error)  # 3.4254
    assert agree.weight[0] == pytest.approx(5 * 3.4254 * 0.8333 * 2.7136, rel=1e-3)  # 38.73


def test_representative_statements_equal_the_table_worked_by_hand() -> None:
    # reds      side  p     z     ratio  its z   passes (both z over 1.2816)     weight
    # 0 agree         .833  2.71  5.00   3.43    yes                             38.73
    # 1 agree         .750  2.11  1.13   0.53    no: the blues agree as well
    # 2 disagree      .750  2.11  4.50   3.02    yes                             21.56
    # 3 agree         .917  3.32  1.00   0       no: everybody agrees
    # 4, 5                                       no: half of them, none
    # blues: 0 disagree mirrors 0 agree. 1 agree .667, 1.51, .89, -.53: no. 2 agree .500, .30: no.
    # What they agree with best: of 1 and 3, none more than the reds do, so the surest: 3 (.917 x 3.32).
    assert statements.representative(COUNTS, ALL) == {0: [(0, 1), (2, -1)], 1: [(3, 1), (0, -1)]}


def test_rejected_statements_represent_nobody() -> None:
    accepted = np.array([False, True, True, False, True, True])
    # Without 0 and 3 the blues agree best with 1: z 1.51, though the reds agree more.
    assert statements.representative(COUNTS, accepted) == {0: [(1, 1), (2, -1)], 1: [(1, 1)]}
    assert statements.consensus(COUNTS.sum(axis=0), accepted, 1) == [(1, 1)]


def test_the_same_table_comes_from_the_answers_themselves() -> None:
    participant, statement, vote = [], [], []
    for group, table in enumerate((RED, BLUE)):
        for asked, counts in enumerate(table):
            said = np.repeat([-1, 0, 1], counts)
            participant += range(group * 10, group * 10 + 10)
            statement += [asked] * 10
            vote += said.tolist()
    found = find_groups(participant, statement, vote, k=2)
    grouped = np.where(found.labels == found.labels[0], 0, 1)
    counts = np.stack([found.disagrees, found.answers - found.agrees - found.disagrees, found.agrees], axis=1)
    for group in range(2):
        assert found.answers[group].tolist() == [np.count_nonzero(found.labels == group)] * 6
    assert (counts.sum(axis=0) == COUNTS.sum(axis=0)).all()
    assert found.representative == statements.representative(counts, ALL)
    assert found.consensus == [(3, 1), (1, 1)]
    assert set(grouped) == {0, 1}


def test_consensus_equals_the_table_worked_by_hand() -> None:
    # Of all twenty: p, z
    # 0 agree (10 + 1) / 22 = .500, 2 √21 (11/21 - 1/2) = .22: no
    # 1 agree (15 + 1) / 22 = .727, 2 √21 (16/21 - 1/2) = 2.40: yes, product 1.75
    # 2 disagree (9 + 1) / 22 = .455: no
    # 3 agree (20 + 1) / 22 = .955, 2 √21 (21/21 - 1/2) = 4.58: yes, product 4.37
    assert statements.consensus(COUNTS.sum(axis=0), ALL, 1) == [(3, 1), (1, 1)]
    turned = COUNTS.sum(axis=0)[::-1]
    assert statements.consensus(turned, ALL, 1) == [(3, -1), (1, -1)]
    assert statements.consensus(COUNTS.sum(axis=0), ALL, 21) == []


def test_consensus_of_groups_is_low_where_one_group_stands_against() -> None:
    # 3: (10 + 1) / 12 in both; 1: (8 + 1) / 12 and (7 + 1) / 12; 0: 10 / 12 and 2 / 12; 5: 1 / 12 twice.
    shared = statements.said_by_every_group(COUNTS[:, 2], COUNTS.sum(axis=1))
    assert shared == pytest.approx(
        [10 / 12 * 2 / 12, 9 / 12 * 8 / 12, 3 / 12 * 6 / 12, (11 / 12) ** 2, 0.25, 1 / 144]
    )


def test_what_divides_comes_widest_first_and_only_where_sure() -> None:
    # 0: .833 - .167 on either side; 2: disagree 9 / 12 - 2 / 12 = .583, agree 6 / 12 - 3 / 12 = .25.
    # 1: disagree 4 / 12 - 1 / 12 = .25, z = (4/11 - 1/11) / √(5/22 · 17/22 · 2/11) = 1.53, under 1.6449.
    assert statements.divisive(COUNTS, ALL, 5) == [(0, pytest.approx(8 / 12)), (2, pytest.approx(7 / 12))]
    assert statements.divisive(COUNTS, ALL, 11) == []


def test_what_a_group_agrees_with_best_is_never_shown_as_disagreed() -> None:
    # 290 of 314 agree and 13 disagree; of the others 380 of 400 agree and 2 disagree. More disagree than
    # elsewhere, as the z of the differences say, but it is the agreement that most of the group share.
    counts = np.array([[[13], [11], [290]], [[2], [18], [380]]])
    assert statements.representative(counts, np.ones(1, dtype=bool)) == {0: [(0, 1)], 1: [(0, 1)]}


def test_where_nothing_passes_one_statement_stands_alone() -> None:
    # Nobody agrees with more than half; the first group leans furthest from the other on statement 1.
    counts = np.array([[[3, 4], [4, 4], [3, 2]], [[3, 2], [4, 4], [3, 4]]])
    assert statements.representative(counts, np.ones(2, dtype=bool))[0] == [(1, -1)]
    assert statements.representative(np.zeros((2, 3, 2), int), np.ones(2, dtype=bool)) == {0: [], 1: []}


def test_at_most_five_statements_speak_for_a_group_agreed_ones_first() -> None:
    counts = np.zeros((2, 3, 12), int)
    counts[0, 2, :6], counts[0, 0, 6:] = 20, 20
    counts[1, 0, :6], counts[1, 2, 6:] = 20, 20
    said = statements.representative(counts, np.ones(12, dtype=bool))[0]
    assert [side for _, side in said] == [1, 1, 1, 1, 1]
    counts[0, 2, 1:6] = 14
    said = statements.representative(counts, np.ones(12, dtype=bool))[0]
    assert said == [(0, 1), (6, -1), (7, -1), (8, -1), (9, -1)]


tables = st.lists(
    st.lists(st.tuples(*[st.integers(0, 400)] * 3), min_size=4, max_size=4), min_size=2, max_size=4
).map(lambda table: np.array(table).transpose(0, 2, 1))


@given(tables)
def test_no_side_is_shown_that_most_of_the_group_do_not_take(counts: np.ndarray) -> None:
    for group, said in statements.representative(counts, np.ones(4, dtype=bool)).items():
        assert len(set(said)) == len(said) <= 5
        for statement, side in said if len(said) > 1 else []:
            disagrees, passes, agrees = counts[group, :, statement]
            assert (agrees if side == 1 else disagrees) * 2 >= disagrees + passes + agrees


@given(tables, st.permutations(range(4)))
def test_the_order_of_groups_changes_nothing(counts: np.ndarray, order: list[int]) -> None:
    order = [group for group in order if group < len(counts)]
    accepted = np.ones(4, dtype=bool)
    before, after = (statements.representative(each, accepted) for each in (counts, counts[order]))
    assert [before[group] for group in order] == list(after.values())
    assert statements.divisive(counts, accepted, 5) == statements.divisive(counts[order], accepted, 5)
