"""Weights that the directory itself teaches, by splink on DuckDB, where the extra ``link`` is installed.

splink (https://github.com/moj-analytical-services/splink) counts in this very directory how often things
agree by chance, finds by expectation and maximisation what pairs of one organisation look like, and does
the comparing inside DuckDB. Nobody labels anything for it. It is asked about organisations alone: what it
learns is "alike", and two offices behind one door are not alike.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, Final

from longtable.methods.linkage.entries import Entry, Key
from longtable.methods.linkage.spelling import name_words
from longtable.methods.linkage.weighing import Pair

ENOUGH: Final = 0.975
"""From this probability on a pair is proposed. splink counts what goes together (a door, its telephone) as
if each spoke for itself, and so is surer than it should be. Chosen on the labelled entries for tuning."""

FEWEST: Final = 100
"""Entries below which there is nothing to learn from."""

_DRAWN: Final = 1e6
_FOUND_BY_SURE_RULES: Final = 0.7
"""Share of true pairs that have two of name, telephone and house in common: a guess."""

_COMMON_WORDS = "len(list_intersect(words_l, words_r))"
_ALL_WORDS = "len(list_distinct(list_concat(words_l, words_r)))"
_SHORTER = "least(len(words_l), len(words_r))"
_SAME_HOUSE = "len(list_intersect(houses_l, houses_r)) > 0"
_SAME_SUITE = "(suites_l IS NULL OR suites_r IS NULL OR len(list_intersect(suites_l, suites_r)) > 0)"


def is_installed() -> bool:
    """Whether splink and DuckDB are there."""
    return find_spec("splink") is not None and find_spec("duckdb") is not None


def name_and_version() -> str:
    """``splink 5.0.0``."""
    return f"splink {version('splink')}"


def probabilities(entries: Sequence[Entry], keys: Sequence[set[Key]]) -> dict[Pair, float]:
    """How likely each pair with a common key is of one organisation, 0 to 1, by places in ``entries``.

    Needs at least :data:`FEWEST` entries. The same entries in the same order give the same answer.
    """
    import pyarrow as pa
    from splink import Linker, block_on
    from splink.backends.duckdb import DuckDBAPI

    table = pa.Table.from_pylist(
        [_row(place, entry, mine) for place, (entry, mine) in enumerate(zip(entries, keys, strict=True))]
    )
    database = DuckDBAPI()
    linker = Linker(database.register(table), _settings(), log_level=logging.ERROR)
    sure: list[Any] = [block_on("phone", "name"), block_on("house", "name"), block_on("phone", "house")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=_FOUND_BY_SURE_RULES)
    linker.training.estimate_u_using_random_sampling(max_pairs=_DRAWN, seed=1)
    for known in ("phone", "house", "name"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(known))
    rows = linker.inference.predict().as_record_list()
    return {
        (min(row["unique_id_l"], row["unique_id_r"]), max(row["unique_id_l"], row["unique_id_r"])): row[
            "match_probability"
        ]
        for row in rows
    }


def _row(place: int, entry: Entry, keys: set[Key]) -> dict[str, Any]:
    """One entry as DuckDB sees it; the lists to compare, and one value of each by which to learn."""
    houses = [
        f"{address.door.number} {address.door.street} {address.door.box} {where}"
        for address in entry.doors
        for _, where in sorted(address.places)
    ]
    names = [" ".join(name_words(name)) for name in entry.all_names]
    return {
        "unique_id": place,
        "names": names or None,
        "words": sorted({word for name in names for word in name.split()}) or None,
        "phones": sorted(entry.numbers) or None,
        "webs": sorted(entry.hosts) or None,
        "houses": houses or None,
        "suites": [address.door.unit for address in entry.doors if address.door.unit] or None,
        "towns": sorted({where for address in entry.addresses for _, where in address.places}) or None,
        "name": names[0] if names else None,
        "phone": min(entry.numbers, default=None),
        "house": min(houses, default=None),
        "keys": [" ".join(key) for key in sorted(keys)] or None,
    }


def _settings() -> Any:
    import splink.comparison_level_library as levels
    from splink import SettingsCreator, block_on
    from splink.comparison_library import CustomComparison

    def compared(column: str, *best_first: Any) -> CustomComparison:
        steps = [levels.NullLevel(column), *best_first, levels.ElseLevel()]
        return CustomComparison(output_column_name=column, comparison_levels=steps)

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compared(
                "names",
                levels.ArrayIntersectLevel("names", 1),
                levels.CustomLevel(f"{_COMMON_WORDS} >= 0.8 * {_ALL_WORDS}"),
                levels.CustomLevel(f"{_COMMON_WORDS} = {_SHORTER} AND {_COMMON_WORDS} > 1"),
                levels.CustomLevel(f"{_COMMON_WORDS} >= 0.4 * {_ALL_WORDS}"),
                levels.CustomLevel(f"{_COMMON_WORDS} > 0"),
            ),
            compared("phones", levels.ArrayIntersectLevel("phones", 1)),
            compared("webs", levels.ArrayIntersectLevel("webs", 1)),
            compared(
                "houses",
                levels.CustomLevel(f"{_SAME_HOUSE} AND {_SAME_SUITE}"),
                levels.CustomLevel(_SAME_HOUSE),
                levels.CustomLevel("len(list_intersect(towns_l, towns_r)) > 0"),
            ),
        ],
        blocking_rules_to_generate_predictions=[block_on("keys", arrays_to_explode=["keys"])],
        retain_matching_columns=False,
    )
