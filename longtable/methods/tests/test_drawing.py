"""A drawing that anybody can repeat, and in which nobody's chance depends on where they stand in the list."""

import copy
import hashlib
import json
import random
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from scipy.stats import chisquare

from longtable.methods.drawing import (
    Party,
    Stratum,
    UnfitDrawing,
    audit_file,
    draw,
    list_hash,
    parts_of,
    read_audit,
    redraw,
)

GROUPS = [Stratum("ride", "0.3"), Stratum("young", "1/5"), Stratum("all", "0.5")]
CODES = ["ride", "young", "all", "all"]
PARTIES = [Party(f"T{number:03}", CODES[number % 4], 1 + number % 6) for number in range(96)]
SEATS = {"ride": 18, "young": 12, "all": 30}
SEEDS = [f"Pick 5 of {day} July 2026" for day in range(1, 1201)]


def seated(parties: list[Party] = PARTIES, *, seats: int = 60, seed: str = "48213") -> dict[str, int]:
    drawn = draw(parties, seats=seats, strata=GROUPS, seed=seed)
    return {each.party.ticket: each.seats for each in drawn if each.seats}


def test_the_same_seed_gives_the_same_places_whatever_order_the_list_is_in() -> None:
    shuffled = random.Random(7).sample(PARTIES, len(PARTIES))
    assert seated() == seated(shuffled)
    assert seated() != seated(seed="48214")


def test_it_is_drawn_as_it_was_when_it_was_published() -> None:
    """An algorithm that gives other results has another name."""
    told = hashlib.sha256(repr(sorted(seated().items())).encode()).hexdigest()
    assert list_hash(PARTIES) == "b02078689840eed8f290cc053afe8f7fd09898a45597f2bd4dda62bd954d0933"
    assert told == "972ac816a11bec6707dcf66d2fb19edef5e784f1be318df9749dd7b9535e9dd6"


