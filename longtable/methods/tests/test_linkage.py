"""Whether two records are of one thing: the parts, and how well they do on labelled entries."""

from __future__ import annotations

import pytest

from longtable.methods.linkage import learned, naming, rule
from longtable.methods.linkage.blocking import pairs_sharing, telling
from longtable.methods.linkage.entries import (
    OTHER_SUITE,
    SAME_DOOR,
    SAME_TOWN,
    SLIP,
    Address,
    Entry,
    changed_much,
    door_level,
    spot_level,
)
from longtable.methods.linkage.naming import Rarity
from longtable.methods.linkage.people import code, digits, name
from longtable.methods.linkage.spelling import door, host_of, name_words, names_in, ten_digits
from longtable.methods.linkage.weighing import UNKNOWN, by_chance, compare, learn
from longtable.methods.tests.labelled_entries import (
    by_rule,
    by_splink,
    labelled,
    labelled_pairs,
    same,
    score,
)


def at(address: str, suite: str = "", zip_code: str = "28110") -> Entry:
    return Entry(addresses=(Address(address, suite, "Alderton", zip_code),))


# --- Spelling ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbor Light Food Bank, Inc.", "HARBOR LIGHT FOODBANK"),
        ("Tamarack Co. Health Dept.", "Tamarack County Health Department"),
        ("Saint Brendan's Outreach", "St. Brendans Outreach"),
        ("Mt. Zion A.M.E. Church", "Mount Zion AME Ch"),
        ("Bread & Roses", "Bread and Roses"),
        ("Centro Comunitario La Esperanza", "Centro Comunitaria la Esperanza"),
        ("Organización Niños Primero", "organizacion ninos primero"),
    ],
)
def test_one_name_in_many_spellings(one: str, other: str) -> None:
    assert naming.level(one, other, Rarity()) == naming.SAME


def test_spanish_words_for_what_it_is_meet_the_english_ones() -> None:
    assert set(name_words("Centro Comunitario La Esperanza")) == set(
        name_words("La Esperanza Community Center")
    )


def test_two_names_in_one_line_are_two() -> None:
    assert len(names_in("Riverbend Ministry d/b/a The Open Door")) == 2
    assert len(names_in("Carver Alliance (formerly Drug Free Carver)")) == 2


def test_initials_are_alike_and_not_the_same() -> None:
    assert naming.level("BCHD", "Birch County Health Department", Rarity()) == naming.ALIKE
    assert naming.level("BCHD", "Birch County Library", Rarity()) == naming.NOTHING


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (("600 Trade Street", "Suite 210"), ("600 Trade St. #210", ""), SAME_DOOR),
        (("600 Trade Street", "Suite 210"), ("600 Trade St", "Ste. 105"), OTHER_SUITE),
        (("600 Trade Street", "Suite 210"), ("600 Trade Street", ""), SAME_DOOR),
        (("4501 NC Highway 87 South", ""), ("4501 NC-87 S", ""), SAME_DOOR),
        (("45 East Ninth Street", ""), ("45 E 9th St", ""), SAME_DOOR),
        (("45 East Ninth Street", ""), ("45 West Ninth Street", ""), SAME_TOWN),
        (("107 Broad Street", ""), ("107 S Broad St", ""), SLIP),
        (("831 Morgan Street", ""), ("813 Morgan Street", ""), SLIP),
        (("3100 Serenity Church Road", ""), ("3100 Serenty Church Rd", ""), SLIP),
        (("PO Box 1182", ""), ("P.O. Box 1182", ""), SAME_DOOR),
        (("25 Justice Way", "2nd Floor"), ("25 Justice Way", "Suite 110"), OTHER_SUITE),
        (("14 Elm Street", ""), ("15 Elm Street", ""), SAME_TOWN),
    ],
)
def test_doors(one: tuple[str, str], other: tuple[str, str], level: int) -> None:
    assert door_level(at(*one), at(*other)) == level


def test_what_is_no_house_is_no_door() -> None:
    assert not door("Call for the address")
    assert not door("")
    assert door_level(at(""), at("14 Elm Street")) == UNKNOWN


def test_numbers_and_pages() -> None:
    assert ten_digits("+1 (910) 555-0101") == ten_digits("910.555.0101") == "9105550101"
    assert ten_digits("555-0101") == ""
    assert host_of("https://www.harbor.example/food?x") == host_of("us@harbor.example") == "harbor.example"
    assert host_of("https://facebook.com/harbor") == ""


