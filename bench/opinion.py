"""Opinion groups beside red-dwarf: likeness to the published groups, processor time and memory."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.report import Table
from longtable.methods import polis
from longtable.methods.opinion import adjusted_rand
from tests.outside import CHECKOUT, CORPORA

VERSION = "0.4.0"
FACTS = ("ARI", "best k", "CPU s", "peak MB")
GROUPING = CHECKOUT / "bench" / "grouping.py"
SIZES = ((20_000, True), (200_000, False))
"""How many people answer 1,000 made-up statements, and whether red-dwarf does it too."""


@dataclass(frozen=True)
class Conversation:
    """Answers in a file, and the group of each person as published or planted, -1 for none."""

    name: str
    answers: Path
    votes: int
    groups: NDArray[np.integer]


@dataclass(frozen=True)
class Run:
    """One division: processor seconds of the call, megabytes before it and at most, and the labels."""

    seconds: float
    before: float
    peak: float
    labels: NDArray[np.integer]

    def likeness(self, groups: NDArray[np.integer]) -> float:
        """Adjusted Rand index with `groups`, over people who are in one here and there."""
        both = (self.labels >= 0) & (groups[: len(self.labels)] >= 0)
        return adjusted_rand(self.labels[both], groups[: len(self.labels)][both])


def measure() -> Iterator[Table]:
    """Every public conversation at its published number of groups and at the best, then made-up ones."""
    anchor = red_dwarf()
    with tempfile.TemporaryDirectory(prefix="longtable-bench-") as folder:
        yield _public(anchor, Path(folder))
        yield _planted(anchor, Path(folder))


def red_dwarf() -> str:
    """The interpreter that has red-dwarf: LONGTABLE_RED_DWARF, or one in `var/`, made when missing."""
    given = os.environ.get("LONGTABLE_RED_DWARF")
    if given:
        return given
    home = CHECKOUT / "var" / "red-dwarf"
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"red-dwarf=={VERSION}"], check=True)
    return str(python)


def _public(anchor: str, folder: Path) -> Table:
    corpora = CORPORA.find()
    if corpora is None:
        sys.exit(CORPORA.sentence)
    table = Table(
        f"Opinion groups of public conversations, ours and red-dwarf {VERSION}",
        ["", "people", "k", *(f"{fact}, {whose}" for fact in FACTS for whose in ("ours", "theirs"))],
    )
    for home in sorted((corpora / "data" / "polis").iterdir()):
        if not home.is_dir():
            continue
        held = _read(home, folder)
        k = len(set(held.groups.tolist()) - {-1})
        mine, theirs = (_run(whose, held, anchor, k) for whose in ("ours", "red-dwarf"))
        own = [len(set(_run(whose, held, anchor).labels.tolist()) - {-1}) for whose in ("ours", "red-dwarf")]
        table.add(
            held.name,
            f"{np.count_nonzero(mine.labels >= 0):,}",
            str(k),
            *(f"{run.likeness(held.groups):.3f}" for run in (mine, theirs)),
            *map(str, own),
            *(f"{run.seconds:.2f}" for run in (mine, theirs)),
            *(f"{run.peak:,.0f}" for run in (mine, theirs)),
        )
    return table


def _planted(anchor: str, folder: Path) -> Table:
    table = Table(
        "Opinion groups at scale: two made-up groups, 1,000 statements",
        ["", "votes", "CPU s", "peak MB", "of it before", "recovered (ARI)"],
    )
    for people, is_for_both in SIZES:
        held = _plant(people, folder)
        for whose in ("ours", "red-dwarf") if is_for_both else ("ours",):
            run = _run(whose, held, anchor)
            table.add(
                f"{people:,} people, {whose}",
                f"{held.votes:,}",
                f"{run.seconds:.1f}",
                f"{run.peak:,.0f}",
                f"{run.before:,.0f}",
                f"{run.likeness(held.groups):.3f}",
            )
    return table


def _read(home: Path, folder: Path) -> Conversation:
    export = polis.read(home)
    votes = np.array([vote[:3] for vote in export.votes.latest()])
    groups = np.full(int(votes[:, 0].max()) + 1, -1)
    for person in export.participants:
        if person.group is not None and person.id < len(groups):
            groups[person.id] = person.group
    rejected = [comment.id for comment in export.comments if comment.moderated == -1]
    return _kept(home.name, folder, votes[:, 0], votes[:, 1], votes[:, 2], groups, rejected)


def _plant(people: int, folder: Path, statements: int = 1000, answered: float = 0.108) -> Conversation:
    """Two groups, each with three in four for or against each statement; one answer in ten is a pass."""
    chance = np.random.default_rng(0)
    groups = chance.integers(0, 2, people).astype(np.int8)
    per_person = chance.binomial(statements, answered, people)
    participant = np.repeat(np.arange(people, dtype=np.int32), per_person)
    statement = np.concatenate([chance.choice(statements, many, replace=False) for many in per_person])
    leaning = chance.choice([0.25, 0.75], size=(2, statements)).astype(np.float32)
    agrees = chance.random(len(participant), dtype=np.float32) < leaning[groups[participant], statement]
    vote = np.where(agrees, 1, -1).astype(np.int8)
    vote[chance.random(len(vote), dtype=np.float32) < 0.1] = 0
    order = chance.permutation(len(vote))
    columns = (participant[order], statement.astype(np.int32)[order], vote[order])
    return _kept(f"{people}", folder, *columns, groups, [])


def _kept(
    name: str,
    folder: Path,
    participant: NDArray[np.integer],
    statement: NDArray[np.integer],
    vote: NDArray[np.integer],
    groups: NDArray[np.integer],
    rejected: list[int],
) -> Conversation:
    file = folder / f"{name}.npz"
    np.savez(
        file,
        participant=participant.astype(np.int32),
        statement=statement.astype(np.int32),
        vote=vote.astype(np.int8),
        rejected=np.array(rejected, dtype=np.int32),
    )
    return Conversation(name, file, len(vote), groups)


def _run(whose: str, held: Conversation, anchor: str, k: int | None = None) -> Run:
    labels = held.answers.with_suffix(".npy")
    python = sys.executable if whose == "ours" else anchor
    done = subprocess.run(
        [python, GROUPING, whose, held.answers, labels, str(k or "")],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT) if whose == "ours" else ""},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{whose} failed on {held.name}:\n{done.stderr[-3000:]}")
    return Run(**json.loads(done.stdout.splitlines()[-1]), labels=np.load(labels))