def test_a_stranger_redraws_with_the_lines_of_our_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They know nothing of ours: one group, nobody splits."""
    parties = [Party(f"T{number}", "", 1 + number % 6) for number in range(40)]
    drawn = draw(parties, seats=30, strata=[Stratum("", "1")], seed="48213")
    told = audit_file(drawn, seats=30, strata=[Stratum("", "1")], seed="48213")
    page = (Path(__file__).parents[3] / "docs" / "capacity.md").read_text(encoding="utf-8")
    lines = page.partition("```python\n")[2].partition("```")[0]
    monkeypatch.chdir(tmp_path)
    Path("AUDIT.json").write_text(json.dumps(told))
    exec(lines, {})
    Path("AUDIT.json").write_text(json.dumps(told | {"seed": "48214"}))
    with pytest.raises(AssertionError):
        exec(lines, {})


def test_all_seats_are_given_and_never_more() -> None:
    for seats, seed in product((1, 5, 17, 60, 200), SEEDS[:20]):
        assert sum(seated(seats=seats, seed=seed).values()) == seats


def test_when_there_are_seats_for_all_everybody_has_them() -> None:
    assert seated(seats=400) == {party.ticket: party.size for party in PARTIES}


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        [Stratum("a", "0.5")],
        [Stratum("a", "0.5"), Stratum("a", "0.5")],
        [Stratum("a", "x")],
        [Stratum("a", "1.5"), Stratum("b", "-0.5")],
    ],
)
def test_shares_that_are_none_are_refused(wrong: list[Stratum]) -> None:
    with pytest.raises(UnfitDrawing):
        parts_of(wrong)


def test_each_group_has_its_share_over_many_seeds_and_nearly_in_each() -> None:
    groups: Counter[str] = Counter()
    group_of = {party.ticket: party.stratum for party in PARTIES}
    for seed in SEEDS[:400]:
        mine: Counter[str] = Counter()
        for ticket, seats in seated(seed=seed).items():
            mine[group_of[ticket]] += seats
        for code, seats in SEATS.items():
            assert abs(mine[code] - seats) <= 10, "two groups can each go over by one party less one seat"
        groups += mine
    for code, seats in SEATS.items():
        assert groups[code] / 400 == pytest.approx(seats, abs=0.3)


def test_seats_that_a_group_does_not_need_go_to_the_others() -> None:
    few = [party for party in PARTIES if party.stratum != "young"] + [Party("only", "young", 2)]
    given = seated(few)
    assert given["only"] == 2
    assert sum(given.values()) == 60


def test_within_a_group_every_household_of_a_size_has_the_same_chance() -> None:
    """Chi-square over a fixed set of seeds: it fails for a sort that favours tickets, and for no luck."""
    won: Counter[str] = Counter()
    for seed in SEEDS:
        won.update(seated(seed=seed).keys())
    for group in GROUPS:
        for size in range(1, 7):
            alike = [p.ticket for p in PARTIES if p.stratum == group.code and p.size == size]
            if len(alike) > 1:
                assert chisquare([won[ticket] for ticket in alike]).pvalue > 0.001, (group.code, size)


def test_every_ticket_comes_at_every_rank_alike() -> None:
    """Chi-square of ticket against tenth of the order."""
    where = {party.ticket: [0] * 8 for party in PARTIES}
    for seed in SEEDS:
        for each in draw(PARTIES, seats=60, strata=GROUPS, seed=seed):
            where[each.party.ticket][(each.rank - 1) // 12] += 1
    expected = [len(SEEDS) / 8] * 8
    improbable = [t for t, ranks in where.items() if chisquare(ranks, expected).pvalue < 0.001]
    assert len(improbable) <= 1


def test_a_large_household_has_nearly_the_chance_of_a_single_person() -> None:
    parties = [Party(f"T{n:03}", "", 1 + n % 6) for n in range(240)]
    won: Counter[int] = Counter()
    for seed in SEEDS[:600]:
        drawn = draw(parties, seats=200, strata=[Stratum("", "1")], seed=seed)
        won.update(each.party.size for each in drawn if each.seats)
    chances = [won[size] / 600 / 40 for size in range(1, 7)]
    assert max(chances) - min(chances) < 0.03, chances


def test_a_party_that_splits_takes_what_there_is() -> None:
    drawn = draw([Party("a", "", 6, is_together=False)], seats=4, strata=[Stratum("", "1")], seed="1")
    assert drawn[0].seats == 4
    whole = draw([Party("a", "", 6)], seats=4, strata=[Stratum("", "1")], seed="1")
    assert whole[0].seats == 0


def audit() -> dict[str, object]:
    drawn = draw(PARTIES, seats=60, strata=GROUPS, seed="48213")
    return audit_file(drawn, seats=60, strata=GROUPS, seed="48213")


def test_an_audit_file_that_tells_the_truth_is_redrawn_without_a_word() -> None:
    assert redraw(audit()) == []


def test_whoever_touches_an_audit_file_is_found() -> None:
    for touch in (
        lambda file: file["result"].pop(),
        lambda file: file["result"][0].update(seats=0),
        lambda file: file["list"].append("T999\tall\t1\ttogether"),
        lambda file: file["list"].pop(),
        lambda file: file.update(seed="48214"),
        lambda file: file.update(seats=61),
        lambda file: file["strata"][0].update(share="0.31") or file["strata"][2].update(share="0.49"),
    ):
        touched = copy.deepcopy(audit())
        touch(touched)
        assert redraw(touched)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "longtable-drawing-audit/2"}'])
def test_what_is_no_audit_file_is_refused(text: str) -> None:
    with pytest.raises(UnfitDrawing):
        redraw(read_audit(text))


def test_a_list_that_is_not_whole_is_refused() -> None:
    for parties, seed in (
        ([Party("a", "all", 1)] * 2, "1"),
        ([Party("a", "unknown", 1)], "1"),
        ([Party("a", "all", 0)], "1"),
        ([Party("a\t", "all", 1)], "1"),
        ([Party("a", "all", 1)], " "),
    ):
        with pytest.raises(UnfitDrawing):
            draw(parties, seats=3, strata=GROUPS, seed=seed)
    file = audit()
    file["list"] = ["one word"]
    with pytest.raises(UnfitDrawing):
        redraw(file)