def test_one_spot_on_the_map() -> None:
    here, near, far = (Entry(point=(35.5, -78.5 + shift)) for shift in (0, 0.0005, 0.01))
    assert spot_level(here, near) == 1
    assert spot_level(here, far) == 0
    assert spot_level(here, Entry()) == UNKNOWN


def test_an_entry_is_kept_and_read_again() -> None:
    entry = Entry(("A",), ("1",), ("b.example",), (Address("1 Elm", "2", "T", "28110"),), (), (1.0, 2.0))
    assert Entry.from_json(entry.as_json()) == entry
    assert Entry.from_json(Entry().as_json()) == Entry()


def test_another_name_or_two_other_things_are_much() -> None:
    before = Entry(("Harbor Light",), ("910-555-0101",), ("harbor.example",))
    assert not changed_much(before, before)
    assert changed_much(before, Entry(("Wharf Kitchen",), before.phones, before.webs))
    assert not changed_much(before, Entry(before.names, ("910-555-0102",), before.webs))
    assert changed_much(before, Entry(before.names, ("910-555-0102",), ("wharf.example",)))


# --- Blocking and weighing ---------------------------------------------------------------------------


def test_only_what_shares_a_key_is_compared() -> None:
    assert pairs_sharing([{"a", "b"}, {"b"}, {"c"}, {"a"}]) == [(0, 1), (0, 3)]


def test_a_key_that_too_many_share_is_no_key() -> None:
    usable, left_out = telling([{"all", each} for each in "abc"], largest=2)
    assert usable == [{"a"}, {"b"}, {"c"}]
    assert left_out == 1


def test_people_are_compared_field_by_field() -> None:
    one = {"surname": "hernandez", "born": "19800506", "sex": "f"}
    slip = {"surname": "hernadez", "born": "19800560", "sex": "m"}
    assert [each.level(one, slip) for each in (name("surname"), digits("born"), code("sex"))] == [2, 1, 0]
    assert name("surname").level(one, {"surname": ""}) == UNKNOWN
    assert digits("born").level(one, {"born": "19990101"}) == 0


def test_weights_are_learned_without_labels() -> None:
    """Twenty people written down twice, one of ten with a slip: the rare agreement weighs more."""
    people = [
        {"surname": f"surname{n % 20}", "sex": "fm"[n % 2], "born": f"19{n % 20:02}0101"} for n in range(40)
    ]
    compared = [name("surname"), code("sex"), digits("born")]
    pairs = pairs_sharing([{person["born"]} for person in people])
    weights = learn(
        compared,
        compare(people, pairs, compared),
        compare(people, by_chance(40, most=700), compared),
        possible=780,
    )
    assert weights.of("surname", 3) > weights.of("sex", 1) > 0 > weights.of("sex", 0)
    assert weights.of("surname", UNKNOWN) == 0
    assert min(weights.probabilities(compared, compare(people, pairs, compared))) > 0.9
    assert weights == learn(
        compared,
        compare(people, pairs, compared),
        compare(people, by_chance(40, most=700), compared),
        possible=780,
    )


# --- How well it does --------------------------------------------------------------------------------


def test_enough_pairs_are_labelled() -> None:
    entries = labelled()
    pairs = labelled_pairs(entries)
    assert len(pairs) >= 300
    kinds = {(same(entries, pair, "organization"), same(entries, pair, "site")) for pair in pairs}
    assert len(kinds) == 4
    held_out = sum(each.is_held_out for each in entries) / len(entries)
    assert 0.4 < held_out < 0.6


def test_the_plain_rule_on_entries_that_nobody_tuned_for() -> None:
    """A little below what docs/duplicates.md reports: whoever makes it worse hears of it."""
    entries = labelled()
    organizations = score(entries, by_rule(entries, rule.SAME_ORGANIZATION), "organization", held_out=True)
    assert organizations.precision > 0.85
    assert organizations.recall > 0.7
    sites = score(entries, by_rule(entries, rule.SAME_SITE), "site", held_out=True)
    assert sites.precision > 0.9
    assert sites.recall > 0.85


@pytest.mark.slow
@pytest.mark.skipif(not learned.is_installed(), reason="The extra link is not installed.")
def test_splink_on_the_same_entries() -> None:
    entries = labelled()
    found = score(entries, by_splink(entries), "organization", held_out=True)
    assert found.precision > 0.85
    assert found.recall > 0.7
