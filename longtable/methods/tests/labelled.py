"""The labelled comments, and how well suggested themes agree with their labels.

Written for these tests by the authors of the method, in English and Spanish, and by no resident. A pair is
the same thought in both languages, not word by word. Where a comment names two things, the first is its
label. Of the held-out half nobody looked at how a comment was sorted while the word list and the weights
were made.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, v_measure_score

from longtable.methods.themes import Suggestion

NONE = "none"
THEMES = 16

_FILE = Path(__file__).with_name("labelled_comments.csv")


@dataclass(frozen=True)
class Labelled:
    """A comment, and what it is about for somebody who reads it; `pair` is 0 when it has no counterpart."""

    id: int
    language: str
    theme: str
    pair: int
    text: str

    @property
    def is_held_out(self) -> bool:
        """Every second two, so that both of a pair stand in the same half."""
        return (self.id - 1) // 2 % 2 == 1


@dataclass(frozen=True)
class Score:
    """From 0 to 1. `pairs`: of them in one theme. `split`: of themes that only one language has."""

    v_measure: float
    rand: float
    information: float
    pairs: float
    split: float
    without_theme: float


def labelled() -> list[Labelled]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return [
            Labelled(int(row["id"]), row["language"], row["theme"], int(row["pair"] or 0), row["text"])
            for row in csv.DictReader(file)
        ]


def score(comments: Sequence[Labelled], found: Suggestion) -> Score:
    """How far `found` agrees with what a reader said; "none" is a label like any other."""
    truth, labels = [comment.theme for comment in comments], found.labels
    together = defaultdict(set)
    languages = defaultdict(Counter)
    for comment, label in zip(comments, labels, strict=True):
        if comment.pair:
            together[comment.pair].add(label)
        languages[label][comment.language] += 1
    split = [len(spoken) == 1 and spoken.total() > 2 for label, spoken in languages.items() if label >= 0]
    about_something = [
        label for comment, label in zip(comments, labels, strict=True) if comment.theme != NONE
    ]
    return Score(
        v_measure=v_measure_score(truth, labels),
        rand=adjusted_rand_score(truth, labels),
        information=normalized_mutual_info_score(truth, labels),
        pairs=sum(len(given) == 1 and -1 not in given for given in together.values()) / len(together),
        split=sum(split) / len(split),
        without_theme=about_something.count(-1) / len(about_something),
    )
